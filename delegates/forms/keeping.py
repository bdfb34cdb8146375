"""What keepers of networks write: contacts, notes, how they stand, themes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from delegates.models import Organisation, Topic
from events.fields import common_languages, day_field
from events.forms import RefusableForm
from events.models import Event
from languages.forms import TextField, WordsField, written


class ContactForm(RefusableForm):
    name = WordsField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    position = WordsField(label=_("What she or he does there"), max_length=120, required=False)
    phone = WordsField(label=_("Telephone"), max_length=60, required=False)
    lang = forms.ChoiceField(label=_("Write in"), required=False)

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["lang"]
        field.choices = [("", "—"), *common_languages(event.languages)]


class FollowForm(forms.Form):
    """How we stand with an organisation, and a note."""

    follow = forms.ChoiceField(label=_("How we stand with it"), choices=Organisation.Follow.choices)
    again_on = day_field(_("Write to it again on"), required=False)
    body = WordsField(label=_("Note"), max_length=2_000, lines=True, required=False)


class TopicForm(RefusableForm):
    def __init__(self, *args: Any, event: Event, topic: Topic | None, **kwargs: Any) -> None:
        kwargs["initial"] = {"name": written(topic.name if topic else None, event.lang)}
        super().__init__(*args, **kwargs)
        source = [topic.name.lang] if topic else []
        offered = list(dict.fromkeys([*event.languages, *source]))
        self.fields["name"] = TextField(languages=offered, max_length=200, label=_("Name"))
