"""What an address means. Each finder raises Http404."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from delegates.countries import with_names
from delegates.models import (
    Batch,
    Block,
    Double,
    Exclusion,
    Export,
    Match,
    Quota,
    Registration,
    Report,
    SavedList,
    Service,
    TakeOver,
)
from delegates.queries.questions import with_form
from events.actions.team import hash_of
from events.models import Event


def find_registration(event: str, registration: UUID) -> Registration:
    rows = Registration.objects.select_related(
        "event", "organisation", "constituency", "form_version__questionnaire"
    )
    return get_object_or_404(rows, event__slug=event, uid=registration)


def find_take_over(event: str, token: str) -> TakeOver:
    """By the hash of its link's token; a guessed one, and one that was used, find nothing."""
    rows = TakeOver.objects.select_related("registration__event", "registration__person")
    return get_object_or_404(rows, registration__event__slug=event, token_hash=hash_of(token))


def find_quota(event: str, quota: int) -> Quota:
    return get_object_or_404(Quota.objects.select_related("event"), event__slug=event, pk=quota)


class TwoRegistrations:
    """Two different registrations of one event."""

    def __init__(self, event: str, registration: UUID, other: UUID) -> None:
        self.one = find_registration(event, registration)
        self.other = find_registration(event, other)
        self.event = self.one.event
        if self.one.pk == self.other.pk:
            raise Http404


def find_double(event: str, double: int) -> Double:
    rows = Double.objects.select_related("event", "kept", "gone")
    return get_object_or_404(rows, event__slug=event, pk=double)


def find_named_event(event: str) -> Event:
    """The event with its name, and with the form that it asks."""
    rows = with_names(with_form(Event.objects.select_related("name")))
    return get_object_or_404(rows, slug=event)


def find_saved_list(event: str, saved: UUID) -> SavedList:
    rows = SavedList.objects.select_related("event")
    return get_object_or_404(rows, event__slug=event, uid=saved)


def find_batch(event: str, batch: UUID) -> Batch:
    rows = Batch.objects.select_related("event", "subject", "body", "made_by")
    return get_object_or_404(rows, event__slug=event, uid=batch)


def find_export(event: str, export: UUID) -> Export:
    rows = Export.objects.select_related("event", "asked_by", "answered_by")
    return get_object_or_404(rows, event__slug=event, uid=export)


def find_report(event: str, report: UUID) -> Report:
    return get_object_or_404(
        Report.objects.select_related("event", "person"), event__slug=event, uid=report
    )


def find_own_report(event: str, token: str) -> Report:
    """By its token's hash; a guessed one finds nothing."""
    rows = Report.objects.select_related("event")
    return get_object_or_404(rows, event__slug=event, token_hash=hash_of(token))


def find_exclusion(event: str, exclusion: int) -> Exclusion:
    rows = Exclusion.objects.select_related("registration__event", "registration__person")
    return get_object_or_404(rows, registration__event__slug=event, pk=exclusion)


def find_block(block: int) -> Block:
    return get_object_or_404(Block, pk=block)


class OwnMatch:
    """A match of lodgings of one event; the view asks whose it is."""

    def __init__(self, event: str, match: UUID) -> None:
        rows = Match.objects.select_related(
            "offer__registration__event",
            "offer__registration__person",
            "wish__registration__person",
        )
        self.match: Match = get_object_or_404(
            rows, offer__registration__event__slug=event, uid=match
        )
        self.event = self.match.offer.registration.event


class OwnService:
    """A service of one event."""

    def __init__(self, event: str, service: UUID) -> None:
        rows = Service.objects.select_related("event")
        self.service: Service = get_object_or_404(rows, event__slug=event, uid=service)
        self.event = self.service.event
