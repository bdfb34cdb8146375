"""Forms of those who plan the programme."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegates.models import Registration
from languages.cleaning import clean_words
from languages.forms import LanguagesField, WordsField
from workshops.content import Described, Named
from workshops.forms.activities import (
    MOST_LINKS,
    MOST_PEOPLE,
    ActivityForm,
    LinesField,
    shared_initial,
)
from workshops.models import Part, Session


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
        "links": "\n".join(f"{link.url} {link.title}".strip() for link in session.web_links.all()),
    }
