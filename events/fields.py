"""Fields that the forms of an event share."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts import choices
from events import countries
from events.models import known_zone
from languages import tags
from languages.cleaning import clean_words
from languages.forms import LanguagesField
from languages.selects import LongSelect

# Offered first: what the meetings of the last thirty years were held in, and their neighbours.
COMMON = (
    "ar", "bn", "ca", "de", "en", "es", "eu", "fr", "hi", "it", "ja", "pt", "ru", "sw", "wo", "zh",
)  # fmt: skip


# The marks of frontend/src/icons.svg (`theme-1` …): a colour never stands without its shape.
MARKS = (
    (1, _("red circle")),
    (2, _("orange square")),
    (3, _("ochre triangle")),
    (4, _("green diamond")),
    (5, _("teal half-moon")),
    (6, _("blue hexagon")),
    (7, _("indigo cross")),
    (8, _("violet star")),
    (9, _("pink wedge")),
    (10, _("grey bars")),
    (11, _("brown ring")),
    (12, _("petrol columns")),
)


class MarkSelect(forms.RadioSelect):
    template_name = "events/marks.html"


class LineField(forms.CharField):
    """One line, refused with a reason where it holds what nobody can see."""

    def to_python(self, value: Any) -> str:
        return clean_words(str(super().to_python(value) or ""), most=self.max_length or 200)


def spoken_first() -> list[str]:
    """The interface's languages, that of the page first: what a new event's name may be in."""
    codes = [code for code, _name in settings.LANGUAGES]
    return sorted(codes, key=lambda code: code != (get_language() or "en"))


def zone_field(kept: str = "") -> forms.ChoiceField:
    zones = choices.zones(get_language() or "en")
    return forms.ChoiceField(
        label=_("Time zone"),
        choices=[("", "—"), *choices.with_kept(zones, [kept] if kept else [])],
        validators=[known_zone],
        widget=LongSelect(),
        help_text=_("Hours of the programme are shown in this zone."),
    )


def country_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Country or territory"),
        choices=[("", "—"), *countries.choices()],
        required=False,
        widget=LongSelect(),
    )


def common_languages(kept: Sequence[str] = ()) -> list[tuple[str, str]]:
    """The common ones and those of `kept` in which people write, with their names, sorted."""
    into = get_language() or "en"
    named = [(tag, tags.name(tag, into)) for tag in {*COMMON, *tags.written_only(kept)}]
    return sorted(named, key=lambda pair: tags.sort_key(pair[1]))


def event_languages(kept: Sequence[str]) -> LanguagesField:
    """Boxes for the common ones and those that are kept, a line for all others; signed ones too."""
    offered = [*kept, *(tag for tag, _name in common_languages() if tag not in kept)]
    return LanguagesField(offered=offered, label=_("Languages of the event"))


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A day by the browser's own picker, which speaks ISO 8601."""
    picker = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=picker, input_formats=["%Y-%m-%d"], **options)


def hour_field(label: Any) -> forms.TimeField:
    picker = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(label=label, required=False, widget=picker)
