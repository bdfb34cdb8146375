"""argos-translate, as a process of its own that speaks lines of JSON.

Tried without a language package: what it says when the program or its packages are missing.
"""

import json
import subprocess
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from languages.machines.machine import BadAnswer, Busy, Refuses, UnknownLanguage, pair

SCRIPT = Path(__file__).with_name("argos_process.py")
# Seconds for one call; the first of a pair of languages loads its model.
SECONDS = 120.0


class Argos:
    """`python` is the program in which argostranslate is installed; it starts when first asked."""

    name = "argos"

    def __init__(self, *, python: str) -> None:
        self.python = python
        self._process: subprocess.Popen[str] | None = None
        self._offers: Mapping[str, frozenset[str]] | None = None

    def where(self) -> str:
        return _("The words go to a program on this server and do not leave it.")

    def offers(self) -> Mapping[str, frozenset[str]]:
        if self._offers is None:
            found = self._ask({"do": "list"})
            self._offers = {source: frozenset(into) for source, into in found.items()}
        return self._offers

    def translate(self, segments: Sequence[str], source_lang: str, lang: str) -> list[str]:
        codes = pair(source_lang, lang, self.offers())
        if codes is None:
            raise UnknownLanguage(f"No package translates {source_lang} into {lang}.")
        words = self._ask({"do": "translate", "from": codes[0], "to": codes[1], "q": [*segments]})
        if not isinstance(words, list) or len(words) != len(segments):
            raise BadAnswer("It answered another number of translations.")
        return [str(each) for each in words]

    def end(self) -> None:
        """Ends the process, which the next call starts again."""
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _ask(self, asked: dict[str, Any]) -> Any:
        process = self._started()
        alarm = threading.Timer(SECONDS, process.kill)
        alarm.start()
        try:
            answer = _exchange(process, json.dumps(asked))
        finally:
            alarm.cancel()
        if not answer:
            self.end()
            raise Busy("The program ended or took too long.", seconds=30)
        try:
            found = json.loads(answer)
            done, missing = found.get("done"), found.get("missing")
        except (ValueError, AttributeError) as error:
            raise BadAnswer("The program answered no JSON.") from error
        if done is None:
            self.end()
            raise Refuses(f"Missing: {missing}.")
        return done

    def _started(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            try:
                self._process = subprocess.Popen(  # noqa: S603 (the operator names the program)
                    [self.python, str(SCRIPT)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    encoding="utf-8",
                )
            except OSError as error:
                raise Refuses("The program named by the operator is not there.") from error
        return self._process


def _exchange(process: subprocess.Popen[str], line: str) -> str:
    """One line there, one back; nothing where the process has ended."""
    if process.stdin is None or process.stdout is None:
        return ""
    try:
        process.stdin.write(line + "\n")
        process.stdin.flush()
        return process.stdout.readline()
    except (OSError, UnicodeError):
        return ""
