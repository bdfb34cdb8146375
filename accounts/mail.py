"""Mails: plain text, one person each, in her language, sent by a job after the commit."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone, translation

from accounts.models import Mail, Person


@dataclass(frozen=True)
class Attachment:
    """A file that goes along; `kind` is its media type, such as `text/calendar`."""

    name: str
    kind: str
    content: bytes


@transaction.atomic
def write(
    *,
    to: Person | str,
    template: str,
    context: Mapping[str, Any],
    languages: Sequence[str] = (),
    attachments: Sequence[Attachment] = (),
    priority: int = 0,
) -> Mail:
    """Writes a mail from `<template>_subject.txt` and `<template>_message.txt` and has it sent.

    Its language is the first of `languages`, else of the person's own, in which the interface
    speaks. Both templates get `address`, this server's own (`https://forum.example`), besides
    `context`; nothing is escaped. Inside a transaction the job waits for its commit. A mail of
    lower `priority` (-100 to 100) goes behind the others. Whoever has no address finds the
    subject in her inbox instead, and the mail counts as sent.
    """
    from accounts.tasks import send

    wanted = languages or (to.languages if isinstance(to, Person) else [])
    lang = spoken_language(wanted)
    with translation.override(lang):
        subject = " ".join(render(f"{template}_subject.txt", context).split())[:300]
        body = render(f"{template}_message.txt", context)
    person, address = (to, to.address) if isinstance(to, Person) else (None, to)
    if person and not person.has_address:
        return _tell_here(person, lang, template, subject, str(context.get("page", "")))
    mail = Mail.objects.create(
        person=person,
        address=address,
        lang=lang,
        template=template,
        subject=subject,
        body=body.strip() + "\n",
        attachments=[_stored(each) for each in attachments],
    )
    send.using(priority=priority).enqueue(mail=mail.pk)
    return mail


def _stored(each: Attachment) -> dict[str, str]:
    return {"name": each.name, "kind": each.kind, "content": b64encode(each.content).decode()}


def _tell_here(to: Person, lang: str, template: str, subject: str, page: str) -> Mail:
    """A notice in place of a mail, leading to the page of which the mail would have spoken."""
    from accounts.notices import tell

    here = page.removeprefix(settings.ADDRESS)
    address = here if here != page and len(here) <= 300 else "/me/"
    tell([to], kind="accounts.unmailed", address=address, values={"subject": subject})
    return Mail.objects.create(
        person=to,
        address=to.address,
        lang=lang,
        template=template,
        subject=subject,
        state=Mail.State.SENT,
        sent_at=timezone.now(),
    )


def render(name: str, context: Mapping[str, Any]) -> str:
    """Plain text needs no escaping."""
    given = Context({"address": settings.ADDRESS, **context}, autoescape=False)
    return str(get_template(name).template.render(given))  # type: ignore[attr-defined]


def spoken_language(wanted: Sequence[str]) -> str:
    """The first of `wanted` in which the interface speaks, else that of the moment."""
    for tag in wanted:
        try:
            return translation.get_supported_language_variant(tag)
        except LookupError:
            continue
    return translation.get_language() or settings.LANGUAGE_CODE
