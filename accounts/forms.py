"""Forms of one's own account."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts import choices
from accounts.fields import CardCodeField, CodeField, CodeOrRecoveryField, NameField, address_field
from accounts.models import Person
from accounts.signup import MOST_LANGUAGES
from accounts.tongues.fields import LanguageField


class LoginForm(account_forms.RequestLoginCodeForm):
    email = address_field()

    def clean_email(self) -> str:
        self.cleaned_data["email"] = self.cleaned_data["email"].lower()
        return str(super().clean_email())


class JoinForm(account_forms.SignupForm):
    """allauth's sign-up form with accounts.signup below it, and our words on top."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = address_field()


class NewAddressForm(account_forms.AddEmailForm):
    email = address_field()


class ConfirmLoginForm(account_forms.ConfirmLoginCodeForm):
    code = CodeField()


class CardProofForm(forms.Form):
    """The code on the card of whoever is logged in."""

    code = CardCodeField()

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_code(self) -> str:
        typed = str(self.cleaned_data["code"])
        if authenticate(None, card_code=typed) != self.person:
            raise ValidationError(_("This is not the code on your card."))
        return typed


class ConfirmAddressForm(account_forms.ConfirmEmailVerificationCodeForm):
    code = CodeField()


class AuthenticateForm(mfa_forms.AuthenticateForm):
    code = CodeOrRecoveryField()


class ReauthenticateForm(mfa_forms.ReauthenticateForm):
    code = CodeOrRecoveryField()


class ActivateTOTPForm(totp_forms.ActivateTOTPForm):
    code = CodeField()


class AddPasskeyForm(webauthn_forms.AddWebAuthnForm):
    """Always one that logs in by itself; what is only a second factor is the app's part."""

    name = NameField(label=_("Name of the passkey"), max_length=100, required=False)
    passwordless = forms.BooleanField(initial=True, widget=forms.HiddenInput)


class RenamePasskeyForm(webauthn_forms.EditWebAuthnForm):
    name = NameField(label=_("Name of the passkey"), max_length=100)


class AccountForm(forms.ModelForm[Person]):
    """How she is called, what she reads, where she lives."""

    called = NameField(
        label=_("How to call you"),
        max_length=100,
        required=False,
        help_text=_("We greet you by this name. Your name at an event stands in its registration."),
    )

    class Meta:
        model = Person
        fields = ["called", "zone"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        into, person = get_language() or "en", self.instance
        for place in range(MOST_LANGUAGES):
            self.fields[f"language_{place}"] = LanguageField(
                lists=place == 0,
                label=LABELS[place],
                required=place == 0,
                initial=dict(enumerate(person.languages)).get(place, ""),
            )
        zones = choices.with_kept(choices.zones(into), [person.zone] if person.zone else [])
        self.fields["zone"] = forms.ChoiceField(
            label=_("Your time zone"),
            choices=[("", _("Use the event’s time zone")), *zones],
            required=False,
        )
        self.order_fields(["called", *(f"language_{place}" for place in range(MOST_LANGUAGES))])

    def chosen_languages(self) -> list[str]:
        """In her order, each once."""
        chosen = (self.cleaned_data[f"language_{place}"] for place in range(MOST_LANGUAGES))
        return list(dict.fromkeys(filter(None, chosen)))


LABELS = [
    _("Language that you read best"),
    _("Second language"),
    _("Third language"),
    _("Fourth language"),
]


class FarewellForm(forms.Form):
    """Deleting asks for the address, so that nobody does it by a slip."""

    address = address_field()

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        if not person.has_address:
            self.fields["address"] = NameField(label=_("How we call you"), max_length=100)

    def clean_address(self) -> str:
        typed = str(self.cleaned_data["address"])
        if not self.person.has_address:
            if typed.casefold() != str(self.person).casefold():
                raise ValidationError(_("This is not the name of your account."))
        elif typed.lower() != self.person.address.lower():
            raise ValidationError(_("This is not the address of your account."))
        return typed


class PersonForm(forms.Form):
    """Another person of the same mailbox."""

    called = NameField(label=_("How to call her or him"), max_length=100)
