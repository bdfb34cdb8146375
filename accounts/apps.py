from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import keys, receivers  # noqa: F401
        from accounts.ports import NoticeKind, declare
        from accounts.tasks import forget_mails, forget_notices, send_due_notices
        from jobs.ports import Periodic, periodic

        title = _("What others get by mail, where you have no address")
        declare(NoticeKind("accounts.unmailed", title, "accounts/notices/unmailed.txt", "inbox"))
        periodic.append(Periodic("accounts.forget_mails", forget_mails, seconds=24 * 3600))
        periodic.append(Periodic("accounts.send_due_notices", send_due_notices, seconds=60))
        periodic.append(Periodic("accounts.forget_notices", forget_notices, seconds=24 * 3600))
