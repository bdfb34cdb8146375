"""Addresses of the workshops."""

from workshops.urls import alike, calls, links, proposals, sessions

app_name = "workshops"
urlpatterns = [
    *alike.urlpatterns,
    *links.urlpatterns,
    *calls.urlpatterns,
    *proposals.urlpatterns,
    *sessions.urlpatterns,
]
