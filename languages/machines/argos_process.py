"""Run by another Python, in which argostranslate is installed: one line of JSON a question.

`{"do": "list"}` is answered by `{"done": {"en": ["fr"]}}`, a translation by `{"done": ["…"]}`,
and what is not there by `{"missing": "…"}`. It imports nothing of Convoca's.
"""

import contextlib
import json
import sys
from typing import Any


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    try:
        from argostranslate import translate
    except ImportError as error:
        return {"missing": f"argostranslate ({error})"}
    languages = {each.code: each for each in translate.get_installed_languages()}
    if not languages:
        return {"missing": "language packages"}
    if asked["do"] == "list":
        return {"done": {code: _targets(each) for code, each in languages.items()}}
    found = languages[asked["from"]].get_translation(languages[asked["to"]])
    return {"done": [found.translate(words) for words in asked["q"]]}


def _targets(language: Any) -> list[str]:
    """Into which it translates; every language also offers itself."""
    codes = (each.to_lang.code for each in language.translations_from)
    return sorted(set(codes) - {language.code})


def main() -> None:
    out = sys.stdout
    for line in sys.stdin:
        # What libraries print is no answer.
        with contextlib.redirect_stdout(sys.stderr):
            try:
                said = answer(json.loads(line))
            except Exception as error:  # noqa: BLE001 (what a library raises is not known)
                said = {"missing": type(error).__name__}
        out.write(json.dumps(said) + "\n")
        out.flush()


if __name__ == "__main__":
    main()
