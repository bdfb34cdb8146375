"""Addresses of delegates, topic by topic."""

from delegates.urls import (
    blocks,
    care,
    checkin,
    directory,
    fees,
    forms,
    letters,
    registrations,
)

app_name = "delegates"
urlpatterns = [
    *letters.urlpatterns,
    *checkin.urlpatterns,
    *forms.urlpatterns,
    *blocks.urlpatterns,
    *care.urlpatterns,
    *registrations.urlpatterns,
    *directory.urlpatterns,
    *fees.urlpatterns,
]
