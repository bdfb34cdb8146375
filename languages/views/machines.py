"""The machine of a space: what it may do, how far it is, what went wrong."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access.doors import FORM, WRITE, opens
from accounts.requests import Asked
from languages import machines
from languages.actions import machines as actions
from languages.actions.desk.drafts import draft_of
from languages.finders import Piece, find_piece, find_space
from languages.forms_desk import TranslationForm
from languages.machine_forms import DraftsForm, MachineForm
from languages.models import Space
from languages.queries import machines as queries
from languages.views.glossary import shell
from languages.views.piece import do, kept


def page(
    request: Asked,
    space: Space,
    *,
    form: MachineForm | None = None,
    drafts: DraftsForm | None = None,
) -> HttpResponse:
    found = queries.overview(space)
    context = shell(request, space, "machine") | {"machine": found}
    context |= {"form": form or MachineForm(None, space, is_set_up=found.is_set_up)}
    context |= {"drafts": drafts or DraftsForm(None, space)}
    status = 422 if form or drafts else 200
    return render(request, "languages/machine.html", context, status=status)


@opens("languages.coordinate", to=find_space, methods=FORM)
def machine(request: Asked, space: Space) -> HttpResponse:
    if request.method != "POST":
        return page(request, space)
    form = MachineForm(request.POST, space, is_set_up=machines.chosen().name != "none")
    if not form.is_valid():
        return page(request, space, form=form)
    actions.choose(space, **form.cleaned_data, by=request.user)
    messages.success(request, _("This is kept."))
    return redirect("languages:machine", space.pk)


@opens("languages.coordinate", to=find_space, methods=WRITE)
def drafts(request: Asked, space: Space) -> HttpResponse:
    """Drafts in bulk, where the machine is on."""
    form = DraftsForm(request.POST, space)
    if not form.is_valid():
        return page(request, space, drafts=form)
    try:
        many = actions.draft_all(space, **form.cleaned_data, by=request.user)
    except actions.NoMachine:
        messages.error(request, _("Switch the machine on first."))
    else:
        said = ngettext("%(many)d text is in line.", "%(many)d texts are in line.", many)
        messages.success(request, said % {"many": many})
    return redirect("languages:machine", space.pk)


@opens("languages.coordinate", to=find_space, methods=WRITE)
def pause(request: Asked, space: Space) -> HttpResponse:
    actions.pause(space, by=request.user)
    return redirect("languages:machine", space.pk)


@opens("languages.coordinate", to=find_space, methods=WRITE)
def go_on(request: Asked, space: Space) -> HttpResponse:
    actions.go_on(space, by=request.user)
    return redirect("languages:machine", space.pk)


@opens("languages.coordinate", to=find_space, methods=WRITE)
def try_again(request: Asked, space: Space) -> HttpResponse:
    actions.try_again(space)
    messages.success(request, _("What failed is tried again."))
    return redirect("languages:machine", space.pk)


@opens("languages.coordinate", to=find_space, methods=WRITE)
def take_away(request: Asked, space: Space) -> HttpResponse:
    actions.turn_off_and_take_away(space, by=request.user)
    messages.success(
        request, _("The machine is off. What it wrote is being taken away; a person’s words stay.")
    )
    return redirect("languages:machine", space.pk)


def is_typed(request: Asked, piece: Piece) -> bool:
    """Whether the page held words of hers that are not kept yet."""
    body = request.POST.get("body", "").strip()
    draft = draft_of(piece.text, piece.lang)
    return bool(body) and body != (draft.body.strip() if draft else "")


@opens("languages.translate", to=find_piece, methods=WRITE)
def draft_one(request: Asked, piece: Piece) -> HttpResponse:
    """A translator asks for a draft of one text; what she has typed is kept instead."""
    if is_typed(request, piece):
        messages.info(request, _("This text is not sent to a machine."))
        form = TranslationForm(request.POST)
        return do(request, piece, form, lambda: kept(request, piece, form))
    try:
        may_go = actions.draft_one(piece)
    except actions.NoMachine:
        may_go = False
    if may_go:
        messages.success(request, _("The machine is asked. Its draft will stand here in a minute."))
    else:
        messages.error(request, _("This text is not sent to a machine."))
    return redirect("languages:translate", piece.space_id, piece.text.pk, piece.lang)
