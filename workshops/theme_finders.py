"""What an address of themes and conversations means. Each finder raises Http404."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from events.models import Theme
from workshops.models import Conversation, Facilitator, ThemeMessage


def find_theme(event: str, theme: UUID) -> Theme:
    rows = Theme.objects.select_related("event", "name")
    return get_object_or_404(rows, event__slug=event, uid=theme)


def find_facilitator(event: str, facilitator: int) -> Facilitator:
    rows = Facilitator.objects.select_related("theme__event")
    return get_object_or_404(rows, theme__event__slug=event, pk=facilitator)


def find_theme_message(event: str, message: UUID) -> ThemeMessage:
    rows = ThemeMessage.objects.select_related("theme__event")
    return get_object_or_404(rows, theme__event__slug=event, uid=message)


def find_conversation(event: str, conversation: UUID) -> Conversation:
    rows = Conversation.objects.select_related(
        *("event", "one__theme", "one__organisation"),
        *("other__theme", "other__organisation"),
    )
    return get_object_or_404(rows, event__slug=event, uid=conversation)
