"""What is answered when something fails that no view foresaw."""

import sys
from sqlite3 import SQLITE_BUSY

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views import defaults
from psycopg_pool import PoolTimeout

TRY_AGAIN = 5  # seconds


def server_error(request: HttpRequest) -> HttpResponse:
    """A page that says so: 503 where too many came at once and nothing was begun, else 500."""
    failed = sys.exc_info()[1]
    if isinstance(failed, OperationalError) and too_many(failed.__cause__):
        # Without the request, of which the page would ask the database who it is.
        page = render_to_string("503.html")
        return HttpResponse(page, status=503, headers={"Retry-After": str(TRY_AGAIN)})
    return defaults.server_error(request)


def too_many(cause: BaseException | None) -> bool:
    """Whether a connection, or SQLite's one place to write, did not become free in time."""
    busy = getattr(cause, "sqlite_errorcode", None) == SQLITE_BUSY
    return busy or isinstance(cause, PoolTimeout)
