"""What is asked says why, and nothing is asked beside it."""

from delegates.asked import ASKED
from delegates.forms.registrations import RegistrationForm
from delegates.models import FormVersion, Questionnaire, Registration
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
