"""Where upper apps add to the pages of the programme."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class SessionLink:
    """A page of an upper app that every session has: its board, its documents.

    `route` holds `{event}` and `{code}`. The link stands in released artefacts, so it must not
    depend on who reads.
    """

    label: str | Promise
    route: str

    def path(self, event: str, code: str) -> str:
        return self.route.replace("{event}", event).replace("{code}", code)


session_links: list[SessionLink] = []
