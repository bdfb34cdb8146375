"""What a release holds, read with a constant number of queries, for one reader or for all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Max, OuterRef, Prefetch, Q, Subquery

from events.models import Event, Room, Theme
from languages.models import Translation
from languages.texts import Bank, Reading
from programme.models import Release, ReleasedPlacement
from workshops.models import CoHost, Part, Proposal, Session, WebLink
from workshops.queries.sessions import joined_with_texts


@dataclass(frozen=True, slots=True)
class Place:
    """Where a session stood in the release before."""

    room_id: int
    begins: datetime


@dataclass(frozen=True, slots=True)
class Stand:
    """One session in a release, in no language yet."""

    session: Session
    people: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    room_id: int
    begins: datetime
    ends: datetime
    cancelled: bool
    sequence: int
    changed_at: datetime
    before: Place | None = None
    # The names of further organisations; title and abstract of what it holds by a fusion.
    co_hosts: tuple[int, ...] = ()
    joined: tuple[tuple[int, int], ...] = ()

    @property
    def code(self) -> str:
        return self.session.code

    @property
    def moved(self) -> bool:
        """Whether room or hour differ from the release before."""
        here = Place(self.room_id, self.begins)
        return self.before is not None and self.before != here

    def text_ids(self) -> list[int | None]:
        organisation = self.session.organisation
        return [
            self.session.title_id,
            self.session.abstract_id,
            organisation.name_id if organisation else None,
            *self.co_hosts,
            *(pk for both in self.joined for pk in both),
        ]


@dataclass(frozen=True)
class Released:
    """A release, or a part of it, with every text that its pages show."""

    event: Event
    release: Release
    stands: list[Stand]
    rooms: dict[int, Room]
    themes: dict[int, Theme]
    bank: Bank

    def readings(self, languages: Sequence[str]) -> dict[int | None, Reading]:
        return self.bank.readings(languages)


@dataclass(frozen=True)
class Published:
    """An event with the release that the public reads, if there is one."""

    event: Event
    release: Release | None


def published(slug: str) -> Published:
    """One query where there is a release. Raises Event.DoesNotExist."""
    release = (
        Release.objects.filter(event__slug=slug, state=Release.State.CURRENT)
        .select_related("event")
        .first()
    )
    event = release.event if release else Event.objects.get(slug=slug)
    return Published(event, release)


def all_of(event: Event, release: Release) -> Released:
    """The whole release, with every room and theme: nine queries."""
    return _load(event, release, Q(), links=True, lists=True)


def lists_of(event: Event, release: Release) -> Released:
    """The rooms and themes alone, without a session: six queries."""
    return _load(event, release, Q(pk__in=()), lists=True)


def languages_of(release: Release) -> list[str]:
    """Every language in which a session of the release can be followed. One query."""
    rows = release.placements.values_list("session__spoken", "session__interpreted")
    return sorted({lang for spoken, interpreted in rows for lang in (*spoken, *interpreted)})


def translated_at(release: Release) -> datetime | None:
    """When one of its titles or descriptions was last translated. One query."""
    sessions = release.placements
    titles, abstracts = sessions.values("session__title"), sessions.values("session__abstract")
    joined = Proposal.objects.filter(held_in__session__in=sessions.values("session"))
    shown = Translation.objects.exclude(state=Translation.State.DRAFT)
    found = shown.filter(
        Q(text__in=titles)
        | Q(text__in=abstracts)
        | Q(text__in=joined.values("title"))
        | Q(text__in=joined.values("abstract"))
    )
    latest: datetime | None = found.aggregate(latest=Max("changed_at"))["latest"]
    return latest


def of_day(event: Event, release: Release, day: date, zone: ZoneInfo) -> Released:
    """What begins on `day` in `zone`: eight queries."""
    begins = datetime.combine(day, time.min, tzinfo=zone)
    until = begins + timedelta(days=1)
    return _load(event, release, Q(begins__gte=begins, begins__lt=until), lists=True)


def of_room(event: Event, release: Release, uid: UUID) -> Released:
    return _load(event, release, Q(room__uid=uid), lists=True)


def of_theme(event: Event, release: Release, uid: UUID) -> Released:
    return _load(event, release, Q(session__theme__uid=uid), lists=True)


def of_language(event: Event, release: Release, lang: str) -> Released:
    """What can be followed in `lang`; chosen in Python, because JSON lists differ by database."""
    found = all_of(event, release)
    stands = [
        stand
        for stand in found.stands
        if lang in stand.session.spoken or lang in stand.session.interpreted
    ]
    return replace(found, stands=stands)


def of_codes(event: Event, release: Release, codes: Sequence[str]) -> Released:
    """The sessions of `codes`, at most 500: six queries."""
    return _load(event, release, Q(session__code__in=list(codes)[:500]))


def of_person(event: Event, release: Release, person: Any) -> Released:
    """What a person starred: six queries."""
    return _load(event, release, Q(session__stars__person=person))


def of_session(event: Event, release: Release, code: str) -> Released:
    """One session with its links: seven queries."""
    return _load(event, release, Q(session__code=code), links=True)


def around(event: Event, release: Release, now: datetime, hours: int = 4) -> Released:
    """What runs at `now` or begins within `hours`: six queries."""
    until = now + timedelta(hours=hours)
    return _load(event, release, Q(ends__gt=now, begins__lt=until))


def found(event: Event, release: Release, words: Sequence[str], most: int = 200) -> Released:
    """Sessions in which each of `words` (folded by programme.searching) stands."""
    wanted = Q()
    for word in words:
        wanted &= Q(search__contains=word)
    return _load(event, release, wanted, most=most)


def _load(
    event: Event,
    release: Release,
    wanted: Q,
    *,
    links: bool = False,
    lists: bool = False,
    most: int | None = None,
) -> Released:
    """`links` of sessions and whole `lists` of rooms and themes cost a query each."""
    found = _placements(event, release, wanted, links=links)
    if lists:
        placements = list(found[:most])
        rooms = {room.pk: room for room in event.rooms.select_related("venue")}
        themes = {theme.pk: theme for theme in event.themes.all()}
    else:
        placements = list(found.select_related("room__venue", "session__theme")[:most])
        rooms = {row.room_id: row.room for row in placements}
        used = (row.session.theme for row in placements)
        themes = {theme.pk: theme for theme in used if theme}
    stands = [_stand(row, links=links) for row in placements]
    ids: list[int | None] = [pk for stand in stands for pk in stand.text_ids()]
    ids += [room.name_id for room in rooms.values()]
    ids += [room.venue.name_id for room in rooms.values() if room.venue]
    ids += [theme.name_id for theme in themes.values()]
    ids += [event.name_id, event.about_id, release.note_id]
    return Released(event, release, stands, rooms, themes, Bank(ids))


def _with_stands() -> list[Any]:
    """Who speaks, who holds it too, and what else it holds."""
    hosts = CoHost.objects.select_related("organisation").only("session", "organisation__name")
    return [
        Prefetch("session__co_hosts", hosts),
        Prefetch("session__joined", joined_with_texts()),
        Prefetch(
            "session__parts",
            Part.objects.select_related("registration").only(
                "session", "name", "registration__public_name", "registration__full_name"
            ),
        ),
    ]


def _placements(event: Event, release: Release, wanted: Q, *, links: bool) -> Any:
    """The rows with where each stood in the release before."""
    # The one before is still current while the artefacts of the next are written.
    read = [Release.State.PAST, Release.State.CURRENT]
    earlier = Release.objects.filter(
        event=event, number__lt=release.number, state__in=read
    ).order_by("-number")
    before = ReleasedPlacement.objects.filter(
        release=Subquery(earlier.values("pk")[:1]), session=OuterRef("session")
    )
    prefetches = _with_stands()
    if links:
        prefetches.append(Prefetch("session__web_links", WebLink.objects.all()))
    return (
        ReleasedPlacement.objects.filter(wanted, release=release)
        .select_related("session__organisation")
        .prefetch_related(*prefetches)
        .annotate(
            before_room=Subquery(before.values("room")[:1]),
            before_begins=Subquery(before.values("begins")[:1]),
        )
        .defer("search", "session__changed_at")
        .order_by("begins", "room__position", "pk")
    )


def _stand(row: Any, *, links: bool) -> Stand:
    session = row.session
    return Stand(
        session=session,
        people=tuple(filter(None, (part.shown_name for part in session.parts.all()))),
        links=tuple((link.title, link.url) for link in session.web_links.all()) if links else (),
        room_id=row.room_id,
        begins=row.begins,
        ends=row.ends,
        cancelled=row.state == ReleasedPlacement.State.CANCELLED,
        sequence=row.sequence,
        changed_at=row.changed_at,
        co_hosts=tuple(each.organisation.name_id for each in session.co_hosts.all()),
        joined=tuple(_texts_of(each.proposal) for each in session.joined.all()),
        before=Place(row.before_room, row.before_begins) if row.before_room else None,
    )


def _texts_of(proposal: Proposal) -> tuple[int, int]:
    return proposal.title_id, proposal.abstract_id
