"""What a delegate answers."""

from collections.abc import Sequence
from functools import partial
from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from delegates import countries
from delegates.answers import Answers, Filled, document_of
from delegates.asked import ASKED
from delegates.forms.consents import ConsentMixin
from delegates.forms.names import CompanionsField, PassportsField
from delegates.forms.organisations import OrganisationMixin, languages_offered
from delegates.models import Category, FormVersion, Organisation, Registration
from delegates.queries.consents import given_kinds
from delegates.questions.document import Ask, Company
from delegates.questions.fields import Asking
from delegates.questions.form import Group, QuestionsMixin, Shown
from events.countries import is_known
from events.forms import RefusableForm
from events.models import Constituency, Event
from languages import texts
from languages.forms import LanguagesField, WordsField
from languages.selects import LongSelect

# Staff are entered by the organisers.
OWN_CHOICE = [choice for choice in Category.choices if choice[0] != Category.STAFF]
# (heading, fields, those that are folded away: few people need them)
GROUPS: list[tuple[Any, tuple[str, ...], tuple[str, ...]]] = [
    (
        _("Your name"),
        ("full_name", "called", "public_name"),
        ("latin_name", "badge_name", "sorted_as"),
    ),
    (
        _("Where you come from"),
        ("country", "country_words", "passports", "passport_words", "constituency", "organisation"),
        (),
    ),
    (
        _("How you take part"),
        ("category", "attendance", "speaks", "reads", "needs", "consents", "companions"),
        (),
    ),
]


class CountryField(forms.Field):
    """A country or territory; its names are read only where the list is shown."""

    def clean(self, value: Any) -> str:
        code = str(value or "")
        if code and not is_known(code):
            raise ValidationError(_("Choose from the list."), code="invalid_choice")
        return code


