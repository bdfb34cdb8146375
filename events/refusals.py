"""Why something was not done: one class a reason, its words, and the field where they stand."""

from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """str() says what happened and what to do next, in the reader's language."""

    words = _("This cannot be done.")
    field: str | None = None

    def __str__(self) -> str:
        return str(self.words)


class AddressTaken(Refusal):
    words = _("Another event has this address. Please choose another one.")
    field = "slug"


class SeriesNotYours(Refusal):
    words = _("Only an organiser of one of its editions can add an event to this series.")
    field = "series"


class EndsBeforeItBegins(Refusal):
    words = _("The last day lies before the first.")
    field = "ends"


class RoleEndedBefore(Refusal):
    words = _("This day is over. Choose the last day of the role.")
    field = "until"


class LastOrganiser(Refusal):
    words = _("Somebody must organise the event. Invite another organiser first.")


class LinkUsed(Refusal):
    words = _("This link was used already. Ask an organiser for a new one.")


class LinkWithdrawn(Refusal):
    words = _("This link was withdrawn. Ask an organiser for a new one.")


class LinkLapsed(Refusal):
    words = _("This link has lapsed. Ask an organiser for a new one.")


class StillInUse(Refusal):
    words = _("This is still in use: move what stands in it first.")


class MomentIsOver(Refusal):
    words = _("This moment is over. Choose one to come.")
    field = "until"


class NotLonger(Refusal):
    words = _("The deadline is later already. Choose a later moment.")
    field = "until"


class SayWhy(Refusal):
    words = _("Say in a few words what changes, and what one can still do.")
    field = "title"
