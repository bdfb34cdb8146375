"""Forms of facilitators, and of those who plan the programme."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegates.forms.organisations import OrganisationMixin, languages_offered
from delegates.models import Registration
from events.forms import RefusableForm
from events.models import Event, Theme
from languages import texts
from languages.cleaning import clean_words
from languages.forms import LanguagesField, TextField, WordsField, Written, written
from workshops.content import Described, Named, Proposed
from workshops.models import Access, Part, Proposal, Session

MOST_PEOPLE, MOST_LINKS = 30, 20


class LinesField(WordsField):
    """One thing a line; its clean value is a list."""

    def __init__(self, *, most: int, each: int = 200, **options: Any) -> None:
        self.most_lines, self.each = most, each
        super().__init__(max_length=most * (each + 1), lines=True, **options)

    def clean(self, value: Any) -> list[str]:
        words = super().clean(value).split("\n")
        lines = [clean_words(line, most=self.each) for line in words if line.strip()]
        if len(lines) > self.most_lines:
            raise ValidationError(
                _("These are %(found)d lines; at most %(most)d fit."),
                code="too_many",
                params={"found": len(lines), "most": self.most_lines},
            )
        return lines


class ActivityForm(RefusableForm, OrganisationMixin):
    """What a proposal and a session have in common."""

    theme = forms.ChoiceField(label=gettext_lazy("Theme"), required=False)
    organisation = WordsField(
        label=gettext_lazy("Organisation"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "Begin to write; if it is known, choose it, else write its full name."
        ),
    )
    size = forms.IntegerField(
        label=gettext_lazy("How many people you expect"),
        min_value=1,
        max_value=200_000,
        required=False,
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Length in minutes"), min_value=10, max_value=720, initial=90
    )
    access = forms.ChoiceField(
        label=gettext_lazy("Room"),
        choices=Access.choices,
        widget=forms.RadioSelect,
        initial=Access.ANY,
    )

    def __init__(self, *args: Any, event: Event, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        self.offered = languages_offered(event)
        self.first = next((tag for tag in languages if tag in self.offered), self.offered[0])
        self.fields["title"] = TextField(languages=self.offered, label=_("Title"), max_length=200)
        self.fields["abstract"] = TextField(
            languages=self.offered, rows=8, max_length=5_000, label=_("What it is about")
        )
        self.fields["spoken"] = LanguagesField(
            offered=self.offered, label=_("Languages spoken in it")
        )
        for name in ("title", "abstract"):
            self.initial.setdefault(name, Written("", self.first, {}))
        self.themes = {str(theme.uid): theme for theme in Theme.objects.filter(event=event)}
        named = texts.load([theme.name_id for theme in self.themes.values()], languages)
        chosen = [(uid, str(named[theme.name_id])) for uid, theme in self.themes.items()]
        field: Any = self.fields["theme"]
        field.choices = [("", _("none yet")), *chosen]

    def given(self) -> dict[str, Any]:
        """What was filled in, by the names that `Proposed` and `Described` have."""
        found = dict(self.cleaned_data)
        found["theme"] = self.themes.get(found["theme"])
        found["organisation_name"] = found.pop("organisation")
        found["organisation"] = found.pop("organisation_known")
        found["minutes"] = found["minutes"] or 90
        found["access"] = found["access"] or Access.ANY
        return found

    def shown_fields(self) -> list[forms.BoundField]:
        return [field for field in self if not field.is_hidden]


class ProposalForm(ActivityForm):
    """A proposal to be handed in; with `draft` everything may be missing, nothing wrong."""

    speakers = LinesField(
        label=gettext_lazy("Who will speak"),
        most=MOST_PEOPLE,
        required=False,
        help_text=gettext_lazy("One name a line, as they want to be named in public."),
    )
    needs = WordsField(
        label=gettext_lazy("What else it needs"), max_length=2_000, lines=True, required=False
    )
    field_order = (
        *("title", "abstract", "theme", "organisation", "organisation_known", "speakers"),
        *("spoken", "wished", "size", "minutes", "access", "needs"),
    )

    def __init__(self, *args: Any, draft: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wished"] = LanguagesField(
            offered=self.offered,
            required=False,
            label=_("Interpretation wished into"),
            help_text=_("Volunteers interpret; it cannot be promised for every session."),
        )
        self.order_fields(self.field_order)
        if draft:
            for field in self.fields.values():
                field.required = False

    def content(self) -> Proposed:
        return Proposed(**self.given())


def initial_of(proposal: Proposal, languages: Sequence[str]) -> dict[str, Any]:
    """What stands in the form of a proposal that is written on."""
    plain = ("spoken", "wished", "size", "minutes", "access", "needs")
    return {
        **{name: getattr(proposal, name) for name in plain},
        **shared_initial(proposal, languages),
        "speakers": "\n".join(proposal.speakers),
    }


def shared_initial(of: Proposal | Session, languages: Sequence[str]) -> dict[str, Any]:
    lang = of.event.lang
    organisation = of.organisation.name_id if of.organisation else None
    name = texts.load([organisation], languages)[organisation]
    return {
        "title": written(of.title, lang),
        "abstract": written(of.abstract, lang),
        "theme": str(of.theme.uid) if of.theme else "",
        "organisation": str(name),
    }


class DeclineForm(forms.Form):
    reason = WordsField(
        label=gettext_lazy("Reason"),
        max_length=2_000,
        lines=True,
        help_text=gettext_lazy("It goes to the proposer as you write it."),
    )


class SessionForm(ActivityForm):
    """What organisers write about a session."""

    subtitle = WordsField(label=gettext_lazy("Subtitle"), max_length=300, required=False)
    kind = WordsField(
        label=gettext_lazy("Kind"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("Such as workshop, plenary, assembly."),
    )
    speakers = LinesField(label=gettext_lazy("Speakers"), most=MOST_PEOPLE, required=False)
    moderators = LinesField(label=gettext_lazy("Moderators"), most=MOST_PEOPLE, required=False)
    links = LinesField(
        label=gettext_lazy("Links"),
        most=MOST_LINKS,
        each=1_400,
        required=False,
        help_text=gettext_lazy("One address a line, and behind it what it is."),
    )
    field_order = (
        *("title", "subtitle", "abstract", "kind", "theme", "organisation"),
        *("organisation_known", "speakers", "moderators", "spoken", "interpreted"),
        *("size", "minutes", "access", "links"),
    )

    def __init__(self, *args: Any, session: Session | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session = session
        self.fields["abstract"].required = False
        self.fields["interpreted"] = LanguagesField(
            offered=self.offered, required=False, label=_("Interpreted into")
        )
        says = _(
            "One name a line. The e-mail address of somebody who is registered names her by the "
            "public name that she chose."
        )
        self.fields["speakers"].help_text = self.fields["moderators"].help_text = says
        self.order_fields(self.field_order)

    def clean_speakers(self) -> list[Named]:
        return self._named("speakers", Part.Kind.SPEAKER)

    def clean_moderators(self) -> list[Named]:
        return self._named("moderators", Part.Kind.MODERATOR)

    def _named(self, field: str, kind: str) -> list[Named]:
        """A line that stands as it stood keeps the registration behind it."""
        parts = self.session.parts.select_related("registration") if self.session else []
        known = {part.shown_name: part.registration for part in parts if part.registration}
        found = []
        for line in self.cleaned_data[field]:
            registration = known.get(line) or self._registered(line)
            found.append(
                Named(name="" if registration else line, registration=registration, kind=kind)
            )
        return found

    def _registered(self, line: str) -> Registration | None:
        if "@" not in line:
            return None
        rows = Registration.objects.filter(event=self.event, person__email__iexact=line)
        registration = rows.exclude(state=Registration.State.WITHDRAWN).first()
        if registration is None:
            raise ValidationError(
                _("Nobody is registered for this event with the address “%(address)s”."),
                code="unknown_person",
                params={"address": line},
            )
        return registration

    def clean_links(self) -> list[tuple[str, str]]:
        """(title, address) a line."""
        found = []
        for line in self.cleaned_data["links"]:
            address, _space, title = line.partition(" ")
            URLValidator(
                schemes=["http", "https"],
                message=_("“%(value)s” is not a web address; it begins with https://."),
            )(address)
            found.append((clean_words(title, most=300), address))
        return found

    def content(self) -> Described:
        given = self.given()
        parts = given.pop("speakers") + given.pop("moderators")
        return Described(parts=parts, **given)


def initial_of_session(session: Session, languages: Sequence[str]) -> dict[str, Any]:
    plain = ("subtitle", "kind", "spoken", "interpreted", "size", "minutes", "access")
    parts = list(session.parts.select_related("registration"))
    lines = {
        kind: "\n".join(part.shown_name for part in parts if part.kind == kind)
        for kind in Part.Kind.values
    }
    return {
        **{name: getattr(session, name) for name in plain},
        **shared_initial(session, languages),
        "speakers": lines[Part.Kind.SPEAKER],
        "moderators": lines[Part.Kind.MODERATOR],
        "links": "\n".join(f"{link.url} {link.title}".strip() for link in session.links.all()),
    }
