"""What is asked says why, and nothing is asked beside it."""

from delegates.asked import ASKED
from delegates.forms.registrations import RegistrationForm
from delegates.models import CountryName, FormVersion, Questionnaire, Registration
from delegates.questions.document import Ask, Company, Document, kept
from tests import factories


def test_each_field_of_the_form_has_a_reason_and_stands_in_the_register(db):
    event = factories.event()
    event.constituencies.create(name=factories.text("Africa"))
    draft = Document(languages=("en",), passports=Ask.MAY, companions=Company.COUNTED)
    version = FormVersion(questionnaire=Questionnaire(event=event), document=kept(draft))
    form = RegistrationForm(event=event, languages=["en"], version=version)
    assert set(form.fields) - {"organisation_known"} == set(ASKED)
    assert set(ASKED) - {"companions", "consents"} <= set(Registration.PERSONAL)


def test_each_reason_names_its_readers_and_its_end():
    for name, asked in ASKED.items():
        assert all(str(words) for words in (asked.why, asked.readers, asked.until)), name


def test_questions_are_alike_only_for_who_has_answered_nothing(db):
    event = factories.event()

    def alike(initial: dict[str, object], name: str) -> str:
        return RegistrationForm(initial=initial, event=event, languages=["en"]).alike(name)

    assert alike({}, "country") == alike({"called": "Awa"}, "country") != ""
    assert alike({"called": "Awa"}, "called") == ""
    assert alike({"needs": "a ramp"}, "needs") == ""
    assert alike({"reads": ["fr"]}, "reads") != alike({"reads": ["en"]}, "reads")
    event.__dict__.pop("_own_country_names", None)
    before = alike({}, "country")
    CountryName.objects.create(event=event, lang="en", code="SN", name="Teranga")
    event.__dict__.pop("_own_country_names", None)
    assert alike({}, "country") != before


def test_questions_of_a_sent_a_held_and_a_draft_form_are_never_kept(db):
    event = factories.event()
    held = factories.registration(event)
    draft = Document(languages=("en",))
    version = FormVersion(questionnaire=Questionnaire(event=event), document=kept(draft))
    more = {"event": event, "languages": ["en"]}
    for form in (
        RegistrationForm({"full_name": "Awa"}, **more),
        RegistrationForm(held=held, **more),
        RegistrationForm(version=version, **more),
    ):
        assert not any(form.alike(name) for name in form.fields)
