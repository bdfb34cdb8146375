"""Where links between proposals join the rest."""


def join() -> None:
    from django.utils.translation import gettext_lazy as _

    from accounts import ports
    from delegates.ports import named_by
    from events.retention import forgotten
    from jobs.ports import Periodic, periodic
    from workshops import link_holdings, link_notices, link_retention, link_tasks

    ports.declare(*link_notices.KINDS)
    ports.holdings.append(link_holdings.links)
    forgotten.extend(link_retention.FORGOTTEN)
    periodic.append(Periodic("workshops.keep_links", link_tasks.keep_links, seconds=600))
    named_by["workshops.cohost.organisation"] = _("sessions held with others")
