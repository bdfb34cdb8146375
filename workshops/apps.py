from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    name = "workshops"

    def ready(self) -> None:
        from accounts import ports
        from delegates.ports import followers
        from events.retention import forgotten
        from workshops import (  # noqa: F401
            call_joining,
            following,
            holdings,
            homes,
            link_joining,
            notices,
            receivers,
            retention,
            rules,
            tasks,
            theme_joining,
        )

        homes.declare()
        call_joining.join()
        link_joining.join()
        theme_joining.join()
        forgotten += retention.ALL
        followers.extend([following.parts, following.contributors, following.proposals])
        ports.holdings.append(holdings.proposals)
        ports.parts.append(holdings.parts_of)
        ports.declare(*notices.KINDS)
        self._say_what_it_is_called()

    def _say_what_it_is_called(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from delegates.ports import named_by
        from events.ports import Section, sections

        sections += [
            Section("proposals", _("Proposals"), "workshops.plan", 41),
            Section("sessions", _("Sessions"), "workshops.plan", 42),
        ]
        named_by["workshops.proposal.organisation"] = _("proposals")
        named_by["workshops.session.organisation"] = _("sessions")
