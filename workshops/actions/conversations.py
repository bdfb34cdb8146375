"""Proposers write to each other, without knowing each other's addresses."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts import notices
from accounts.models import Person
from accounts.records import note
from delegates.queries.care import blocked_pairs
from events.actions.deadlines import in_its_languages
from events.models import Theme
from workshops.models import Conversation, Facilitator, Message, Proposal, ThemeMessage
from workshops.refusals import NobodyThere, NotTheirSide
from workshops.standing import LIVE, behind, stands_behind

SHORT = 160  # letters of a message that stand in a notice


@transaction.atomic
def write_to(asked: Proposal, *, asking: Proposal, words: str, by: Person) -> Message:
    """Begins a conversation between two proposals, or goes on with theirs.

    Raises NotTheirSide, NobodyThere.
    """
    one, other = sorted([asked, asking], key=lambda each: each.pk)
    found, _new = Conversation.objects.get_or_create(
        one=one, other=other, defaults={"event": asked.event, "last_at": timezone.now()}
    )
    return say(found, side=asking, words=words, by=by)


@transaction.atomic
def say(conversation: Conversation, *, side: Proposal, words: str, by: Person) -> Message:
    """One more message from one side; the other is told. Raises NotTheirSide, NobodyThere."""
    if not stands_behind(by, side):
        raise NotTheirSide
    other = conversation.other if side == conversation.one else conversation.one
    people = reachable(by, [other])
    if not people:
        raise NobodyThere
    message = Message.objects.create(
        conversation=conversation, side=side, words=words, written_by=by
    )
    conversation.last_at = message.at
    conversation.save(update_fields=["last_at"])
    address = reverse("workshops:conversation", args=[conversation.event.slug, conversation.uid])
    values = {"title": in_its_languages(side.title), "begins": words[:SHORT]}
    notices.tell(people, kind="workshops.written_to", address=address, values=values)
    return message


@transaction.atomic
def say_to_all(theme: Theme, *, words: str, by: Person, proposal: Proposal | None) -> ThemeMessage:
    """Says something to all who propose in a theme, for a proposal of hers or as one who
    facilitates it. Raises NotTheirSide.
    """
    if proposal is None or proposal.theme_id != theme.pk or not stands_behind(by, proposal):
        proposal = None
        if not Facilitator.objects.filter(theme=theme, person=by).exists():
            raise NotTheirSide
    said = ThemeMessage.objects.create(theme=theme, proposal=proposal, words=words, written_by=by)
    rows = Proposal.objects.filter(theme=theme, state__in=LIVE)
    people = reachable(by, rows)
    address = reverse("workshops:theme", args=[theme.event.slug, theme.uid])
    values = {"theme": in_its_languages(theme.name), "begins": words[:SHORT]}
    notices.tell(people, kind="workshops.theme_said", address=address, values=values)
    return said


def reachable(by: Person, proposals: Iterable[Proposal]) -> list[Person]:
    """Those behind the proposals but her, without whom she blocked or who blocked her. Three
    queries.
    """
    people = [each for each in behind(proposals) if each != by]
    apart = blocked_pairs([by.pk, *(each.pk for each in people)])
    return [each for each in people if frozenset({by.pk, each.pk}) not in apart]


@transaction.atomic
def hide(message: ThemeMessage, *, by: Any) -> None:
    """Takes what was said to all off the page."""
    message.state = ThemeMessage.State.HIDDEN
    message.save(update_fields=["state"])
    note(by, "hid a message of a theme", message)
