"""The pages of facilitators and of those who plan."""

import pytest

from accounts.models import Mail
from events.models import Event
from tests import factories
from tests.bad_input import BAD_NUMBERS, BAD_UIDS, bad_words, honest_words
from tests.workshops.conftest import described, filled, propose, written
from workshops.actions import proposals as actions
from workshops.actions import sessions as session_actions
from workshops.content import Named
from workshops.models import Proposal, Session

PROPOSE = "/quebec/propose/"
MINE = "/quebec/proposals/"
LIST = "/quebec/organise/proposals/"
SESSIONS = "/quebec/organise/sessions/"


@pytest.fixture
def hers(people):
    """The facilitator's browser."""
    return people.client("facilitator")


@pytest.fixture
def plans(people):
    """The programme organiser's browser."""
    return people.client("programmer")


def errors(response):
    assert response.status_code == 422
    return list(response.context["form"].errors)


def test_she_proposes_in_her_language_with_a_translation(event, hers, people):
    theme = factories.theme(event)
    page = hers.post(PROPOSE, filled(theme=str(theme.uid)), follow=True).content.decode()
    assert "Your proposal is handed in" in page
    found = Proposal.objects.get()
    assert (found.proposer, found.theme, found.state) == (people.facilitator, theme, "submitted")
    assert (found.title.lang, found.title.body) == ("fr", "Femmes et microcrédit")
    assert found.title.translations.get().body == "Women and microcredit"
    assert [each.shown_name for each in found.contributors.all()] == ["Awa Diop", "فاطمة الزهراء"]
    assert (found.wished, found.size, found.access) == (["en", "es"], 40, "step_free")


def test_a_draft_may_lack_everything_but_is_seen_by_nobody_else(event, hers, plans):
    page = hers.post(PROPOSE, {"save": "draft", "needs": "A ramp"}, follow=True).content.decode()
    assert "Your draft is saved" in page
    assert "A ramp" in page
    draft = Proposal.objects.get()
    assert "without a title yet" in hers.get(MINE).content.decode()
    assert plans.get(f"{LIST}{draft.uid}/").status_code == 404
    assert not plans.get(LIST).context["page"].rows
    response = hers.post(f"{MINE}{draft.uid}/", {"needs": "A ramp"})
    assert "title" in errors(response)
    hers.post(f"{MINE}{draft.uid}/", filled())
    assert Proposal.objects.get().state == "submitted"


def test_she_changes_what_she_handed_in_until_the_call_closes(event, hers, people):
    proposal = propose(event, by=people.facilitator)
    address = f"{MINE}{proposal.uid}/"
    page = hers.get(address).content.decode()
    assert 'value="Femmes et microcrédit"' in page
    hers.post(address, filled(title="Femmes"))
    assert Proposal.objects.get().title.body == "Femmes"
    Event.objects.update(call="closed")
    response = hers.post(address, filled(title="Hommes"))
    assert response.status_code == 422
    assert "cannot be changed here any more" in response.content.decode()
    assert Proposal.objects.get().title.body == "Femmes"


def test_a_closed_call_keeps_what_was_typed(event, hers):
    Event.objects.update(call="closed")
    response = hers.post(PROPOSE, filled())
    assert response.status_code == 422
    page = response.content.decode()
    assert "The call for proposals is not open" in page
    assert "Femmes et microcrédit" in page


def test_she_withdraws_what_is_not_decided(event, hers, people):
    proposal = propose(event, by=people.facilitator)
    hers.post(f"{MINE}{proposal.uid}/withdraw/")
    assert Proposal.objects.get().state == "withdrawn"
    page = hers.post(f"{MINE}{proposal.uid}/withdraw/", follow=True).content.decode()
    assert "has moved on meanwhile" in page


@pytest.mark.parametrize("name", ["account", "delegate", "organiser", "neighbour"])
def test_nobody_else_opens_her_proposal(event, people, name):
    proposal = propose(event, by=people.facilitator)
    client = people.client(name)
    assert client.get(f"{MINE}{proposal.uid}/").status_code == 404
    assert client.post(f"{MINE}{proposal.uid}/withdraw/").status_code == 404
    assert Proposal.objects.get().state == "submitted"


@pytest.mark.parametrize(("why", "words"), bad_words(most=200))
def test_a_bad_title_is_refused_at_its_field_and_the_rest_is_kept(event, hers, why, words):
    response = hers.post(PROPOSE, filled(title=words))
    assert errors(response) == ["title"]
    assert "A projector" in response.content.decode()
    assert Proposal.objects.count() == 0


