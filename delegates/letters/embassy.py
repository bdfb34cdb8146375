"""A list of issued letters for an embassy, as CSV in the encoding that it reads."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from accounts.records import note
from delegates.letters import paper
from delegates.models import Letter
from delegates.passports.names import zone_form
from delegates.passports.states import nationality_name
from events.models import Event
from files import papers
from files.tables import csv_bytes
from languages import texts


class Unfit(Exception):
    """The encoding cannot write a letter; `said` tells it in the reader's language."""

    def __init__(self, letters: str) -> None:
        super().__init__(letters)
        self.said = _("This encoding cannot write: %(letters)s. Choose Unicode.") % {
            "letters": letters
        }


def table(
    event: Event,
    *,
    columns: Sequence[str],
    encoding: str,
    purpose: str,
    by: Any,
    languages: Sequence[str],
) -> bytes:
    """The file, after it was noted who took which columns for what, and each letter's reading.

    Raises Unfit.
    """
    rows = list(_rows(event, columns, by, languages))
    file = csv_bytes(columns, rows).decode("utf-8-sig")
    try:
        made = file.encode(encoding)
    except UnicodeEncodeError as error:
        raise Unfit(file[error.start : error.end][:20]) from error
    note(by, "took a list of letters", event, [*columns, f"for: {purpose}"])
    return made


def _rows(
    event: Event, columns: Sequence[str], by: Any, languages: Sequence[str]
) -> Iterator[list[str]]:
    letters = Letter.objects.filter(event=event, state=Letter.State.ISSUED).defer("pdf")
    found = list(letters.select_related("registration__organisation").order_by("number"))
    names = [_organisation(each) for each in found]
    read = texts.load(names, languages)
    for letter, name in zip(found, names, strict=True):
        letter.event = event
        try:
            answers = paper.answers_of(letter)
        except (papers.Gone, papers.NoKey):
            continue
        note(by, "read the papers for a list", letter, list(columns))
        values = cells(letter, answers) | {"organisation": str(read[name])}
        yield [values.get(column, "") for column in columns]


def _organisation(letter: Letter) -> int | None:
    """The id of its name."""
    organisation = letter.registration.organisation if letter.registration else None
    return organisation.name_id if organisation else None


def cells(letter: Letter, answers: dict[str, str]) -> dict[str, str]:
    form = zone_form(answers.get("surname", ""), answers.get("given", ""))
    nationality = answers.get("nationality", "")
    return (
        {"zone_name": form}
        | answers
        | {
            "number": letter.shown_number,
            "nationality": nationality_name(nationality) if nationality else "",
        }
    )
