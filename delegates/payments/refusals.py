"""Why something was not done with money."""

from django.utils.translation import gettext_lazy as _

from events.refusals import Refusal


class NoPlan(Refusal):
    words = _("This event has set no prices yet.")


class NoPlaceYet(Refusal):
    words = _(
        "You have no place yet, so nothing is to be paid. We write to you when a place is yours."
    )


class TooLittleTime(Refusal):
    words = _(
        "Your place is kept for less than half an hour more, which is too short for a card. "
        "Please choose another way, or wait for the next offer."
    )


class NothingLeft(Refusal):
    words = _("Nothing is left to be paid here.")


class PriceKept(Refusal):
    words = _("Something was paid already, so the price stays as it is.")


class TooLate(Refusal):
    """A transfer dated after the last day and its days of grace."""

    words = _("This transfer is dated after the last day to pay. Tick the box to take it anyway.")
    field = "dated"


class SameSum(Refusal):
    """The same money may have been entered by somebody else a moment ago."""

    words = _(
        "The same sum from here is entered for this day already: look at the payments above. "
        "Tick the box if it truly came twice."
    )
    field = "twice"


class FormUsed(Refusal):
    words = _(
        "This form was sent before and has entered another sum. Look at what stands now; sent "
        "once more, it enters this one too."
    )


class ProviderSilent(Refusal):
    words = _(
        "The card service does not answer at this moment. Nothing was charged; try again, or "
        "choose another way to pay."
    )


class CardNotOffered(Refusal):
    words = _("Cards are not taken for this event. Please choose another way to pay.")


class MoreThanCame(Refusal):
    words = _("This is more than is left of that payment.")
    field = "amount"


class FundTooSmall(Refusal):
    words = _("The fund does not hold so much. Nothing was promised.")
    field = "amount"


class AskedAlready(Refusal):
    words = _("You have asked for this already; the answer will come by mail.")
    field = "kind"


class NotToBeScored(Refusal):
    words = _("This request is no longer open, or it is your own.")


class TooFewScores(Refusal):
    words = _("More members of the committee have to give their score first.")


class MovedOn(Refusal):
    words = _("This has changed meanwhile. Please look at it as it stands now.")
