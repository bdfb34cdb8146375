"""Forms as documents: conditions, faults, differences, drafts, files."""

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from delegates.questions import editing
from delegates.questions.conditions import shown
from delegates.questions.difference import What, difference, only_adds
from delegates.questions.document import (
    DataClass,
    Document,
    Kind,
    Misshapen,
    Section,
    Status,
    kept,
    parse,
    read,
    written,
)
from delegates.questions.faults import faults
from tests.delegates.forms import VISA, document, option, question, uid

CASES = json.loads((Path(__file__).parents[1] / "data" / "conditions.json").read_text())


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_server_and_page_show_the_same_questions(case):
    asked = []
    for name, rules in case["questions"]:
        made = question(name)
        conditions = tuple(
            replace(question("x", when=("x", values)).conditions[0], question=str(uid(other)))
            for other, values in rules
        )
        asked.append(replace(made, conditions=conditions))
    given = {str(uid(name)): value for name, value in case["given"].items()}
    assert shown(document(*asked), given) == {str(uid(name)) for name in case["shown"]}


def test_a_document_comes_back_from_the_database_and_from_a_file_as_it_was():
    draft = document(*VISA, question("Meal", Kind.CHOICE, "Rice"))
    assert read(kept(draft)) == draft
    assert parse(written(draft)) == draft


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (b"", "truncated"),
        (b"\xff", "malformed"),
        (b"[]", "Expected `object`"),
        (b"{}", "languages"),
        (b'{"languages": ["en"], "more": 1}', "unknown field `more`"),
        (b'{"languages": ["en"], "sections": [{"uid": "x", "title": {}}]}', "$.sections[0].uid"),
        (b'{"languages": "en"}', "$.languages"),
        (b"[" * 100_000, ""),
    ],
)
def test_a_file_that_is_no_form_is_refused_with_the_place(text, where):
    with pytest.raises(Misshapen) as refused:
        parse(text)
    assert where in str(refused.value)


FAULTY = [
    (question("Meal", Kind.CHOICE), "no option"),
    (question("Meal", Kind.CHOICE, options=(option("a", status=Status.RETIRED),)), "no option"),
    (question("Meal", Kind.TEXT, "Rice"), "no options"),
    (question("Meal", label={}), "no words"),
    (question("Meal", label={"en": "\u202eturned"}), "invisible"),
    (question("Meal", keep_days=91), "0 to 90"),
    (question("Meal", Kind.NUMBER, least=3, most=2), "least is more"),
    (question("Meal", data_class=DataClass.SENSITIVE), "say why"),
    (question("Meal", when=("Later", ["yes"])), "does not stand before"),
]


@pytest.mark.parametrize(("wrong", "says"), FAULTY, ids=[says for _, says in FAULTY])
def test_what_is_wrong_with_a_form_is_said_at_its_question(wrong, says):
    found = faults(document(wrong))
    assert [says in each.says for each in found] == [True]


def test_conditions_hang_on_answers_that_can_be_given_before():
    visa, consulate = VISA
    assert faults(document(visa, consulate)) == []
    assert len(faults(document(consulate, visa))) == 1
    never = question("Consulate", when=("Visa?", ["perhaps"]))
    assert "cannot be given" in faults(document(visa, never))[0].says
    press = replace(consulate, conditions=(replace(consulate.conditions[0], question="category"),))
    assert len(faults(document(press), {"category": ["press"]})) == 1


def test_one_id_stands_for_one_question():
    draft = document(question("Meal"), question("Meal"))
    assert "same id" in faults(draft)[0].says


def changes(old: Document, new: Document) -> list[tuple[What, bool]]:
    return [(each.what, each.adds) for each in difference(old, new)]


