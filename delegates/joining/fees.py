"""Where fees and the fund join the rest: called once, when the app is ready."""

from django.utils.translation import gettext_lazy as _

HOUR = 3_600


def join() -> None:
    from accounts import ports
    from delegates.payments import rules  # noqa: F401
    from delegates.payments.holdings import HOLDING
    from delegates.payments.providers import providers
    from delegates.payments.retention import FORGOTTEN
    from delegates.payments.stripe import from_settings
    from delegates.payments.tasks import quote_everybody, remind, return_unanswered_grants
    from events.ports import Section, sections
    from events.retention import forgotten
    from jobs.ports import Periodic, periodic

    forgotten.extend(FORGOTTEN)
    join_registrations()
    # Before the registrations, which then name nobody any more.
    ports.holdings.insert(0, HOLDING)
    providers["stripe"] = from_settings
    sections.append(Section("fees", _("Fees"), "delegates.take_cash", 41))
    sections.append(Section("fund", _("Solidarity fund"), "delegates.fund", 42))
    periodic.append(Periodic("delegates.quote_everybody", quote_everybody, seconds=60))
    periodic.append(Periodic("delegates.return_grants", return_unanswered_grants, seconds=HOUR))
    periodic.append(Periodic("delegates.remind_of_fees", remind, seconds=6 * HOUR))


def join_registrations() -> None:
    """What follows two that become one, and what a refused visa leads to."""
    from accounts.ports import NoticeKind, declare
    from delegates.actions import joined_fees
    from delegates.actions import refunds as actions
    from delegates.letters.refunds import Refunder, refunds
    from delegates.ports import Follower, followers

    followers.append(Follower("fees", joined_fees.join, joined_fees.part))
    refunds.append(Refunder(actions.offers, actions.ask, actions.is_asked))
    title = _("Somebody asks for her fee back")
    declare(NoticeKind(actions.KIND, title, "delegates/notices/refund_asked.txt"))
