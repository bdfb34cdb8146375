"""Which proposals are found to be alike, and why."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from languages import texts
from languages.models import Concept, Term
from languages.terms import spelling
from tests import factories
from workshops.likeness import fingerprints
from workshops.likeness.features import features, of_word
from workshops.likeness.index import index_of
from workshops.models import Host, Proposal
from workshops.queries.alike import alike, of_proposal, readable

SEEDS = [
    ("Semences paysannes et souveraineté alimentaire", "Des réseaux échangent leurs semences."),
    ("Semillas campesinas y soberanía alimentaria", "Redes que intercambian semillas criollas."),
]


def proposal(event, title, abstract, lang, **fields):
    return factories.proposal(
        event,
        title=factories.text(title, lang),
        abstract=factories.text(abstract, lang),
        **fields,
    )


@pytest.fixture
def seeds(event):
    french = proposal(event, *SEEDS[0], "fr")
    spanish = proposal(event, *SEEDS[1], "es")
    proposal(event, "Women and microcredit", "How banks of women lend.", "en")
    proposal(event, "Water for all", "Public water in cities, against its sale.", "en")
    proposal(event, "Free radio", "Making community radio with few means.", "en")
    fingerprints.renew(event.pk)
    return french, spanish


def like(found, event, languages=("en",)):
    among = readable(event, team=True, proposes=False)
    return alike(of_proposal(found), among=among, languages=list(languages))


def test_two_languages_of_one_family_meet_by_how_words_begin(event, seeds):
    french, spanish = seeds
    first, *others = like(french, event)
    assert first.uid == spanish.uid
    assert others == []
    assert "alimentaria" in first.words


def test_words_of_the_glossary_meet_across_scripts(event):
    concept = Concept.objects.create(space=event.space)
    for lang, words in {"fr": "économie solidaire", "ar": "اقتصاد تضامني"}.items():
        Term.objects.create(concept=concept, lang=lang, words=words, folded=spelling(words))
    french = proposal(event, "Une économie solidaire", "", "fr")
    arabic = proposal(event, "الاقتصاد التضامني في القرى", "", "ar")
    factories.proposal(event)
    fingerprints.renew(event.pk)
    (found,) = like(french, event, ["ar"])
    assert found.uid == arabic.uid
    assert found.words[0] == "اقتصاد تضامني"


def test_a_translation_made_later_brings_two_together(event, seeds):
    french, _spanish = seeds
    swahili = proposal(event, "Mbegu za wakulima", "Mitandao inabadilishana mbegu.", "sw")
    fingerprints.renew(event.pk)
    assert swahili.uid not in {each.uid for each in like(french, event)}
    texts.translate(swahili.title, lang="fr", body=SEEDS[0][0], by=None)
    assert fingerprints.events_behind() == [event.pk]
    fingerprints.renew(event.pk)
    assert swahili.uid in {each.uid for each in like(french, event)}
    assert fingerprints.events_behind() == []


def test_organisation_theme_and_continent_are_reasons(event):
    theme, bamako = factories.theme(event), factories.organisation(event, country="ML")
    dakar = factories.organisation(event, "Dakar", country="SN")
    mine = proposal(event, *SEEDS[0], "fr", theme=theme, organisation=bamako)
    other = proposal(event, *SEEDS[1], "es", theme=theme, organisation=dakar)
    Host.objects.create(proposal=other, organisation=bamako, state=Host.State.CONFIRMED)
    factories.proposal(event)
    fingerprints.renew(event.pk)
    (found,) = like(mine, event)
    assert found.theme
    assert [str(each) for each in found.organisations] == ["Réseau"]
    assert found.region == "Africa"


def test_who_was_only_asked_to_hold_it_too_is_no_reason(event):
    bamako = factories.organisation(event, country="ML")
    mine = proposal(event, *SEEDS[0], "fr", organisation=bamako)
    other = proposal(event, *SEEDS[1], "es")
    Host.objects.create(proposal=other, organisation=bamako)
    factories.proposal(event)
    fingerprints.renew(event.pk)
    (found,) = like(mine, event)
    assert found.organisations == []


@pytest.mark.parametrize("state", ["draft", "declined", "withdrawn"])
def test_what_is_not_handed_in_or_out_again_is_not_found(event, seeds, state):
    french, spanish = seeds
    Proposal.objects.filter(pk=spanish.pk).update(state=state)
    fingerprints.renew(event.pk)
    assert like(french, event) == []
    assert spanish.pk not in index_of(event.pk).rows


@pytest.mark.parametrize(
    ("readers", "proposes", "seen"),
    [
        ("everybody", False, True),
        ("proposers", False, False),
        ("proposers", True, True),
        ("nobody", True, False),
    ],
)
def test_the_call_says_who_finds_what_is_not_accepted_yet(event, seeds, readers, proposes, seen):
    call = seeds[0].call
    call.readers = readers
    call.save()
    among = readable(event, team=False, proposes=proposes)
    assert bool(alike(of_proposal(seeds[0]), among=among, languages=["en"])) is seen


def test_the_number_of_queries_does_not_grow(event, seeds):
    french, _spanish = seeds

    def queries():
        index_of(event.pk)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            found = like(french, event)
        return len(seen), len(found)

    few, _ = queries()
    for _n in range(4):
        proposal(event, *SEEDS[0], "fr", organisation=factories.organisation(event, country="MX"))
    fingerprints.renew(event.pk)
    many, found = queries()
    assert found > 3
    assert many == few <= 14


def test_words_that_say_nothing_of_a_subject_do_not_count():
    assert of_word("atelier", "fr") == ""
    assert of_word("avec", "fr") == ""
    assert of_word("microcredit", "en") == of_word("microcredito", "es") == "microc"


def test_what_is_written_without_spaces_counts_by_pairs():
    assert set(features([("zh", "団結経済")], {})) == {"団結", "結経", "経済"}


def test_what_is_similar_appears_while_one_writes(event, seeds, people):
    french, spanish = seeds
    typed = {"title": SEEDS[0][0], "title-lang": "fr", "abstract": "", "minutes": "no number"}
    answer = people.client("delegate").post("/quebec/propose/alike/", typed)
    assert answer.status_code == 200
    assert answer.text.index(french.title.body) < answer.text.index(spanish.title.body)
    assert "<a " not in answer.text


def test_who_has_handed_in_something_herself_goes_on_to_what_is_similar(event, seeds, people):
    factories.proposal(event, people.delegate)
    answer = people.client("delegate").post("/quebec/propose/alike/", {"title": SEEDS[0][0]})
    assert f"/quebec/activities/{seeds[0].uid}/" in answer.text


def test_ones_own_are_not_among_what_is_similar(event, seeds, people):
    _french, spanish = seeds
    Proposal.objects.filter(pk=spanish.pk).update(proposer=people.delegate)
    answer = people.client("delegate").post("/quebec/propose/alike/", {"title": SEEDS[0][0]})
    assert str(spanish.uid) not in answer.text


@pytest.mark.parametrize(("who", "status"), [("organiser", 200), ("delegate", 404)])
def test_what_is_similar_is_for_its_proposer_and_the_team(event, seeds, people, who, status):
    page = people.client(who).get(f"/quebec/proposals/{seeds[0].uid}/alike/")
    assert page.status_code == status
