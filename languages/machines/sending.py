"""A whole text to a machine and back: cut, shielded, looked up, paid for, checked."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from languages.machines import checking
from languages.machines.budget import give_back, spend
from languages.machines.glossary import NO_GLOSSARY, Glossary
from languages.machines.keeping import SIGN, Shielded, put_together, shield, unshield
from languages.machines.machine import BadAnswer, Busy, Machine, Refuses
from languages.machines.pieces import cut
from languages.models import MachineAnswer, Space

# Letters and segments of one call: what a small server translates in half a minute.
LETTERS, SEGMENTS = 4_000, 40
# How many answers are looked up at once: SQLite binds 32,766 values.
AT_ONCE = 5_000


@dataclass
class Order:
    """What is to be translated, and what was asked for it so far (`digests`)."""

    machine: Machine
    space: Space
    body: str
    source_lang: str
    lang: str
    markdown: bool = False
    glossary: Glossary = NO_GLOSSARY
    digests: set[str] = field(default_factory=set)


def translated(order: Order) -> str:
    """The text in the other language, with all that was to be kept.

    Each segment's answer is kept by its content, so that an order which had to stop goes on
    where it was. Raises Fault, also Spent where the space's letters of the day are used up.
    """
    pieces = cut(order.body, markdown=order.markdown)
    shielded = [
        shield(piece.words, glossary=order.glossary, markdown=order.markdown)
        if piece.is_sent
        else Shielded(piece.words)
        for piece in pieces
    ]
    sent = [i for i, each in enumerate(shielded) if pieces[i].is_sent and each.says_something]
    answers = _ask(order, [shielded[i].words for i in sent])
    said = [_as_it_was(each) for each in shielded]
    for place, answer in zip(sent, answers, strict=True):
        said[place] = _put_back(order, pieces[place].words, shielded[place], answer)
    whole = "".join(said)
    _check(order, [pieces[i].words for i in sent], [said[i] for i in sent])
    return whole


def _as_it_was(each: Shielded) -> str:
    """With everything put back, our words in place of the source's."""
    numbers = [int(number) for number in SIGN.findall(each.words)] if each.kept else []
    return put_together(each, each.in_between, numbers) if numbers else each.words


def _put_back(order: Order, source: str, each: Shielded, answer: str) -> str:
    """What the machine did not keep is sent again as the words in between: worse to read, but
    nothing is lost. Our own words then stand as they would have been translated.
    """
    try:
        said = unshield(each, answer)
    except BadAnswer:
        plain = shield(source, glossary=NO_GLOSSARY, markdown=order.markdown)
        numbers = list(range(1, len(plain.kept) + 1))
        said = put_together(plain, _between(order, plain.in_between), numbers)
    return order.glossary.correct(source, said)


def _between(order: Order, words: Sequence[str]) -> list[str]:
    """Each of them translated, with the space that stands round it."""
    found = list(words)
    sent = [i for i, each in enumerate(words) if any(letter.isalpha() for letter in each)]
    for place, answer in zip(sent, _ask(order, [words[i].strip() for i in sent]), strict=True):
        found[place] = words[place].replace(words[place].strip(), SIGN.sub("", answer).strip(), 1)
    return found


def _check(order: Order, sources: Sequence[str], answers: Sequence[str]) -> None:
    """A wrong language is not kept, so that another try asks anew."""
    try:
        checking.check_language(" ".join(sources), " ".join(answers), order.source_lang, order.lang)
    except BadAnswer:
        every = list(order.digests)
        for start in range(0, len(every), AT_ONCE):
            MachineAnswer.objects.filter(digest__in=every[start : start + AT_ONCE]).delete()
        raise


def _ask(order: Order, segments: Sequence[str]) -> list[str]:
    """An answer for each segment, from those kept or from the machine."""
    digests = {words: _digest(order, words) for words in segments}
    order.digests |= set(digests.values())
    known = _kept(list(digests.values()))
    for batch in _batches(order, [w for w, digest in digests.items() if digest not in known]):
        answers = _send(order, batch)
        known |= {digests[words]: said for words, said in zip(batch, answers, strict=True)}
        MachineAnswer.objects.bulk_create(
            (
                MachineAnswer(digest=digests[words], body=said, used_at=timezone.now())
                for words, said in zip(batch, answers, strict=True)
            ),
            ignore_conflicts=True,
        )
    return [known[digests[words]] for words in segments]


def _kept(digests: Sequence[str]) -> dict[str, str]:
    """Answers of before, which count as used now. Two statements for each 5,000."""
    known: dict[str, str] = {}
    for start in range(0, len(digests), AT_ONCE):
        found = MachineAnswer.objects.filter(digest__in=digests[start : start + AT_ONCE])
        known |= dict(found.values_list("digest", "body"))
        found.update(used_at=timezone.now())
    return known


def _digest(order: Order, words: str) -> str:
    """Of all on which an answer depends; our own words stand in the segment as signs."""
    parts = (order.machine.name, order.source_lang, order.lang, words)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _batches(order: Order, segments: Sequence[str]) -> Iterator[list[str]]:
    """Never more letters in one than the space may send in a day."""
    most, batch, letters = min(LETTERS, order.space.machine_letters), list[str](), 0
    for words in segments:
        if batch and (letters + len(words) > most or len(batch) == SEGMENTS):
            yield batch
            batch, letters = [], 0
        batch.append(words)
        letters += len(words)
    if batch:
        yield batch


def _send(order: Order, batch: Sequence[str]) -> list[str]:
    """Pays for the letters first; takes them back if the machine did nothing with them."""
    letters = sum(map(len, batch))
    today = timezone.now().date()
    spend(order.space, letters, today)
    try:
        answers = order.machine.translate(batch, order.source_lang, order.lang)
    except (Busy, Refuses):
        give_back(order.space, letters, today)
        raise
    return [checking.clean(words, said) for words, said in zip(batch, answers, strict=True)]
