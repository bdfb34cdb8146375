"""The address that a request really comes from."""

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The client's address, reading X-Forwarded-For only as far as our own proxies wrote it."""
    hops = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part]
    if settings.PROXIES and len(hops) >= settings.PROXIES:
        return hops[-settings.PROXIES]
    return str(request.META.get("REMOTE_ADDR", ""))
