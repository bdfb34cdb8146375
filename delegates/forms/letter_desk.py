"""What organisers and the letters desk fill in."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from delegates.letters import words
from delegates.letters.destinations import Destination, destinations
from delegates.models import LetterHead
from events.forms import RefusableForm
from languages.forms import TextField, WordsField, Written

ENCODINGS = [
    ("utf-8-sig", _("Unicode with a mark (Excel)")),
    ("utf-8", _("Unicode")),
    ("iso-8859-1", _("Latin-1, Western Europe")),
    ("cp1252", _("Windows, Western Europe")),
    ("ascii", _("plain letters only")),
]
COLUMNS = {
    "number": _("Number of the letter"),
    "surname": _("Surname(s)"),
    "given": _("Given name(s)"),
    "zone_name": _("Name in the letters of the zone"),
    "nationality": _("Nationality"),
    "born": _("Date of birth"),
    "passport": _("Passport number"),
    "expires": _("Passport valid until"),
    "organisation": _("Organisation"),
    "position": _("Position"),
    "address": _("Address"),
    "phone": _("Telephone"),
    "arrives": _("Arrival"),
    "leaves": _("Departure"),
    "stay": _("Where she stays"),
}


class HeadForm(RefusableForm):
    """Who invites, and how letters are made."""

    destination = forms.ChoiceField(
        label=_("People travel to"),
        required=False,
        help_text=_("What is asked of them follows from it."),
    )
    host = WordsField(label=_("Legal name of the organiser"), max_length=200)
    host_address = WordsField(label=_("Address"), max_length=300)
    host_phone = WordsField(
        label=_("Telephone that is answered"),
        max_length=40,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
        help_text=_("Consulates call it in the weeks before the event."),
    )
    host_id = WordsField(
        label=_("Identity or register number of the organiser"),
        max_length=60,
        required=False,
        help_text=_("Malta asks for it."),
    )
    signer = WordsField(label=_("Who signs"), max_length=120)
    signer_position = WordsField(
        label=_("Position of who signs"),
        max_length=120,
        required=False,
        help_text=_("Brazil wants to know who is in charge; a signature made there is certified."),
    )
    event_code = WordsField(
        label=_("Special event code"),
        max_length=40,
        required=False,
        help_text=_("Canada gives one to events that register six months ahead."),
    )
    way = forms.ChoiceField(
        label=_("A letter is made"),
        choices=LetterHead.Way.choices,
        widget=forms.RadioSelect,
        initial=LetterHead.Way.AT_ONCE,
    )
    latest_days = forms.IntegerField(
        label=_("Last day to apply, in days before arrival"), min_value=0, max_value=400
    )
    decide_days = forms.IntegerField(
        label=_("Days that a decision may take"), min_value=0, max_value=400
    )

    def __init__(self, *args: Any, destination: Destination, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, each.name) for code, each in destinations().items()]
        field: Any = self.fields["destination"]
        field.choices = [("", _("the event’s country")), *choices]
        for name, days in (
            ("latest_days", destination.days.latest),
            ("decide_days", destination.days.decides),
        ):
            self.fields[name].required = False
            self.fields[name].help_text = _("Empty: %(days)s, as far as we know.") % {"days": days}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        chosen = destinations().get(given.get("destination", ""))
        for name in chosen.head if chosen else ():
            if not given.get(name):
                self.add_error(name, self.fields[name].error_messages["required"])
        return given


class OwnWordsField(TextField):
    """A letter's words, in several languages, each with all that a consulate needs."""

    def clean(self, value: Written) -> Written:
        found = super().clean(value)
        for body in (found.body, *found.translations.values()):
            if body.strip():
                refuse_unfit(body)
        return found


def refuse_unfit(body: str) -> None:
    """Raises ValidationError for values that nobody fills in, and for those that are missing."""
    if unknown := words.unknown(body):
        names = ", ".join(f"{{{name}}}" for name in unknown)
        raise ValidationError(_("Nothing is known under %(names)s."), params={"names": names})
    if missing := words.missing(body):
        names = ", ".join(f"{{{name}}}" for name in missing)
        raise ValidationError(_("A letter needs %(names)s too."), params={"names": names})


class WordsForm(RefusableForm):
    """Own words for every destination, or for the event's; empty takes the common ones again."""

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"] = OwnWordsField(
            languages=languages,
            rows=24,
            max_length=8_000,
            required=False,
            label=_("Words of the letter"),
            help_text=_("Empty: the common words are used."),
        )


class EmbassyForm(forms.Form):
    """A list for an embassy: what for, which columns, in which encoding."""

    purpose = WordsField(
        label=_("Who gets the list, and what for"),
        max_length=200,
        help_text=_("It stays on record with who took what."),
    )
    columns = forms.MultipleChoiceField(
        label=_("Columns"), widget=forms.CheckboxSelectMultiple, choices=list(COLUMNS.items())
    )
    encoding = forms.ChoiceField(label=_("Encoding"), choices=ENCODINGS)
