"""Addresses of a proposal for others."""

from django.urls import path

from workshops.views import activities

ONE = "<slug:event>/activities/<uuid:proposal>/"

urlpatterns = [
    path(ONE, activities.activity, name="activity"),
    path(f"{ONE}<str:key>/", activities.shared, name="shared"),
    path("<slug:event>/proposals/<uuid:proposal>/share/", activities.share, name="share"),
]
