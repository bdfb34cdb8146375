"""The pages of a space of texts on a phone, from right to left too."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from events.models import Role
from languages import texts
from tests import language_world
from tests.browser.walking import is_right
from tests.factories import member
from tests.languages.desk_world import meeting, translator, write

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SPACE = (
    "/translate/{space}/coverage/",
    "/translate/{space}/work/",
    "/translate/{space}/work/{person}/",
    "/translate/{space}/glossary/",
    "/translate/{space}/glossary/add/",
    "/translate/{space}/glossary/import/",
    "/translate/{space}/glossary/{concept}/",
    "/translate/{space}/concordance/?q=agua&from=es&into=fr",
    "/translate/{space}/machine/",
    "/translate/{space}/exchange/",
)
DESK = (
    "/translate/",
    "/translate/?space={space}",
    "/translate/pairs/",
    "/translate/{space}/{text}/fr/",
)


@pytest.fixture
def parts(transactional_db):
    """What the addresses name, of a space in which much has happened."""
    event = meeting()
    awa = translator(event, "awa")
    tonight = timezone.now() + timedelta(hours=5)
    text, other = write(event), write(event, "El agua y la tierra", due_at=tonight)
    texts.translate(text, lang="fr", body="L’eau est un bien commun", by=awa)
    texts.change(text, body="El agua es un derecho de los pueblos", lang="es", by=None)
    texts.translate(other, lang="fr", body="L’eau et la terre", by=awa)
    language_world.worked(event.space, awa)
    words = {"es": "bien común", "fr": "bien commun", "not_fr": "bien public", "ar": "ملك عام"}
    concept = language_world.term(event.space, **words)
    named = {"text": text.pk, "person": awa.uid, "concept": concept.pk}
    return {"event": event, "space": event.space_id, **named}


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_page_of_a_space_fits_a_phone_and_pleases_axe(lang, parts, open_page):
    organiser = member(parts["event"], Role.ORGANISER)
    page = open_page("/translate/", organiser, lang=lang, width=360)
    for path in (*DESK, *SPACE, "/quebec/organise/translation/"):
        answer = page.goto(path.format(**parts))
        assert answer
        assert answer.status == 200, path
        is_right(page, lang)
        for link in page.locator("nav.scroll [aria-current]").all():
            expect(link).to_be_in_viewport(ratio=0.9)
