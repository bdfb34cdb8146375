"""Run by bench/texts.py in a process and a database of its own: fills it and measures."""

import json
import os
import sys

import django

from bench.registrations_inside import cpu

LANGUAGES = ["ar", "wo", "sw", "fr"]


def fill(many: int) -> tuple[list[int], list[int]]:
    """Texts of a page's length: `many` with two translations each, the reader's last language
    among them, and `many` with none.
    """
    from languages import spaces
    from languages.models import Text, Translation

    space = spaces.make(["es", "fr", "pt"])
    body = "La economía solidaria no es un sueño. " * 8
    of_both = [
        Text.objects.bulk_create(
            Text(space=space, lang="es", body=f"{body}{n}", folded=body) for n in range(many)
        )
        for _ in range(2)
    ]
    Translation.objects.bulk_create(
        Translation(text=text, lang=lang, body=body, folded=body, of_revision=1)
        for text in of_both[0]
        for lang in ("fr", "pt")
    )
    return [text.pk for text in of_both[0]], [text.pk for text in of_both[1]]


def main(many: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "convoca.settings"
    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from languages import texts

    call_command("migrate", verbosity=0)
    translated, plain = fill(many)
    texts.load(translated, LANGUAGES)
    with CaptureQueriesContext(connection) as asked:
        found = texts.load(translated, LANGUAGES)
    assert {found[pk].lang for pk in translated} == {"fr"}
    of_plain = cpu(lambda: texts.load(plain, LANGUAGES))
    of_translated = cpu(lambda: texts.load(translated, LANGUAGES))
    told = {
        "queries": len(asked),
        "more": (of_translated - of_plain) * 1e3,
        "plain": of_plain * 1e3,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(int(sys.argv[1]))