MEAL = question("Meal", Kind.CHOICE, "Rice", "Beans")
CHANGES = [
    (document(), document(MEAL), What.ADDED, True),
    (document(), document(replace(MEAL, required=True)), What.ADDED, False),
    (document(MEAL), document(replace(MEAL, required=True)), What.NEEDED, False),
    (document(replace(MEAL, required=True)), document(MEAL), What.FREE, True),
    (document(MEAL), document(replace(MEAL, status=Status.RETIRED)), What.RETIRED, True),
    (document(replace(MEAL, status=Status.RETIRED)), document(MEAL), What.ASKED_AGAIN, True),
    (document(MEAL), document(replace(MEAL, label={"en": "Food"})), What.WORDS, True),
    (document(MEAL), document(replace(MEAL, keep_days=3)), What.KEPT, False),
    (
        document(MEAL),
        document(question("Meal", Kind.CHOICE, "Rice", "Beans", "Soup")),
        What.OPTION_ADDED,
        True,
    ),
    (
        document(MEAL),
        document(
            replace(MEAL, options=(option("Rice", status=Status.RETIRED), option("Beans")))
        ),
        What.OPTION_RETIRED,
        False,
    ),
    (document(VISA[0], question("Consulate")), document(VISA[0], replace(VISA[1], required=False)),
     What.CONDITIONS, False),
    (document(MEAL, question("b")), document(question("b"), MEAL), What.SECTIONS, True),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "what", "adds"), CHANGES)
def test_each_change_is_named_and_known_to_add_or_not(old, new, what, adds):
    assert changes(old, new) == [(what, adds)]
    assert only_adds(old, new) is adds
    assert difference(new, new) == []


def two_sections(*first, second=()) -> Document:
    draft = document(*first)
    other = Section(uid=uid("other"), title={"en": "Travel"}, questions=tuple(second))
    return editing.put_section(draft, other)


def order(draft: Document) -> list[list[str]]:
    return [[each.label["en"] for each in part.questions] for part in draft.sections]


def test_a_question_moves_a_place_and_from_the_edge_into_the_next_section():
    draft = two_sections(question("a"), question("b"), second=[question("c")])
    down = editing.move_question(draft, uid("a"), up=False)
    assert order(down) == [["b", "a"], ["c"]]
    over = editing.move_question(down, uid("a"), up=False)
    assert order(over) == [["b"], ["a", "c"]]
    assert order(editing.move_question(over, uid("a"), up=True)) == [["b", "a"], ["c"]]
    assert editing.move_question(draft, uid("a"), up=True) == draft
    turned = editing.move_section(draft, uid("other"), up=True)
    assert order(turned) == [["c"], ["a", "b"]]


def test_what_was_published_is_retired_and_what_was_not_is_dropped():
    draft = document(question("a"), question("b"))
    published = document(question("a"))
    after = editing.retire(editing.retire(draft, uid("a"), published=published), uid("b"),
                           published=published)  # fmt: skip
    assert [(each.label["en"], each.status) for each in after.questions()] == [
        ("a", Status.RETIRED)
    ]
    assert [each.status for each in editing.ask_again(after, uid("a")).questions()] == ["asked"]


def test_another_kind_is_a_new_question_and_what_hung_on_the_old_hangs_on_it():
    draft = document(MEAL, question("Sauce", when=("Meal", [str(uid("Rice"))])))
    after, new = editing.as_another_kind(draft, uid("Meal"), Kind.SEVERAL, published=draft)
    old, made, sauce = after.questions()
    assert (old.status, made.kind, made.instead_of) == ("retired", Kind.SEVERAL, uid("Meal"))
    assert made.options == MEAL.options
    assert sauce.conditions[0].question == str(new)
    assert faults(after) == []


def test_an_imported_form_keeps_what_was_published_as_no_longer_asked():
    published = document(MEAL, question("Band"))
    whole = editing.with_known(document(question("Meal", Kind.CHOICE, "Soup")), published)
    states = {each.label["en"]: each.status for each in whole.questions()}
    assert states == {"Meal": "asked", "Band": "retired"}
    options = {each.label["en"]: each.status for each in next(whole.questions()).options}
    assert options == {"Soup": "asked", "Rice": "retired", "Beans": "retired"}


def test_a_question_that_went_meanwhile_is_not_in_the_form():
    for act in (editing.move_question, editing.move_section):
        with pytest.raises(editing.NotInForm):
            act(document(), uid("gone"), up=True)
    with pytest.raises(editing.NotInForm):
        editing.drop_section(document(question("a")), uid("section"))
