"""Consent, given and taken back."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.records import note
from delegates.consents import KINDS
from delegates.models import Consent, Registration

State = Consent.State


@transaction.atomic
def consent(registration: Registration, *, kinds: Iterable[str], lang: str, by: Any) -> list[str]:
    """Writes for each kind whether she agrees, in the version that stands there now: `kinds` are
    those that she agrees to, all others are taken back. Returns what changed.
    """
    wanted = {name for name in kinds if name in KINDS}
    held = {each.kind: each for each in registration.consents.filter(state=State.GIVEN)}
    given = [
        name for name in wanted if name not in held or held[name].version != KINDS[name].version
    ]
    ended = [name for name in held if name not in wanted]
    _end(registration, [name for name in [*given, *ended] if name in held])
    Consent.objects.bulk_create(
        Consent(registration=registration, kind=name, version=KINDS[name].version, lang=lang)
        for name in sorted(given)
    )
    if given:
        note(by, "gave consent", registration, sorted(given))
    if ended:
        note(by, "took consent back", registration, sorted(ended))
        _empty(registration, ended)
    return sorted([*given, *ended])


def consent_first(registration: Registration, *, kinds: Iterable[str], lang: str) -> None:
    """What she agrees to as she registers, in one statement; «registered» is its record."""
    Consent.objects.bulk_create(
        Consent(registration=registration, kind=name, version=KINDS[name].version, lang=lang)
        for name in sorted({name for name in kinds if name in KINDS})
    )


def _end(registration: Registration, kinds: list[str]) -> None:
    rows = registration.consents.filter(state=State.GIVEN, kind__in=kinds)
    rows.update(state=State.WITHDRAWN, withdrawn_at=timezone.now())


def _empty(registration: Registration, kinds: list[str]) -> None:
    """What was kept by consent alone goes with it."""
    columns = [column for name in kinds if name in KINDS for column in KINDS[name].empties]
    if columns:
        Registration.objects.filter(pk=registration.pk).update(**dict.fromkeys(columns, ""))
