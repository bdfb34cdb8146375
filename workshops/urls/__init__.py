"""Addresses of the workshops."""

from workshops.urls import activities, alike, calls, hosts, links, proposals, sessions, themes

app_name = "workshops"
urlpatterns = [
    # Before the pages of activities, where a key stands in the place of `write`.
    *themes.urlpatterns,
    *alike.urlpatterns,
    *links.urlpatterns,
    *hosts.urlpatterns,
    *calls.urlpatterns,
    *proposals.urlpatterns,
    *sessions.urlpatterns,
    # Last: the key of a link takes any word that is no page of its own.
    *activities.urlpatterns,
]
