"""The form of a call."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from events import zones
from events.deadline_forms import moment_field
from events.forms import RefusableForm, fit_for_a_page, languages_for
from events.models import Event, Theme
from languages import texts
from languages.forms import TextField, Written, written
from languages.selects import LongSelect
from workshops.actions.calls import Terms
from workshops.models import ActivityKind, Call


class CallForm(RefusableForm):
    """What a call asks for, of whom, and until when; its own questions are a form of their own."""

    who = forms.ChoiceField(
        label=_("Who may propose"),
        choices=Call.Who.choices,
        widget=forms.RadioSelect,
        initial=Call.Who.ANYBODY,
    )
    limit = forms.IntegerField(
        label=_("How many proposals an organisation may hand in"),
        min_value=1,
        max_value=1_000,
        required=False,
        help_text=_("Empty: any number. Drafts and what is withdrawn do not count."),
    )
    readers = forms.ChoiceField(
        label=_("Who reads what is proposed"),
        choices=Call.Readers.choices,
        widget=forms.RadioSelect,
        initial=Call.Readers.PROPOSERS,
    )
    until = moment_field(
        _("Closes at"),
        required=False,
        help_text=_("Empty: you close it by hand. Later on you move it by an extension."),
    )
    field_order = ("title", "about", "kinds", "themes", "who", "limit", "readers", "until", "zone")

    def __init__(
        self,
        *args: Any,
        event: Event,
        languages: Sequence[str],
        call: Call | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(initial_of(call, event))
        self.event = event
        self._write(call)
        self._choose("kinds", ActivityKind, _("Kinds of activities"), languages)
        self._choose("themes", Theme, _("Themes"), languages)
        self.fields["zone"] = forms.ChoiceField(
            label=_("Time zone of the deadline"),
            choices=zones.offered(event.zone, call.zone if call else ""),
            required=False,
            widget=LongSelect(),
        )
        if call and call.until:
            del self.fields["until"]
        self.order_fields(self.field_order)

    def _write(self, call: Call | None) -> None:
        title, about = (call.title, call.about) if call else (None, None)
        self.fields["title"] = TextField(
            languages=languages_for(self.event, title), label=_("Title"), max_length=200
        )
        self.fields["about"] = TextField(
            languages=languages_for(self.event, about),
            rows=8,
            max_length=5_000,
            required=False,
            label=_("What you call for"),
            help_text=_("Markdown: # heading, **strong**, - list, [link](https://…)."),
        )

    def _choose(self, name: str, model: type[Any], label: Any, languages: Sequence[str]) -> None:
        """Some of what the event is divided into; none ticked are all. Two queries."""
        rows = {str(each.uid): each for each in model.objects.filter(event=self.event)}
        if not rows:
            return
        named = texts.load([each.name_id for each in rows.values()], languages)
        self.fields[name] = forms.TypedMultipleChoiceField(
            label=label,
            choices=[(uid, str(named[each.name_id])) for uid, each in rows.items()],
            coerce=rows.__getitem__,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("None ticked: all of them."),
        )

    def clean_about(self) -> Written:
        return fit_for_a_page(self.cleaned_data["about"])

    def terms(self) -> Terms:
        given = dict(self.cleaned_data)
        until: datetime | None = given.pop("until", None)
        if until:
            zone = ZoneInfo(given["zone"] or self.event.zone)
            given["until"] = until.replace(tzinfo=zone)
        return Terms(**given)


def initial_of(call: Call | None, event: Event) -> dict[str, Any]:
    """What stands in the form. Two queries for a call that is there."""
    lang = event.lang
    if call is None:
        return {"title": written(None, lang), "about": written(None, lang)}
    return {
        **{name: getattr(call, name) for name in ("who", "limit", "readers", "zone")},
        "title": written(call.title, lang),
        "about": written(call.about, lang),
        "kinds": [str(uid) for uid in call.kinds.values_list("uid", flat=True)],
        "themes": [str(uid) for uid in call.themes.values_list("uid", flat=True)],
    }
