"""Pages of documents."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.addresses import client_address
from access.doors import FORM, READ, WRITE, View, allows, opens
from access.limits import Limit, TooMany
from access.waiting import asks_to_wait
from accounts.requests import Asked, Read
from documents import actions, exports, log, queries, sending
from documents.finders import find_document, find_event, find_session
from documents.forms import DocumentForm, ParagraphForm
from documents.models import Document
from documents.render import html
from events.models import Event
from events.queries import event_shell
from workshops.models import Session

# A hall of people shares one address.
TAKEN_AWAY = Limit("documents.exports", 300, 60)


def shell(request: Any, event: Event) -> dict[str, Any]:
    return {"event": event_shell(event, request.languages), "tab": "documents"}


@opens("documents.list", to=find_event)
def listed(request: Read, event: Event) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:100]
    context = {
        **shell(request, event),
        "groups": queries.listed(event, request.user, request.languages, words=words),
        "words": words,
        "may_create": allows("documents.create", request.user, event),
    }
    return render(request, "documents/list.html", context)


@opens("documents.of_session", to=find_session)
def of_session(request: Read, session: Session) -> HttpResponse:
    context = {
        **shell(request, session.event),
        "session": session,
        "title": queries.session_title(session, request.languages),
        "rows": queries.of_session(session, request.user, request.languages),
        "may_create": allows("documents.create", request.user, session),
    }
    return render(request, "documents/of_session.html", context)


@opens("documents.create", to=find_event, methods=FORM)
def new(request: Asked, event: Event) -> HttpResponse:
    return begin(request, event, None)


@opens("documents.create", to=find_session, methods=FORM)
def new_in_session(request: Asked, session: Session) -> HttpResponse:
    return begin(request, session.event, session)


def begin(request: Asked, event: Event, session: Session | None) -> HttpResponse:
    form = DocumentForm(request.POST or None, event=event, session=session)
    if request.method == "POST" and form.is_valid():
        document = actions.create_document(
            by=request.user, event=event, session=session, **form.chosen()
        )
        return redirect("documents:edit", event.slug, document.uid)
    context = {**shell(request, event), "form": form, "session": session}
    return render(request, "documents/new.html", context, status=422 if form.errors else 200)


@opens("documents.read", to=find_document)
def read(request: Read, document: Document) -> HttpResponse:
    context = {
        **about(request, document),
        "inside": html(queries.content(document)),
        "may_write": allows("documents.write", request.user, document),
        "may_change": allows("documents.settings", request.user, document),
    }
    return render(request, "documents/read.html", context)


def about(request: Any, document: Document) -> dict[str, Any]:
    """What every page of one document shows."""
    texts = queries.titles_of(document, request.languages)
    return {
        **shell(request, document.event),
        "document": document,
        "title": texts[document.title_id],
        "session_title": texts[document.session.title_id] if document.session else None,
    }


@opens("documents.settings", to=find_document, methods=FORM)
def settings(request: Asked, document: Document) -> HttpResponse:
    form = DocumentForm(
        request.POST or None, event=document.event, session=document.session, document=document
    )
    if request.method == "POST" and form.is_valid():
        is_small = form.cleaned_data["title"].is_small
        actions.change_document(document, by=request.user, is_small=is_small, **form.chosen())
        messages.success(request, _("The settings are saved."))
        return redirect("documents:read", document.event.slug, document.uid)
    context = {**about(request, document), "form": form}
    return render(request, "documents/settings.html", context, status=422 if form.errors else 200)


@opens("documents.write", to=find_document, methods=FORM)
def edit(request: Asked, document: Document) -> HttpResponse:
    """The editor; without a script, a form for one paragraph at a time."""
    form = ParagraphForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and write(request, document, form):
        messages.success(request, _("Your words are kept."))
        return redirect(request.path + f"#p-{form.cleaned_data['paragraph']}")
    blocks = queries.content(document)
    chosen = form.data.get("paragraph") or request.GET.get("paragraph", "")
    context = {
        **about(request, document),
        "form": form,
        "paragraphs": queries.editable(blocks),
        "chosen": queries.named(blocks, chosen),
        "store": f"convoca-document-{document.uid}-{request.user.uid}",
    }
    return render(request, "documents/edit.html", context, status=422 if form.errors else 200)


def write(request: Asked, document: Document, form: ParagraphForm) -> bool:
    """Writes what the form holds; False, and the reason in the form, where it cannot."""
    found = form.cleaned_data
    try:
        if found["paragraph"]:
            actions.rewrite_paragraph(
                document,
                by=request.user,
                uid=found["paragraph"],
                was=found["was"],
                text=found["text"],
            )
        else:
            actions.add_paragraph(document, by=request.user, text=found["text"])
    except (actions.Moved, actions.Gone, log.Refused) as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as error:
        form.add_error("text", error)
    return not form.errors


@opens("documents.read", to=find_document)
def state(request: HttpRequest, document: Document) -> HttpResponse:
    """What a browser at `?vector=` misses, in the frame that the socket sends."""
    try:
        body = sending.state_for(document, request.GET.get("vector", ""))
    except log.Refused as refusal:
        return JsonResponse({"code": refusal.code}, status=400)
    return HttpResponse(body, content_type="application/octet-stream")


@opens("documents.write", to=find_document, methods=WRITE)
def updates(request: Asked, document: Document) -> HttpResponse:
    """Takes an update where no socket passes; the key in the header makes a retry harmless."""
    try:
        return sending.take(request, document)
    except log.Refused as refusal:
        return JsonResponse({"code": refusal.code, "say": str(refusal)}, status=422)
    except TooMany as busy:
        return JsonResponse({"code": "fast"}, status=429, headers={"Retry-After": busy.seconds})


def export(kind: str) -> View:
    """The view of one format."""
    content_type, made = exports.FORMATS[kind]

    @opens("documents.read", to=find_document, methods=READ)
    @asks_to_wait
    def give(request: Read, document: Document) -> HttpResponse:
        TAKEN_AWAY.take(client_address(request))
        paper = exports.paper_of(document)
        name = exports.file_name(paper, kind)
        headers = {"Content-Disposition": f"attachment; {name}"}
        return HttpResponse(made(paper), content_type=content_type, headers=headers)

    return give
