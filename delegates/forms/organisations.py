"""Organisations, named or written out."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from delegates.actions.organisations import FACTS, Described
from delegates.directories import directory_of
from delegates.models import Organisation
from delegates.queries.organisations import Named, named_in_order, networks_in, organisations_of
from events import countries
from events.models import Event
from languages import texts
from languages.cleaning import clean_words
from languages.forms import TextField, WordsField, written


def countries_or_none() -> list[tuple[str, Any]]:
    return [("", "—"), *countries.choices()]


def languages_offered(event: Event) -> list[str]:
    """Those of the event first, then those of the interface."""
    return list(dict.fromkeys([*event.languages, *(code for code, _name in settings.LANGUAGES)]))


class OrganisationMixin(forms.Form):
    """An organisation by its name, or by the uid of one that was suggested."""

    organisation_known = forms.Field(required=False, widget=forms.HiddenInput)
    event: Event

    def clean_organisation_known(self) -> Organisation | None:
        uid = self.cleaned_data["organisation_known"]
        if not uid:
            return None
        try:
            return organisations_of(self.event).get(uid=UUID(uid))
        except (ValueError, Organisation.DoesNotExist):
            refused = _("This organisation is not among those of this event. Choose again.")
            self.add_error("organisation", ValidationError(refused, code="invalid_choice"))
            return None


class OrganisationForm(forms.Form):
    """An organisation as its keepers write it, its name in several languages."""

    acronym = WordsField(label=_("Acronym"), max_length=30, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=Organisation.Kind.choices)
    country = forms.ChoiceField(
        label=_("Country or territory"), required=False, choices=countries_or_none
    )
    place = WordsField(label=_("Place"), max_length=120, required=False)
    web = forms.URLField(label=_("Web page"), max_length=200, required=False, assume_scheme="https")
    networks = forms.MultipleChoiceField(
        label=_("Networks it belongs to"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    topics = forms.MultipleChoiceField(
        label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    new_topics = WordsField(
        label=_("Other themes"),
        max_length=500,
        required=False,
        help_text=_("Themes that are not in the list yet, with semicolons between them."),
    )

    def __init__(
        self,
        *args: Any,
        event: Event,
        organisation: Organisation | None = None,
        languages: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        self.event, self.organisation = event, organisation
        kwargs["initial"] = initial_of(organisation, event)
        super().__init__(*args, **kwargs)
        source = [organisation.name.lang] if organisation else []
        offered = dict.fromkeys([*languages_offered(event), *source])
        self.fields["name"] = TextField(languages=list(offered), max_length=200, label=_("Name"))
        self.order_fields(["name"])
        directory = directory_of(event)
        networks = networks_in(directory, listed=False)
        if organisation:
            networks = networks.exclude(pk=organisation.pk)
        self.known: dict[str, list[Any]] = {
            "networks": list(networks),
            "topics": list(directory.topics),
        }
        rows = [*self.known["networks"], *self.known["topics"]]
        read = texts.load([each.name_id for each in rows], [*languages, event.lang])
        for field, found in self.known.items():
            self._offer(field, named_in_order(found, read))

    def _offer(self, name: str, named: list[Named]) -> None:
        field: Any = self.fields[name]
        field.choices = [(str(each.uid), str(name)) for each, name in named]
        if not named:
            field.widget = forms.MultipleHiddenInput()

    def clean_web(self) -> str:
        return clean_words(self.cleaned_data["web"], most=200)

    def content(self) -> Described:
        given = dict(self.cleaned_data)
        new = [words.strip() for words in given.pop("new_topics").split(";")]
        for name, rows in self.known.items():
            given[name] = [each for each in rows if str(each.uid) in given[name]]
        return Described(new_topics=[words[:200] for words in new if words], **given)


def initial_of(organisation: Organisation | None, event: Event) -> dict[str, Any]:
    if organisation is None:
        return {"name": written(None, event.lang)}
    return {name: getattr(organisation, name) for name in FACTS} | {
        "name": written(organisation.name, event.lang),
        "networks": [
            str(uid) for uid in organisation.networks.values_list("network__uid", flat=True)
        ],
        "topics": [str(uid) for uid in organisation.topics.values_list("uid", flat=True)],
    }
