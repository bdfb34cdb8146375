"""The wall's own addresses: writing once for each key, and a body that may be long."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from access.doors import opens
from realtime import receipts
from tests.wall.source import write


def answer(request: HttpRequest, name: str) -> receipts.Answer:
    return receipts.Answer(201, {"seq": write(name, request.POST["words"])})


@csrf_exempt
@opens("access.anyone", to=lambda name: name, methods=("POST",))
def post(request: HttpRequest, name: str) -> HttpResponse:
    return receipts.respond(request, name, lambda: answer(request, name))


@csrf_exempt
@opens("access.anyone", to=lambda **_: "", methods=("GET", "POST"))
def length(request: HttpRequest, _: str) -> HttpResponse:
    return HttpResponse(str(len(request.read())))


urlpatterns = [
    path("wall/<str:name>/post/", post),
    path("length/", length),
    path("length/upload/", length),
]
