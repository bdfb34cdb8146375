"""Browsers in which somebody proved just now that it is she."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import get_user
from django.http import HttpRequest
from django.test import Client


def prove_now(client: Client) -> Client:
    """As if she had just typed a code of her mailbox."""
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, get_user(request), method="code")
    request.session.save()
    return client
