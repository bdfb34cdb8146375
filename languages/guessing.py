"""In which of an event's languages somebody seems to write; the author decides."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from languages import tags

# Under so many letters a guess is worth nothing: names and slogans look like any language.
FEWEST_LETTERS = 12
MOST_LETTERS = 1_000
# The share of the event's languages together that one must have to be named.
SURE = 0.95
# What the model calls languages otherwise than we do.
CALLED = {"fuv": "ff", "gug": "gn", "kik": "ki", "sdh": "ckb", "tl": "fil", "uzs": "uz"}


def guess(words: str, among: Sequence[str], said: str) -> str | None:
    """The one of `among` in which `words` are, where that is clear and is not the one `said`.

    None for short words, and where the model knows nothing of the language that is said: it would
    take it for its neighbour.
    """
    letters = sum(letter.isalpha() for letter in words)
    offered = {tags.base(tag): tag for tag in reversed(tags.written_only(among))}
    known = {CALLED.get(label, label) for label in _model().labels} if len(offered) > 1 else set()
    if letters < FEWEST_LETTERS or tags.base(said) not in known or len(offered) < 2:
        return None
    ranked = [(CALLED.get(label, label), share) for label, share in _ranked(words[:MOST_LETTERS])]
    shares = [(label, share) for label, share in ranked if label in offered]
    best, share = max(shares, key=lambda pair: pair[1], default=("", 0.0))
    whole = sum(each for _label, each in shares)
    is_clear = whole > 0 and share / whole >= SURE
    return offered[best] if is_clear and best != tags.base(said) else None


def _ranked(words: str) -> list[tuple[str, float]]:
    return [(str(label), float(share)) for label, share in _model().rank(words)]


@lru_cache(maxsize=1)
def _model() -> Any:
    """Loaded when first asked: 0.8 s of CPU and 100 MB, once in a process."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
