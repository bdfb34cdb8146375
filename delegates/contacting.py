"""Contacts of organisations are told that they stand in a directory, and can go by one link."""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django_tasks import task

from accounts import mail
from delegates.models import Contact
from events.models import Event
from languages import texts

SALT = "delegates.contact"


def token_of(contact: Contact) -> str:
    return signing.dumps(str(contact.uid), salt=SALT)


def uid_in(token: str) -> str:
    """The contact's uid; empty for a token that is not ours."""
    try:
        return str(signing.loads(token, salt=SALT))
    except signing.BadSignature:
        return ""


@task(queue_name="mail")
def tell_contact(uid: str, event: int) -> None:
    """Tells her for what she stands in the directory, who reads it, and how she gets out."""
    contact = Contact.objects.select_related("organisation").filter(uid=uid).first()
    if contact is None:
        return
    at = Event.objects.select_related("series").get(pk=event)
    languages = list(dict.fromkeys(filter(None, [contact.lang, at.lang])))
    home = at.series.name_id if at.series else at.name_id
    named = texts.load([contact.organisation.name_id, home], languages)
    page = reverse("delegates:own_contact", args=[at.slug, token_of(contact)])
    mail.write(
        to=contact.email,
        template="delegates/mail/contact",
        context={
            "contact": contact,
            "organisation": named[contact.organisation.name_id],
            "home": named[home],
            "page": f"{settings.ADDRESS}{page}",
        },
        languages=languages,
    )
