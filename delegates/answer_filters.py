"""Lists narrowed by answers to the event's own form: `?q-<id of a question>=<answer>`.

The address alone says how: what is narrowed needs no form, so that a kept list outlives versions.
"""

import re
from collections.abc import Mapping
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

NAME = re.compile(r"q-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")
# The id of an option, yes or no, the code of a country, the tag of a language.
ANSWER = re.compile(r"[A-Za-z0-9-]{1,40}")
MOST = 10


def asked(given: Mapping[str, str]) -> dict[str, str]:
    """What an address asks of answers, at most ten; what is neither question nor answer is not."""
    found = (
        (name, given[name])
        for name in given
        if NAME.fullmatch(name) and ANSWER.fullmatch(given[name])
    )
    return dict(islice(found, MOST))


def narrow(rows: QuerySet[Any], name: str, answer: str) -> QuerySet[Any]:
    """Those whose answer is or includes this one, and is not hidden by a condition."""
    found = NAME.fullmatch(name)
    if found is None:
        return rows
    key, alias = found[1], f"said_{found[1].replace('-', '')}"
    said = rows.annotate(
        **{
            alias: _text("value", key),
            f"{alias}_hidden": Coalesce(_text("dormant", key), Value(""), output_field=TextField()),
        }
    )
    # A list of answers is searched as its JSON text.
    is_it = Q(**{alias: answer}) | Q(**{f"{alias}__contains": f'"{answer}"'})
    return said.filter(is_it).exclude(**{f"{alias}_hidden": "true"})


def _text(part: str, key: str) -> Cast:
    """As plain text, which is compared as it is and not as JSON."""
    return Cast(KeyTextTransform(part, KeyTextTransform(key, "answers")), TextField())
