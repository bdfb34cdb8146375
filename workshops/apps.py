from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    name = "workshops"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from accounts import ports
        from delegates.ports import followers, named_by
        from events.ports import Section, audiences, closings, sections
        from events.retention import forgotten
        from jobs.ports import Periodic, periodic
        from workshops import (  # noqa: F401
            closing,
            following,
            holdings,
            homes,
            link_joining,
            receivers,
            retention,
            rules,
            tasks,
        )

        homes.declare()
        link_joining.join()
        likeness = Periodic("workshops.likeness", tasks.renew_all_likeness, seconds=600)
        periodic.append(likeness)
        forgotten += retention.ALL
        followers.extend([following.parts, following.contributors, following.proposals])
        ports.holdings.append(holdings.proposals)
        ports.parts.append(holdings.parts_of)
        audiences.append(closing.audience)
        closings.append(closing.closings)
        sections += [
            Section("proposals", _("Proposals"), "workshops.plan", 41),
            Section("sessions", _("Sessions"), "workshops.plan", 42),
        ]
        named_by["workshops.proposal.organisation"] = _("proposals")
        named_by["workshops.session.organisation"] = _("sessions")
