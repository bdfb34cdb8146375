"""What a person's own pages read."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from accounts.models import Person, Record
from accounts.ports import Entrance, Part, entrances, holdings, parts


def parts_of(person: Person, languages: Sequence[str]) -> list[Part]:
    """What she takes part in, the latest first; apps that name the same address share a line."""
    by_address: dict[str, Part] = {}
    for offered in parts:
        for part in offered(person, languages):
            known = by_address.setdefault(part.address, part)
            if known is not part:
                known.says += part.says
    return sorted(by_address.values(), key=lambda part: part.begins, reverse=True)


def still_to_come(found: Sequence[Part], today: date) -> tuple[list[Part], list[Part]]:
    """Those not over yet, the next one first, and those that are."""
    coming = [part for part in found if part.ends >= today]
    return coming[::-1], [part for part in found if part.ends < today]


def entrances_of(person: Person) -> list[Entrance]:
    """The pages of upper apps about how she logs in."""
    return [each for offered in entrances for each in offered(person)]


def all_about(person: Person) -> dict[str, Any]:
    """Everything that this server holds about her, ready for JSON."""
    return {"account": account_of(person), **{held.name: held.show(person) for held in holdings}}


def account_of(person: Person) -> dict[str, Any]:
    addresses = EmailAddress.objects.filter(user=person).values("email", "verified", "primary")
    keys = Authenticator.objects.filter(user=person).values("type", "created_at", "last_used_at")
    return {
        "email": person.address if person.has_address else "",
        "called": person.called,
        "languages": person.languages,
        "zone": person.zone,
        "joined_at": person.joined_at,
        "last_login": person.last_login,
        "addresses": list(addresses),
        "keys": list(keys),
        "quiet_from": person.quiet_from,
        "quiet_until": person.quiet_until,
        "notices": list(person.notices.values("kind", "values", "address", "made_at", "read_at")),
        "wishes": list(person.notice_wishes.values("kind", "way", "push")),
        "browsers": list(person.browsers.values("endpoint", "made_at")),
        "mails": list(person.mails.values("subject", "body", "written_at", "sent_at")),
        "did": list(Record.objects.filter(person=person).values("did", "object", "fields", "at")),
    }
