"""The directory as rows of a file that `directory_table` reads again."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Prefetch

from delegates.directories import Directory
from delegates.directory_table import COLUMNS
from delegates.models import Affiliation
from files.tables import Cell
from languages import texts


def header(languages: Sequence[str]) -> list[str]:
    """English names of columns, the same in each language of the interface."""
    return [*COLUMNS, *(f"name_{lang}" for lang in languages)]


def languages_in(bank: texts.Bank, ids: set[int]) -> list[str]:
    """All languages into which a name is translated."""
    return sorted({each.lang for pk in ids for each in bank.translations.get(pk, [])})


def export(directory: Directory) -> tuple[list[str], Iterator[list[Cell]]]:
    """The heading and the rows, by name. Six queries."""
    memberships = Affiliation.objects.select_related("network").order_by("network__sorted_as")
    rows = list(
        directory.organisations.order_by("sorted_as", "pk").prefetch_related(
            "topics", Prefetch("networks", queryset=memberships)
        )
    )
    names = {each.name_id for each in rows}
    topics = {topic.name_id for each in rows for topic in each.topics.all()}
    bank = texts.Bank(names | topics)
    languages = languages_in(bank, names)
    return header(languages), (_row(each, bank, languages) for each in rows)


def _row(each: Any, bank: texts.Bank, languages: Sequence[str]) -> list[Cell]:
    def named(pk: int) -> str:
        return bank.sources[pk].body if pk in bank.sources else ""

    name = bank.sources[each.name_id]
    others = {row.lang: row.body for row in bank.translations.get(each.name_id, [])}
    plain = {
        "id": str(each.uid),
        "key": each.source_id,
        "name": name.body,
        "language": name.lang,
        "networks": "; ".join(named(one.network.name_id) for one in each.networks.all()),
        "themes": "; ".join(named(topic.name_id) for topic in each.topics.all()),
    }
    cells = [plain[column] if column in plain else getattr(each, column) for column in COLUMNS]
    return [*cells, *(others.get(lang, "") for lang in languages)]
