"""The catalogues of translations: `make messages` renews them, `--check` proves them complete."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("ar", "es", "fr", "hi", "id", "pt", "sw")
SOURCES = ("*.py", "templates/*")
OPTIONS = ("--no-location", "--no-obsolete", "--verbosity=0")


def main(arguments: list[str]) -> int:
    if arguments != ["--check"]:
        ignored = ("--ignore=.venv", "--ignore=var", "--ignore=tests", "--ignore=frontend")
        extract(ROOT, LANGUAGES, *ignored)
        return 0
    problems = [line for language in LANGUAGES for line in gaps(language)] + strays()
    print("\n".join(problems[:40]))
    return int(bool(problems))


def extract(folder: Path, languages: Sequence[str], *ignored: str) -> None:
    """Django's makemessages in `folder`."""
    (folder / "locale").mkdir(exist_ok=True)
    wanted = [f"--locale={language}" for language in languages]
    command = [sys.executable, "-m", "django", "makemessages", *wanted, *OPTIONS, *ignored]
    plain = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(command, cwd=folder, env=plain, check=True)


def catalogue(folder: Path, language: str) -> Catalog:
    path = folder / "locale" / language / "LC_MESSAGES" / "django.po"
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as lines:
        return read_po(lines, locale=language)


def gaps(language: str) -> list[str]:
    """What is untranslated or doubtful."""
    found = []
    for message in catalogue(ROOT, language):
        strings = message.string if isinstance(message.string, tuple | list) else [message.string]
        if message.id and (message.fuzzy or not all(strings)):
            found.append(f"{language}: {'fuzzy' if message.fuzzy else 'missing'}: {message.id!r}")
    return found


def strays() -> list[str]:
    """What the sources say and the catalogues do not know, or the other way round."""
    if not shutil.which("xgettext"):
        print("Catalogues: not compared with the sources, gettext not found.")
        return ["gettext is missing"] if os.environ.get("CI") else []
    with tempfile.TemporaryDirectory() as name:
        fresh = Path(name)
        copy_sources(fresh)
        extract(fresh, LANGUAGES[:1])
        said = keys(catalogue(fresh, LANGUAGES[0]))
    return [line for language in LANGUAGES for line in differences(said, language)]


def copy_sources(target: Path) -> None:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", *SOURCES]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for line in listed.splitlines():
        if not line.startswith("tests/") and (ROOT / line).is_file():
            (target / line).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / line, target / line)


def keys(found: Catalog) -> set[Any]:
    return {(message.context, message.id) for message in found if message.id}


def differences(said: set[Any], language: str) -> list[str]:
    known = keys(catalogue(ROOT, language))
    lines = [f"{language}: not in the catalogue: {key!r}" for key in said - known]
    lines += [f"{language}: no longer in the sources: {key!r}" for key in known - said]
    return sorted(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
