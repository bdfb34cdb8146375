"""A whole text to a machine and back: what is kept, what is paid for, what is asked again."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from languages import machines, spaces
from languages.machines import BadAnswer, Busy
from languages.machines.budget import Spent, spend, used
from languages.machines.glossary import glossary_of
from languages.machines.sending import LETTERS, Order, translated
from languages.models import Concept, MachineAnswer, MachineDay, Term

pytestmark = pytest.mark.django_db

BODY = "# L’appel\n\n- Voir [le plan](https://x.org/)\n- **Merci** à tous\n"


def order(body=BODY, *, space=None, lang="en", markdown=True, glossary=True) -> Order:
    space = space or spaces.make(["fr", "en"])
    made = Order(machines.chosen(), space, body, "fr", lang, markdown)
    if glossary:
        made.glossary = glossary_of(space.pk, "fr", lang)
    return made


def today() -> date:
    return timezone.now().date()


def term(concept, lang, words, standing=Term.Standing.PREFERRED):
    return Term.objects.create(
        concept=concept, lang=lang, words=words, folded=words.lower(), standing=standing
    )


def test_a_text_comes_back_with_all_its_marks(libre):
    assert translated(order()) == (
        "# en: L’appel\n\n- en: Voir [le plan](https://x.org/)\n- en: **Merci** à tous\n"
    )
    assert len(libre.heard) == 1


def test_what_was_answered_once_is_not_sent_again(libre):
    space = spaces.make(["fr", "en"])
    translated(order(space=space))
    before = libre.letters
    assert used(space, today()) == before
    translated(order(BODY + "- Encore\n", space=space))
    assert libre.letters == before + len("Encore")
    assert used(space, today()) == libre.letters


def test_marks_that_the_machine_loses_are_kept_piece_by_piece(libre):
    libre.says = lambda words, lang: words.replace("[X1X]", "").upper()
    assert translated(order("Voir [le plan](https://x.org/) ici")) == (
        "VOIR [LE PLAN](https://x.org/) ICI"
    )


def test_our_words_go_as_signs_and_come_back_as_ours(libre):
    space = spaces.make(["fr", "en"])
    concept = Concept.objects.create(space=space)
    term(concept, "fr", "économie solidaire")
    term(concept, "en", "solidarity economy")
    term(concept, "en", "social economy", Term.Standing.FORBIDDEN)
    found = translated(order("Une économie solidaire", space=space))
    assert found == "en: Une solidarity economy"
    assert "solidaire" not in str(libre.heard)
    libre.says = lambda words, lang: "A social economy"
    assert translated(order("Notre économie solidaire", space=space)) == "A solidarity economy"


def test_a_word_of_the_glossary_alone_is_not_sent(libre):
    space = spaces.make(["fr", "en"])
    concept = Concept.objects.create(space=space)
    term(concept, "fr", "eau")
    term(concept, "en-GB", "water")
    term(concept, "en", "the water")
    assert translated(order("Eau", space=space)) == "The water"
    assert libre.heard == []


def test_a_wrong_language_is_not_kept_and_asked_for_anew(libre):
    french = "L’eau est un bien commun de l’humanité, et personne ne doit pouvoir la vendre. " * 2
    libre.says = lambda words, lang: words
    with pytest.raises(BadAnswer):
        translated(order(french))
    assert not MachineAnswer.objects.exists()
    libre.says = lambda words, lang: (
        "Water is a common good of humanity, and nobody must be able to sell it to others."
    )
    assert translated(order(french)).startswith("Water")


def test_no_more_letters_go_than_the_day_has(libre):
    space = spaces.make(["fr", "en"])
    space.machine_letters = 40
    space.save()
    libre.says = lambda words, lang: words.replace("Phrase", "This is the sentence with the")
    body = "\n".join(f"Phrase numéro {n}" for n in range(5))
    with pytest.raises(Spent):
        translated(order(body, space=space))
    assert 0 < libre.letters <= 40
    MachineDay.objects.update(day=today() - timedelta(days=1))
    with pytest.raises(Spent):
        translated(order(body, space=space))
    MachineDay.objects.all().delete()
    assert "sentence with the numéro 4" in translated(order(body, space=space))
    assert libre.letters == len(body) - 4


def test_letters_that_a_busy_machine_did_not_take_are_given_back(libre):
    space = spaces.make(["fr", "en"])
    libre.mood = "down"
    with pytest.raises(Busy):
        translated(order(space=space))
    assert used(space, today()) == 0


def test_letters_are_taken_all_or_none():
    space = spaces.make(["fr"])
    space.machine_letters = 100
    spend(space, 60, today())
    for letters in (41, 101, 1_000):
        with pytest.raises(Spent):
            spend(space, letters, today())
    spend(space, 40, today())
    assert used(space, today()) == 100


def test_a_long_text_goes_in_several_calls_of_bounded_length(libre):
    libre.says = lambda words, lang: words.replace("est à tous", "belongs to all people")
    body = "\n\n".join(f"{n} est à tous." for n in range(800))
    assert translated(order(body)) == body.replace("est à tous", "belongs to all people")
    assert len(libre.heard) > 10
    assert all(sum(map(len, asked["q"])) <= LETTERS for asked in libre.heard)


def test_answers_are_found_in_a_constant_number_of_queries(libre, django_assert_num_queries):
    space = spaces.make(["fr", "en"])
    libre.says = lambda words, lang: words.replace("Ligne", "This is the line with number")
    bodies = ["\n".join(f"Ligne {n}" for n in range(size)) for size in (3, 30)]
    for body in bodies:
        translated(order(body, space=space))
        with django_assert_num_queries(2):
            translated(order(body, space=space, glossary=False))
