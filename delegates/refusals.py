"""Why something was not done with a registration."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from events.refusals import Refusal


class Full(Refusal):
    """A quota has no seat left; `quota` is its id, `name` what organisers call it, if known."""

    words = _(
        "There is no free place for this at the moment. Nothing was changed: the place that you "
        "have stays yours."
    )

    named = _(
        "There is no free place in “%(quota)s” at the moment. Nothing was changed: the place that "
        "you have stays yours."
    )

    def __init__(self, quota: int, name: str = "") -> None:
        super().__init__(f"Quota {quota} is full.")
        self.quota, self.name = quota, name

    def __str__(self) -> str:
        return str(self.named) % {"quota": self.name} if self.name else super().__str__()


class Busy(Refusal):
    """A lock was not had in time; nothing was written, the same wish may be sent again."""

    words = _("Many people register at this moment. Nothing was lost: please send it once more.")


class Closed(Refusal):
    words = _("Registration is not open at this moment. Nothing was sent.")


class RegisteredAlready(Refusal):
    words = _("You are registered for this event already. Here is your registration.")


class NoLetterYet(Refusal):
    words = _(
        "A visa letter can be asked for once your place on site is confirmed. Nothing was sent."
    )


class LetterMoved(Refusal):
    words = _("This letter has moved on meanwhile. Here is how it stands.")


class NotThere(Refusal):
    words = _("This registration was withdrawn meanwhile.")


class NotOnePerson(Refusal):
    words = _("Choose two registrations of this event.")


class DecidedAlready(Refusal):
    words = _("Somebody joined these two meanwhile.")


class OfferOver(Refusal):
    words = _("This offer is over: it was taken back, or its time has run out.")


class NotPaidYet(Refusal):
    words = _("This place is kept for you, and stands once its fee is paid.")


class NotOffered(Refusal):
    words = _("There is no offer for this registration at the moment.")


class NoWish(Refusal):
    words = _("Nothing is waited for here any more.")


class NotConfirmed(Refusal):
    words = _("Only whoever has a place can wait to change it. Nothing was sent.")


class NotOffTheList(Refusal):
    words = _("This registration stands already as it should.")


class NoSeatLeft(Refusal):
    words = _("All seats of this delegation have somebody. Ask its coordinator.")


class LinkSpent(Refusal):
    words = _("This link was used already. Ask the coordinator for a new one.")


class LinkGone(Refusal):
    words = _("This link was revoked, or its time has run out. Ask the coordinator for a new one.")


class LinkOfSomebodyElse(Refusal):
    words = _(
        "This link was made for another e-mail address. Log in with that one, or ask the "
        "coordinator for a link of your own."
    )


class MoreThanTheBlock(Refusal):
    words = _("These are more than the seats that the delegation has left.")
    field = "places"


class NeedsACoordinator(Refusal):
    words = _("Somebody must look after the delegation. Hand the role over first.")


class TooLateToSwap(Refusal):
    words = _("Names can no longer be swapped. Ask the organisers.")


class AskingClosed(Refusal):
    words = _("Seats for delegations cannot be asked for at this moment.")


class DecidedBefore(Refusal):
    words = _("This was decided meanwhile.")


class NobodyThere(Refusal):
    words = _("Nobody on this list can be meant by this. Nothing was done.")


class WordsAreMissing(Refusal):
    words = _("This mail has no words yet. Please write them first.")


class BegunAlready(Refusal):
    words = _("This mail is on its way already; its words stay as they are.")


class TooManyMails(Refusal):
    words = _("This device has had many mails sent. Register her without the address for now.")
    field = "address"


class DeviceEnded(Refusal):
    words = _("This link has been used, or it has ended. Ask the organisers for another one.")


class HasAnAddress(Refusal):
    words = _("This person has an e-mail address, and logs in by it. Cards are for those without.")


class MoreThanACard(Refusal):
    words = _(
        "This account opens more than one registration, so no card is given for it. Please ask "
        "the organisers."
    )


class TooLate(Refusal):
    words = _("This event is long over; nothing more can be kept for it.")


class NobodyReads(Refusal):
    words = _("Leave at least one person who can read it.")
    field = "without"


class NoCareTeam(Refusal):
    words = _("This meeting has not named its care team. Please turn to an organiser you trust.")


class ExcludedAlready(Refusal):
    words = _("This registration is excluded already.")


class Excluded(Refusal):
    words = _("You were excluded from this meeting. The mail that we sent you says what to do.")


class TopicThere(Refusal):
    words = _("Another theme has this name.")
    field = "name"


class ContactThere(Refusal):
    words = _("Somebody with this address stands here already.")
    field = "email"


class CannotMerge(Refusal):
    words = _("These two cannot be merged: one of them is merged already, or it is the same one.")


class UndoneBefore(Refusal):
    words = _(
        "This was undone before, or the organisation itself became part of another one. Undo that "
        "first."
    )


class Faulty(Refusal):
    """A form cannot be published; `faults` say why, each at its question."""

    words = _("The form is not whole yet.")

    def __init__(self, faults: Any) -> None:
        super().__init__("A form has faults.")
        self.faults = faults


class MovedOn(Refusal):
    words = _("Somebody changed the draft meanwhile. Please look at the differences once more.")


class NotAsked(Refusal):
    words = _("This question or section is not in the form any more.")


class FormClosed(Refusal):
    words = _("This form is closed. Nothing was sent.")


class NotSeated(Refusal):
    words = _("This form is for those whose registration is confirmed.")


class AnsweredAlready(Refusal):
    words = _("You have answered this form already. Here is what you sent.")


class TooMuch(Refusal):
    words = _("This is too long to be kept here.")


class NoList(Refusal):
    words = _(
        "This is no list that we can read. It needs a first row with the headings “full name” "
        "and “e-mail”, in an XLSX or CSV file of at most 5,000 rows."
    )
    field = "file"


class NothingToEnter(Refusal):
    words = _("There is nothing left to enter in this list.")


class OwnExport(Refusal):
    words = _("Another organiser has to say yes to a file that you asked for.")


class FaultyTable(Refusal):
    words = _("The table has faults; nothing was brought in.")
    field = "file"


class IntakeUndone(Refusal):
    words = _("This table was undone already.")


class StillPromised(Refusal):
    words = _("These beds are promised for these nights. Say no to the guest first.")


class DoNotFit(Refusal):
    words = _("These two do not fit: the nights, or one of them has found somebody already.")


class MayNotMeet(Refusal):
    words = _("These two cannot be brought together.")


class NoBedFree(Refusal):
    words = _("This host has not so many beds free.")


class NoSeatFree(Refusal):
    words = _("There are not so many seats free. Nothing was changed.")
    field = "seats"
