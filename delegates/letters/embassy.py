"""A list of issued letters for an embassy, as CSV in the encoding that it reads."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from accounts.records import note
from delegates.letters import paper
from delegates.models import Export, Letter
from delegates.passports.names import zone_form
from delegates.passports.states import nationality_name
from delegates.queries.exports import letters_on
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


def table(export: Export, *, by: Any, languages: Sequence[str]) -> bytes:
    """The file, after it was noted who took which columns for what, and each letter's reading.

    Raises Unfit.
    """
    found = list(_read(export))
    made = _encoded(export, found, languages)
    for letter, _answers in found:
        note(by, "read the papers for a list", letter, export.columns)
    note(by, "took a list of letters", export.event, [*export.columns, f"for: {export.purpose}"])
    return made


def refuse_unfit(export: Export, languages: Sequence[str]) -> None:
    """Raises Unfit where the encoding cannot write what the list would hold; shows it to nobody."""
    _encoded(export, list(_read(export)), languages)


def _encoded(
    export: Export, found: Sequence[tuple[Letter, dict[str, str]]], languages: Sequence[str]
) -> bytes:
    rows = _rows(export.columns, found, languages)
    file = csv_bytes(export.columns, rows).decode("utf-8-sig")
    try:
        return file.encode(export.encoding)
    except UnicodeEncodeError as error:
        raise Unfit(file[error.start : error.end][:20]) from error


def _read(export: Export) -> Iterator[tuple[Letter, dict[str, str]]]:
    """Letters with their answers, but for those that were erased."""
    rows = letters_on(export).defer("pdf").select_related("registration__organisation")
    for letter in rows.order_by("number"):
        letter.event = export.event
        try:
            yield letter, paper.answers_of(letter)
        except (papers.Gone, papers.NoKey):
            continue


def _rows(
    columns: Sequence[str],
    found: Sequence[tuple[Letter, dict[str, str]]],
    languages: Sequence[str],
) -> Iterator[list[str]]:
    names = [_organisation(letter) for letter, _answers in found]
    read = texts.load(names, languages)
    for (letter, answers), name in zip(found, names, strict=True):
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
