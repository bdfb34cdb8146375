"""The machine of a server whose operator has set up none."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from languages.machines.machine import Refuses


class Nobody:
    name = "none"

    def where(self) -> str:
        return _("No machine is set up on this server, so nothing is sent anywhere.")

    def offers(self) -> Mapping[str, frozenset[str]]:
        return {}

    def translate(self, segments: Sequence[str], source_lang: str, lang: str) -> list[str]:
        raise Refuses("No machine is set up.")
