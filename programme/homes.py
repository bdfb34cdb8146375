"""What texts the programme owns, and the pages they stand on."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from languages import ports
from languages.ports import Kind
from programme.models import Release

RELEASE_NOTE = "programme.release"


def where(ids: Sequence[int]) -> Mapping[int, str]:
    rows = Release.objects.filter(note__in=ids).values_list("note_id", "event__slug")
    return {pk: f"/{event}/programme/" for pk, event in rows}


def declare() -> None:
    ports.declare(Kind(RELEASE_NOTE, _("what a release changes"), 60, where))
