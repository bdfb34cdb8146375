"""Where fees and the fund join the rest: called once, when the app is ready."""

from django.utils.translation import gettext_lazy as _

HOUR = 3_600


def join() -> None:
    from accounts import ports
    from delegates.actions import joined_fees
    from delegates.payments import rules  # noqa: F401
    from delegates.payments.holdings import HOLDING
    from delegates.payments.providers import providers
    from delegates.payments.retention import FORGOTTEN
    from delegates.payments.stripe import from_settings
    from delegates.payments.tasks import quote_everybody, remind, return_unanswered_grants
    from delegates.ports import Follower, followers
    from events.ports import Section, sections
    from events.retention import forgotten
    from jobs.ports import Periodic, periodic

    forgotten.extend(FORGOTTEN)
    followers.append(Follower("fees", joined_fees.join, joined_fees.part))
    # Before the registrations, which then name nobody any more.
    ports.holdings.insert(0, HOLDING)
    providers["stripe"] = from_settings
    sections.append(Section("fees", _("Fees"), "delegates.take_cash", 41))
    sections.append(Section("fund", _("Solidarity fund"), "delegates.fund", 42))
    periodic.append(Periodic("delegates.quote_everybody", quote_everybody, seconds=60))
    periodic.append(Periodic("delegates.return_grants", return_unanswered_grants, seconds=HOUR))
    periodic.append(Periodic("delegates.remind_of_fees", remind, seconds=6 * HOUR))
