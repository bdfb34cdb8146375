"""Addresses of the workshops."""

from workshops.urls import alike, proposals, sessions

app_name = "workshops"
urlpatterns = [*alike.urlpatterns, *proposals.urlpatterns, *sessions.urlpatterns]
