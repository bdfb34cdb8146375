"""What of the programme is forgotten after an event."""

from django.utils.translation import gettext_noop

from events.retention import Forgotten
from programme.models import CalendarAddress, Release, Star

FORGOTTEN = [
    Forgotten(gettext_noop("stars"), lambda event: Star.objects.filter(session__event=event)),
    Forgotten(
        gettext_noop("calendar addresses"),
        lambda event: CalendarAddress.objects.filter(event=event),
    ),
    Forgotten(
        gettext_noop("who released"),
        lambda event: Release.objects.filter(event=event).exclude(released_by=None),
        {"released_by": None},
    ),
]