@pytest.mark.parametrize(
    "field",
    [
        *("title-en", "abstract-es", "organisation", "needs", "people-0-name"),
        *("people-0-languages", "needed-0-for", "needed-0-lang"),
    ],
)
@pytest.mark.parametrize(("why", "words"), bad_words(most=5_000, required=False))
def test_bad_words_are_refused_in_every_field_of_words(event, hers, field, why, words):
    response = hers.post(PROPOSE, filled(**{field: words, f"{field}-lang": "fr"}))
    assert errors(response) == [field.partition("-")[0]]
    assert Proposal.objects.count() == 0


@pytest.mark.parametrize("words", honest_words())
def test_an_honest_title_is_kept_as_it_is(event, hers, words):
    hers.post(PROPOSE, filled(title=words))
    assert Proposal.objects.get().title.body == words


@pytest.mark.parametrize("number", BAD_NUMBERS)
@pytest.mark.parametrize("field", ["size", "minutes"])
def test_a_number_that_is_none_is_refused_at_its_field(event, hers, field, number):
    assert errors(hers.post(PROPOSE, filled(**{field: number}))) == [field]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title-lang", "xx"),
        ("access", "lift"),
        ("spoken", []),
        ("spoken", ["klingon"]),
        ("wished", ["x"]),
        ("people-0-kind", "star"),
        ("people-0-name", ""),
        ("people-0-name", "x" * 201),
        ("people-0-languages", "Klingonese"),
        ("people-0-day-0", "2099-10-08"),
        ("people-0-day-0", "soon"),
        ("people-0-from-0", "25:00"),
        ("people-0-to-0", "09:00"),
        ("needed", ["lift"]),
        ("needed", ["captions"]),
        ("needed-0-kind", "projector"),
        ("needed-0-lang", "French"),
        ("needed-0-lang", "French, English"),
        ("needed-0-for", ""),
        ("presence", "moon"),
        *(("theme", uid) for uid in BAD_UIDS),
        *(("organisation_known", uid) for uid in BAD_UIDS),
    ],
)
def test_a_wrong_choice_is_refused_at_its_field(event, hers, field, value):
    field_of = {"title-lang": "title", "organisation_known": "organisation"}
    field_name = field.partition("-")[0] if "-0-" in field else field_of.get(field, field)
    assert errors(hers.post(PROPOSE, filled(**{field: value}))) == [field_name]


def test_a_theme_of_another_event_is_refused(event, hers):
    theirs = factories.theme(factories.event("elsewhere"))
    assert errors(hers.post(PROPOSE, filled(theme=str(theirs.uid)))) == ["theme"]


# Organisers


def test_who_plans_reads_and_accepts_and_the_proposer_gets_a_mail(event, plans, run_jobs):
    proposal = propose(event, needs="A projector")
    address = f"{LIST}{proposal.uid}/"
    assert "A projector" in plans.get(address).content.decode()
    page = plans.post(f"{address}accept/", follow=True).content.decode()
    assert "the session waits for its place" in page
    assert Session.objects.get().proposal == proposal
    run_jobs("mail")
    assert Mail.objects.get().template == "workshops/mail/accepted"
    again = plans.post(f"{address}accept/", follow=True).content.decode()
    assert "has moved on meanwhile" in again


def test_who_declines_says_why(event, plans):
    proposal = propose(event)
    address = f"{LIST}{proposal.uid}/"
    assert errors(plans.post(address, {"reason": ""})) == ["reason"]
    assert errors(plans.post(address, {"reason": "\u202eno"})) == ["reason"]
    plans.post(address, {"reason": "Two are alike."})
    assert "Two are alike." in plans.get(address).content.decode()
    plans.post(f"{address}reopen/")
    assert Proposal.objects.get().state == "submitted"


@pytest.mark.parametrize("name", ["account", "delegate", "facilitator", "moderator", "neighbour"])
def test_nobody_else_decides(event, people, name):
    proposal = propose(event)
    client = people.client(name)
    assert client.get(LIST).status_code == 404
    for step in ("", "accept/", "reopen/"):
        assert client.post(f"{LIST}{proposal.uid}/{step}").status_code == 404
    assert Proposal.objects.get().state == "submitted"
    assert Session.objects.count() == 0


