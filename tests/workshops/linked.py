"""Proposals of several people, and links between them, for tests."""

from delegates.models import Organisation
from tests import factories
from workshops.actions import links
from workshops.linking import Linking
from workshops.models import Contributor, Host, Link, Proposal


def offered(event, title="Seeds", lang="en", by=None, **fields) -> Proposal:
    """A proposal that is handed in, of an organisation of its own."""
    plain = {"organisation": factories.organisation(event, f"Network of {title}"), "size": 40}
    words = factories.text(title, lang)
    return factories.proposal(event, by, title=words, search=title.casefold(), **plain | fields)


def two(event, **fields) -> tuple[Proposal, Proposal]:
    return offered(event, "Seeds", **fields), offered(event, "Water", **fields)


def three(event) -> tuple[Proposal, Proposal, Proposal]:
    return *two(event), offered(event, "Credit")


def host(proposal, state="confirmed", organisation: Organisation | None = None, **fields) -> Host:
    """A further organisation behind a proposal, with a person who confirmed it."""
    organisation = organisation or factories.organisation(proposal.event)
    person = fields.pop("person", None) or factories.person()
    return Host.objects.create(
        proposal=proposal, organisation=organisation, state=state, person=person, **fields
    )


def speaker(proposal, name="Awa Diop", **fields) -> Contributor:
    return Contributor.objects.create(proposal=proposal, name=name, **fields)


def asked(kind, *proposals, by=None, **fields) -> Link:
    """A link that the first's proposer proposes."""
    wanted = Linking(kind=kind, proposals=list(proposals), **fields)
    return links.propose(asked=wanted, by=by or proposals[0].proposer)


def agreed(kind, *proposals, **fields) -> Link:
    """A link that every proposer has said yes to."""
    link = asked(kind, *proposals, **fields)
    for each in proposals[1:]:
        link = links.answer(link, by=each.proposer, yes=True)
    return link


def story(link) -> list[str]:
    return list(link.steps.values_list("what", flat=True))
