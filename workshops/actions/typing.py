"""What is typed into a proposal, kept as it is typed: on a weak line, for another device.

A save writes one row and no more. What fits is written into a draft's own columns by a job
afterwards (`settle`); what does not fit yet, and what is typed into a proposal that was handed in,
waits in `typed` until its writer saves the form herself.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import get_language

from accounts.models import Person
from delegates.refusals import TooMuch
from events.homes import home
from events.models import Event
from languages import texts
from languages.models import Text
from workshops import tasks
from workshops.actions import admission
from workshops.actions.calls import first_call
from workshops.homes import ABSTRACT, TITLE
from workshops.models import Call, Proposal
from workshops.refusals import CallClosed, Overwritten, WrongState
from workshops.states import MOVES

State = Proposal.State
WRITTEN_ON = MOVES["write"].since
MOST = 200_000  # letters
LANG = "_lang"
NEVER = ("csrfmiddlewaretoken", "revision", "uid", "save", LANG)

Typed = Mapping[str, Sequence[str]]


def start(
    *, event: Event, by: Person, typed: Typed, uid: UUID, call: Call | None = None
) -> Proposal:
    """A new draft with what is typed so far. `uid` comes from the page, so that a save whose
    answer was lost makes no second one. Raises CallClosed, TooMuch, WrongState.
    """
    call = call or first_call(event)
    admission.check_new(call)
    try:
        return _start(event, by, typed, uid, call)
    except IntegrityError:
        known = Proposal.objects.filter(uid=uid, event=event, proposer=by).first()
        if known is None:
            raise WrongState("taken") from None
        return keep(known, by=by, typed=typed, revision=known.revision)


@transaction.atomic
def _start(event: Event, by: Person, typed: Typed, uid: UUID, call: Call) -> Proposal:
    title, abstract = Text.objects.bulk_create(
        texts.unsaved(body="", lang=event.lang, by=by, home=home(event, kind, texts.Reach.INSIDE))
        for kind in (TITLE, ABSTRACT)
    )
    proposal = Proposal(event=event, proposer=by, call=call, uid=uid, revision=1)
    proposal.title, proposal.abstract = title, abstract
    proposal.typed, proposal.typed_by, proposal.typed_at = _kept(typed), by, timezone.now()
    proposal.save(force_insert=True)
    tasks.settle_proposal.enqueue(str(uid))
    return proposal


@transaction.atomic
def keep(proposal: Proposal, *, by: Person, typed: Typed, revision: int) -> Proposal:
    """Keeps what is typed now, on top of what its writer saw (`revision`).

    Raises CallClosed, TooMuch, WrongState, and Overwritten where another device was faster.
    """
    if not admission.may_be_written(proposal):
        raise CallClosed
    now, kept = timezone.now(), _kept(typed)
    standing = Proposal.objects.filter(pk=proposal.pk, state__in=WRITTEN_ON)
    done = standing.filter(revision=revision).update(
        typed=kept, typed_by=by, typed_at=now, changed_at=now, revision=F("revision") + 1
    )
    if not done:
        raise Overwritten if standing.exists() else WrongState(proposal.state)
    proposal.typed, proposal.typed_at, proposal.revision = kept, now, revision + 1
    if proposal.state == State.DRAFT:
        tasks.settle_proposal.enqueue(str(proposal.uid))
    return proposal


def _kept(typed: Typed) -> dict[str, list[str]]:
    kept = {name: list(typed[name]) for name in typed if name not in NEVER}
    kept = {name: values for name, values in kept.items() if any(values)}
    if sum(len(name) + len(words) for name, each in kept.items() for words in each) > MOST:
        raise TooMuch
    return kept | {LANG: [get_language() or "en"]}
