"""Passkeys and authenticator apps, where allauth's way is too stern."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import Person


@receiver(authenticator_added)
def trust_what_was_just_proven(*, request: HttpRequest, user: Person, **_details: Any) -> None:
    """Whoever has just typed the app's code is shown her recovery codes without another one,
    for which she would have to wait.
    """
    record_authentication(request, user, method="mfa", reauthenticated=True)
