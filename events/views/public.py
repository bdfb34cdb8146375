"""What everybody reads."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from access.doors import FORM, opens
from accounts.requests import Asked, Read
from events import actions, queries
from events.finders import find_event, find_page, find_series
from events.forms import NewEventForm
from events.models import Event, Page, Series
from events.refusals import Refusal


@opens("access.anyone")
def index(request: Read) -> HttpResponse:
    coming, past = queries.public_events(request.languages)
    return render(request, "events/index.html", {"coming": coming, "past": past})


@opens("events.create", methods=FORM)
def new(request: Asked) -> HttpResponse:
    form = NewEventForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            event = make(request, form)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("events:overview", event.slug)
    return render(request, "events/new.html", {"form": form}, status=422 if form.errors else 200)


@transaction.atomic
def make(request: Asked, form: NewEventForm) -> Event:
    """The event, and before it the series that she named."""
    series, name = form.chosen_series()
    if name:
        series = actions.create_series(name=name, by=request.user)
    found = form.chosen() | {"series": series}
    found.pop("new_series")
    return actions.create_event(**found, by=request.user)


@opens("events.read", to=find_event)
def home(request: Read, event: Event) -> HttpResponse:
    page = queries.home(event, request.languages)
    return render(request, "events/home.html", {"event": page.event, "home": page})


@opens("events.read_page", to=find_page)
def page(request: Read, page: Page) -> HttpResponse:
    article = queries.articles([page], request.languages)[0]
    event = queries.event_shell(page.event, request.languages)
    return render(request, "events/page.html", {"event": event, "article": article})


@opens("events.read", to=find_event)
def news(request: Read, event: Event) -> HttpResponse:
    context = {
        "event": queries.event_shell(event, request.languages),
        "news": queries.published_news(event, request.languages),
    }
    return render(request, "events/news.html", context)


@opens("events.read", to=find_series)
def series(request: Read, series: Series) -> HttpResponse:
    name, editions = queries.editions(series, request.languages)
    return render(request, "events/series.html", {"name": name, "editions": editions})
