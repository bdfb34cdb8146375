"""Why something was not done with a proposal or a session."""

from django.utils.translation import gettext_lazy as _

from events.refusals import Refusal


class CallClosed(Refusal):
    words = _("The call for proposals is not open at this moment. Nothing was lost on this page.")


class WrongState(Refusal):
    """The proposal has moved on; `state` is where it stands."""

    words = _("This proposal has moved on meanwhile. Please look at it anew.")

    def __init__(self, state: str) -> None:
        super().__init__(f"The proposal is {state}.")
        self.state = state
