"""What is told of proposals, besides their links."""

from django.utils.translation import gettext_lazy as _

from accounts.ports import NoticeKind

KINDS = [
    NoticeKind(f"workshops.host_{name}", title, f"workshops/notices/host_{name}.txt")
    for name, title in (
        ("confirmed", _("An organisation holds your proposal together with you")),
        ("declined", _("An organisation does not hold your proposal together with you")),
        ("left", _("An organisation no longer holds your proposal together with you")),
    )
]
