"""A wish to change, as its owner and the organisers see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from delegates import countries
from delegates.answers import document_of
from delegates.models import Registration, Wish
from delegates.queries.questions import answered
from delegates.queries.waiting import Wait, wait_of
from languages import texts

LABELS = {
    "category": _("Comes as"),
    "country": _("Country or territory"),
    "constituency": _("Counted for"),
    "organisation": _("Organisation"),
    "attendance": _("Takes part"),
    "companions": _("Comes with"),
}


@dataclass(frozen=True)
class WishView:
    """What is to change, in words: (what, to what); `others` counts the answers beyond these.
    `wait` says why she waits, None while the seats are offered.
    """

    wish: Wish
    changes: list[tuple[Any, str]]
    others: int
    wait: Wait | None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.wish, name)


def wish_view(
    registration: Registration, languages: Sequence[str], *, sensitive: bool = False
) -> WishView | None:
    """None for those who wait for no change. At most eleven queries, one without a wish, and none
    where the registration came by `registrations.live`.
    """
    if not getattr(registration, "wishes", True):
        return None
    rows = Wish.objects.select_related(
        "constituency", "organisation", "form_version__questionnaire"
    )
    wish = rows.filter(registration=registration).first()
    if wish is None:
        return None
    words, asked = _words(wish, registration, languages), _asked(wish, registration, languages)
    shown = [(each.label, each.words) for each in asked if sensitive or not each.sensitive]
    changes = [(LABELS[name], words[name]) for name in LABELS if name in wish.changes]
    others = len(wish.changes.keys() - LABELS.keys() - {"party"}) + len(wish.answers) - len(shown)
    return WishView(wish, changes + shown, others, wait_of(wish))


def _words(wish: Wish, registration: Registration, languages: Sequence[str]) -> dict[str, str]:
    changes = wish.changes
    wanted = Registration(
        category=changes.get("category", ""), attendance=changes.get("attendance", "")
    )
    linked = (wish.constituency, wish.organisation)
    ids = [each.name_id if each else None for each in linked]
    named = texts.load(ids, languages)
    constituency, organisation = (str(named[each]) if each else "—" for each in ids)
    country = changes.get("country", "")
    return {
        "category": wanted.get_category_display(),
        "attendance": wanted.get_attendance_display(),
        "country": countries.names(registration.event).get(country, "") or "—",
        "constituency": constituency,
        "organisation": organisation,
        "companions": ", ".join(name for name, _age in changes.get("companions", ())) or "—",
    }


def _asked(wish: Wish, registration: Registration, languages: Sequence[str]) -> Any:
    version = wish.form_version
    given = {key: each for key, each in wish.answers.items() if each is not None}
    if version is None or not given:
        return []
    purged = version.questionnaire.purged
    named = countries.names(registration.event)
    return answered(document_of(version), given, languages, named=named, closed=purged)
