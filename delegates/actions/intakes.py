"""What a table brought into the directory is remembered, and undone in one step.

Only what is as the table left it goes back: whoever changed something since keeps that.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import transaction
from django.db.models import ManyToOneRel

from accounts.models import Record
from accounts.records import note
from delegates.actions.keeping import remove_contact
from delegates.actions.organisations import set_networks, write_search
from delegates.directory_plan import FACTS, Planned
from delegates.models import Affiliation, Contact, Intake, Organisation, Topic
from delegates.refusals import IntakeUndone
from events.models import Event
from languages import texts
from languages.models import Text, Translation

AT_ONCE = 500
State = Intake.State


def state_of(organisation: Organisation, columns: Iterable[str]) -> dict[str, Any]:
    """What stands in these columns of a table, ready for JSON."""
    found: dict[str, Any] = {}
    for column in columns:
        if column in FACTS:
            found[column] = getattr(organisation, column)
        elif column == "key":
            found[column] = organisation.source_id
        elif column == "name":
            found[column] = [organisation.name.body, organisation.name.lang]
        elif column == "themes":
            found[column] = sorted(organisation.topics.values_list("pk", flat=True))
        elif column == "networks":
            found[column] = sorted(organisation.networks.values_list("network", flat=True))
        else:
            found[column] = _translation(organisation, column)
    return found


def _translation(organisation: Organisation, column: str) -> str | None:
    rows = Translation.objects.filter(text=organisation.name_id, lang=column.removeprefix("name_"))
    return rows.values_list("body", flat=True).first()


def remember(
    *, event: Event, new: Sequence[Planned], was: dict[int, Any], topics: list[int], by: Any
) -> Intake:
    """Notes what a table did: `was` is the state of each changed organisation before it, `topics`
    are the themes that it added.
    """
    lines: list[dict[str, Any]] = [
        {"pk": each.organisation.pk} for each in new if each.organisation
    ]
    for each in Organisation.objects.select_related("name").filter(pk__in=was).order_by("pk"):
        before = was[each.pk]
        lines.append({"pk": each.pk, "was": before, "is": state_of(each, before)})
    return Intake.objects.create(event=event, by=by, many=len(lines), lines=lines, topics=topics)


def remember_contacts(intake: Intake, contacts: Sequence[Contact]) -> None:
    """Notes whom it added, by number alone: who is erased is nowhere else."""
    intake.contacts = [each.pk for each in contacts]
    intake.save(update_fields=["contacts"])


@transaction.atomic
def undo(intake: Intake, *, by: Any) -> tuple[int, int]:
    """How many organisations are as they were before, and how many stay because of what was done
    with them since. Raises IntakeUndone if it was undone already.
    """
    rows = Intake.objects.filter(pk=intake.pk, state=State.DONE)
    if not rows.update(state=State.UNDONE, lines=[], topics=[], contacts=[]):
        raise IntakeUndone
    for contact in Contact.objects.filter(pk__in=intake.contacts):
        remove_contact(contact, by=by)
    changed = [line for line in intake.lines if "was" in line]
    back = sum(_put_back(line, by) for line in changed)
    new = {line["pk"] for line in intake.lines if "was" not in line}
    gone = _take_out(new)
    _take_out_topics(intake.topics)
    note(by, "undid a table of organisations", intake)
    return back + gone, len(intake.lines) - back - gone


def _put_back(line: dict[str, Any], by: Any) -> bool:
    """Whether all of it went back."""
    rows = Organisation.objects.select_related("name").filter(pk=line["pk"])
    organisation = rows.exclude(state=Organisation.State.MERGED).first()
    if organisation is None:
        return False
    now = state_of(organisation, line["was"])
    same = [column for column in line["was"] if now[column] == line["is"][column]]
    for column in same:
        _write(organisation, column, line["was"][column], by)
    if not same:
        return not line["was"]
    organisation.save()
    write_search(Organisation.objects.select_related("name").get(pk=organisation.pk))
    note(by, "changed the organisation", organisation, same)
    return len(same) == len(line["was"])


def _write(organisation: Organisation, column: str, value: Any, by: Any) -> None:
    if column in FACTS:
        setattr(organisation, column, value)
    elif column == "key":
        organisation.source_id = value
    elif column == "name":
        texts.change(organisation.name, body=value[0], lang=value[1], by=by)
    elif column == "themes":
        organisation.topics.set(Topic.objects.filter(pk__in=value))
    elif column == "networks":
        set_networks(organisation, Organisation.objects.filter(pk__in=value))
    elif value is None:
        lang = column.removeprefix("name_")
        Translation.objects.filter(text=organisation.name_id, lang=lang).delete()
    else:
        texts.translate(organisation.name, lang=column.removeprefix("name_"), body=value, by=by)


def _take_out(new: set[int]) -> int:
    """Deletes those that nobody has changed and nothing else names; returns how many."""
    found = sorted(new)
    gone = 0
    for at in range(0, len(found), AT_ONCE):
        some = found[at : at + AT_ONCE]
        rows = Organisation.objects.filter(pk__in=set(some) - _in_use(some, new))
        names = list(rows.values_list("name", flat=True))
        Organisation.topics.through.objects.filter(organisation__in=rows).delete()
        gone += len(names)
        rows.delete()
        Text.objects.filter(pk__in=names).delete()
    return gone


def _in_use(some: Sequence[int], new: set[int]) -> set[int]:
    """Which of these somebody has changed, or is named by what the table did not bring."""
    label = Organisation._meta.label_lower
    changed = Record.objects.filter(object__in=[f"{label}:{pk}" for pk in some])
    used = {int(each.rpartition(":")[2]) for each in changed.values_list("object", flat=True)}
    members = Affiliation.objects.filter(network__in=some)
    used |= {network for network, member in members.values_list("network", "member")
             if member not in new}  # fmt: skip
    for model, column in _naming():
        rows = model._base_manager.filter(**{f"{column}__in": some})
        used |= set(rows.values_list(column, flat=True))
    return used


def _naming() -> Iterator[tuple[Any, str]]:
    """Every foreign key that names an organisation, but for networks and themes."""
    own = (Affiliation, Organisation.topics.through)
    for relation in Organisation._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel) and relation.related_model not in own:
            yield relation.related_model, relation.field.name


def _take_out_topics(topics: Sequence[int]) -> None:
    rows = Topic.objects.filter(pk__in=topics, organisations=None)
    names = list(rows.values_list("name", flat=True))
    rows.delete()
    Text.objects.filter(pk__in=names).delete()
