"""What translators hear about their translations."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import notices
from accounts.models import Person
from accounts.ports import NoticeKind
from languages.models import Remark

KINDS = [
    NoticeKind(
        "languages.sent_back",
        _("A translation is sent back to you"),
        "languages/notices/sent_back.txt",
    ),
    NoticeKind(
        "languages.remarked",
        _("Somebody remarks on a translation of yours"),
        "languages/notices/remarked.txt",
    ),
]
# How much of a text and of a remark a notice holds.
SHORT = 120


def sent_back(said: Remark, people: Iterable[Person]) -> None:
    _tell("languages.sent_back", said, people)


def remarked(said: Remark, people: Iterable[Person]) -> None:
    _tell("languages.remarked", said, people)


def _tell(kind: str, said: Remark, people: Iterable[Person]) -> None:
    address = reverse("languages:translate", args=[said.text.space_id, said.text_id, said.lang])
    values: dict[str, Any] = {
        "begins": said.text.body[:SHORT],
        "tag": said.lang,
        "remark": said.body[:SHORT],
    }
    notices.tell(people, kind=kind, address=address, values=values)
