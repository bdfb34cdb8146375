"""What somebody's own page shows beside her registration."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access.paging import page_of
from delegates import countries
from delegates.actions.waiting import offers
from delegates.answers import Answers, document_of, party_of
from delegates.models import Companion, Questionnaire, Quota, Registration, Reply
from delegates.queries.questions import Answered, answered, current, open_follow_ups, title_of
from delegates.questions.answers import values
from delegates.questions.conditions import lacking
from delegates.questions.document import read
from delegates.refusals import Full
from events.models import Event


@dataclass(frozen=True)
class FormAnswers:
    """Answers to the event's own form; `hidden` counts the sensitive ones that are left out."""

    rows: list[Answered]
    hidden: int
    country: str
    passports: list[Any]
    companions: list[Companion]


def form_answers(
    registration: Registration, languages: Sequence[str], *, sensitive: bool = False
) -> FormAnswers:
    """At most three queries."""
    named = countries.names(registration.event)
    version = registration.form_version
    rows = answered(
        document_of(version),
        registration.answers,
        languages,
        named=named,
        closed=version.questionnaire.purged if version else (),
    )
    shown = [each for each in rows if sensitive or not each.sensitive]
    passports = [countries.passport_name(code, named) for code in registration.passports]
    alone = registration.party == 1
    came = [] if alone else list(registration.companions.order_by("pk"))
    country = named.get(registration.country, "")
    return FormAnswers(shown, len(rows) - len(shown), country, passports, came)


def asks_more(registration: Registration) -> bool:
    """Whether the form needs answers by now that she has not given. One query."""
    version = current(registration.event)
    if version is None or registration.form_version == version:
        return False
    own = {name: getattr(registration, name) for name in ("category", "attendance", "country")}
    given = values(registration.answers) | own
    return bool(lacking(read(version.document), given, version.questionnaire.purged))


@dataclass(frozen=True)
class FollowUp:
    """A form for those who are registered, and what she has sent of it."""

    uid: Any
    title: str
    several: bool
    replies: list[Reply]


def follow_ups(registration: Registration, languages: Sequence[str]) -> list[FollowUp]:
    """Those that are open, for somebody who is confirmed. Two queries, one where none is."""
    confirmed = registration.state == Registration.State.CONFIRMED
    open_ones = open_follow_ups(registration) if confirmed else []
    if not open_ones:
        return []
    sent: dict[int, list[Reply]] = {}
    for reply in registration.replies.order_by("number"):
        sent.setdefault(reply.questionnaire_id, []).append(reply)
    return [
        FollowUp(
            each.questionnaire.uid,
            title_of(read(each.document), languages),
            each.questionnaire.replies == "several",
            sent.get(each.questionnaire_id, []),
        )
        for each in open_ones
    ]


def no_room(
    full: Full, registration: Registration, answers: Answers
) -> tuple[str | None, ValidationError]:
    """(field, what to say) where a change needs seats that are not free. One query."""
    if answers.filled and party_of(answers.filled) > registration.party:
        left = sum(each.free for each in Quota.objects.filter(pk=full.quota))
        said = ngettext(
            "%(left)d more seat is free. Nothing was changed: your places stay yours.",
            "%(left)d more seats are free. Nothing was changed: your places stay yours.",
            left,
        )
        return "companions", ValidationError(said, code="full", params={"left": left})
    return None, ValidationError(str(full) or _("There is no free place."), code="full")


def may_wait_to_change(registration: Registration) -> bool:
    """Whether she can wait for seats that she wants instead of hers. One query."""
    event = Event.objects.select_related("seating").get(pk=registration.event_id)
    confirmed = registration.state == Registration.State.CONFIRMED
    return confirmed and offers(event, timezone.now())


def replies(form: Questionnaire, languages: Sequence[str], after: str) -> dict[str, Any]:
    """Fifty answers to a follow-up form in the order in which they came. Three queries."""
    rows = form.reply_rows.select_related("registration", "version__questionnaire")
    page, named = page_of(rows, after), countries.names(form.event)
    shown = [
        (each, answered(document_of(each.version), each.answers, languages, named=named))
        for each in page.rows
    ]
    return {"page": page, "rows": shown}
