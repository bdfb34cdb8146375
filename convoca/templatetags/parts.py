"""The parts of which pages are made: scripts, icons, chips of languages, hours in their zone."""

from collections.abc import Iterable
from typing import Any

import rules
from django import template
from django.conf import settings
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_vite.core.asset_loader import DjangoViteAssetLoader

from languages import tags

register = template.Library()

SHORT = {"ar": "ع"}
"""How a language is called on the masthead where two letters are not what its readers write."""


@register.simple_tag
def entry(name: str) -> SafeString:
    """The script and style of `frontend/src/entries/<name>.ts`."""
    loader = DjangoViteAssetLoader.instance()
    return SafeString(loader.generate_vite_asset(f"src/entries/{name}.ts"))


@register.simple_tag
def entry_file(path: str) -> str:
    """The address of a built file by its path in frontend/."""
    return str(DjangoViteAssetLoader.instance().generate_vite_asset_url(path))


@register.simple_tag
def icon(name: str, mirrored: bool = False) -> SafeString:
    """A drawing of frontend/src/icons.svg, silent for those who hear the page."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        " mirrored" if mirrored else "",
        entry_file("src/icons.svg"),
        name,
    )


@register.simple_tag
def theme(colour: int | None, name: Any) -> SafeString:
    """A theme's mark beside its name (a Reading): a colour never stands alone."""
    if not name:
        return SafeString("")
    return format_html(
        '<span class="theme theme-{}">{}<span lang="{}" dir="{}">{}</span></span>',
        colour or 0,
        icon(f"theme-{colour}") if colour else "",
        name.lang,
        tags.direction(name.lang),
        name.body,
    )


def codes(languages: Iterable[str]) -> SafeString:
    into = get_language() or "en"
    return format_html_join(
        " ",
        '<abbr title="{}">{}</abbr>',
        ((tags.name(lang, into), lang.upper()) for lang in languages),
    )


@register.simple_tag
def languages(spoken: Iterable[str], interpreted: Iterable[str] = ()) -> SafeString:
    """Codes of languages: a solid box is spoken, a dashed one after the arrow interpreted into."""
    interpreted = list(interpreted)
    into = format_html(
        ' <span class="into"><span class="only-read-aloud">{}</span>{}</span>',
        _("interpreted into"),
        codes(interpreted),
    )
    return format_html(
        '<span class="langs">{}{}</span>', codes(spoken), into if interpreted else ""
    )


@register.simple_tag
def interface_languages() -> list[dict[str, Any]]:
    """The languages in which the interface speaks, each by its own name."""
    return [
        {
            "code": code,
            "name": tags.own_name(code),
            "short": SHORT.get(code, code.upper()),
            "dir": tags.direction(code),
            "current": code == get_language(),
        }
        for code, _name in settings.LANGUAGES
    ]


@register.simple_tag(takes_context=True)
def in_language(context: template.Context, code: str) -> str:
    """The query that asks for this page in `code` and keeps the rest."""
    request = context.get("request")
    query = request.GET.copy() if request and request.method == "GET" else QueryDict(mutable=True)
    query["lang"] = code
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def may(context: template.Context, rule: str, target: Any = None) -> bool:
    """Whether the reader may; nobody may on an artefact."""
    user = context.get("user")
    if user is None or not user.is_authenticated or not rules.rule_exists(rule):
        return False
    return bool(rules.test_rule(rule, user, getattr(target, "event", target)))
