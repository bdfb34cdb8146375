"""Why something was not done at the translators' desk: one class a reason, and its words."""

from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """str() says what happened and what to do next, in the reader's language."""

    words = _("This cannot be done.")

    def __str__(self) -> str:
        return str(self.words)


class HeldByAnother(Refusal):
    words = _("Somebody else is translating this text at the moment. Your words are still here.")


class DraftMoved(Refusal):
    words = _(
        "Somebody has kept another draft meanwhile. Both stand on this page: take over what you "
        "need, then keep yours."
    )


class SourceMoved(Refusal):
    words = _(
        "The original has changed while you were translating. Your words are kept as a draft; "
        "the changes are marked in the original."
    )


class NothingWritten(Refusal):
    words = _("There is nothing to hand in yet. Write the translation first.")


class WaitsForReview(Refusal):
    words = _("This translation is handed in and waits for a second person.")


class OwnTranslation(Refusal):
    words = _("You have translated this yourself. A second person must read it.")


class NothingToReview(Refusal):
    words = _("There is nothing to review here any more.")


class NothingToUndo(Refusal):
    words = _("This cannot be taken back any more: somebody has gone on with it.")


class SayWhy(Refusal):
    words = _("Say in a few words what should change.")
