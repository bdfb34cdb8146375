from django.urls import path

from languages.views import machines

PLACE = "translate/<int:space>/machine"

urlpatterns = [
    path(f"{PLACE}/", machines.machine, name="machine"),
    path(f"{PLACE}/drafts/", machines.drafts, name="machine_drafts"),
    path(f"{PLACE}/pause/", machines.pause, name="machine_pause"),
    path(f"{PLACE}/go-on/", machines.go_on, name="machine_go_on"),
    path(f"{PLACE}/again/", machines.try_again, name="machine_again"),
    path(f"{PLACE}/take-away/", machines.take_away, name="machine_take_away"),
    path(
        "translate/<int:space>/<int:text>/<str:lang>/machine/",
        machines.draft_one,
        name="machine_draft",
    ),
]
