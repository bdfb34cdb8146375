"""Who has translated how much, and certificates of it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from access.doors import FORM, allows, opens
from accounts.records import note
from accounts.requests import Asked
from files.pdf import NoFonts
from languages import certificate
from languages.finders import WorkerAt, find_space, find_worker
from languages.models import Space
from languages.queries import work as queries
from languages.queries.owned import owned_space
from languages.views.glossary import shell
from languages.work_forms import CertificateForm, PeriodForm


@opens("languages.look", to=find_space)
def work(request: Asked, space: Space) -> HttpResponse:
    """Her own counts; everybody's for those who coordinate."""
    form = PeriodForm(request.GET) if request.GET.keys() & {"begins", "ends"} else PeriodForm()
    may_see_all = allows("languages.coordinate", request.user, space)
    context = shell(request, space, "work") | {"form": form, "may_see_all": may_see_all}
    context |= {"own": queries.work_of(space.pk, request.user, form.period)}
    context |= {"workers": queries.workers(space.pk, form.period) if may_see_all else []}
    return render(request, "languages/work.html", context, status=422 if form.errors else 200)


@opens("languages.certify", to=find_worker, methods=FORM)
def worker(request: Asked, at: WorkerAt) -> HttpResponse:
    """What one person did, and the form of her certificate."""
    given = {"name": at.person.called, "written_in": get_language()}
    data = request.POST if request.method == "POST" else None
    form = CertificateForm(data, initial=given)
    if data is not None and form.is_valid():
        return certified(request, at, form)
    context = shell(request, at.space, "work") | {"form": form, "at": at}
    context |= {"done": queries.work_of(at.space.pk, at.person)}
    return render(request, "languages/worker.html", context, status=422 if form.errors else 200)


def certified(request: Asked, at: WorkerAt, form: CertificateForm) -> HttpResponse:
    owned = owned_space(request.user, request.languages, at.space.pk)
    given = form.cleaned_data
    try:
        content = certificate.paper(
            at.space,
            queries.work_of(at.space.pk, at.person, form.period),
            owned,
            name=given["name"],
            lang=given["written_in"],
            period=form.period,
        )
    except NoFonts:
        return render(request, "503.html", status=503)
    note(request.user, "made a certificate of work", at.person)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="certificate.pdf"'
    return response
