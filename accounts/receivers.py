"""What Django and allauth tell: of a session that ends, of an address that changed."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_changed
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from accounts import push
from accounts.mailboxes import hand_over
from accounts.models import Person


@receiver(user_logged_out)
def on_log_out(*, request: HttpRequest, user: Person | None, **_details: Any) -> None:
    """A browser in which nobody is logged in shows nobody's notices."""
    if user:
        push.forget_at_log_out(request)


@receiver(email_changed)
def on_new_address(
    *, user: Person, from_email_address: EmailAddress | None, **_details: Any
) -> None:
    """Whoever has an address of her own shares no mailbox any more; the others keep theirs."""
    Person.objects.filter(pk=user.pk).exclude(mailbox="").update(mailbox="")
    if from_email_address:
        hand_over(from_email_address.email)
