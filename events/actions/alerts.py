"""An emergency, told everywhere in one step."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from accounts.records import note
from events.actions.events import spoken
from events.homes import home
from events.models import Event
from events.signals import alerted, event_changed
from languages import texts
from languages.forms import Written


@transaction.atomic
def sound_alert(*, event: Event, words: Written, by: Person) -> Event:
    """Puts `words` on every page of the event and tells upper apps, which tell boards, halls and
    everybody who is registered. What stood there before is replaced.
    """
    event = Event.objects.select_for_update().get(pk=event.pk)
    where = home(event, "events.alert", due_at=timezone.now())
    event.alert = texts.save(None, **spoken(words), by=by, home=where)
    event.alerted_at = timezone.now()
    event.save(update_fields=["alert", "alerted_at"])
    note(by, "sounded the alert", event, ["alert"])
    alerted.send(sender=None, event=event, by=by)
    event_changed.send(sender=None, event=event, old_slug=event.slug)
    return event


@transaction.atomic
def end_alert(*, event: Event, by: Person) -> Event:
    """Takes the words off every page; twice is once."""
    event = Event.objects.select_for_update().get(pk=event.pk)
    if event.alert_id is None:
        return event
    event.alert = event.alerted_at = None
    event.save(update_fields=["alert", "alerted_at"])
    note(by, "ended the alert", event, ["alert"])
    event_changed.send(sender=None, event=event, old_slug=event.slug)
    return event
