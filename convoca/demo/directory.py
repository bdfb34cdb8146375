"""What stands in the directory beside names: networks and their members, themes, contacts.

All of it is invented, and falls alike at each run whatever else the demo makes up.
"""

from collections.abc import Mapping, Sequence
from random import Random

from convoca.demo.bulk import uid, write, write_texts
from convoca.demo.organisations import Group
from convoca.demo.people import Country, countries, invent
from convoca.demo.workshops import themes
from delegates.directories import directory_of
from delegates.homes import TOPIC
from delegates.models import Affiliation, Contact, Organisation, Topic
from events.models import Event
from languages.folding import fold

SEED = 2001
POSITIONS = {
    "fr": ("coordonnatrice", "trésorier", "chargée des relations"),
    "en": ("coordinator", "treasurer", "in charge of partners"),
    "es": ("coordinadora", "tesorero", "relaciones"),
    "pt": ("coordenadora", "tesoureiro", "parcerias"),
    "ar": ("منسقة", "أمين الصندوق", "العلاقات"),
}
Organisations = Mapping[str, Organisation]


def fill(event: Event, groups: Sequence[Group], organisations: Organisations) -> None:
    """Links the organisations, and says whom to write to."""
    rng = Random(SEED)  # noqa: S311 (invented names, no secrets)
    join_networks(groups, organisations, rng)
    add_topics(event, groups, organisations, rng)
    add_contacts(event, groups, organisations, rng)


def join_networks(groups: Sequence[Group], organisations: Organisations, rng: Random) -> None:
    """Most belong to a network of their country or continent; some networks to another one."""
    homes = {country.code: country.continent for country in countries()}
    near: dict[str, list[str]] = {}
    for group in groups:
        if group.kind == Organisation.Kind.NETWORK:
            for place in (group.country, homes[group.country]):
                near.setdefault(place, []).append(group.key)
    rows = []
    for group in groups:
        at_home, around = near.get(group.country, []), near.get(homes[group.country], [])
        found = [key for key in at_home or around if key != group.key]
        if not found or rng.random() < 0.2:
            continue
        # A network joins only those that stand before it: nobody is a member of her own member.
        if group.kind == Organisation.Kind.NETWORK:
            found = [key for key in found if key < group.key]
        for key in rng.sample(found, min(len(found), rng.choice((1, 1, 2)))):
            member, network = organisations[group.key], organisations[key]
            rows.append(Affiliation(member=member, network=network))
    write(Affiliation, rows)


def add_topics(
    event: Event, groups: Sequence[Group], organisations: Organisations, rng: Random
) -> None:
    """One to three of the nine themes for each."""
    names = [theme.name for theme in themes()]
    kept = directory_of(event)
    rows = [
        Topic(
            **kept.home,
            name=text,
            folded=fold(name.body)[:200],
            uid=uid("topic", event.slug, name.body),
        )
        for name, text in zip(names, write_texts(names, home=kept.home_of(TOPIC)), strict=True)
    ]
    topics, through = write(Topic, rows), Organisation.topics.through
    write(
        through,
        [
            through(organisation=organisations[group.key], topic=topic)
            for group in groups
            for topic in rng.sample(topics, rng.choice((1, 2, 2, 3)))
        ],
    )


def add_contacts(
    event: Event, groups: Sequence[Group], organisations: Organisations, rng: Random
) -> None:
    """Two or three for each, never one alone. Nobody is written to."""
    homes = {country.code: country for country in countries()}
    write(
        Contact,
        [
            _contact(event, group, organisations[group.key], homes[group.country], number, rng)
            for group in groups
            for number in range(rng.choice((2, 2, 3)))
        ],
    )


def _contact(
    event: Event, group: Group, of: Organisation, home: Country, number: int, rng: Random
) -> Contact:
    return Contact(
        uid=uid("contact", event.slug, group.key, number),
        organisation=of,
        name=invent(rng.choice(home.pools), rng).full,
        position=POSITIONS[home.lang][number],
        email=f"contact{number + 1}@{group.key}.example",
        lang=home.lang,
    )
