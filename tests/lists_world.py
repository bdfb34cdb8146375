"""What stands in the addresses of lists, of what is done with many, of files and notices."""

from typing import Any

from accounts.models import Browser, Notice
from delegates.actions import batches
from delegates.filters import Wanted
from delegates.models import Batch, Export, SavedList
from events.models import Event
from tests import factories


def saved(event: Event) -> SavedList:
    return SavedList.objects.create(
        event=event, name=f"Africa {event.saved_lists.count()}", asked="country=SN"
    )


def batch(event: Event) -> Batch:
    """A mail that was not begun, with its words."""
    factories.registration(event)
    found = batches.ask(event=event, kind=Batch.Kind.WRITE, wanted=Wanted(), by=None)
    found.subject, found.body = factories.text("Buses"), factories.text("They leave at six.")
    found.save()
    return found


def export(event: Event) -> Export:
    """One that waits for a second person."""
    return Export.objects.create(
        event=event, kind="csv", purpose="Badges", columns=["uid"], state=Export.State.ASKED
    )


def export_of(subject: str) -> Any:
    """Makes one of letters or of contacts, which somebody else has asked for."""

    def make(event: Event) -> Export:
        found = export(event)
        found.subject = subject
        found.save()
        return found

    return make


def browser(world: Any, role: str, target: str) -> Browser:
    endpoint = f"https://push.example/{Browser.objects.count()}"
    return Browser.objects.create(person=world.owner(role, target), endpoint=endpoint)


def notice(world: Any, role: str, target: str) -> Notice:
    who = world.owner(role, target)
    return Notice.objects.create(person=who, kind="events.extended", address="/me/")
