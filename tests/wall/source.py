"""A wall on which lines are written, changed and taken off; some are for moderators only."""

import rules
from django.db import transaction
from django.http import Http404

from realtime import log, ports
from realtime.models import Entry

RULE = "wall.follow"


class Wall:
    """Topics `wall:…`; `wall:missing…` is not there, `wall:closed…` needs a log-in."""

    rule = RULE

    def find(self, name: str) -> str:
        if name.startswith("wall:missing"):
            raise Http404
        return name

    def audience(self, person, name: str) -> str:
        return "moderators" if person.is_authenticated else "everyone"

    def state(self, name: str, lang: str, audience: str) -> dict:
        state: dict = {}
        for entry in log.entries_after(name, 0, limit=100_000):
            data = self.render(entry, lang, audience)
            if data is not None:
                apply(state, entry.kind, entry.seq, data)
        return state

    def render(self, entry: Entry, lang: str, audience: str) -> dict | None:
        if entry.audience not in {"everyone", audience}:
            return None
        words = entry.payload.get("words", {})
        return {**entry.payload, "words": words.get(lang) or words.get(entry.lang, "")}

    def counters(self, name: str) -> dict[str, int]:
        return {"lines": log.head(name).seq}


def apply(state: dict, kind: str, seq: int, data: dict) -> None:
    """What a reader does with an entry; the snapshot is made of the same."""
    if kind == "line":
        state[str(seq)] = data["words"]
    elif kind == "change" and str(data["of"]) in state:
        state[str(data["of"])] = data["words"]
    elif kind == "removed" and "of" in data:
        state.pop(str(data["of"]), None)


def write(name: str, words: str, *, kind: str = "line", audience: str = "everyone", **more) -> int:
    """Writes on a wall, with a French translation."""
    payload = {"words": {"en": words, "fr": f"« {words} »"}, **more}
    with transaction.atomic():
        return log.append(name, kind=kind, payload=payload, lang="en", audience=audience).seq


def may_follow(person, name: str) -> bool:
    return "closed" not in name or bool(person and person.is_authenticated)


def register_wall() -> None:
    if not rules.rule_exists(RULE):
        rules.add_rule(RULE, rules.predicate(may_follow))
    ports.register("wall", Wall())
