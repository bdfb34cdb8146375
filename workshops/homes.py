"""What texts the workshops own, and the pages they stand on."""

from collections.abc import Mapping, Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.homes import PARTS
from languages import ports
from languages.ports import Kind
from workshops.models import ActivityKind, Call, Proposal, Session

TITLE, ABSTRACT = "workshops.title", "workshops.abstract"
CALL_TITLE, CALL_ABOUT = "workshops.call.title", "workshops.call.about"
KIND_NAME = "workshops.kind.name"


def where(ids: Sequence[int]) -> Mapping[int, str]:
    """The page of the session, or of the proposal where it is not one yet. Two queries."""
    found: dict[int, str] = {}
    named = Q(title__in=ids) | Q(abstract__in=ids)
    proposals = Proposal.objects.filter(named).values_list(
        "title_id", "abstract_id", "event__slug", "uid"
    )
    for title, abstract, event, uid in proposals:
        address = reverse("workshops:proposal", args=[event, uid])
        found |= {title: address, abstract: address}
    sessions = Session.objects.filter(named).values_list(
        "title_id", "abstract_id", "event__slug", "code"
    )
    for title, abstract, event, code in sessions:
        found |= dict.fromkeys((title, abstract), f"/{event}/sessions/{code}/")
    return found


def call_of(ids: Sequence[int]) -> Mapping[int, str]:
    """The page of the call. One query."""
    rows = Call.objects.filter(Q(title__in=ids) | Q(about__in=ids))
    found: dict[int, str] = {}
    for title, about, event, uid in rows.values_list("title_id", "about_id", "event__slug", "uid"):
        found |= dict.fromkeys(filter(None, (title, about)), f"/{event}/calls/{uid}/")
    return found


def declare() -> None:
    PARTS[ActivityKind] = KIND_NAME
    ports.declare(
        Kind(TITLE, _("title of a session"), 70, where),
        Kind(ABSTRACT, _("description of a session"), 45, where, markdown=True),
        Kind(CALL_TITLE, _("title of a call"), 85, call_of),
        Kind(CALL_ABOUT, _("words of a call"), 80, call_of, markdown=True),
        Kind(KIND_NAME, _("name of a kind of activity"), 75),
    )
