"""What a visa letter asks: only what its destination needs."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delegates.letters.destinations import Destination
from delegates.models import Letter
from delegates.passports import states, zone
from events.fields import day_field
from events.forms import RefusableForm
from events.models import Event
from languages import tags
from languages.forms import WordsField

PAYS = [
    ("self", _("I myself")),
    ("organisation", _("my organisation")),
    ("other", _("somebody else")),
]
# Short stays end after ninety days everywhere in the table.
LONGEST = 90
PRINTED = {"autocomplete": "off", "spellcheck": "false", "dir": "ltr"}
ZONE_PARTS = {
    "number": _("passport number"),
    "birth": _("date of birth"),
    "expiry": _("date of expiry"),
    "optional": _("the last field"),
    "composite": _("the last digit of all"),
}
IN_LETTERS_LANGUAGE = _("Write it in the language of the letter.")


def _line(label: Any, most: int = 100, **options: Any) -> WordsField:
    return WordsField(label=label, max_length=most, required=False, **options)


def _printed(label: Any, most: int, **options: Any) -> WordsField:
    widget = forms.TextInput(attrs=PRINTED)
    return WordsField(label=label, max_length=most, required=False, widget=widget, **options)


def _zone() -> WordsField:
    attrs = PRINTED | {"rows": 3, "cols": 46, "autocapitalize": "characters"}
    return WordsField(
        label=_("The two or three lines at the foot of your passport’s page"),
        max_length=300,
        lines=True,
        required=False,
        widget=forms.Textarea(attrs=attrs),
        help_text=_(
            "Type or paste them with every “<”: then number and dates are taken from them, and "
            "slips are found. Or leave this empty and fill in the fields."
        ),
    )


def boxes() -> dict[str, forms.Field]:
    """Every field that a destination may ask, in the order of the form."""
    return _of_the_passport() | _of_herself() | _of_the_journey()


def _of_the_passport() -> dict[str, forms.Field]:
    nationalities = [("", "—"), *states.choices()]
    return {
        "zone": _zone(),
        "surname": _printed(
            _("Surname(s), as printed in the passport"),
            100,
            help_text=_("In Latin letters. Leave it empty if your passport has none."),
        ),
        "given": _printed(_("Given name(s), as printed in the passport"), 100),
        "nationality": forms.ChoiceField(
            label=_("Nationality in the passport"), choices=nationalities, required=False
        ),
        "passport": _printed(_("Passport number"), 20),
        "born": day_field(_("Date of birth"), required=False),
        "expires": day_field(_("Passport valid until"), required=False),
    }


def _of_herself() -> dict[str, forms.Field]:
    return {
        "position": _line(_("Position in your organisation"), help_text=IN_LETTERS_LANGUAGE),
        "address": _line(_("Postal address"), 300),
        "phone": _printed(_("Telephone"), 40),
        "relation": _line(_("How you know the organiser"), 200, help_text=IN_LETTERS_LANGUAGE),
        "purpose": _line(_("Purpose of the journey"), 300, help_text=IN_LETTERS_LANGUAGE),
    }


def _of_the_journey() -> dict[str, forms.Field]:
    return {
        "arrives": day_field(_("Day of arrival"), required=False),
        "leaves": day_field(_("Day of departure"), required=False),
        "stay": _line(_("Where you stay"), 300),
        "itinerary": _line(_("Itinerary"), 500, help_text=IN_LETTERS_LANGUAGE),
        "pays_journey": forms.ChoiceField(
            label=_("Who pays the journey"), choices=[("", "—"), *PAYS], required=False
        ),
        "pays_stay": forms.ChoiceField(
            label=_("Who pays the stay"), choices=[("", "—"), *PAYS], required=False
        ),
    }


class LetterForm(RefusableForm):
    """The fields of one destination. What the zone says fills what was left empty."""

    OF_ZONE = {"passport": "number", "born": "birth", "expires": "expiry"}

    def __init__(
        self, *args: Any, destination: Destination, spoken: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.destination = destination
        every = boxes()
        for name in [name for name in every if name in destination.fields]:
            self.fields[name] = every[name]
            if not destination.needs(name):
                continue
            # The zone may fill these, so the form asks after reading it; the label says so now.
            self.fields[name].widget.is_required = True
        self.fields["lang"] = forms.ChoiceField(
            label=_("Language of the letter"), choices=[(tag, tags.own_name(tag)) for tag in spoken]
        )
        self.optional = [
            name
            for name in self.fields
            if name not in {"lang", "surname", "given"} and not destination.needs(name)
        ]

    def clean_zone(self) -> zone.Zone | None:
        typed = self.cleaned_data["zone"]
        if not typed:
            return None
        try:
            found = zone.read(typed)
        except zone.Unreadable as error:
            raise ValidationError(
                _(
                    "These are not the lines of a passport: it has two of 44 places, or two of 36, "
                    "or three of 30. Yours have: %(lines)s."
                ),
                params={"lines": ", ".join(map(str, error.lines)) or "0"},
            ) from error
        if found.format.startswith("MRV"):
            raise ValidationError(_("This is a visa. Take the lines of your passport’s own page."))
        if found.wrong:
            raise ValidationError(
                _("Something is mistyped here; look again at: %(fields)s."),
                params={"fields": zone.in_words(found.wrong, ZONE_PARTS)},  # type: ignore[arg-type]
            )
        return found

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if read := given.get("zone"):
            self._take_from(read, given)
        if not (given.get("surname") or given.get("given")):
            self.add_error("surname", _("Of the two fields for your name one must be filled in."))
        for name in self.fields:
            if self.destination.needs(name) and not given.get(name) and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])
        self._check_stay(given)
        return given

    def _take_from(self, read: zone.Zone, given: dict[str, Any]) -> None:
        """Fills in what is empty; says so where the zone and a field are at odds."""
        said = {
            "passport": read.number,
            "born": read.birth_date(timezone.now().date()),
            "expires": read.expiry_date(),
            "nationality": states.nationality_of(read.nationality),
        }
        for name, value in said.items():
            if name not in self.fields or not value:
                continue
            if given.get(name) and given[name] != value:
                self.add_error(name, _("The lines of your passport say something else."))
            elif name not in self.errors:
                given[name] = value

    def _check_stay(self, given: Mapping[str, Any]) -> None:
        arrives, leaves = given.get("arrives"), given.get("leaves")
        if arrives and leaves and leaves < arrives:
            self.add_error("leaves", _("You would leave before you arrive."))
        elif arrives and leaves and (leaves - arrives).days >= LONGEST:
            self.add_error("leaves", _("A visa for a visit is good for 90 days at most."))

    def answers(self) -> dict[str, str]:
        """What is kept: nothing that is empty, days in ISO 8601, of the zone its name alone."""
        kept = {
            name: value.isoformat() if isinstance(value, date) else str(value)
            for name, value in self.cleaned_data.items()
            if value and name not in {"zone", "lang"}
        }
        read = self.cleaned_data.get("zone")
        return kept | ({"zone_name": read.name} if read else {})


class PassportForm(forms.Form):
    """For the calculator: nothing of it is kept."""

    passport = forms.ChoiceField(label=_("Your passport"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["passport"]
        field.choices = [("", _("another one")), *states.choices()]


class OutcomeForm(forms.Form):
    """How it went, without logging in."""

    outcome = forms.ChoiceField(
        label=_("How did it go with the visa?"),
        choices=[choice for choice in Letter.Outcome.choices if choice[0] != "unknown"],
        widget=forms.RadioSelect,
    )
    ground = forms.ChoiceField(
        label=_("If it was refused: the ground that was given"),
        choices=[("", "—"), *(choice for choice in Letter.Ground.choices if choice[0])],
        required=False,
    )


def initial_of(event: Event, answers: Mapping[str, str], lang: str) -> dict[str, Any]:
    """What stands in the form: what she wrote before, else the event's own days."""
    days = {"arrives": event.begins.isoformat(), "leaves": event.ends.isoformat()}
    return days | dict(answers) | {"lang": lang}
