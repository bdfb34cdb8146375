"""What each language of a space still waits for, kept beside every writing."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from languages import tags
from languages.models import Gap, Space, Text, Translation
from languages.texts.homes import Reach

State = Gap.State
# What people said of a draft holds as long as the draft is of the present source.
SAID = {State.SENT_BACK, State.HANDED_IN}
# How many texts are settled at once: SQLite binds 32,766 values.
AT_ONCE = 2_000
# What follows the text; a claim is left alone, since somebody may be taking it meanwhile.
ORDERING = ("state", "source_lang", "weight", "due_at", "is_late")
OF_TEXT = ("space_id", "source_lang", "weight", "due_at", "is_late", "since")


def open_for(
    new: Sequence[Text], languages: Collection[str], given: Iterable[Translation] = ()
) -> None:
    """Opens the gaps of new texts, which have no translations but `given`. One statement."""
    has: dict[int, set[str]] = {}
    for each in given:
        has.setdefault(each.text_id, set()).add(tags.base(each.lang))
    Gap.objects.bulk_create(
        (
            _gap(text, lang, State.MISSING)
            for text in new
            if _is_wanted(text)
            for lang in _others(text, languages)
            if tags.base(lang) not in has.get(text.pk, ())
        ),
        batch_size=AT_ONCE,
    )


@transaction.atomic
def offer(texts: Iterable[int | None], reach: str) -> None:
    """Lets the texts go as far as `reach` says. Six statements for any number of them."""
    ids = [pk for pk in texts if pk is not None]
    others = Text.objects.filter(pk__in=ids).exclude(reach=reach)
    changed = list(others.values_list("pk", flat=True))
    if changed:
        Text.objects.filter(pk__in=changed).update(reach=reach)
        settle(Text.objects.filter(pk__in=changed))


def schedule(hours: Mapping[int, datetime | None]) -> None:
    """Says by when each text (by key) is needed in all its languages."""
    ids = sorted(hours)
    for start in range(0, len(ids), AT_ONCE):
        _schedule({pk: hours[pk] for pk in ids[start : start + AT_ONCE]})


@transaction.atomic
def _schedule(hours: Mapping[int, datetime | None]) -> None:
    found = list(Text.objects.filter(pk__in=hours).only("pk", "due_at"))
    moved = [text for text in found if text.due_at != hours[text.pk]]
    for text in moved:
        text.due_at = hours[text.pk]
    Text.objects.bulk_update(moved, ["due_at"], batch_size=500)
    gaps = list(Gap.objects.filter(text__in=[text.pk for text in moved]).only("pk", "text_id"))
    for gap in gaps:
        _needed(gap, hours[gap.text_id])
    Gap.objects.bulk_update(gaps, ["due_at", "is_late"], batch_size=500)


def mark_late(now: datetime) -> int:
    """Marks what was needed before `now` and still waits; returns how much it was."""
    due = Gap.objects.filter(is_late=False, due_at__lt=now).order_by("pk")
    marked = 0
    while ids := list(due.values_list("pk", flat=True)[:AT_ONCE]):
        marked += Gap.objects.filter(pk__in=ids, due_at__lt=now).update(is_late=True)
    return marked


def _needed(gap: Gap, due_at: datetime | None) -> None:
    gap.due_at, gap.is_late = due_at, due_at is not None and due_at < timezone.now()


def settle_space(space: Space) -> None:
    """Opens and closes gaps after the space's languages changed."""
    ids = list(space.texts.values_list("pk", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        settle(Text.objects.filter(pk__in=ids[start : start + AT_ONCE]))


@transaction.atomic
def settle(texts: Iterable[Text]) -> None:
    """Makes the gaps of these texts what their translations say. Up to six statements."""
    rows = [text for text in texts if text.space_id is not None]
    if not rows:
        return
    spaces = Space.objects.in_bulk({text.space_id for text in rows})
    standing: dict[tuple[int, str], Translation] = {}
    drafts: dict[tuple[int, str], Translation] = {}
    for each in Translation.objects.filter(text__in=rows).defer("body", "folded"):
        kept = drafts if each.state == Translation.State.DRAFT else standing
        kept[each.text_id, tags.base(each.lang)] = each
    open_now = {(gap.text_id, gap.lang): gap for gap in Gap.objects.filter(text__in=rows)}
    wanted: dict[tuple[int, str], Gap] = {}
    for text in rows:
        for lang in _others(text, spaces[text.space_id].languages) if _is_wanted(text) else ():
            key = text.pk, tags.base(lang)
            known = open_now.get((text.pk, lang))
            state = _state(text, standing.get(key), drafts.get(key), known)
            if state:
                wanted[text.pk, lang] = _gap(text, lang, state, known)
    _write(open_now, wanted)


def say(text: Text, lang: str, state: str) -> None:
    """What people say of a draft, HANDED_IN or SENT_BACK; whoever held it lets go of it."""
    said = {"state": state, "claimed_by": None, "claimed_until": None}
    new = {field: getattr(_gap(text, lang, state), field) for field in OF_TEXT}
    Gap.objects.update_or_create(text=text, lang=lang, defaults=said, create_defaults=said | new)


def _write(open_now: Mapping[tuple[int, str], Gap], wanted: dict[tuple[int, str], Gap]) -> None:
    closed = [gap.pk for key, gap in open_now.items() if key not in wanted]
    if closed:
        Gap.objects.filter(pk__in=closed).delete()
    Gap.objects.bulk_create([gap for gap in wanted.values() if gap.pk is None], batch_size=500)
    kept = [gap for gap in wanted.values() if gap.pk is not None]
    Gap.objects.bulk_update(kept, ORDERING, batch_size=200)


def _is_wanted(text: Text) -> bool:
    return bool(text.space_id and text.reach != Reach.INSIDE and text.body.strip())


def _others(text: Text, languages: Collection[str]) -> list[str]:
    own = tags.base(text.lang)
    return [lang for lang in tags.written_only(languages) if tags.base(lang) != own]


def _state(
    text: Text, standing: Translation | None, draft: Translation | None, known: Gap | None
) -> str:
    """The state of a gap; empty where there is none."""
    by_machine = Translation.Origin.MACHINE
    is_current = standing is not None and standing.of_revision >= text.revision
    if known and known.state in SAID and draft and draft.of_revision >= text.revision:
        return known.state
    if standing and is_current and standing.origin != by_machine:
        return ""
    if (standing and is_current) or (draft and draft.origin == by_machine):
        return State.MACHINE
    return State.OLDER if standing else State.MISSING


def _gap(text: Text, lang: str, state: str, known: Gap | None = None) -> Gap:
    """The row as it should stand; a claim and the day since when it waits stay."""
    gap = known or Gap(text=text, lang=lang, since=timezone.now(), space_id=text.space_id or 0)
    gap.state, gap.source_lang = state, text.lang
    gap.weight = text.weight
    _needed(gap, text.due_at)
    return gap
