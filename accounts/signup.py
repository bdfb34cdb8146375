"""What signing up asks; allauth builds its own forms upon it, so it imports none of theirs."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.fields import NameField
from accounts.models import Person

MOST_LANGUAGES = 4


class SignupForm(forms.Form):
    """What signing up asks besides the address."""

    called = NameField(label=_("How to call you"), max_length=100, required=False)

    def signup(self, request: HttpRequest, user: Person) -> None:
        user.called = self.cleaned_data["called"]
        user.languages = list(getattr(request, "languages", []))[:MOST_LANGUAGES]
        user.save(update_fields=["called", "languages"])
