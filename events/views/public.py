"""What everybody reads."""

import hashlib

from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from access.doors import FORM, opens
from accounts.requests import Asked, Read
from events import actions, queries
from events import news_feed as news_feeds
from events.finders import find_event, find_page, find_series
from events.forms import NewEventForm
from events.models import Event, Page, Series
from events.refusals import Refusal
from files import atom


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
    news = queries.offered(page.news, request.user, request.languages)
    context = {"event": page.event, "home": page, "news": news}
    return render(request, "events/home.html", context)


@opens("events.read_page", to=find_page)
def page(request: Read, page: Page) -> HttpResponse:
    article = queries.articles([page], request.languages)[0]
    event = queries.event_shell(page.event, request.languages)
    return render(request, "events/page.html", {"event": event, "article": article})


@opens("events.read", to=find_event)
def news(request: Read, event: Event) -> HttpResponse:
    found = queries.published_news(event, request.languages)
    context = {
        "event": queries.event_shell(event, request.languages),
        "news": queries.offered(found, request.user, request.languages),
    }
    return render(request, "events/news.html", context)


@opens("events.read", to=find_event)
def news_feed(request: Read, event: Event) -> HttpResponseBase:
    shell = queries.event_shell(event, request.languages)
    body = news_feeds.news_feed(shell, queries.published_news(event, request.languages))
    etag = quote_etag(hashlib.sha256(body).hexdigest()[:24])
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    response = HttpResponse(body, content_type=atom.CONTENT_TYPE, headers=headers)
    return get_conditional_response(request, etag=etag, response=response) or response


@opens("events.read", to=find_series)
def series(request: Read, series: Series) -> HttpResponse:
    name, editions = queries.editions(series, request.languages)
    return render(request, "events/series.html", {"name": name, "editions": editions})
