"""Writing texts and their translations."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from languages import ports
from languages.models import Revision, Text, Translation
from languages.ports import weight_of
from languages.signals import translated
from languages.texts import gaps
from languages.texts.homes import NOWHERE, Home
from languages.texts.searching import folded

Origin = Translation.Origin
State = Translation.State
# A machine's words may be replaced by a machine's only; an import gives way to a person.
MACHINE = Origin.MACHINE


def unsaved(*, body: str, lang: str, by: Any = None, home: Home = NOWHERE) -> Text:
    """A source text that waits to be written with others; `gaps.open_for` follows the writing."""
    return Text(
        body=body,
        folded=folded(body),
        lang=lang,
        written_by=by,
        space_id=home.space_id,
        kind=home.kind,
        reach=home.reach,
        weight=weight_of(home.kind),
        due_at=home.due_at,
    )


def unsaved_translation(text: Text, *, lang: str, body: str, by: Any = None) -> Translation:
    """A person's translation of a new text, to be written with others."""
    return Translation(
        text=text, lang=lang, body=body, folded=folded(body), of_revision=1, written_by=by
    )


@transaction.atomic
def create(
    *,
    body: str,
    lang: str,
    by: Any = None,
    translations: Mapping[str, str] | None = None,
    home: Home = NOWHERE,
) -> Text:
    """A new source text, with the translations that its author gives along."""
    text = unsaved(body=body, lang=lang, by=by, home=home)
    text.save()
    given = [
        unsaved_translation(text, lang=into, body=words, by=by)
        for into, words in (translations or {}).items()
        if words.strip() and into != lang
    ]
    Translation.objects.bulk_create(given)
    gaps.open_for([text], home.languages, given)
    return text


@transaction.atomic
def change(text: Text, *, body: str, lang: str, by: Any, is_small: bool = False) -> Text:
    """Replaces the source; translations stay and are older from now on.

    A small correction, which does not change the sense, makes nothing older. A translation into
    the language that the source now has is dropped.
    """
    text = Text.objects.select_for_update().get(pk=text.pk)
    if (text.body, text.lang) == (body, lang):
        return text
    if not is_small or text.lang != lang:
        _keep_what_it_said(text)
        text.revision += 1
    text.body, text.lang, text.folded = body, lang, folded(body)
    if not _is_of_somebody_else_to_protect(text, by):
        text.written_by = by
    text.save()
    text.translations.filter(lang=lang).delete()
    gaps.settle([text])
    return text


def _is_of_somebody_else_to_protect(text: Text, by: Any) -> bool:
    """Words of a person whom an owner protects stay hers when another corrects them, so that they
    go to no machine.
    """
    writer = text.written_by_id
    return bool(writer and by != text.written_by and ports.protected({writer}))


def _keep_what_it_said(text: Text) -> None:
    """For the difference to what a translation was made from, or is being made from by whoever
    holds the text; nothing where there is neither.
    """
    made = text.translations.filter(of_revision=text.revision)
    if made.exists() or text.gaps.exclude(claimed_by=None).exists():
        Revision.objects.create(text=text, number=text.revision, lang=text.lang, body=text.body)


@transaction.atomic
def translate(
    text: Text,
    *,
    lang: str,
    body: str,
    by: Any,
    origin: str = Origin.PERSON,
    state: str = State.PUBLISHED,
    of_revision: int | None = None,
) -> bool:
    """Writes the translation into `lang`, made from `of_revision` (else the present source); an
    empty body removes it. A draft stands beside what is published, not in its place.

    Returns whether it was written: a machine's translation never overwrites a person's, and is
    not kept once the source has moved on from `of_revision`.
    """
    current = Text.objects.select_for_update().get(pk=text.pk)
    made_from = current.revision if of_revision is None else of_revision
    every = current.translations.filter(lang=lang)
    drafts = state == State.DRAFT
    found = every.filter(state=State.DRAFT) if drafts else every.exclude(state=State.DRAFT)
    if origin == MACHINE and (made_from != current.revision or every.exclude(origin=MACHINE)):
        return False
    if not body.strip():
        found.delete()
    elif not found.filter(body=body, of_revision=made_from, state=state, origin=origin):
        _write(current, found.first(), lang, body, by, origin, state, made_from)
    if not drafts and origin != MACHINE:
        every.filter(state=State.DRAFT).delete()
    gaps.settle([current])
    if not drafts:
        translated.send(Text, text=current)
    return True


def _write(
    text: Text,
    row: Translation | None,
    lang: str,
    body: str,
    by: Any,
    origin: str,
    state: str,
    made_from: int,
) -> None:
    row = row or Translation(text=text, lang=lang)
    row.body, row.folded, row.origin, row.state = body, folded(body), origin, state
    row.of_revision, row.written_by, row.reviewed_by = made_from, by, None
    row.save()


def save(
    text: Text | None,
    *,
    body: str,
    lang: str,
    by: Any,
    translations: Mapping[str, str],
    home: Home = NOWHERE,
    is_small: bool = False,
) -> Text:
    """What a form holds: the source and each translation that was shown in it.

    A translation that nobody touched stays what it was made from. `home` is where a new text
    belongs; an old one stays where it is.
    """
    if text is None:
        return create(body=body, lang=lang, by=by, translations=translations, home=home)
    standing = text.translations.exclude(state=State.DRAFT)
    shown = dict(standing.values_list("lang", "body"))
    text = change(text, body=body, lang=lang, by=by, is_small=is_small)
    for into, words in translations.items():
        if into != lang and words != shown.get(into, ""):
            translate(text, lang=into, body=words, by=by)
    return text
