"""Forms for tests: short ways to write a document, to publish it, and to answer it."""

from uuid import NAMESPACE_URL, UUID, uuid5

from delegates.actions import questions as actions
from delegates.questions.document import (
    Condition,
    Document,
    Kind,
    Option,
    Question,
    Section,
    kept,
)


def uid(name: str) -> UUID:
    """The same id for the same name."""
    return uuid5(NAMESPACE_URL, name)


def key(name: str) -> str:
    return f"q-{uid(name)}"


def option(name: str, **fields) -> Option:
    return Option(uid=uid(name), label={"en": name}, **fields)


def question(name: str, kind: Kind = Kind.TEXT, *options: str, when=None, **fields) -> Question:
    """`when` is (name of an earlier question, values)."""
    rules = [when] if when else []
    return Question(
        **{
            "uid": uid(name),
            "kind": kind,
            "label": {"en": name},
            "options": tuple(option(each) for each in options),
            "conditions": tuple(
                Condition(question=str(uid(other)), any_of=tuple(values)) for other, values in rules
            ),
        }
        | fields
    )


def document(*questions: Question, **fields) -> Document:
    section = Section(uid=uid("section"), title={"en": "About you"}, questions=questions)
    return Document(languages=("en",), sections=(section,), **fields)


def publish(event, *questions: Question, by=None, **fields):
    """The next version of the registration's form."""
    form = actions.registration_form(event=event, by=by)
    form.draft = kept(document(*questions, **fields))
    form.save()
    return actions.publish(form, by=by)


VISA = (
    question("Visa?", Kind.YES_NO, required=True),
    question("Consulate", required=True, when=("Visa?", ["yes"])),
)
