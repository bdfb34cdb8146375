"""The live page of a session, and the screen of the halls."""

import uuid
from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from access.doors import FORM, WRITE, allows, opens
from accounts.requests import Asked, Read
from boards import actions, queries, topics
from boards.finders import event_of, line_of, session_of
from boards.forms import LineForm, TranslationForm
from boards.models import Line
from boards.shown import NEWEST, changed, items, newest_first
from events.models import Event
from events.queries import event_shell
from languages.forms import Written
from languages.texts import load
from programme.forms import RunningForm
from programme.queries import released as released_queries
from programme.shown import Card, show
from realtime import receipts
from realtime.receipts import Answer, BadKey
from workshops.models import Session


@opens("boards.follow", to=session_of)
def board(request: Read, session: Session) -> HttpResponse:
    """The board: readable and refreshable without JavaScript, live with it."""
    return _board(request, session)


def _board(request: Read, session: Session, status: int = 200, **forms: Any) -> HttpResponse:
    with timezone.override(session.event.tz):
        context = board_context(request, session, **forms)
        return render(request, "boards/board.html", context, status=status)


def board_context(request: Read, session: Session, **more: Any) -> dict[str, Any]:
    event, languages = session.event, request.languages
    writes = allows("boards.note", request.user, session)
    moderates = allows("boards.moderate", request.user, session)
    running = queries.running_of([session], languages)[0]
    return {
        "event": event_shell(event, languages),
        "session": session,
        "title": load([session.title_id], languages)[session.title_id],
        "card": _card(request, session),
        "running": running,
        "lines": newest_first(queries.board_lines(session, languages)),
        "zone": event.tz,
        "today": timezone.localdate(),
        "topic": topics.board(session.guid, event.uid),
        "writes": writes,
        "moderates": moderates,
        "form": _line_form(event, languages[0]) if writes else None,
        "running_form": _running_form(session) if moderates else None,
        "key": uuid.uuid4(),
        "tab": "now",
        **more,
    }


def _card(request: Read, session: Session) -> Card | None:
    """The session as the released programme has it."""
    event = session.event
    release = released_queries.published(event.slug).release
    if release is None:
        return None
    found = released_queries.of_session(event, release, session.code)
    return next(iter(show(found, [*request.languages, *event.languages], event.tz).cards), None)


def _running_form(session: Session) -> RunningForm:
    row = getattr(session, "running", None)
    said = (
        {"state": row.state, "late_minutes": row.late_minutes, "room": row.room_id} if row else {}
    )
    return RunningForm(event=session.event, initial=said)


def _line_form(event: Event, lang: str, data: Any = None) -> LineForm:
    written = Written("", lang if lang in event.written_languages else event.lang, {})
    return LineForm(data, event=event, lang=lang, initial={"kind": Line.Kind.NOTE, "body": written})


@opens("boards.note", to=session_of, methods=WRITE)
def write(request: Asked, session: Session) -> HttpResponse:
    """A line, once for its key: JSON for the outbox of a script, a page for a plain form."""
    form = _line_form(session.event, request.languages[0], request.POST)
    if form.is_valid() and not _may_write(request, session, form):
        form.add_error("kind", _("Only a moderator announces."))
    if not form.is_valid():
        return _refused(request, session, form=form)
    action = _writing(request, form, session.event, session, form.cleaned_data["kind"])
    topic = topics.board(session.guid, session.event.uid)
    return _once(request, topic, form, action) or _refused(request, session, form=form)


def _writing(
    request: Asked, form: LineForm, event: Event, session: Session | None, kind: str
) -> Callable[[], Answer]:
    def action() -> Answer:
        line = actions.write_line(
            event=event,
            session=session,
            kind=kind,
            body=form.written.body,
            lang=form.written.lang,
            translations=form.written.translations,
            by=request.user,
        )
        return Answer(201, {"uid": str(line.uid)})

    return action


def _once(
    request: Asked, topic: str, form: LineForm, action: Callable[[], Answer]
) -> HttpResponse | None:
    """Does `action` once for the request's key; None, with the reason in `form`, if it has none."""
    if wants_json(request):
        return receipts.respond(request, topic, action)
    try:
        receipts.once(receipts.key_of(request), topic=topic, person=request.user, action=action)
    except BadKey as error:
        form.add_error(None, str(error))
        return None
    return redirect(request.path.rstrip("/").rpartition("/")[0] + "/")


def _may_write(request: Asked, session: Session, form: LineForm) -> bool:
    announces = form.cleaned_data["kind"] == Line.Kind.ANNOUNCEMENT
    return not announces or allows("boards.announce", request.user, session)


