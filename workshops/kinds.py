"""Kinds of activities, kept as the other parts of an event are."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.forms import PartForm
from events.kinds import Kind
from workshops.models import ActivityKind


class ActivityKindForm(PartForm):
    minutes = forms.IntegerField(
        label=_("Usual length in minutes"), min_value=10, max_value=720, initial=90
    )

    class Meta:
        model = ActivityKind
        fields = ["minutes"]


def in_use(kind: Any) -> bool:
    """Whether something of this kind was proposed, or a call asks for it."""
    return bool(kind.proposals.exists() or kind.calls.exists())


KINDS = Kind(
    "kinds",
    ActivityKind,
    ActivityKindForm,
    title=_("Kinds of activities"),
    add=_("Add a kind"),
    nothing=_("No kinds yet. Without any, nobody is asked what kind of activity she proposes."),
    saved=_("The kind is saved."),
    deleted=_("The kind is deleted."),
    ask=_("Delete this kind?"),
    app="workshops",
    in_use=in_use,
)
