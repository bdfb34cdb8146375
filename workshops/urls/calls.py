"""Addresses of calls and of kinds of activities."""

from django.urls import path

from events.views.parts import addresses
from workshops.kinds import KINDS
from workshops.views import call_answers, calls, entering, organise_calls

ALL = "<slug:event>/organise/calls/"
ONE = f"{ALL}<uuid:call>/"

urlpatterns = [
    path("<slug:event>/calls/", calls.calls, name="calls"),
    path("<slug:event>/calls/<uuid:call>/", calls.call, name="call"),
    path(ALL, organise_calls.calls, name="organise_calls"),
    path(f"{ALL}new/", organise_calls.new, name="new_call"),
    path(ONE, organise_calls.call, name="organise_call"),
    path(f"{ONE}state/", organise_calls.state, name="call_state"),
    path(f"{ONE}move/", organise_calls.move, name="move_call"),
    path(f"{ONE}delete/", organise_calls.delete, name="delete_call"),
    path(f"{ONE}form/", organise_calls.form, name="call_form"),
    path(f"{ONE}enter/", entering.enter, name="enter"),
    path(
        "<slug:event>/organise/proposals/<uuid:proposal>/answers/",
        call_answers.sensitive,
        name="sensitive_answers",
    ),
    *addresses(KINDS),
]
