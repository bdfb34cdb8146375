"""Addresses of the workshops."""

from workshops.urls import proposals, sessions

app_name = "workshops"
urlpatterns = [*proposals.urlpatterns, *sessions.urlpatterns]
