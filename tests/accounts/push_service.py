"""A push service as browsers' makers run it, and a browser behind it, for the tests.

The service takes POST /<name> (RFC 8030 §5), checks who sends it (RFC 8292) and keeps it for the
browser, which reads it (RFC 8291). Both follow the RFCs without the libraries of the server.
"""

import json
import secrets
import struct
import threading
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def encoded(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")


def decoded(written: str) -> bytes:
    return urlsafe_b64decode(written + "=" * (-len(written) % 4))


def point_of(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def read_point(point: bytes) -> ec.EllipticCurvePublicKey:
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)


def derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


class Subscribed:
    """A browser that asked its maker's service for an address."""

    def __init__(self, endpoint: str = "") -> None:
        self.endpoint = endpoint
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.auth = secrets.token_bytes(16)

    @property
    def given(self) -> dict[str, str]:
        """What its page hands to the server."""
        key = encoded(point_of(self.private.public_key()))
        return {"endpoint": self.endpoint, "key": key, "secret": encoded(self.auth)}

    def read(self, body: bytes) -> bytes:
        """RFC 8291 §3.4 and RFC 8188 §2: one record, whose delimiter says that it is the last."""
        salt, (_size, length) = body[:16], struct.unpack(">LB", body[16:21])
        theirs, sealed = body[21 : 21 + length], body[21 + length :]
        shared = self.private.exchange(ec.ECDH(), read_point(theirs))
        info = b"WebPush: info\0" + point_of(self.private.public_key()) + theirs
        secret = derived(shared, self.auth, info, 32)
        key = derived(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
        nonce = derived(secret, salt, b"Content-Encoding: nonce\0", 12)
        plain = AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\0")
        assert plain.endswith(b"\2")
        return plain[:-1]


def sender_of(header: str, audience: str) -> tuple[str, dict]:
    """The key that signed, and what it says. Raises for a token that is not good here and now."""
    scheme, _space, rest = header.partition(" ")
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    signed, _dot, signature = parts["t"].rpartition(".")
    raw = decoded(signature)
    pair = (int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    key = read_point(decoded(parts["k"]))
    key.verify(encode_dss_signature(*pair), signed.encode(), ec.ECDSA(hashes.SHA256()))
    claims = json.loads(decoded(signed.split(".")[1]))
    assert (scheme, claims["aud"]) == ("vapid", audience)
    assert time.time() < claims["exp"] <= time.time() + 24 * 3600
    return parts["k"], claims


class Service(BaseHTTPRequestHandler):
    """Answers 201, or with the status that a test set for an address."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status = self.server.answers.get(self.path, 201)
        try:
            by, claims = sender_of(self.headers["Authorization"], self.server.origin)
        except (AssertionError, InvalidSignature, KeyError, ValueError):
            status = 403
        else:
            self.server.heard.append((self.path, dict(self.headers), body, by, claims))
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


@contextmanager
def serving() -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Service) as server:
        server.heard, server.answers = [], {}
        server.origin = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
