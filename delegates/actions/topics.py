"""What is done with the themes on which organisations work."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from accounts.records import note
from delegates.directories import Directory, directory_of
from delegates.homes import TOPIC
from delegates.models import Topic
from delegates.refusals import TopicThere
from events.models import Event, Theme
from languages import texts
from languages.folding import fold
from languages.forms import Written


def topics_named(directory: Directory, names: Iterable[str], *, lang: str, by: Any) -> list[Topic]:
    """The topics of these names; those that are new are added."""
    wanted = {fold(name)[:200]: name for name in names if fold(name)}
    found = {each.folded: each for each in directory.topics.filter(folded__in=wanted)}
    for folded in wanted.keys() - found.keys():
        name = texts.create(body=wanted[folded], lang=lang, by=by, home=directory.home_of(TOPIC))
        found[folded] = Topic.objects.create(**directory.home, name=name, folded=folded)
        note(by, "added the theme", found[folded])
    return [found[folded] for folded in wanted]


@transaction.atomic
def save_topic(directory: Directory, *, name: Written, topic: Topic | None, by: Any) -> Topic:
    """Adds or renames one. Raises TopicThere."""
    folded = fold(name.body)[:200]
    others = directory.topics.filter(folded=folded)
    if topic:
        others = others.exclude(pk=topic.pk)
    if others.exists():
        raise TopicThere
    topic = topic or Topic(**directory.home)
    topic.name = texts.save(
        topic.name if topic.name_id else None,
        body=name.body,
        lang=name.lang,
        by=by,
        translations=name.translations,
        is_small=name.is_small,
        home=directory.home_of(TOPIC),
    )
    topic.folded = folded
    topic.save()
    note(by, "wrote the theme", topic)
    return topic


@transaction.atomic
def remove_topic(topic: Topic, *, by: Any) -> None:
    """Organisations stay, without it."""
    note(by, "removed the theme", topic)
    topic.delete()


@transaction.atomic
def take_over_themes(*, event: Event, by: Any) -> int:
    """The themes of the event's programme become the directory's too; how many were new."""
    directory = directory_of(event)
    known = set(directory.topics.values_list("folded", flat=True))
    new = 0
    for theme in Theme.objects.filter(event=event).select_related("name"):
        folded = fold(theme.name.body)[:200]
        if folded in known:
            continue
        translations = dict(theme.name.translations.values_list("lang", "body"))
        written = Written(theme.name.body, theme.name.lang, translations)
        save_topic(directory, name=written, topic=None, by=by)
        known.add(folded)
        new += 1
    return new
