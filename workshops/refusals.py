"""Why something was not done with a proposal or a session."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from events.refusals import Refusal


class CallClosed(Refusal):
    words = _("The call for proposals is not open at this moment. Nothing was lost on this page.")


class NotAdmitted(Refusal):
    """Why a proposal cannot be handed in; `kept` says to its writer what is kept and what to do."""

    kept: Any = ""

    @property
    def why(self) -> str:
        return str(self.words)

    def __str__(self) -> str:
        return f"{self.why} {self.kept}"


class CallOver(NotAdmitted):
    words = _("The call is closed.")
    kept = _(
        "What you wrote is kept as your draft: hand it in if the call is extended, or ask the "
        "team of the programme to enter it late."
    )


class RegisteredOnly(NotAdmitted):
    words = _("This call takes proposals of people who are registered.")
    kept = _("What you wrote is kept as your draft: register, then hand it in.")


class OrganisationsOnly(NotAdmitted):
    words = _("This call takes proposals of organisations that are registered.")
    kept = _(
        "What you wrote is kept as your draft: choose your organisation, or register for it, "
        "then hand it in."
    )
    field = "organisation"


class LimitReached(NotAdmitted):
    """`limit` is as many as an organisation may hand in to the call."""

    kept = _(
        "What you wrote is kept: withdraw another one, or ask the team of the programme to let "
        "one more in."
    )

    def __init__(self, limit: int) -> None:
        super().__init__(f"At most {limit}.")
        self.limit = limit

    @property
    def why(self) -> str:
        said = ngettext(
            "This call takes %(limit)d proposal of an organisation, which is handed in already.",
            "This call takes %(limit)d proposals of an organisation, which are handed in already.",
            self.limit,
        )
        return said % {"limit": self.limit}


class Overwritten(Refusal):
    words = _(
        "This was changed meanwhile on another device or by somebody else. Nothing is lost: look "
        "at both versions and save the one that is right."
    )


class AddressUnfit(Refusal):
    words = _("Nobody can be written to at this address. Please enter another one.")
    field = "address"


class WrongState(Refusal):
    """The proposal has moved on; `state` is where it stands."""

    words = _("This proposal has moved on meanwhile. Please look at it anew.")

    def __init__(self, state: str) -> None:
        super().__init__(f"The proposal is {state}.")
        self.state = state


class LinkMovedOn(Refusal):
    words = _("This link has moved on meanwhile. Please look at it anew.")


class NotAsked(Refusal):
    words = _("Only those who stand behind one of these proposals may do this.")


class TooFew(Refusal):
    words = _("Choose at least one other proposal.")
    field = "kind"


class TooMany(Refusal):
    words = _("At most six proposals fit into one link.")
    field = "kind"


class NotHandedIn(Refusal):
    words = _("Only proposals that are handed in and stand can be linked.")


class NobodyToAsk(Refusal):
    words = _("Nobody can be asked for one of these proposals at this moment.")


class CannotReach(Refusal):
    """One of them has blocked the other; which is told to nobody."""

    words = _("This link cannot be proposed. The organisers of the event can help.")


class AskedAlready(Refusal):
    words = _("The same is asked already, and waits for answers.")


class LinkedAlready(Refusal):
    words = _("These proposals are linked in this way already.")


class FusedAlready(Refusal):
    words = _("One of these proposals is part of another fusion already. Undo that one first.")


class FusionAndMore(Refusal):
    words = _(
        "Two proposals that become one session cannot have another link between them. "
        "Undo the other one first."
    )


class Circle(Refusal):
    words = _("These sequences would go in a circle: each would have to come after itself.")


class LinkTooLate(Refusal):
    words = _("It is too late for new links: the programme is decided.")


class LinkMomentIsOver(Refusal):
    words = _("This moment is over. Choose one to come.")
    field = "until"


class FixedByRelease(Refusal):
    words = _(
        "The programme was released with this session. Only the organisers can undo it now, "
        "with a word why."
    )


class SayWhyUndone(Refusal):
    words = _("Say in a few words why it is undone.")
    field = "words"


class AlreadyHost(Refusal):
    words = _("This organisation holds it already.")
    field = "organisation"


class TooManyHosts(Refusal):
    words = _("So many organisations cannot be asked for one proposal. Take a question back first.")


class LinkUsed(Refusal):
    words = _("This was answered already. The link works once.")


class NotTheirSide(Refusal):
    words = _("Only those who stand behind the proposal write for it.")


class NobodyThere(Refusal):
    words = _("Nobody of that proposal can be reached here. Nothing was sent.")


class NoSuchPerson(Refusal):
    words = _("Nobody has an account with this address.")


class TooManyMessages(Refusal):
    words = _("These are many messages in one hour. Please wait a little; yours is kept here.")


class SaidNo(Refusal):
    words = _("Somebody at this address has said no to this proposal already.")


class TooManyAsked(Refusal):
    words = _("These are many questions in one day. Please go on tomorrow; nothing is lost.")
