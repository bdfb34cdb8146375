"""What an address means. Each finder takes the address's parts and raises Http404."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import Person
from languages.models import Concept, Space, Text
from languages.texts import Reach


@dataclass(frozen=True)
class Piece:
    """A text of a space that may be translated, and the language into which."""

    text: Text
    lang: str

    @property
    def space_id(self) -> int:
        return int(self.text.space_id or 0)


def find_space(space: int) -> Space:
    return get_object_or_404(Space, pk=space)


def find_piece(space: int, text: int, lang: str) -> Piece:
    """Neither what stays inside its page is found, nor a language that the space lacks."""
    texts = Text.objects.select_related("space").exclude(reach=Reach.INSIDE)
    found = get_object_or_404(texts, space=space, pk=text)
    if found.space is None or lang not in found.space.languages or lang == found.lang:
        raise Http404
    return Piece(found, lang)


def find_concept(space: int, concept: int) -> Concept:
    return get_object_or_404(Concept.objects.select_related("space"), space=space, pk=concept)


@dataclass(frozen=True)
class WorkerAt:
    """Somebody who may have worked in a space."""

    space: Space
    person: Person

    @property
    def space_id(self) -> int:
        return int(self.space.pk)


def find_worker(space: int, person: UUID) -> WorkerAt:
    """Only who has done something there is found, so that nobody is looked up by this address."""
    worked = Person.objects.filter(translated__space=space, uid=person).distinct()
    return WorkerAt(find_space(space), get_object_or_404(worked))
