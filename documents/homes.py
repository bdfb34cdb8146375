"""What texts the documents own, and the pages they stand on."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from documents.models import Document
from languages import ports
from languages.ports import Kind
from languages.texts import Reach

TITLE = "documents.title"
# How far a title goes, by who may read the document.
REACH: dict[str, str] = {
    Document.Readers.PUBLIC: Reach.OPEN,
    Document.Readers.REGISTERED: Reach.DESK,
    Document.Readers.TEAM: Reach.INSIDE,
}


def where(ids: Sequence[int]) -> Mapping[int, str]:
    rows = Document.objects.filter(title__in=ids).values_list("title_id", "event__slug", "uid")
    return {pk: reverse("documents:document", args=[event, uid]) for pk, event, uid in rows}


def declare() -> None:
    ports.declare(Kind(TITLE, _("title of a document"), 50, where))
