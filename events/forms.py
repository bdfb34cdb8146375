"""Forms of organisers."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from events import countries, queries
from events.fields import (
    MARKS,
    LineField,
    MarkSelect,
    country_field,
    day_field,
    event_languages,
    hour_field,
    spoken_first,
    zone_field,
)
from events.models import Constituency, Event, News, Page, Role, Room, Theme, Venue
from events.refusals import Refusal
from files.html import UnfitHtml
from files.markdown import to_html
from languages.forms import TextField, Written, written


class RefusableForm(forms.Form):
    def refuse(self, refusal: Refusal) -> None:
        """Shows why an action said no, at its field."""
        field = refusal.field if refusal.field in self.fields else None
        self.add_error(field, str(refusal))


class EventForm(RefusableForm):
    """What an event is. Its first language is the one that its name is written in."""

    slug = forms.SlugField(
        label=_("Address"),
        max_length=50,
        help_text=_("Letters, digits and hyphens. Old links no longer work when it changes."),
    )
    begins = day_field(_("First day"))
    ends = day_field(_("Last day"))
    place = LineField(label=_("Place"), max_length=120, required=False)

    field_order = [
        *("name", "slug", "begins", "ends", "place", "country", "zone", "languages"),
        *("about", "series", "new_series"),
    ]

    def __init__(self, *args: Any, event: Event | None = None, **kwargs: Any) -> None:
        if event is not None:
            kwargs.setdefault("initial", initial_of(event))
        super().__init__(*args, **kwargs)
        self.event = event
        kept = event.languages if event else []
        offered = list(dict.fromkeys([*kept, *spoken_first()]))
        self.fields["name"] = TextField(languages=offered, label=_("Name"), max_length=200)
        self.fields["about"] = TextField(
            languages=offered, rows=5, max_length=5_000, required=False, label=_("In short")
        )
        self.fields["zone"] = zone_field(event.zone if event else "")
        self.fields["country"] = country_field()
        self.fields["languages"] = event_languages(kept)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        begins, ends = cleaned.get("begins"), cleaned.get("ends")
        if begins and ends and ends - begins > timedelta(days=60):
            self.add_error("ends", _("An event lasts at most 60 days."))
        return cleaned

    def chosen(self) -> dict[str, Any]:
        """What the action takes; the name's language comes first."""
        found = dict(self.cleaned_data)
        lang = found["name"].lang
        found["languages"] = list(dict.fromkeys([lang, *found["languages"]]))
        return found


def initial_of(event: Event) -> dict[str, Any]:
    plain = ("slug", "begins", "ends", "zone", "place", "country", "languages")
    return {name: getattr(event, name) for name in plain} | {
        "name": written(event.name, event.lang),
        "about": written(event.about, event.lang),
    }


class NewEventForm(EventForm):
    """Besides: the series, one that she organises an edition of or a new one."""

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        here = {"zone": person.zone, "languages": spoken_first()[:1]}
        super().__init__(*args, initial=here, **kwargs)
        self.fields["slug"].required = False
        self.fields["slug"].help_text = _("Letters, digits and hyphens. Empty: made from the name.")
        self.mine = queries.series_of(person, spoken_first())
        self.fields["series"] = forms.ChoiceField(
            label=_("Series"),
            choices=[("", _("none")), *((s.slug, str(name)) for s, name in self.mine)],
            required=False,
            help_text=_("An edition of a meeting that comes again, of which you organise one."),
        )
        self.fields["new_series"] = LineField(
            label=_("Name of a new series"), max_length=200, required=False
        )
        if not self.mine:
            del self.fields["series"]
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("series") and cleaned.get("new_series"):
            self.add_error("new_series", _("Choose a series or name a new one, not both."))
        return cleaned

    def chosen_series(self) -> tuple[Any, Written | None]:
        """One of hers, or the name of a new one, or neither."""
        slug, name = self.cleaned_data.get("series"), self.cleaned_data["new_series"]
        known = next((series for series, _name in self.mine if series.slug == slug), None)
        return known, Written(name, self.cleaned_data["name"].lang, {}) if name else None