def test_a_proposal_of_another_event_is_not_found(event, people):
    other = factories.event("elsewhere")
    client = people.client("organiser")
    theirs = propose(other)
    assert client.get(f"{LIST}{theirs.uid}/").status_code == 404
    assert client.post(f"/elsewhere/organise/proposals/{theirs.uid}/accept/").status_code == 404


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["Women", "Agua"]),
        ({"q": "women"}, ["Women"]),
        ({"q": "FATIMA"}, []),
        ({"q": "فاطمه"}, ["Women"]),
        ({"language": "es"}, ["Agua"]),
        ({"state": "declined"}, ["Agua"]),
        ({"state": "draft", "theme": "x", "after": "x"}, ["Women", "Agua"]),
    ],
)
def test_the_list_is_narrowed(event, plans, asked, found):
    propose(event, title=written("Femmes", en="Women"))
    other = propose(event, title=written("Agua", "es"), spoken=["es"], people=[])
    actions.decline(other, by=None, reason="No")
    rows = plans.get(LIST, asked).context["page"].rows
    assert [row.title.body for row in rows] == found


def test_the_list_is_narrowed_to_a_theme(event, plans):
    theme = factories.theme(event)
    propose(event)
    mine = propose(event, theme=theme)
    rows = plans.get(LIST, {"theme": str(theme.uid)}).context["page"].rows
    assert [row.pk for row in rows] == [mine.pk]


def test_the_lists_ask_as_often_for_many_as_for_one(event, plans, django_assert_max_num_queries):
    for number in range(12):
        proposal = propose(event, theme=factories.theme(event), organisation_name=f"R {number}")
        actions.accept(proposal, by=None)
    for address, most in ((LIST, 10), (SESSIONS, 8)):
        with django_assert_max_num_queries(most):
            assert len(plans.get(address).context["page"].rows) == 12


def test_who_plans_adds_a_session_with_people_and_links(event, plans):
    who = factories.person("nina")
    factories.registration(event, who, full_name="Nina Real", public_name="Zora")
    given = filled(
        speakers="Awa Diop\nnina@example.org",
        moderators="فاطمة",
        interpreted=["en"],
        links="https://example.org/slides The slides\nhttps://example.org/",
        kind="plenary",
    )
    page = plans.post(f"{SESSIONS}new/", given, follow=True).content.decode()
    assert "The session is added" in page
    session = Session.objects.get()
    assert [(part.kind, part.shown_name) for part in session.parts.all()] == [
        ("speaker", "Awa Diop"),
        ("speaker", "Zora"),
        ("moderator", "فاطمة"),
    ]
    assert [(link.title, link.url) for link in session.web_links.all()] == [
        ("The slides", "https://example.org/slides"),
        ("", "https://example.org/"),
    ]


def test_a_session_saved_as_it_stands_keeps_who_stands_behind_a_name(event, plans):
    registration = factories.registration(event, public_name="Zora")
    content = described(parts=[Named(registration=registration)])
    session = session_actions.add_session(event=event, by=None, content=content)
    address = f"{SESSIONS}{session.code}/"
    assert "Zora" in plans.get(address).content.decode()
    plans.post(address, filled(speakers="Zora\nAwa"))
    parts = list(session.parts.values_list("registration", "name"))
    assert parts == [(registration.pk, ""), (None, "Awa")]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("links", "javascript:alert(1)"),
        ("links", "example.org"),
        ("links", "https://example.org/ <script>x"),
        ("speakers", "nobody@example.org"),
        ("kind", "\x00"),
        ("subtitle", "x" * 301),
        ("interpreted", ["x"]),
        ("minutes", "5"),
        ("title", ""),
    ],
)
def test_a_session_is_refused_at_its_field(event, plans, field, value):
    assert errors(plans.post(f"{SESSIONS}new/", filled(**{field: value}))) == [field]
    assert Session.objects.count() == 0


def test_a_session_is_cancelled_and_takes_place_again(event, plans):
    session = session_actions.add_session(event=event, by=None, content=described())
    address = f"{SESSIONS}{session.code}/"
    assert "is cancelled" in plans.post(f"{address}cancel/", follow=True).content.decode()
    plans.post(f"{address}restore/")
    assert Session.objects.get().state == "confirmed"


def test_sessions_are_found_by_title_translation_and_code(event, plans):
    proposal = propose(event)
    session = actions.accept(proposal, by=None, code="TABLE7")
    session_actions.add_session(event=event, by=None, content=described())
    for words in ("microcrédit", "Women", "table7"):
        rows = plans.get(SESSIONS, {"q": words}).context["page"].rows
        assert [row.pk for row in rows] == [session.pk], words
    assert not plans.get(SESSIONS, {"q": "%"}).context["page"].rows
