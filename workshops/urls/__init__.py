"""Addresses of the workshops."""

from workshops.urls import activities, alike, calls, hosts, links, proposals, sessions, themes

app_name = "workshops"
urlpatterns = [
    *alike.urlpatterns,
    *links.urlpatterns,
    *hosts.urlpatterns,
    *calls.urlpatterns,
    *proposals.urlpatterns,
    *sessions.urlpatterns,
    *themes.urlpatterns,
    # Last: the key of a link takes any word that is no page of its own.
    *activities.urlpatterns,
]
