"""What her account shows, hands over and erases of forms: sent, unsent, and who comes along."""

from typing import Any

from accounts.models import Person
from accounts.ports import Holding
from delegates.models import Companion, Registration, Reply, Unsent
from delegates.queries.questions import answered
from delegates.questions.document import read


def show(person: Person) -> dict[str, Any]:
    """Her answers in words, each with its question; what she typed and did not send."""
    languages = list(person.languages)
    rows = Registration.objects.filter(person=person).exclude(form_version=None).order_by("pk")
    replies = Reply.objects.filter(registration__person=person).order_by("pk")
    came = Companion.objects.filter(registration__person=person).order_by("pk")
    unsent = Unsent.objects.filter(person=person).select_related("event").order_by("pk")
    return {
        "registrations": [
            _in_words(each.answers, each.form_version, languages)
            for each in rows.select_related("form_version")
        ],
        "replies": [
            _in_words(each.answers, each.version, languages)
            for each in replies.select_related("version")
        ],
        "companions": list(came.values("name", "age")),
        "unsent": [
            {"event": each.event.slug, "typed": each.typed, "until": each.until.isoformat()}
            for each in unsent
        ],
    }


def _in_words(answers: dict[str, Any], version: Any, languages: list[str]) -> dict[str, str]:
    shown = answered(read(version.document), answers, languages, named={})
    return {str(each.label): each.words for each in shown}


def erase(person: Person) -> None:
    """The rows of registrations are emptied with her registrations (delegates/holdings.py)."""
    Unsent.objects.filter(person=person).delete()
    Reply.objects.filter(registration__person=person).delete()
    Companion.objects.filter(registration__person=person).delete()


forms = Holding("forms", show, erase)
