"""Reads a schedule file of any known format."""

from pathlib import Path

from programme.interchange import frab_json, frab_xml
from programme.interchange.schedule import Schedule, Unreadable

LIMIT = 50_000_000  # bytes; FOSDEM 2026 has 2.8 million
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")  # byte order marks


def read(path: Path, *, zone: str = "") -> Schedule:
    """The schedule in the file, whose format its first letter tells.

    `zone` (an IANA name) is for files that name no time zone. Raises Unreadable, and OSError if
    there is no such file.
    """
    size = path.stat().st_size
    if size >= LIMIT:
        raise Unreadable(
            f"the file has {size:,} bytes, less than {LIMIT:,} are taken", f"byte {LIMIT:,}"
        )
    file = path.read_bytes()
    start = file[:1000]
    for mark in MARKS:
        start = start.removeprefix(mark)
    start = start.replace(b"\0", b"").lstrip()
    if start.startswith(b"<"):
        return frab_xml.read(file, zone=zone)
    if start.startswith(b"{"):
        return frab_json.read(file, zone=zone)
    raise Unreadable("not XML and not JSON: neither < nor { comes first", "line 1")
