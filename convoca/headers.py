"""Security headers that every answer carries, whoever gives it."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

Headers = list[tuple[bytes, bytes]]

FEATURES = (
    "accelerometer", "autoplay", "bluetooth", "browsing-topics", "display-capture", "geolocation",
    "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment", "serial", "usb",
)  # fmt: skip


def content_policy() -> str:
    """Nothing from elsewhere, nothing inline. Old Safari does not count sockets to 'self'."""
    host = urlsplit(settings.ADDRESS).netloc
    socket = f"{'wss' if settings.SECURE else 'ws'}://{host}"
    return "; ".join(
        [
            "default-src 'self'",
            "img-src 'self' data:",
            f"connect-src 'self' {socket}",
            "object-src 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
        ]
    )


def security_headers() -> Headers:
    """The headers, ready for ASGI. The camera reads badges at the desk and is left to 'self'."""
    closed = ", ".join(f"{feature}=()" for feature in FEATURES)
    found = {
        "content-security-policy": content_policy(),
        "permissions-policy": f"{closed}, camera=(self)",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "x-content-type-options": "nosniff",
    }
    if settings.SECURE:
        found["strict-transport-security"] = "max-age=31536000; includeSubDomains"
    return [(name.encode(), value.encode()) for name, value in found.items()]


def with_headers(send: Any, added: Headers) -> Any:
    """A `send` that adds what an answer does not set itself."""

    async def sending(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            given = list(message.get("headers", []))
            names = {name.lower() for name, _ in given}
            message = message | {
                "headers": given + [each for each in added if each[0] not in names]
            }
        await send(message)

    return sending
