"""What allauth tells of an address that changed."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_changed
from django.dispatch import receiver

from accounts.mailboxes import hand_over
from accounts.models import Person


@receiver(email_changed)
def on_new_address(
    *, user: Person, from_email_address: EmailAddress | None, **_details: Any
) -> None:
    """Whoever has an address of her own shares no mailbox any more; the others keep theirs."""
    Person.objects.filter(pk=user.pk).exclude(mailbox="").update(mailbox="")
    if from_email_address:
        hand_over(from_email_address.email)
