"""A badge as she who wears it sees it on her phone."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from delegates import badge_sheets, codes
from delegates.models import Badge, Registration
from delegates.queries.checkin import name_at_the_desk


@dataclass(frozen=True)
class OwnBadge:
    """Her valid badge: the square as SVG for the page, and as PNG for her phone's pictures."""

    name: str
    category: Any
    code: str
    days: list[date]
    square: str
    picture: str


def badge_of(registration: Registration) -> OwnBadge | None:
    """Nothing where no badge was given yet, or her place is not confirmed. One query."""
    if registration.state != Registration.State.CONFIRMED:
        return None
    badge = registration.badges.filter(state=Badge.State.VALID).first()
    if badge is None:
        return None
    event = registration.event
    token = codes.sign(event, badge.code, registration.category, badge.days)
    return OwnBadge(
        name=name_at_the_desk(registration),
        category=registration.get_category_display(),
        code=codes.grouped(badge.code),
        days=[event.begins + timedelta(days=day) for day in badge.days],
        square=badge_sheets.qr(token),
        picture=badge_sheets.picture(token),
    )
