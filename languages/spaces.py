"""Making spaces and changing what they speak."""

from collections.abc import Sequence

from languages import tags
from languages.models import Space
from languages.texts.gaps import settle_space


def make(languages: Sequence[str]) -> Space:
    """A space that writes in `languages`, the first of them first; sign languages are left out."""
    return Space.objects.create(languages=tags.written_only(languages))


def speak(space: Space, languages: Sequence[str]) -> Space:
    """Gives the space these languages; what waits in each follows. Twice is once."""
    wanted = tags.written_only(languages)
    if space.languages != wanted:
        space.languages = wanted
        space.save(update_fields=["languages"])
        settle_space(space)
    return space


def add_languages(space: Space, languages: Sequence[str]) -> Space:
    """Adds what the space does not speak yet."""
    return speak(space, [*space.languages, *languages])


def publish(space: Space, publishing: str) -> Space:
    """Says when a translation is shown (Space.Publishing). What waits for a second person by then
    still does.
    """
    space.publishing = publishing
    space.save(update_fields=["publishing"])
    return space
