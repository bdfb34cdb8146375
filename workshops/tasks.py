"""What is done after the commit, and by the clock."""

from django.conf import settings
from django_tasks import task

from accounts import mail
from languages import texts
from workshops.likeness import fingerprints
from workshops.models import Proposal


@task(queue_name="mail")
def write_to_proposer(uid: str, state: str) -> None:
    """Tells a proposer what was decided, unless it was decided otherwise since."""
    rows = Proposal.objects.filter(uid=uid, state=state)
    proposal = rows.select_related("event", "proposer").first()
    if proposal is None or proposal.proposer is None:
        return
    _write(proposal, state)


@task(queue_name="mail")
def tell_of_entry(uid: str) -> None:
    """Tells a proposer what the team entered for her, and that she may change it."""
    found = Proposal.objects.filter(uid=uid).select_related("event", "proposer").first()
    if found:
        _write(found, "entered")


def _write(proposal: Proposal, template: str) -> None:
    event, proposer = proposal.event, proposal.proposer
    if proposer is None:
        return
    languages = list(dict.fromkeys([*proposer.languages, event.lang]))
    read = texts.load([event.name_id, proposal.title_id], languages)
    mail.write(
        to=proposer,
        template=f"workshops/mail/{template}",
        context={
            "event": read[event.name_id],
            "title": read[proposal.title_id],
            "called": proposer.called,
            "reason": proposal.reason,
            "page": f"{settings.ADDRESS}/{event.slug}/proposals/{proposal.uid}/",
        },
        languages=languages,
    )


@task(queue_name="now")
def settle_proposal(uid: str) -> bool:
    """Writes what was typed into a draft's columns, as far as it fits."""
    from workshops.settling import settle

    return settle(uid)


@task(queue_name="now")
def renew_likeness(event: int) -> int:
    """After one of its proposals has moved."""
    return fingerprints.renew(event)


@task(queue_name="clock")
def renew_all_likeness() -> None:
    """Follows what is translated, imported or corrected elsewhere."""
    for event in fingerprints.events_behind():
        fingerprints.renew(event)
