from typing import Any

from django import template

from access.doors import allows
from events.ports import Section, sections

register = template.Library()


@register.simple_tag(takes_context=True)
def sections_of(context: template.Context, event: Any) -> list[Section]:
    """The organisers' pages that the reader may open, in their order. `event` is an EventView."""
    person, target = context["user"], getattr(event, "event", event)
    mine = [each for each in sections if allows(each.rule, person, target)]
    return sorted(mine, key=lambda each: each.place)
