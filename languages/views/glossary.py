"""The glossary of a space: its words, one concept, and files."""

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access.doors import FORM, WRITE, allows, opens
from accounts.records import note
from accounts.requests import Asked
from files.tables import Cell, write_table
from languages import glossary_files
from languages.actions import glossary as actions
from languages.actions.glossary import Step
from languages.finders import find_concept, find_space
from languages.glossary_forms import ConceptForm, FileForm
from languages.glossary_plan import bring_in
from languages.models import Concept, Space
from languages.queries import glossary as queries
from languages.queries.owned import owned_space

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "tbx": "application/xml",
}
SHOWN = 200  # lines and faults on the page
STEPS = "glossary-steps"


def shell(request: Asked, space: Space, part: str) -> dict[str, object]:
    """What each page of a space says: whose it is, and which of its pages this is."""
    owned = owned_space(request.user, request.languages, space.pk)
    return {"space": space, "owned": owned, "part": part}


@opens("languages.look", to=find_space)
def glossary(request: Asked, space: Space) -> HttpResponse:
    q, lang = request.GET.get("q", "")[:120], request.GET.get("in", "")[:35]
    after = request.GET.get("after", "")
    context = shell(request, space, "glossary") | {"q": q, "lang": lang}
    context |= {"page": queries.concepts(space.pk, q=q, lang=lang, after=after)}
    context |= {"above": queries.above(space.pk, q=q, lang=lang)}
    context |= {"may_keep": allows("languages.keep_glossary", request.user, space)}
    context |= {"steps": len(steps_of(request, space))}
    return render(request, "languages/glossary.html", context)


@opens("languages.keep_glossary", to=find_space, methods=FORM)
def add(request: Asked, space: Space) -> HttpResponse:
    return form_of(request, space, None)


@opens("languages.keep_glossary", to=find_concept, methods=FORM)
def concept(request: Asked, concept: Concept) -> HttpResponse:
    return form_of(request, concept.space, concept)


def form_of(request: Asked, space: Space, concept: Concept | None) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = ConceptForm(data, space, concept)
    if request.method == "POST" and form.is_valid():
        step = actions.write(space, concept, form.said, by=request.user)
        keep_steps(request, space, [step])
        messages.success(request, _("The term is saved."))
        return redirect("languages:glossary", space.pk)
    context = shell(request, space, "glossary") | {"form": form, "concept": concept}
    status = 422 if form.wrong else 200
    return render(request, "languages/concept.html", context, status=status)


@opens("languages.keep_glossary", to=find_concept, methods=WRITE)
def remove(request: Asked, concept: Concept) -> HttpResponse:
    space = concept.space
    keep_steps(request, space, [actions.remove(concept, by=request.user)])
    messages.success(request, _("The term is removed."))
    return redirect("languages:glossary", space.pk)


@opens("languages.keep_glossary", to=find_space, methods=WRITE)
def undo(request: Asked, space: Space) -> HttpResponse:
    """Takes back what she did last in this glossary."""
    done, left = actions.take_back(space, steps_of(request, space), by=request.user)
    keep_steps(request, space, [])
    if left:
        words = _("Undone: %(done)d terms are as they were, %(left)d were changed since.")
        messages.warning(request, words % {"done": done, "left": left})
    elif done:
        messages.success(request, _("Undone."))
    return redirect("languages:glossary", space.pk)


def keep_steps(request: Asked, space: Space, steps: Sequence[Step]) -> None:
    """Her session knows what she did last; nobody else can take it back."""
    request.session[STEPS] = {str(space.pk): [step.as_json() for step in steps]}


def steps_of(request: Asked, space: Space) -> list[Step]:
    kept = request.session.get(STEPS, {}).get(str(space.pk), [])
    return [Step(**each) for each in kept]


@opens("languages.look", to=find_space, methods=WRITE)
def export(request: Asked, space: Space) -> HttpResponse:
    """All of it, as CSV, XLSX or TBX."""
    asked = request.POST.get("kind", "")
    kind = asked if asked in KINDS else "csv"
    concepts = queries.every(space.pk)
    if not concepts:
        messages.info(request, _("There is no term yet."))
        return redirect("languages:glossary", space.pk)
    note(request.user, "exported the glossary", space)
    if kind == "tbx":
        title = str(shell(request, space, "")["owned"] or space)
        content = glossary_files.tbx(concepts, title, space.languages[0])
        return attached(content, f"glossary-{space.pk}", kind)
    rows = glossary_files.rows(concepts)
    return table_file(f"glossary-{space.pk}", kind, glossary_files.COLUMNS, rows)


def table_file(
    name: str, kind: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> HttpResponse:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"table.{kind}"
        write_table(path, kind, header, rows)
        return attached(path.read_bytes(), name, kind)


def attached(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


@opens("languages.keep_glossary", to=find_space, methods=FORM)
def take_in(request: Asked, space: Space) -> HttpResponse:
    """A look at what a file would change, then the word to go on."""
    form = FileForm(request.POST or None, request.FILES or None, space=space)
    context = shell(request, space, "glossary") | {"form": form}
    if request.method == "POST" and form.is_valid():
        context |= (looked := looked_at(form))
        if form.goes_on and not looked["fault_count"]:
            return brought(request, space, form)
    refused = form.errors or context.get("fault_count")
    status = 422 if refused else 200
    return render(request, "languages/glossary_file.html", context, status=status)


def looked_at(form: FileForm) -> dict[str, object]:
    planned = form.look()
    fates = [each.fate for each in planned]
    return {
        "mark": form.mark,
        "looked": True,
        "faults": sorted(form.found.faults)[:SHOWN],
        "fault_count": len(form.found.faults),
        "counts": {fate: fates.count(fate) for fate in ("new", "changed", "same")},
        "planned": [each for each in planned if each.fate != "same"][:SHOWN],
    }


def brought(request: Asked, space: Space, form: FileForm) -> HttpResponse:
    steps = bring_in(space, form.look(), by=request.user)
    keep_steps(request, space, steps)
    words = ngettext("%(many)d term was brought in.", "%(many)d terms were brought in.", len(steps))
    messages.success(request, words % {"many": len(steps)})
    return redirect("languages:glossary", space.pk)
