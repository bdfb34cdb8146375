"""Organisations that hold a proposal together: asked by a link, confirmed by who opens it."""

import secrets
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts import mail, notices
from accounts.models import Person
from accounts.records import note
from delegates.actions.devices import hash_of
from delegates.actions.organisations import find_or_add
from delegates.models import Block, Organisation
from events.actions.deadlines import in_its_languages
from languages import texts
from workshops.models import Host, Proposal
from workshops.refusals import AlreadyHost, LinkUsed, SaidNo, TooManyHosts

State = Host.State
MOST = 20


@transaction.atomic
def ask(
    proposal: Proposal,
    *,
    by: Any,
    email: str,
    organisation: Organisation | None = None,
    name: str = "",
) -> tuple[Host, str]:
    """Asks an organisation, by a mail to `email`; the token of its link is stored nowhere.

    Whom the asking person is blocked by hears nothing, and the asking person does not learn it.
    Raises AlreadyHost, TooManyHosts, SaidNo.
    """
    held = (
        Proposal.objects.select_for_update(of=("self",)).select_related("event").get(pk=proposal.pk)
    )
    organisation = organisation or find_or_add(
        event=held.event, name=name, lang=held.event.lang, by=by
    )
    host = held.hosts.filter(organisation=organisation).first()
    if organisation.pk == held.organisation_id:
        raise AlreadyHost
    _may_be_asked(held, host, email)
    host = host or Host(proposal=held, organisation=organisation)
    token = secrets.token_urlsafe(24)
    host.state, host.email, host.token_hash = State.ASKED, email, hash_of(token)
    host.person, host.asked_by, host.answered_at = None, by, None
    host.save()
    note(by, "asked an organisation to hold it too", held)
    hers = Q(person__email__iexact=email) | Q(person__mailbox__iexact=email)
    if not Block.objects.filter(hers, blocked=by).exists():
        _write(host, token)
    return host, token


def _may_be_asked(held: Proposal, host: Host | None, email: str) -> None:
    if host and host.state == State.CONFIRMED:
        raise AlreadyHost
    if host is None and held.hosts.count() >= MOST:
        raise TooManyHosts
    if held.hosts.filter(email__iexact=email, state=State.DECLINED).exists():
        raise SaidNo


def _write(host: Host, token: str) -> None:
    proposal, event = host.proposal, host.proposal.event
    read = texts.load(
        [event.name_id, proposal.title_id, host.organisation.name_id], event.languages
    )
    known = Person.objects.filter(email__iexact=host.email).first()
    mail.write(
        to=host.email,
        template="workshops/mail/host",
        context={
            "event": read[event.name_id],
            "title": read[proposal.title_id],
            "organisation": read[host.organisation.name_id],
            "asks": host.asked_by.called if host.asked_by else "",
            "page": f"{settings.ADDRESS}/{event.slug}/hosts/{token}/",
        },
        languages=known.languages if known else event.languages,
    )


@transaction.atomic
def answer(host: Host, *, by: Any, yes: bool) -> Host:
    """Whoever confirms may write on the proposal from then on; the link works once.

    Raises LinkUsed.
    """
    held = Host.objects.select_for_update(of=("self",)).select_related(
        "proposal__event", "proposal__proposer", "proposal__title", "organisation__name"
    )
    host = held.get(pk=host.pk)
    if host.state != State.ASKED:
        raise LinkUsed
    host.state = State.CONFIRMED if yes else State.DECLINED
    host.person, host.token_hash = (by if yes else None), ""
    host.answered_at = timezone.now()
    host.save()
    note(by, f"answered for a host: {host.state}", host.proposal)
    _tell(host)
    return host


@transaction.atomic
def leave(proposal: Proposal, *, by: Any) -> int:
    """She and the organisation for which she confirmed take part no longer; of how many hosts."""
    hers = proposal.hosts.filter(person=by, state=State.CONFIRMED)
    gone = list(hers.select_related("organisation__name", "proposal__proposer", "proposal__title"))
    hers.update(state=State.LEFT, person=None, answered_at=timezone.now())
    for host in gone:
        host.state = State.LEFT
        note(by, "left the proposal", proposal)
        _tell(host)
    return len(gone)


@transaction.atomic
def take_back(proposal: Proposal, *, by: Any, pk: int) -> bool:
    """Takes a question back that nobody has answered; its link opens no longer."""
    gone, _rows = proposal.hosts.filter(pk=pk).exclude(state=State.CONFIRMED).delete()
    if gone:
        note(by, "took a question to a host back", proposal)
    return bool(gone)


def _tell(host: Host) -> None:
    proposal = host.proposal
    if proposal.proposer is None:
        return
    notices.tell(
        [proposal.proposer],
        kind=f"workshops.host_{host.state}",
        address=f"/{proposal.event.slug}/proposals/{proposal.uid}/hosts/",
        values={
            "title": in_its_languages(proposal.title),
            "organisation": in_its_languages(host.organisation.name),
        },
    )
