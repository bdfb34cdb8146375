"""What the frame of every page of Django's needs of its reader."""

from typing import Any

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """`here` is the address that a log-in returns to.

    Artefacts are rendered without a request, so that nothing of a reader can reach them.
    """
    return {"here": request.get_full_path() if request.method == "GET" else ""}
