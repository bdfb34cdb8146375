"""How allauth speaks for Convoca."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from accounts import anew, mail
from accounts.mailboxes import SESSION_KEY, people_of, token_of
from accounts.models import Person

LOGIN_CODE = "account/email/login_code"
WAYS = {
    "mfa_reauthenticate": _("The code of your app, or a recovery code"),
    "mfa_reauthenticate:webauthn": _("Your passkey"),
}


class Adapter(DefaultAccountAdapter):
    """Mails go through our queue, messages are ours, log-in writes her languages' cookie."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("This is not the code. Look at the newest mail, then type it again."),
        "too_many_login_attempts": _("Too many tries. Wait a few minutes, then try again."),
        "rate_limited": _("Too many tries. Wait a few minutes, then try again."),
        "email_taken": _("Another account has this address."),
        "duplicate_email": _("This is your address already."),
        "same_as_current": _("This is your address already."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language of the page: whoever asks for a code reads it there and then."""
        context = {key: value for key, value in context.items() if key != "request"}
        if template_prefix == LOGIN_CODE:
            context["link"] = settings.ADDRESS + reverse("accounts:link", args=[token_of(email)])
        mail.write(
            to=email,
            template=template_prefix,
            context={**context, "email": email},
            languages=[translation.get_language() or settings.LANGUAGE_CODE],
        )

    def send_account_already_exists_mail(self, email: str) -> None:
        self.send_mail("account/email/account_already_exists", email, {})

    def is_reauthentication_required(self, *, app: str, **details: Any) -> bool:
        """Of everybody: whoever has neither app nor passkey, of whom allauth asks nothing,
        proves it by a code of her mailbox or card.
        """
        known = self.request.user
        if not get_reauthentication_flows(known) and not anew.is_fresh(self.request):
            raise ReauthenticationRequired
        return bool(super().is_reauthentication_required(app=app, **details))

    def get_reauthentication_methods(self, user: Person | AnonymousUser) -> list[dict[str, Any]]:
        """By mail only where there is nothing better; by recovery code only after the passkey."""
        ways = super().get_reauthentication_methods(user)
        ways = [way | {"description": WAYS.get(way["id"], way["description"])} for way in ways]
        if user.is_authenticated and not ways:
            return [way_without_keys(user)]
        if not is_mfa_enabled(user, [Authenticator.Type.TOTP]):
            ways.reverse()
        return ways

    def post_login(self, request: HttpRequest, user: Person, **details: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **details)
        if user.languages:
            write_languages(response, user.languages)
        return choose_first(request, user, response)


def way_without_keys(person: Person) -> dict[str, Any]:
    """By mail, or by card where no mail reaches her."""
    kind = "mail" if person.has_address else "card"
    words = _("A code by mail") if kind == "mail" else _("The code on your card")
    return {"id": kind, "description": words, "url": reverse(f"account_reauthenticate_by_{kind}")}


def choose_first(request: HttpRequest, user: Person, response: HttpResponse) -> HttpResponse:
    """Where several people share the mailbox that was just proven, they say who goes on."""
    if request.session.get(SESSION_KEY) == user.address or not proven(request):
        return response
    request.session[SESSION_KEY] = user.address
    if len(people_of(user.address)) < 2:
        return response
    chosen = redirect("accounts:people")
    chosen["Location"] += "?" + urlencode({"next": response.get("Location", "/")})
    chosen.cookies = response.cookies
    return chosen


def proven(request: HttpRequest) -> bool:
    """Whether a code or link of the mailbox opened this session; a passkey proves one person."""
    methods = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    return any(each.get("method") == "code" for each in methods)


def write_languages(response: HttpResponse, languages: list[str]) -> None:
    """The cookie that says which languages a reader understands, best first: `fr.es`."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        ".".join(languages[:8]),
        max_age=settings.LANGUAGE_COOKIE_AGE,
        samesite="Lax",
        secure=settings.LANGUAGE_COOKIE_SECURE,
    )
