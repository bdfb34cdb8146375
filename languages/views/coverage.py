"""How far a space is translated."""

from django.http import HttpResponse
from django.shortcuts import render

from access.doors import opens
from accounts.requests import Asked
from languages.finders import find_space
from languages.models import Space
from languages.queries import coverage as queries
from languages.views.glossary import shell, table_file


@opens("languages.look", to=find_space)
def coverage(request: Asked, space: Space) -> HttpResponse:
    """As a table; with `?as=csv` or `?as=xlsx` as a file."""
    rows = queries.coverage(space)
    kind = request.GET.get("as", "")
    if kind in {"csv", "xlsx"}:
        return table_file(f"coverage-{space.pk}", kind, queries.COLUMNS, queries.table(rows))
    context = shell(request, space, "coverage") | {"rows": rows}
    return render(request, "languages/coverage.html", context)
