"""What a person answers when she registers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from delegates.models import Category, Companion, FormVersion, Organisation, Registration
from delegates.questions.answers import put
from delegates.questions.document import Company, Document, read
from events.models import Constituency, Event
from languages.folding import fold


@dataclass(frozen=True, kw_only=True)
class Filled:
    """What was answered in one version of the event's own form.

    `given` are values by the questions' ids, `seen` the ids that were shown; `companions` are
    (name, age or None), and None where they were not asked.
    """

    version: FormVersion | None = None
    given: dict[str, Any] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    companions: list[tuple[str, int | None]] | None = None


@dataclass(frozen=True, kw_only=True)
class Answers:
    """All that the form asks. `organisation_name` is looked up and added where it is new.

    Without `filled` the answers to the event's own form stay as they are.
    """

    full_name: str
    called: str = ""
    latin_name: str = ""
    public_name: str = ""
    badge_name: str = ""
    sorted_as: str = ""
    category: str = Category.DELEGATE
    country: str = ""
    country_words: str = ""
    passports: list[str] = field(default_factory=list)
    passport_words: str = ""
    constituency: Constituency | None = None
    organisation: Organisation | None = None
    organisation_name: str = ""
    speaks: list[str] = field(default_factory=list)
    reads: list[str] = field(default_factory=list)
    attendance: str = Registration.Attendance.ON_SITE
    needs: str = ""
    filled: Filled | None = None


KEPT = [each.name for each in fields(Answers) if each.name not in {"organisation_name", "filled"}]
NAMES = ("full_name", "called", "latin_name", "public_name", "badge_name", "sorted_as")


def fill(registration: Registration, answers: Answers) -> list[str]:
    """Writes the answers into the registration; returns the names of those that changed.

    Companions are rows of their own: see `bring`.
    """
    changed = [name for name in KEPT if getattr(registration, name) != getattr(answers, name)]
    for name in changed:
        setattr(registration, name, getattr(answers, name))
    registration.search = search_words(getattr(answers, name) for name in NAMES)
    registration.sort_key = sort_key_of(answers)
    return changed + (_fill_form(registration, answers.filled) if answers.filled else [])


def _fill_form(registration: Registration, filled: Filled) -> list[str]:
    version, before = filled.version, registration.answers
    if filled.companions is not None:
        registration.party = party_of(filled)
    if version is None:
        return []
    registration.form_version = version
    registration.answers = put(before, filled.given, seen=filled.seen, version=version.number)
    every = {*before, *registration.answers}
    return sorted(key for key in every if before.get(key) != registration.answers.get(key))


def empty(registration: Registration) -> None:
    """Takes out all answers to the event's own form, and the companions."""
    registration.answers, registration.form_version, registration.party = {}, None, 1
    registration.companions.all().delete()
    registration.replies.all().delete()


def party_of(filled: Filled) -> int:
    """How many seats: her own, and one for each companion where the event counts them."""
    document = document_of(filled.version)
    counted = document is not None and document.companions == Company.COUNTED
    return 1 + (len(filled.companions or ()) if counted else 0)


def document_of(version: FormVersion | None) -> Document | None:
    return read(version.document) if version else None


def bring(registration: Registration, answers: Answers, *, new: bool = False) -> bool:
    """Writes who comes with her; whoever was there under the same name keeps the row. With a
    `new` registration nobody comes yet.

    Returns whether anything changed.
    """
    companions = answers.filled.companions if answers.filled else None
    return bring_companions(registration, companions, new=new)


def bring_companions(
    registration: Registration, companions: Iterable[Sequence[Any]] | None, *, new: bool = False
) -> bool:
    """The same of pairs of name and age; None changes nothing."""
    if companions is None:
        return False
    wanted: list[tuple[str, int | None]] = [(name, age) for name, age in companions]
    held = [] if new else list(registration.companions.order_by("pk"))
    if [(each.name, each.age) for each in held] == wanted:
        return False
    _replace(registration, held, wanted)
    return True


def _replace(
    registration: Registration, held: list[Companion], wanted: list[tuple[str, int | None]]
) -> None:
    by_name = {each.name: each for each in held}
    rows = []
    for name, age in wanted:
        row = by_name.pop(name, None) or Companion(registration=registration, name=name)
        row.age = age
        rows.append(row)
    Companion.objects.filter(pk__in=[each.pk for each in by_name.values()]).delete()
    Companion.objects.bulk_update([each for each in rows if each.pk], ["age"])
    Companion.objects.bulk_create([each for each in rows if not each.pk])


def sort_key_of(answers: Answers | Registration) -> str:
    """Lists sort by what she chose; her name's parts are never guessed."""
    return fold(answers.sorted_as or answers.latin_name or answers.full_name)[:200]


def search_words(names: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(fold(name) for name in names if name))[:2_000]


def constituency_of(event: Event, country: str) -> Constituency | None:
    """The constituency that takes in `country`. One query."""
    rows = Constituency.objects.filter(event=event)
    return next((each for each in rows if country and country in each.countries), None)
