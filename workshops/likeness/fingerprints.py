"""Keeping each proposal's fingerprint as its words are."""

from collections.abc import Iterable, Sequence

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from languages.models import Term, Text, Translation
from languages.queries.glossary import spaces_of
from workshops.likeness.features import Glossary, features, glossary
from workshops.models import Fingerprint, Proposal
from workshops.standing import LIVE

AT_ONCE = 500
TITLE_COUNTS = 2


def glossary_of(space: int) -> Glossary:
    """The movement's own terms in a space and those above it. Two queries."""
    rows = Term.objects.filter(concept__space__in=spaces_of(space))
    return glossary(rows.values_list("lang", "folded", "concept_id"))


def renew(event: int) -> int:
    """Writes the fingerprints that are missing or older than their words, and takes away those of
    proposals that are withdrawn or declined. Returns how many were written.
    """
    gone = Fingerprint.objects.filter(event=event).exclude(proposal__state__in=LIVE)
    gone.delete()
    rows = outdated(event).select_related("event")
    written = 0
    while found := list(rows[:AT_ONCE]):
        written += write(found)
    return written


def events_behind() -> list[int]:
    """The events of which some fingerprint is missing or old. One query."""
    return list(outdated().order_by().values_list("event", flat=True).distinct())


def outdated(event: int | None = None) -> QuerySet[Proposal]:
    """Those whose words have changed since they were read, or never were."""
    read = F("fingerprint__read_at")
    texts = Q(title__changed_at__gt=read) | Q(abstract__changed_at__gt=read)
    translated = Q(title__translations__changed_at__gt=read)
    translated |= Q(abstract__translations__changed_at__gt=read)
    rows = Proposal.objects.filter(state__in=LIVE)
    rows = rows.filter(event=event) if event else rows
    return rows.filter(Q(fingerprint=None) | texts | translated).distinct().order_by("pk")


def write(proposals: Sequence[Proposal]) -> int:
    """Reads the words of proposals of one event anew. Five queries."""
    now = timezone.now()
    said = words_of(proposals)
    known = glossary_of(proposals[0].event.space_id)
    rows = [
        Fingerprint(
            proposal=each,
            event_id=each.event_id,
            features=features(said[each.pk], known),
            read_at=now,
        )
        for each in proposals
    ]
    Fingerprint.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["proposal"],
        update_fields=["features", "read_at"],
    )
    return len(rows)


def words_of(proposals: Iterable[Proposal]) -> dict[int, list[tuple[str, str]]]:
    """(language, words) of each proposal, its title counting twice, in all that stands. Two
    queries.
    """
    proposals = list(proposals)
    owners: dict[int, list[int]] = {}
    for each in proposals:
        for text in (*[each.title_id] * TITLE_COUNTS, each.abstract_id):
            owners.setdefault(text, []).append(each.pk)
    found: dict[int, list[tuple[str, str]]] = {each.pk: [] for each in proposals}
    sources = Text.objects.filter(pk__in=owners).values_list("pk", "lang", "body")
    standing = Translation.objects.filter(text__in=owners).exclude(state=Translation.State.DRAFT)
    for text, lang, body in (*sources, *standing.values_list("text", "lang", "body")):
        for owner in owners[text]:
            found[owner].append((lang, body))
    return found
