"""Whether what a machine answered can be a translation at all."""

from collections import Counter
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError

from languages import tags
from languages.cleaning import clean_words
from languages.machines.machine import BadAnswer
from languages.models.texts import MOST_LETTERS

# A language is only told apart in texts of so many letters.
TOLD_APART = 80
# Among these a wrong answer is looked for, beside the two languages of the pair.
USUAL = frozenset({"ar", "en", "es", "fr", "pt"})
# How much longer than its source a translation may be, and what short words may grow by.
LONGER, GROWTH = 6, 60


def clean(source: str, answer: str) -> str:
    """One segment's answer on one line. Raises BadAnswer for none, for one that is far too long,
    and for letters that people may not type either.
    """
    try:
        said = clean_words(answer, most=MOST_LETTERS)
    except ValidationError as error:
        raise BadAnswer("It holds what nobody may type.") from error
    if not said or len(said) > LONGER * len(source) + GROWTH:
        raise BadAnswer("It is empty, or far too long.")
    return said


def check_language(source: str, answer: str, source_lang: str, lang: str) -> None:
    """Raises BadAnswer if a longer answer is the source again, or clearly in another language."""
    if len(answer) < TOLD_APART:
        return
    if _much_the_same(source, answer):
        raise BadAnswer("It gave the source back.")
    pair = {tags.base(source_lang), tags.base(lang)}
    identifier = _identifier()
    if not pair <= set(identifier.labels):
        return
    found = next(each for each, _score in identifier.rank(answer) if each in pair | USUAL)
    if found != tags.base(lang):
        raise BadAnswer(f"It is in {found}.")


def _much_the_same(source: str, answer: str) -> bool:
    """Nine of ten words stand in the source too."""
    said, given = Counter(answer.lower().split()), Counter(source.lower().split())
    return sum((said & given).values()) >= 0.9 * sum(said.values())


@lru_cache(maxsize=1)
def _identifier() -> Any:
    """py3langid's, loaded once in each process."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE)
