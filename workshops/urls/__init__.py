"""Addresses of the workshops."""

from workshops.urls import activities, alike, calls, hosts, links, proposals, sessions, themes

app_name = "workshops"
urlpatterns = [
    *activities.urlpatterns,
    *alike.urlpatterns,
    *links.urlpatterns,
    *hosts.urlpatterns,
    *calls.urlpatterns,
    *proposals.urlpatterns,
    *sessions.urlpatterns,
    *themes.urlpatterns,
]
