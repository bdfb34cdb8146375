"""Compiles the catalogues of translations without gettext: .po to .mo."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_catalogues(folder: Path) -> list[Path]:
    """Writes the .mo beside each .po that is newer than it; returns those written."""
    written = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        locale = source.parent.parent.name
        with source.open("rb") as lines:
            catalogue = read_po(lines, locale=locale)
        partial = target.with_suffix(".mo.new")
        with partial.open("wb") as file:
            write_mo(file, catalogue)
        partial.replace(target)
        written.append(target)
    return written
