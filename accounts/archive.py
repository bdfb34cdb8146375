"""All that is kept about a person, as one archive: `data.json`, and her files beside it."""

import json
from datetime import date, time
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from accounts.models import Person
from accounts.ports import holdings
from accounts.queries import all_about


def archive_of(person: Person) -> bytes:
    """The bytes of the ZIP. Files of the same name get a number, none is lost."""
    told = json.dumps(all_about(person), default=written, ensure_ascii=False, indent=2)
    packed, names = BytesIO(), {"data.json"}
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("data.json", told)
        for held in holdings:
            for name, content in held.files(person):
                archive.writestr(_free(f"{held.name}/{name}", names), content)
    return packed.getvalue()


def written(value: Any) -> str:
    """Moments by ISO 8601, all else as it reads."""
    return str(value.isoformat()) if isinstance(value, date | time) else str(value)


def _free(name: str, names: set[str]) -> str:
    stem, dot, kind = name.rpartition(".")
    number, found = 2, name
    while found in names:
        found = f"{stem}-{number}{dot}{kind}" if dot else f"{name}-{number}"
        number += 1
    names.add(found)
    return found
