"""Addresses of the workshops."""

from workshops.urls import alike, links, proposals, sessions

app_name = "workshops"
urlpatterns = [
    *alike.urlpatterns,
    *links.urlpatterns,
    *proposals.urlpatterns,
    *sessions.urlpatterns,
]
