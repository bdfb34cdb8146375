"""Two organisations become one, and two again."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db import IntegrityError, models, transaction

from accounts.records import note
from delegates.actions.organisations import write_search
from delegates.models import Followed, Merge, NotOne, Organisation
from delegates.refusals import CannotMerge, UndoneBefore

# What tells of merging itself does not follow.
STAYS = {Merge, Followed, NotOne, Organisation}


def pointing() -> Iterator[tuple[type[models.Model], str]]:
    """(model, column) of everything in any app that names an organisation."""
    every: list[Any] = list(Organisation._meta.get_fields(include_hidden=True))
    for field in every:
        back = field.auto_created and (field.one_to_many or field.one_to_one)
        if back and field.related_model not in STAYS:
            yield field.related_model, field.field.name


@transaction.atomic
def merge(*, kept: Organisation, gone: Organisation, by: Any) -> Merge:
    """Makes `gone` a part of `kept`: all that named it names `kept` from now on, and its names find
    `kept`. What `kept` has already (the same network, the same contact) stays with `gone`.

    Raises CannotMerge.
    """
    pair = Organisation.objects.select_for_update().select_related("name").order_by("pk")
    found = {each.pk: each for each in pair.filter(pk__in=[kept.pk, gone.pk])}
    kept, gone = found[kept.pk], found[gone.pk]
    if kept.pk == gone.pk or Organisation.State.MERGED in {kept.state, gone.state}:
        raise CannotMerge
    if (kept.series_id, kept.event_id) != (gone.series_id, gone.event_id):
        raise CannotMerge
    done = Merge.objects.create(kept=kept, gone=gone, was=gone.state, by=by)
    for model, column in pointing():
        rows = model._default_manager.filter(**{column: gone})
        moved = _move(model, column, list(rows.values_list("pk", flat=True)), kept)
        label = f"{model._meta.label_lower}.{column}"
        Followed.objects.bulk_create(Followed(merge=done, column=label, row=pk) for pk in moved)
    if gone.state == Organisation.State.LISTED:
        kept.state = Organisation.State.LISTED
    gone.state, gone.into = Organisation.State.MERGED, kept
    gone.save(update_fields=["state", "into"])
    # Chains are one step long: what was merged into `gone` before leads to `kept` too.
    gone.merged.update(into=kept)
    kept.save(update_fields=["state"])
    write_search(kept)
    note(by, "merged an organisation into", kept)
    return done


@transaction.atomic
def undo(done: Merge, *, by: Any) -> Organisation:
    """Makes two of it again: what followed goes back, as far as it still names the one that was
    kept; what came later stays there. Raises UndoneBefore.
    """
    done = Merge.objects.select_for_update().select_related("kept", "gone").get(pk=done.pk)
    kept, gone = done.kept, done.gone
    later = kept.merges_into.filter(state=Merge.State.DONE)
    if done.state != Merge.State.DONE or later.exists():
        raise UndoneBefore
    columns = {f"{m._meta.label_lower}.{column}": (m, column) for m, column in pointing()}
    for label, (model, column) in columns.items():
        rows = done.followed.filter(column=label).values_list("row", flat=True)
        still = model._default_manager.filter(pk__in=list(rows), **{column: kept})
        _move(model, column, list(still.values_list("pk", flat=True)), gone)
    done.state = Merge.State.UNDONE
    done.save(update_fields=["state"])
    gone.state, gone.into = done.was, None
    gone.save(update_fields=["state", "into"])
    own = Merge.objects.filter(kept=gone, state=Merge.State.DONE).values("gone")
    Organisation.objects.filter(pk__in=own).update(into=gone)
    for each in (kept, gone):
        write_search(each)
    note(by, "undid the merging of an organisation with", kept)
    return gone


def _move(model: Any, column: str, rows: list[int], to: Organisation) -> list[int]:
    """Points the rows at `to`; returns the keys of those that a constraint did not hold back."""
    if not rows:
        return []
    try:
        with transaction.atomic():
            model._default_manager.filter(pk__in=rows).update(**{column: to})
    except IntegrityError:
        if len(rows) == 1:
            return []
        half = len(rows) // 2
        one_by_one = partial(_move, model, column, to=to)
        return one_by_one(rows=rows[:half]) + one_by_one(rows=rows[half:])
    return rows


@transaction.atomic
def tell_apart(one: Organisation, other: Organisation, *, by: Any) -> None:
    """Notes that they are two, so that nobody is asked again."""
    first, second = sorted((one, other), key=lambda each: each.pk)
    NotOne.objects.get_or_create(one=first, other=second)
    note(by, "told an organisation apart from another", first)
