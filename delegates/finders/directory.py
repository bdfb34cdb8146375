"""What an address of the directory means. Each finder raises Http404."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from delegates.contacting import uid_in
from delegates.directories import Directory, directory_of
from delegates.models import Contact, Export, Intake, Merge, Organisation, Remark, Topic
from events.finders import find_event, find_series
from events.models import Event

State = Organisation.State


def find_intake(event: str, intake: UUID) -> Intake:
    rows = Intake.objects.select_related("event__series")
    return get_object_or_404(rows, event__slug=event, uid=intake)


def find_contacts_export(event: str, export: UUID) -> Export:
    rows = Export.objects.select_related("event__series", "asked_by")
    subject = Export.Subject.CONTACTS
    return get_object_or_404(rows, event__slug=event, uid=export, subject=subject)


class OrganisationAt:
    """An organisation of an event's directory, as keepers reach it."""

    def __init__(self, event: str, organisation: UUID) -> None:
        self.event = find_event(event)
        self.directory = directory_of(self.event)
        self.organisation = self.find(organisation)

    def find(self, uid: UUID) -> Organisation:
        return get_object_or_404(self.directory.organisations.select_related("name"), uid=uid)


class PublicOrganisation:
    """One that is listed in public; `moved` says that the address was that of one merged into it.

    `event` is None where the address is the directory's own.
    """

    event: Event | None
    directory: Directory

    def __init__(self, organisation: UUID, *, series: str = "", event: str = "") -> None:
        self.event = find_event(event) if event else None
        self.directory = (
            directory_of(self.event) if self.event else Directory(series=find_series(series))
        )
        rows = Organisation.objects.filter(**self.directory.home).select_related("name", "into")
        asked = get_object_or_404(rows, uid=organisation)
        self.organisation: Organisation = asked.into or asked
        self.moved = asked.into is not None
        if self.organisation.state != State.LISTED:
            raise Http404


class ContactAt(OrganisationAt):
    def __init__(self, event: str, organisation: UUID, contact: UUID) -> None:
        super().__init__(event, organisation)
        self.contact = get_object_or_404(Contact, organisation=self.organisation, uid=contact)


class RemarkAt(OrganisationAt):
    def __init__(self, event: str, organisation: UUID, remark: UUID) -> None:
        super().__init__(event, organisation)
        self.remark = get_object_or_404(Remark, organisation=self.organisation, uid=remark)


class TwoOrganisations(OrganisationAt):
    """`organisation` and the `other`, which may become a part of it."""

    def __init__(self, event: str, organisation: UUID, other: UUID) -> None:
        super().__init__(event, organisation)
        self.other = self.find(other)
        if self.other.pk == self.organisation.pk:
            raise Http404


class MergeAt(OrganisationAt):
    def __init__(self, event: str, organisation: UUID, merge: UUID) -> None:
        super().__init__(event, organisation)
        self.merge = get_object_or_404(Merge, kept=self.organisation, uid=merge)


class TopicAt:
    def __init__(self, event: str, topic: UUID) -> None:
        self.event = find_event(event)
        self.directory = directory_of(self.event)
        self.topic: Topic = get_object_or_404(
            self.directory.topics.select_related("name"), uid=topic
        )


class OwnContact:
    """What a contact's own link leads to; only the token opens it."""

    def __init__(self, event: str, token: str) -> None:
        self.event = find_event(event)
        home = directory_of(self.event).home
        rows = Contact.objects.select_related("organisation")
        rows = rows.filter(**{f"organisation__{key}": value for key, value in home.items()})
        self.token = token
        self.contact: Contact = get_object_or_404(rows, uid=uid_in(token) or None)
