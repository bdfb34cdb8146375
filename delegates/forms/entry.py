"""Forms of cards to log in."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.fields import CardCodeField
from events.forms import RefusableForm
from languages.forms import WordsField


class CardForm(RefusableForm):
    """The code on a card."""

    code = CardCodeField()


class NameForm(RefusableForm):
    """Somebody without e-mail, named by the coordinator of her delegation."""

    full_name = WordsField(label=_("Full name"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["full_name"].widget.attrs |= {"autocomplete": "off"}