class PartForm(forms.ModelForm[Any]):
    """A part of an event: its own columns, and the texts that `TEXTS` names."""

    TEXTS: ClassVar[dict[str, dict[str, Any]]] = {"name": {"label": _("Name"), "max_length": 120}}

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.event = event
        for column, options in self.TEXTS.items():
            kept = getattr(self.instance, column) if self.instance.pk else None
            self.fields[column] = TextField(languages=languages_for(event, kept), **options)
            self.initial[column] = written(kept, event.lang)
        self.order_fields([*self.TEXTS, *(self._meta.fields or ())])

    def texts(self) -> dict[str, Written]:
        return {column: self.cleaned_data[column] for column in self.TEXTS}

    def _get_validation_exclusions(self) -> set[str]:
        """The event counts for constraints though nobody types it; texts are saved apart."""
        mine = {"event", *(self._meta.fields or ())}
        return {field.name for field in self.instance._meta.fields} - mine


def languages_for(event: Event, kept: Any) -> list[str]:
    """The event's languages, and the text's own where the event has dropped it."""
    return list(dict.fromkeys([*event.languages, *([kept.lang] if kept else [])]))


class ThemeForm(PartForm):
    colour = forms.TypedChoiceField(
        label=_("Mark"), coerce=int, choices=MARKS, initial=1, widget=MarkSelect
    )

    class Meta:
        model = Theme
        fields = ["colour"]


class ConstituencyForm(PartForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["countries"] = forms.MultipleChoiceField(
            label=_("Countries and territories"),
            choices=countries.choices,
            required=False,
            initial=self.instance.countries,
            widget=forms.CheckboxSelectMultiple(attrs={"class": "columns"}),
            help_text=_("Whoever registers from one of these is counted here."),
        )

    class Meta:
        model = Constituency
        fields = ["countries"]


class VenueForm(PartForm):
    address = LineField(label=_("Address"), max_length=300, required=False)

    class Meta:
        model = Venue
        fields = ["address"]


class RoomForm(PartForm):
    seats = forms.IntegerField(label=_("Seats"), min_value=0, max_value=200_000, required=False)
    opens = hour_field(_("Opens at"))
    closes = hour_field(_("Closes at"))

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, event=event, **kwargs)
        venues = queries.parts(Venue, event, spoken_first())
        self.fields["venue"] = forms.ModelChoiceField(
            Venue.objects.filter(event=event), label=_("Venue"), required=False, empty_label="—"
        )
        self.fields["venue"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *((view.part.pk, str(view.name)) for view in venues),
        ]
        self.fields["access"].label = _("Access")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        opens, closes = cleaned.get("opens"), cleaned.get("closes")
        if opens and closes and closes <= opens:
            self.add_error("closes", _("The room closes before it opens."))
        return cleaned

    class Meta:
        model = Room
        fields = ["venue", "seats", "access", "opens", "closes"]


class PieceForm(PartForm):
    """A title and Markdown."""

    TEXTS: ClassVar[dict[str, dict[str, Any]]] = {
        "title": {"label": _("Title"), "max_length": 200},
        "body": {
            "label": _("Text"),
            "rows": 14,
            "max_length": 20_000,
            "help_text": _("Markdown: # heading, **strong**, - list, [link](https://…)."),
        },
    }

    def clean_body(self) -> Written:
        return fit_for_a_page(self.cleaned_data["body"])


def fit_for_a_page(text: Written) -> Written:
    """Raises ValidationError for Markdown that cannot be shown."""
    for words in (text.body, *text.translations.values()):
        try:
            to_html(words)
        except UnfitHtml as unfit:
            said = _("This is too long or too deeply nested to show as a page.")
            raise ValidationError(said, code="unfit") from unfit
    return text


class PageForm(PieceForm):
    slug = forms.SlugField(
        label=_("Address"), max_length=50, help_text=_("Letters, digits and hyphens.")
    )

    class Meta:
        model = Page
        fields = ["slug"]


class NewsForm(PieceForm):
    class Meta:
        model = News
        fields: ClassVar[list[str]] = []


class InvitationForm(RefusableForm):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    until = day_field(_("Last day of the role"), required=False)
    about = LineField(
        label=_("For whom"),
        max_length=120,
        required=False,
        help_text=_("Only the organisers see this note."),
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = event.ends + timedelta(days=30)
        self.fields["until"].help_text = _("The role ends by itself after this day. Empty: never.")


class StateForm(forms.Form):
    """One of two states, posted by a button."""

    to = forms.CharField()

    def __init__(self, *args: Any, states: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.states = states

    def clean_to(self) -> str:
        to = str(self.cleaned_data["to"])
        if to not in self.states:
            raise ValidationError(_("This state is not known."))
        return to
