"""For who runs this server: the jobs that failed. For everybody: which software this is."""

import rules
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from access.doors import WRITE, opens
from accounts.requests import Asked, Read
from events.rules import is_operator
from jobs import queries
from jobs.actions import start_again
from jobs.models import Lease

rules.add_rule("convoca.operate", is_operator)


@opens("convoca.operate")
def jobs(request: Asked) -> HttpResponse:
    """What waits in which queue, and what failed for good. Two queries."""
    failed, page = queries.failed(request.GET.get("after", ""))
    context = {"failed": failed, "page": page, "waiting": queries.waiting()}
    return render(request, "convoca/jobs.html", context)


def find_failed(pk: int) -> Lease:
    return get_object_or_404(queries.leases_of_failed(), pk=pk)


@opens("convoca.operate", to=find_failed, methods=WRITE)
def again(request: Asked, lease: Lease) -> HttpResponse:
    start_again(lease)
    messages.success(request, _("The job begins anew, with all its attempts."))
    return redirect("operating:jobs")


@opens("access.anyone")
def software(request: Read) -> HttpResponse:
    """The licence, and where the source of what runs here is offered (AGPL, section 13)."""
    return render(request, "convoca/software.html", {"source": settings.SOURCE})


urlpatterns = [
    path("operator/jobs/", jobs, name="jobs"),
    path("operator/jobs/<int:pk>/again/", again, name="again"),
    path("help/software/", software, name="software"),
]
app_name = "operating"
