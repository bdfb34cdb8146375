"""An event's own form as a large meeting has it: every kind of question, passports, companions."""

from typing import Any
from uuid import uuid4

CONTINENTS = {"Africa": ["SN", "ML"], "America": ["BR", "CA"], "Asia": ["IN"], "Europe": ["FR"]}


def give_own_form(event: Any) -> None:
    """Publishes the form, with constituencies and a name of a country of the event's own."""
    from delegates.actions import questions as actions
    from delegates.questions.document import Ask, Company, Document, Section
    from languages.models import Text

    for name, countries in CONTINENTS.items():
        text = Text.objects.create(lang="en", body=name, space=event.space)
        event.constituencies.create(name=text, countries=countries)
    actions.name_country(event=event, code="PS", names={"en": "Palestine"}, by=None)
    section = Section(uid=uuid4(), title={"en": "You"}, questions=tuple(_questions()))
    asked: dict[str, Any] = {"passports": Ask.MUST, "companions": Company.COUNTED}
    document = Document(languages=("en",), sections=(section,), **asked)
    form = actions.registration_form(event=event, by=None)
    actions.publish(actions.bring_in(form, document=document, by=None), by=None)


def _questions() -> Any:
    from delegates.questions.document import WITH_OPTIONS, Kind, Option, Question

    for number, kind in enumerate([*Kind, *Kind], 1):
        options = (Option(uid=uuid4(), label={"en": f"Option {each}"}) for each in range(6))
        yield Question(
            uid=uuid4(),
            kind=kind,
            label={"en": f"Question {number}"},
            help={"en": "It helps us to receive you well."},
            options=tuple(options) if kind in WITH_OPTIONS else (),
        )
