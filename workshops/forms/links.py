"""Forms by which proposals are linked, and by which one answers."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.fields import day_field
from events.forms import RefusableForm
from languages.forms import WordsField
from languages.texts import Reading
from workshops.linking import Linking
from workshops.models import Contributor, Link, Proposal

KINDS = [
    (Link.Kind.FUSION, gettext_lazy("Fusion: one session instead of several")),
    (Link.Kind.SEQUENCE, gettext_lazy("Sequence: one after the other")),
    (
        Link.Kind.DIALOGUE,
        gettext_lazy("Dialogue: never at the same time, each sends a speaker to the other"),
    ),
    (Link.Kind.MEETING, gettext_lazy("Meeting: a room in the hours kept free for encounters")),
]


class SendsField(forms.ChoiceField):
    """Which of these people speaks at the others; its clean value is she, or None."""

    def __init__(self, people: Sequence[Contributor]) -> None:
        self.people = {str(each.pk): each for each in people}
        named = [(pk, each.shown_name) for pk, each in self.people.items()]
        super().__init__(
            choices=[("", _("to be said later")), *named],
            required=False,
            label=_("Whom you send in a dialogue"),
        )

    def clean(self, value: Any) -> Any:
        return self.people.get(super().clean(value))


def people_of(own: Sequence[Proposal]) -> list[Contributor]:
    """Those named in these proposals. One query."""
    rows = Contributor.objects.filter(proposal__in=[each.pk for each in own])
    return list(rows.select_related("registration"))


class LinkForm(RefusableForm):
    """What is proposed for `sides`, whose titles are `read`; `own` are those of the asker."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Which link"), choices=KINDS, widget=forms.RadioSelect
    )
    rooms = forms.ChoiceField(
        label=gettext_lazy("A sequence is held"),
        choices=Link.Rooms.choices,
        widget=forms.RadioSelect,
        initial=Link.Rooms.ANY,
        required=False,
    )
    size = forms.IntegerField(
        label=gettext_lazy("People expected at a fusion"),
        min_value=1,
        max_value=200_000,
        required=False,
        help_text=gettext_lazy("Empty: as many as the largest of the proposals expects."),
    )
    words = WordsField(
        label=gettext_lazy("Your words to the others"),
        max_length=2_000,
        lines=True,
        required=False,
    )
    until = day_field(
        gettext_lazy("Answer by"),
        required=False,
        help_text=gettext_lazy("Empty: in 14 days. What not all have answered by then lapses."),
    )

    def __init__(
        self,
        *args: Any,
        sides: Sequence[Proposal],
        read: Mapping[int | None, Reading],
        own: Sequence[Proposal],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sides, self.own = list(sides), list(own)
        numbers = [(str(n), str(n)) for n in range(1, len(self.sides) + 1)]
        for place, each in enumerate(self.sides, 1):
            self.fields[f"place-{each.uid}"] = forms.ChoiceField(
                label=read[each.title_id].body or _("without a title yet"),
                choices=numbers,
                initial=str(place),
                required=False,
            )
        if self.own:
            self.fields["sends"] = SendsField(people_of(self.own))
        places = [name for name in self.fields if name.startswith("place-")]
        self.order_fields(["kind", *places, "rooms", "sends", "size", "words", "until"])

    def places(self) -> list[forms.BoundField]:
        return [field for field in self if field.name.startswith("place-")]

    def before(self) -> list[forms.BoundField]:
        return [self["kind"]]

    def after(self) -> list[forms.BoundField]:
        done = {"kind", *(field.name for field in self.places())}
        return [field for field in self if field.name not in done]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = [
            cleaned.get(f"place-{each.uid}") or str(n) for n, each in enumerate(self.sides, 1)
        ]
        if len(set(chosen)) < len(chosen):
            raise ValidationError(
                _("Two proposals have the same place in the order."), code="same_place"
            )
        return cleaned

    def _order(self, given: Mapping[str, Any]) -> dict[int, int]:
        numbered = enumerate(self.sides, 1)
        return {each.pk: int(given.get(f"place-{each.uid}") or n) for n, each in numbered}

    def asked(self) -> Linking:
        given = self.cleaned_data
        place = self._order(given)
        sends = given.get("sends")
        return Linking(
            kind=given["kind"],
            proposals=sorted(self.sides, key=lambda each: place[each.pk]),
            rooms=given.get("rooms") or Link.Rooms.ANY,
            words=given.get("words", ""),
            size=given.get("size"),
            until=self._until(),
            sends={sends.proposal_id: sends} if sends else {},
        )

    def _until(self) -> datetime | None:
        """The end of the day, by the event's clock."""
        day = self.cleaned_data.get("until")
        if day is None:
            return None
        zone = self.sides[0].event.tz
        return datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)


def initial_of_link(link: Link) -> dict[str, Any]:
    """What stands in the form by which a link is answered by another."""
    return {"kind": link.kind, "rooms": link.rooms, "size": link.size}


class AnswerForm(RefusableForm):
    """Words along with an answer; all may stay empty."""

    words = WordsField(
        label=gettext_lazy("Your words to the others"),
        max_length=2_000,
        lines=True,
        required=False,
    )

    def __init__(self, *args: Any, people: Sequence[Contributor] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sends"] = SendsField(people)

    def given(self) -> dict[str, Any]:
        if not self.is_valid():
            return {"words": "", "sends": None}
        return {"words": self.cleaned_data["words"], "sends": self.cleaned_data["sends"]}
