"""Who this server is to the push services of browsers (RFC 8292)."""

import json
from base64 import b64decode, urlsafe_b64encode
from email.utils import parseaddr
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

import http_ece
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from py_vapid import Vapid02

from accounts.models import Browser
from files import keyfiles

NAME = "push.pem"


def public_key() -> str:
    """What a browser is given when it subscribes: the point in URL-safe base64, 87 letters."""
    point = (
        _private_key()
        .public_key()
        .public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    )
    return urlsafe_b64encode(point).decode().rstrip("=")


def authorization(endpoint: str) -> dict[str, str]:
    """The header by which the push service knows us, good for a day."""
    parts = urlsplit(endpoint)
    ours = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    claims = {"aud": f"{parts.scheme}://{parts.netloc}", "sub": f"mailto:{ours}"}
    signed: dict[str, str] = Vapid02(_private_key()).sign(claims)
    return signed


def encrypted(browser: Browser, said: dict[str, str]) -> bytes:
    """`said` as JSON, for this browser alone (RFC 8291). Raises ValueError for no keys."""
    sealed: bytes = http_ece.encrypt(
        json.dumps(said, ensure_ascii=False).encode(),
        private_key=ec.generate_private_key(ec.SECP256R1()),
        dh=decoded(browser.key),
        auth_secret=decoded(browser.secret),
        version="aes128gcm",
    )
    return sealed


def decoded(written: str) -> bytes:
    """URL-safe base64, with or without its padding. Raises ValueError."""
    bare = written.rstrip("=")
    return b64decode(bare + "=" * (-len(bare) % 4), b"-_", validate=True)


def _private_key() -> ec.EllipticCurvePrivateKey:
    return _read(Path(settings.KEYS_DIR) / NAME)


@lru_cache(maxsize=4)
def _read(path: Path) -> ec.EllipticCurvePrivateKey:
    """The key of this server, which is made where there is none."""
    if not path.exists():
        keyfiles.make(
            path,
            ec.generate_private_key(ec.SECP256R1()).private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            ),
        )
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{path.name} holds no key of P-256.")
    return key
