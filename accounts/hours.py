"""When a person may be written to: her wishes, her zone, her quiet hours."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from accounts.models import NoticeWish, Person

Way = NoticeWish.Way
DAILY = time(7)


def zone_of(person: Person) -> ZoneInfo:
    """Her own zone, UTC where she named none."""
    return ZoneInfo(person.zone or "UTC")


def due(person: Person, way: str, now: datetime) -> datetime | None:
    """When a mail may go to her: now, after her quiet hours, or at seven with the day's others;
    None where she wants no mail.
    """
    if way == Way.INBOX:
        return None
    moment = next_at(person, DAILY, now) if way == Way.DAILY else now
    return after_quiet(person, moment)


def after_quiet(person: Person, moment: datetime) -> datetime:
    """The moment itself, or the end of the quiet hours in which it lies."""
    begins, ends = person.quiet_from, person.quiet_until
    if begins is None or ends is None or begins == ends:
        return moment
    clock = moment.astimezone(zone_of(person)).time()
    asleep = begins <= clock < ends if begins < ends else clock >= begins or clock < ends
    return next_at(person, ends, moment) if asleep else moment


def next_at(person: Person, clock: time, moment: datetime) -> datetime:
    """The next time that her clock shows `clock`, in UTC."""
    here = moment.astimezone(zone_of(person))
    there = datetime.combine(here.date(), clock, tzinfo=here.tzinfo)
    if there <= here:
        there = datetime.combine(here.date() + timedelta(days=1), clock, tzinfo=here.tzinfo)
    return there.astimezone(UTC)
