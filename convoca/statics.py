"""The front end's files, read once at start and answered without Django."""

import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass, field
from pathlib import Path

import brotli

Headers = list[tuple[bytes, bytes]]

HASHED = re.compile(r"[-.][A-Za-z0-9_-]{8,}\.[a-z0-9]+$")
FOR_EVER = b"public, max-age=31536000, immutable"
ASK_AGAIN = b"public, no-cache"
COMPRESSIBLE = {".css", ".js", ".mjs", ".svg", ".json", ".webmanifest", ".txt", ".map", ".html"}
TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".woff2": "font/woff2"}


@dataclass
class File:
    """One file, with its compressed forms made when first asked for."""

    body: bytes
    kind: str
    etag: bytes
    cache: bytes
    compressible: bool
    forms: dict[str, bytes] = field(default_factory=dict)

    def form(self, accepted: str) -> tuple[bytes, str]:
        """The smallest form that a browser reads, and its encoding's name."""
        if not self.compressible:
            return self.body, ""
        name = next((each for each in ("br", "gzip") if each in accepted), "")
        if name and name not in self.forms:
            br = name == "br"
            self.forms[name] = (
                brotli.compress(self.body, quality=9) if br else gzip.compress(self.body, 9)
            )
        return (self.forms[name], name) if name else (self.body, "")


def read(folder: Path) -> dict[str, File]:
    """Every file below `folder` by its path, with the .br and .gz that lie beside it."""
    found: dict[str, File] = {}
    paths = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
    for path in paths:
        if path.suffix not in {".br", ".gz"}:
            found[path.relative_to(folder).as_posix()] = _file(path)
    return found


def _file(path: Path) -> File:
    body = path.read_bytes()
    kind = (
        TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    )
    text = kind.startswith("text/") or path.suffix in {".svg", ".json", ".webmanifest"}
    made = File(
        body=body,
        kind=f"{kind}; charset=utf-8" if text else kind,
        etag=f'"{hashlib.sha256(body).hexdigest()[:24]}"'.encode(),
        cache=FOR_EVER if HASHED.search(path.name) else ASK_AGAIN,
        compressible=path.suffix in COMPRESSIBLE,
    )
    for name, suffix in (("br", ".br"), ("gzip", ".gz")):
        beside = path.with_name(path.name + suffix)
        if beside.is_file():
            made.forms[name] = beside.read_bytes()
    return made


def respond(
    files: dict[str, File], path: str, *, accepted: str, known: str
) -> tuple[int, bytes, Headers]:
    """Status, body and headers for `path`; `known` is the If-None-Match that was sent."""
    file = files.get(path)
    if file is None:
        return 404, b"", [(b"content-type", b"text/plain"), (b"cache-control", b"no-store")]
    headers = [(b"etag", file.etag), (b"cache-control", file.cache), (b"vary", b"Accept-Encoding")]
    if file.etag.decode() in known:
        return 304, b"", headers
    body, encoding = file.form(accepted)
    headers.append((b"content-type", file.kind.encode()))
    if encoding:
        headers.append((b"content-encoding", encoding.encode()))
    return 200, body, headers
