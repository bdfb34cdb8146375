"""One text beside its translation, and what one does with it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access.doors import FORM, WRITE, opens
from accounts.requests import Asked
from languages.actions import desk as actions
from languages.actions.desk import Before, Kept
from languages.finders import Piece, find_piece
from languages.forms_desk import RemarkForm, TranslationForm
from languages.queries.glossary import terms_in
from languages.queries.sheets import Sheet, sheet
from languages.refusals import NothingToUndo, Refusal
from languages.views.desk import SKIPPED, to_next
from languages.views.slips import say_slips

# What a session keeps of the last text that was handed in, to take it back.
HANDED_IN = "desk-handed-in"


@opens("languages.translate", to=find_piece, methods=FORM)
def piece(request: Asked, piece: Piece) -> HttpResponse:
    """A POST keeps the draft; a script that asks for JSON hears how it went."""
    if request.method != "POST":
        return show(request, piece)
    form = TranslationForm(request.POST)
    if request.accepts("text/html"):
        return do(request, piece, form, lambda: kept(request, piece, form))
    return as_json(request, piece, form)


def keep(request: Asked, piece: Piece, form: TranslationForm) -> Kept:
    typed = form.cleaned_data
    return actions.keep_draft(
        piece.text,
        piece.lang,
        body=typed["body"],
        of_revision=typed["made_from"],
        seen=typed["seen"],
        by=request.user,
    )


def kept(request: Asked, piece: Piece, form: TranslationForm) -> HttpResponse:
    keep(request, piece, form)
    messages.success(request, _("Your draft is kept."))
    say_slips(request, piece, form.cleaned_data["body"])
    return redirect(*address(piece))


def as_json(request: Asked, piece: Piece, form: TranslationForm) -> JsonResponse:
    """{seen, moved} of a draft that was kept; else {says} why not."""
    if not form.is_valid():
        says = " ".join(str(each) for errors in form.errors.values() for each in errors)
        return JsonResponse({"says": says}, status=422)
    try:
        found = keep(request, piece, form)
    except Refusal as refusal:
        return JsonResponse({"says": str(refusal)}, status=409)
    moved = form.cleaned_data["shown"] < found.revision
    return JsonResponse({"seen": found.seen, "moved": moved})


def key(piece: Piece) -> list[Any]:
    return [piece.space_id, piece.text.pk, piece.lang]


def address(piece: Piece) -> tuple[Any, ...]:
    return "languages:translate", *key(piece)


def do(
    request: Asked, piece: Piece, form: TranslationForm, act: Callable[[], HttpResponse]
) -> HttpResponse:
    """What `act` answers; where it is refused, the page with what was typed and why."""
    if form.is_valid():
        try:
            return act()
        except Refusal as refusal:
            messages.warning(request, str(refusal))
            piece.text.refresh_from_db()
    return show(request, piece, form)


def show(request: Asked, piece: Piece, form: TranslationForm | None = None) -> HttpResponse:
    found = sheet(piece, request.user, form.typed() if form else None)
    context = shown(request, found) | {"form": form, "remark_form": RemarkForm()}
    return render(request, "languages/piece.html", context, status=422 if form else 200)


def shown(request: Asked, found: Sheet) -> dict[str, Any]:
    piece, text = found.piece, found.piece.text
    terms = terms_in(piece.space_id, text.body, text.lang, piece.lang)
    return {
        "sheet": found,
        "piece": piece,
        "text": text,
        "terms": terms if terms.entries else None,
        "last": request.session.get(HANDED_IN, {}).get("of"),
    }


@opens("languages.translate", to=find_piece, methods=WRITE)
def hand_in(request: Asked, piece: Piece) -> HttpResponse:
    """With `next` on to the next text."""
    form = TranslationForm(request.POST)

    def act() -> HttpResponse:
        keep(request, piece, form)
        typed, given = form.cleaned_data, {"by": request.user}
        before = actions.hand_in(
            piece.text, piece.lang, body=typed["body"], of_revision=typed["shown"], **given
        )
        request.session[HANDED_IN] = {"of": key(piece), **before.stored()}
        messages.success(request, _("Handed in. Thank you."))
        return onward(request, piece)

    return do(request, piece, form, act)


def onward(request: Asked, piece: Piece) -> HttpResponse:
    say_slips(request, piece, request.POST.get("body", ""))
    return to_next(request) if request.POST.get("next") else redirect(*address(piece))


@opens("languages.translate", to=find_piece, methods=WRITE)
def skip(request: Asked, piece: Piece) -> HttpResponse:
    """Lets go of the text, keeps what is typed, and goes on to the next."""

    def act() -> HttpResponse:
        let_go(request, piece, form)
        gaps = list(piece.text.gaps.filter(lang=piece.lang).values_list("pk", flat=True))
        request.session[SKIPPED] = [*request.session.get(SKIPPED, []), *gaps][-50:]
        return to_next(request)

    form = TranslationForm(request.POST)
    return do(request, piece, form, act)


@opens("languages.translate", to=find_piece, methods=WRITE)
def give_back(request: Asked, piece: Piece) -> HttpResponse:
    """Lets go of the text and keeps what is typed."""

    def act() -> HttpResponse:
        let_go(request, piece, form)
        messages.success(request, _("Given back. Your draft is kept for whoever goes on."))
        return redirect("languages:desk")

    form = TranslationForm(request.POST)
    return do(request, piece, form, act)


def let_go(request: Asked, piece: Piece, form: TranslationForm) -> None:
    """What nobody typed in is not kept as a draft."""
    typed = form.cleaned_data
    if typed["seen"] != actions.seen_of(typed["body"]):
        keep(request, piece, form)
    actions.release_claim(piece.text, piece.lang, by=request.user)


@opens("languages.review", to=find_piece, methods=WRITE)
def review(request: Asked, piece: Piece) -> HttpResponse:
    """Lets it pass with the words that stand in the box."""
    form = TranslationForm(request.POST)

    def act() -> HttpResponse:
        typed = form.cleaned_data
        given = {"body": typed["body"], "seen": typed["seen"], "by": request.user}
        actions.review(piece.text, piece.lang, **given)
        messages.success(request, _("Reviewed. Thank you."))
        return onward(request, piece)

    return do(request, piece, form, act)


@opens("languages.review", to=find_piece, methods=WRITE)
def send_back(request: Asked, piece: Piece) -> HttpResponse:
    said = _("Sent back. The translator hears why.")
    return say(request, piece, actions.send_back, said)


@opens("languages.translate", to=find_piece, methods=WRITE)
def remark(request: Asked, piece: Piece) -> HttpResponse:
    return say(request, piece, actions.remark, _("Your remark stands here."))


def say(request: Asked, piece: Piece, act: Callable[..., Any], said: str) -> HttpResponse:
    form = RemarkForm(request.POST)
    if not form.is_valid():
        context = shown(request, sheet(piece, request.user)) | {"remark_form": form}
        return render(request, "languages/piece.html", context, status=422)
    try:
        act(piece.text, piece.lang, words=form.cleaned_data["words"], by=request.user)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect(*address(piece))


@opens("languages.translate", to=find_piece, methods=WRITE)
def undo(request: Asked, piece: Piece) -> HttpResponse:
    """Takes back what she handed in last."""
    before = _last(request, piece)
    try:
        if before is None:
            raise NothingToUndo
        actions.undo(piece.text, piece.lang, before=before, by=request.user)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Taken back. Your words are a draft again."))
    request.session.pop(HANDED_IN, None)
    return redirect(*address(piece))


def _last(request: Asked, piece: Piece) -> Before | None:
    """What stood before her last hand-in, where that was of this text."""
    kept = dict(request.session.get(HANDED_IN, {}))
    return Before(**kept) if kept.pop("of", None) == key(piece) else None


@opens("languages.translate", to=find_piece, methods=WRITE)
def put_away(request: Asked, piece: Piece) -> HttpResponse:
    """Deletes the words that were set aside for her."""
    actions.put_away(piece.text, piece.lang, by=request.user)
    messages.success(request, _("The words are deleted."))
    return redirect(*address(piece))
