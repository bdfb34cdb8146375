"""Which machine translates, as the operator's settings name it."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

KNOWN = ("none", "libretranslate", "argos")


def check_machine(name: str, address: str) -> None:
    """Raises ImproperlyConfigured for a machine that nobody knows, or that has no address."""
    if name not in KNOWN:
        known = ", ".join(KNOWN[:-1])
        raise ImproperlyConfigured(
            f"CONVOCA_MACHINE is «{name}», but must be {known} or {KNOWN[-1]}."
        )
    parts = urlsplit(address)
    if name == "libretranslate" and (parts.scheme not in {"http", "https"} or not parts.hostname):
        raise ImproperlyConfigured(
            f"CONVOCA_LIBRETRANSLATE_ADDRESS is «{address}», but must be an http or https address."
        )