def wants_json(request: Read) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _refused(request: Read, session: Session, **forms: Any) -> HttpResponse:
    """What is wrong, at its field, with everything that was typed."""
    return _errors(request, *forms.values()) or _board(request, session, status=422, **forms)


def _errors(request: Read, *forms: Form) -> HttpResponse | None:
    """What a script hears of a refusal."""
    if not wants_json(request):
        return None
    errors = {name: list(map(str, found)) for form in forms for name, found in form.errors.items()}
    return JsonResponse({"errors": errors}, status=422)


@opens("boards.note", to=line_of, methods=FORM)
def translate(request: Asked, line: Line) -> HttpResponse:
    """A line beside the box for its translation, into the reader's language first."""
    form = TranslationForm(request.POST or None, event=line.event, into=request.languages)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            lang, body = form.cleaned_data["lang"], form.cleaned_data["body"]
            actions.translate_line(line=line, lang=lang, body=body, by=request.user)
            return redirect(_board_path(line))
    context = _beside(line, request.languages) | {"form": form}
    return render(request, "boards/translate.html", context, status=status)


def _beside(line: Line, languages: list[str]) -> dict[str, Any]:
    """What the box for a translation stands beside."""
    return {
        "event": event_shell(line.event, languages),
        "source": load([line.body_id], [line.body.lang])[line.body_id],
        "board_path": _board_path(line),
        "tab": "now",
    }


@opens("boards.moderate", to=line_of, methods=WRITE)
def remove(request: Asked, line: Line) -> HttpResponse:
    actions.remove_line(line=line, by=request.user)
    return redirect(_board_path(line))


@opens("boards.moderate", to=line_of, methods=WRITE)
def restore(request: Asked, line: Line) -> HttpResponse:
    actions.restore_line(line=line, by=request.user)
    return redirect(_board_path(line))


def _board_path(line: Line) -> str:
    if line.session is None:
        return f"/{line.event.slug}/hall/"
    return f"/{line.event.slug}/sessions/{line.session.code}/board/"


@opens("boards.moderate", to=session_of, methods=WRITE)
def run(request: Asked, session: Session) -> HttpResponse:
    """How the session goes; the programme keeps it."""
    form = RunningForm(request.POST, event=session.event)
    if not form.is_valid() or not form.say(session, by=request.user):
        return _refused(request, session, running_form=form)
    return redirect(request.path.removesuffix("state/"))


@opens("boards.watch", to=event_of)
def hall(request: Read, event: Event) -> HttpResponse:
    """What is on now, what moved, what is announced: for phones, and by `?large` for screens."""
    return _hall(request, event)


def _hall(request: Read, event: Event, status: int = 200, **forms: Any) -> HttpResponse:
    with timezone.override(event.tz):
        context = hall_context(request, event, **forms)
        return render(request, "boards/hall.html", context, status=status)


def hall_context(request: Read, event: Event, **more: Any) -> dict[str, Any]:
    now, languages = timezone.now(), request.languages
    release = released_queries.published(event.slug).release
    found = released_queries.around(event, release, now, hours=12) if release else None
    cards = show(found, [*languages, *event.languages], event.tz).cards if found else []
    running = queries.running_sessions(event, languages)
    announced = newest_first(queries.announcements(event, languages))
    large = "large" in request.GET
    announces = allows("boards.announce", request.user, event)
    return {
        "event": event_shell(event, languages),
        "items": items(cards, running, now),
        "changes": changed(running),
        "moves": [card for card in cards if card.cancelled or card.stand.moved],
        "zone": event.tz,
        "now": now,
        "today": timezone.localdate(),
        "release": release,
        "lines": announced[:NEWEST],
        "earlier": announced[NEWEST:],
        "topic": topics.hall(event.uid),
        "announces": announces,
        "writes": not large and allows("boards.note", request.user, event),
        "moderates": not large and allows("boards.moderate", request.user, event),
        "form": _line_form(event, languages[0]) if announces else None,
        "key": uuid.uuid4(),
        "large": large,
        "tab": "now",
        **more,
    }


@opens("boards.announce", to=event_of, methods=WRITE)
def announce(request: Asked, event: Event) -> HttpResponse:
    """An announcement to every hall, once for its key."""
    form = _line_form(event, request.languages[0], request.POST)
    if form.is_valid():
        action = _writing(request, form, event, None, Line.Kind.ANNOUNCEMENT)
        done = _once(request, topics.hall(event.uid), form, action)
        if done:
            return done
    return _errors(request, form) or _hall(request, event, status=422, form=form)
