"""What forms add to other topics: columns of a file, and what follows when two become one."""

from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from delegates import countries
from delegates.columns import Column, Sheet
from delegates.models import Companion, FormVersion, Questionnaire, Registration, Reply
from delegates.ports import Follower, rows_follow
from delegates.queries.questions import in_words
from delegates.questions.document import Question, read, spoken
from delegates.questions.fields import name_of
from events.models import Event
from files.tables import Cell

NAMES = {
    "badge_name": Column(_("name on the badge"), "badge_name"),
    "sorted_as": Column(_("in lists under"), "sorted_as"),
    "country_words": Column(_("country in own words"), "country_words"),
    "passports": Column(_("passports"), "passports"),
    "passport_words": Column(_("passport in own words"), "passport_words"),
    "party": Column(_("how many"), "party"),
}


def columns(event: Event) -> dict[str, Column]:
    """A column for each question that was ever published, by its id: a key for ever.

    What a condition hides and what was purged is left out. Two queries.
    """
    rows = FormVersion.objects.filter(questionnaire__event=event, questionnaire__use="registration")
    asked: dict[str, Question] = {}
    purged: set[str] = set()
    for version in rows.select_related("questionnaire").order_by("number"):
        asked |= read(version.document).by_key()
        purged |= set(version.questionnaire.purged)
    named = countries.names(event, event.lang) if asked else {}
    return NAMES | {
        name_of(key): Column(
            spoken(question.label, event.languages)[0], "answers", partial(_cell, question, named)
        )
        for key, question in asked.items()
        if key not in purged
    }


def _cell(question: Question, named: dict[str, str], answers: Any, sheet: Sheet) -> Cell:
    given = answers.get(question.key, {})
    if not given or given.get("dormant"):
        return ""
    return in_words(question, given["value"], sheet.event.languages, named)


def join_replies(gone: Registration, kept: Registration) -> list[int]:
    """Answers to forms that take one answer stay where the other has answered too."""
    moved = []
    last: dict[int, int] = {}
    for reply in kept.replies.order_by("number"):
        last[reply.questionnaire_id] = reply.number
    for reply in gone.replies.select_related("questionnaire").order_by("number"):
        several = reply.questionnaire.replies == Questionnaire.Replies.SEVERAL
        if several or reply.questionnaire_id not in last:
            reply.number = last.get(reply.questionnaire_id, 0) + 1
            last[reply.questionnaire_id] = reply.number
            reply.registration = kept
            reply.save(update_fields=["registration", "number"])
            moved.append(reply.pk)
    return moved


def part_replies(gone: Registration, kept: Registration, moved: list[int]) -> None:
    Reply.objects.filter(pk__in=moved, registration=kept).update(registration=gone)


FOLLOWERS = [
    Follower("replies", join_replies, part_replies),
    rows_follow("companions", Companion, "registration"),
]


def join() -> None:
    """Called once, when the app is ready."""
    from accounts import ports
    from delegates.columns import of_event
    from delegates.form_holdings import forms
    from delegates.ports import followers
    from delegates.purging import purge_what_ended
    from events.ports import Section, sections
    from jobs.ports import Periodic, periodic

    of_event.append(columns)
    followers.extend(FOLLOWERS)
    ports.holdings.append(forms)
    sections.append(Section("forms", _("Forms"), "delegates.organise", 41))
    periodic.append(Periodic("delegates.purge", purge_what_ended, seconds=86_400))
