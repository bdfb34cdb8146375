"""Kinds of notices about what proposers say to each other."""

from django.utils.translation import gettext_lazy as _

from accounts.models import NoticeWish
from accounts.ports import NoticeKind

KINDS = [
    NoticeKind(
        "workshops.written_to",
        _("Those behind another proposal write to you"),
        "workshops/notices/written_to.txt",
    ),
    NoticeKind(
        "workshops.theme_said",
        _("Something is said to all who propose in a theme of yours"),
        "workshops/notices/theme_said.txt",
        NoticeWish.Way.DAILY,
    ),
]
