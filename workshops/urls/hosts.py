"""Addresses of those who hold a proposal together."""

from django.urls import path

from workshops.views import hosts

ONE = "<slug:event>/proposals/<uuid:proposal>/"

urlpatterns = [
    path(f"{ONE}hosts/", hosts.hosts, name="hosts"),
    path(f"{ONE}hosts/take-back/", hosts.take_back, name="take_back_host"),
    path(f"{ONE}leave/", hosts.leave, name="leave_proposal"),
    path("<slug:event>/hosts/<str:token>/", hosts.answer, name="answer_host"),
]