class RegistrationForm(ConsentMixin, QuestionsMixin, RefusableForm, OrganisationMixin):
    """What a delegate answers: what every event asks, then the event's own questions.

    Needs at most five queries, whatever the event.
    """

    own = ("category", "attendance", "country")

    full_name = WordsField(label=_("Full name"), max_length=200)
    called = WordsField(label=_("How to call you"), max_length=100, required=False)
    latin_name = WordsField(label=_("Name in Latin letters"), max_length=200, required=False)
    public_name = WordsField(label=_("Public name"), max_length=100, required=False)
    badge_name = WordsField(label=_("Name on the badge"), max_length=100, required=False)
    sorted_as = WordsField(label=_("In lists under"), max_length=200, required=False)
    category = forms.ChoiceField(label=_("You come as"), choices=OWN_CHOICE)
    country = CountryField(
        label=_("Country or territory"),
        required=False,
        widget=LongSelect(),
        help_text=_("Where you live."),
    )
    country_words = WordsField(label=_("If it is not in the list"), max_length=100, required=False)
    constituency = forms.ChoiceField(label=_("You are counted for"), required=False)
    organisation = WordsField(
        label=_("Organisation"),
        max_length=200,
        required=False,
        help_text=_("Begin to write; if it is known, choose it, else write its full name."),
    )
    attendance = forms.ChoiceField(
        label=_("You take part"),
        choices=Registration.Attendance.choices,
        widget=forms.RadioSelect,
        initial=Registration.Attendance.ON_SITE,
    )
    needs = WordsField(label=_("What you need"), max_length=2_000, lines=True, required=False)

    def __init__(
        self,
        *args: Any,
        event: Event,
        languages: Sequence[str],
        version: FormVersion | None = None,
        held: Registration | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.event, self.version, self.held = event, version, held
        self.reader = [*languages, *(each for each in event.languages if each not in languages)]
        document = document_of(version)
        self._add_plain(languages)
        self._add_wanted(document.passports if document else Ask.NO)
        if document and document.companions != Company.NO:
            self.fields["companions"] = CompanionsField(label=_("Who comes with you"))
        self.ask(
            document,
            Asking(self.reader, languages_offered(event), self._countries),
            before=held.answers if held else None,
            closed=version.questionnaire.purged if version else (),
        )

    def _add_plain(self, languages: Sequence[str]) -> None:
        offered = languages_offered(self.event)
        for name, label in (
            ("speaks", _("Languages you speak")),
            ("reads", _("Languages you read")),
        ):
            speaks = name == "speaks"
            self.fields[name] = LanguagesField(offered=offered, signed=speaks, label=label)
        country: Any = self.fields["country"].widget
        country.choices = self._residences
        self.constituencies = {str(each.uid): each for each in self.event.constituencies.all()}
        constituency: Any = self.fields["constituency"]
        constituency.choices = partial(self._named_constituencies, languages)
        if not self.constituencies:
            del self.fields["constituency"]
        if "organisation" in self.fields:
            self.fields["organisation"].widget.attrs["autocomplete"] = "organization"
        self.fields["full_name"].widget.attrs["autocomplete"] = "name"

    def _add_wanted(self, ask: str) -> None:
        """The question for passports, where the event puts it."""
        if ask == Ask.NO:
            return
        self.fields["passports"] = PassportsField(
            label=_("Passports you travel with"),
            required=False,
            choices=partial(countries.passport_choices, self.event),
            help_text=_("Only which state, never a number. Up to three."),
        )
        self.fields["passport_words"] = WordsField(
            label=_("If your passport is not in the list"), max_length=100, required=False
        )
        self.needs_passport = ask == Ask.MUST

    needs_passport = False

    def _countries(self) -> list[tuple[str, Any]]:
        return self._named

    @cached_property
    def _named(self) -> list[tuple[str, Any]]:
        return countries.choices(self.event)

    def _residences(self) -> list[tuple[str, Any]]:
        return [("", _("I would rather not say")), *self._named]

    def _named_constituencies(self, languages: Sequence[str]) -> list[tuple[str, Any]]:
        rows = self.constituencies.values()
        named = texts.load([each.name_id for each in rows], languages)
        own = [(str(each.uid), str(named[each.name_id])) for each in rows]
        return [("", _("the one of your country")), *own]

    def _of_her_country(self) -> Constituency | None:
        country = self.cleaned_data["country"]
        rows = self.constituencies.values()
        return next((each for each in rows if country and country in each.countries), None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        said = cleaned.get("passports") or cleaned.get("passport_words")
        if self.needs_passport and not said and "passports" not in self.errors:
            self.add_error(
                "passports",
                ValidationError(_("Choose one, or say that you would rather not."), "required"),
            )
        return cleaned

    def groups(self) -> list[Group]:
        """What every event asks, under three headings, then the event's own sections."""
        plain = [
            Group(title, self._rows(names), folded=self._rows(folded))
            for title, names, folded in GROUPS
        ]
        return [*plain, *self.sections()]

    def _rows(self, names: Sequence[str]) -> list[Shown]:
        return [
            Shown(self[name], ASKED[name], alike=self.alike(name))
            for name in names
            if name in self.fields
        ]

    def alike(self, name: str) -> str:
        """Of who has answered nothing yet: a value would keep what somebody typed. Languages that
        one reads tell nobody; constituencies are named by texts that move on.
        """
        value = self[name].value()
        if not self._all_alike or name == "constituency":
            return ""
        if value and name != "reads" and value != self.fields[name].initial:
            return ""
        return repr((self._all_alike, name, value))

    @cached_property
    def _all_alike(self) -> str:
        """On what all questions hang; empty for who has answered something."""
        event, version = self.event, self.version
        known = self.is_bound or self.held or self["organisation_known"].value()
        if known or (version and not version.pk):
            return ""
        names = sorted(countries.own_names(event).items())
        asked = version and (version.pk, version.published_at, sorted(self.closed))
        told = (event.uid, event.slug, event.languages, get_language(), self.reader, asked, names)
        return sha256(repr(told).encode()).hexdigest()

    def answers(self) -> Answers:
        given, seen = self.answered()
        plain = {name: self.cleaned_data[name] for name in PLAIN if name in self.cleaned_data}
        chosen = self.constituencies.get(self.cleaned_data.get("constituency", ""))
        return Answers(
            organisation_name=self.cleaned_data["organisation"],
            organisation=self.cleaned_data["organisation_known"],
            constituency=chosen or self._of_her_country(),
            filled=Filled(
                version=self.version,
                given=given,
                seen=seen,
                companions=self.cleaned_data.get("companions"),
            ),
            **plain,
        )


PLAIN = (
    *("full_name", "called", "latin_name", "public_name", "badge_name", "sorted_as"),
    *("category", "country", "country_words", "passports", "passport_words"),
    *("speaks", "reads", "attendance", "needs"),
)


def initial_of(registration: Registration, languages: Sequence[str]) -> dict[str, Any]:
    """What stands in the form of someone who changes her registration."""
    organisation: Organisation | None = registration.organisation
    constituency = registration.constituency
    name = organisation and texts.load([organisation.name_id], languages)[organisation.name_id]
    came = registration.companions.order_by("pk").values_list("name", "age")
    return {each: getattr(registration, each) for each in PLAIN} | {
        "organisation": str(name or ""),
        "constituency": str(constituency.uid) if constituency else "",
        "companions": list(came),
        "consents": given_kinds(registration),
    }
