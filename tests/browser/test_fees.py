"""Money in a browser: a person's fee, the card page, the desk, the fund and its committee.

Parts are found by their names and addresses, so that the walks hold in every language.
"""

import urllib.request
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from delegates.actions import fees, grants, letters, payments, seating
from delegates.models import Fee, Grant, ListPrice, Payment
from delegates.tasks.letters import outcome_token
from events.models import Role
from tests import factories
from tests.browser.conftest import axe_faults, too_wide
from tests.delegates.letters import head, issued
from tests.delegates.money import D, fee_of, left, priced
from tests.delegates.test_delegations import block, named
from tests.delegates.till import KEY, SECRET, local_stripe
from tests.serving.servers import serving

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OWN = "/quebec/registration/fee/"
LANGUAGES = pytest.mark.parametrize("lang", ["fr", "ar"])


@pytest.fixture
def event(transactional_db):
    return factories.event(begins=date(2099, 10, 9), ends=date(2099, 10, 11))


@pytest.fixture(scope="module")
def till():
    with local_stripe() as running:
        yield running


@pytest.fixture
def server(transactional_db, till):
    variables = {
        "CONVOCA_STRIPE_ADDRESS": till.address,
        "CONVOCA_STRIPE_KEY": KEY,
        "CONVOCA_STRIPE_WEBHOOK_SECRET": SECRET,
    }
    with serving("daphne", DJANGO_SETTINGS_MODULE="tests.settings", **variables) as running:
        yield running


def press(page: Page, address: str, name: str = "") -> None:
    """Sends the form with this address, by its button of this name and value."""
    page.locator(f'form[action$="{address}"] button{name}').click()


def send(page: Page, field: str) -> None:
    """Sends the form in which this field stands."""
    page.locator("form", has=page.locator(f'[name="{field}"]')).locator("button").last.click()


def is_right(page: Page, lang: str) -> None:
    assert page.locator("html").get_attribute("dir") == ("rtl" if lang == "ar" else "ltr")
    assert too_wide(page) == 0, page.url
    assert axe_faults(page) == [], page.url


@LANGUAGES
def test_she_gives_up_at_the_card_page_then_pays_and_takes_her_receipt(
    event, open_page, server, till, lang
):
    priced(event, card="open", true_cost=D(310))
    fee = fee_of(event)
    page = open_page("/quebec/registration/", fee.registration.person, lang=lang, width=360)
    page.locator(f'a[href="{OWN}"]').click()
    is_right(page, lang)
    page.locator('[name="gift"]').fill("10")
    send(page, "gift")
    press(page, "fee/card/")
    is_right(page, lang)
    page.locator(f'a[href^="{till.address}"]').click()
    page.get_by_role("button", name="Give up").click()
    expect(page.locator('form[action$="fee/card/"] button')).to_be_visible()
    assert Fee.objects.get().state == Fee.State.OWES
    press(page, "fee/card/")
    page.locator(f'a[href^="{till.address}"]').click()
    page.get_by_role("button", name="Pay").click()
    expect(page.locator('form[action$="fee/card/"]')).to_have_count(0)
    with page.expect_download() as download:
        page.locator('a[href*="/papers/"]').click()
    assert download.value.suggested_filename == "quebec-R-0001.pdf"
    for news in till.events():
        tell(server.port, news)
    assert Payment.objects.filter(state="received").count() == 1
    assert (Fee.objects.get().paid, left(event)) == (50, 10)


def tell(port: int, news: dict[str, str]) -> None:
    """What Stripe would send."""
    where = f"http://localhost:{port}/api/payments/stripe/"
    headers = {"Stripe-Signature": news["signature"], "Content-Type": "application/json"}
    asked = urllib.request.Request(where, news["body"].encode(), headers)
    with urllib.request.urlopen(asked) as answer:
        assert answer.status == 200


@LANGUAGES
def test_she_asks_to_pay_less_without_a_script_and_the_desk_takes_her_cash(event, open_page, lang):
    priced(event)
    fee = fee_of(event)
    she = open_page(OWN, fee.registration.person, lang=lang, width=360, java_script_enabled=False)
    she.locator('[name="price"][value="less"]').check()
    she.locator('[name="less"]').fill("nothing")
    send(she, "less")
    expect(she.locator('[name="less"]')).to_have_value("nothing")
    she.locator('[name="less"]').fill("12,50" if lang == "fr" else "١٢٫٥٠")
    send(she, "less")
    desk = factories.member(event, Role.DESK)
    page = open_page("/quebec/organise/fees/", desk, lang=lang, width=360)
    page.locator('[name="q"]').fill(fee.code)
    send(page, "q")
    page.locator(f'a[href$="{fee.uid}/"]').click()
    is_right(page, lang)
    page.locator('[name="way"]').select_option("cash")
    expect(page.locator('[name="sum"]')).to_have_value("12.50")
    send(page, "sum")
    expect(page.locator('a[href*="/papers/"]')).to_be_visible()
    found = Fee.objects.get()
    assert (found.state, found.amount, found.price) == ("paid", D("12.5"), "less")


@LANGUAGES
def test_a_double_click_enters_one_payment_and_the_same_sum_is_asked_about(event, open_page, lang):
    priced(event)
    fee = fee_of(event)
    treasurer = factories.member(event, Role.TREASURER)
    page = open_page(f"/quebec/organise/fees/{fee.uid}/", treasurer, lang=lang, width=360)
    page.locator('[name="way"]').select_option("cash")
    page.locator("form", has=page.locator('[name="sum"]')).locator("button").last.dblclick()
    expect(page.locator('a[href*="/papers/"]')).to_be_visible()
    assert Payment.objects.count() == 1
    page.locator('[name="way"]').select_option("cash")
    page.locator('[name="sum"]').fill("40")
    send(page, "sum")
    page.locator('[type="checkbox"][name="twice"]').check()
    is_right(page, lang)
    send(page, "sum")
    expect(page.locator('a[href*="/papers/"]')).to_have_count(2)
    assert Payment.objects.count() == 2


@LANGUAGES
def test_an_organiser_sets_prices_and_one_payer_pays_for_two(event, open_page, lang):
    page = open_page("/quebec/organise/fees/", factories.member(event, Role.ORGANISER), lang=lang)
    page.locator('.empty a[href$="terms/"]').click()
    page.locator('[name="currency"]').fill("EUR")
    page.locator('[name="true_cost"]').fill("310")
    send(page, "currency")
    is_right(page, lang)
    page.locator('[name="solidarity-delegate-H"]').fill("160")
    page.locator('[name="halve"]').check()
    send(page, "halve")
    assert ListPrice.objects.get(group="LM").amount == 40
    quoted = [fee_of(event, full_name=name) for name in ("Awa Diop", "فاطمة")]
    page.goto("/quebec/organise/fees/payers/")
    page.locator('[name="name"]').fill("Réseau")
    send(page, "name")
    for fee in quoted:
        page.goto(f"/quebec/organise/fees/{fee.uid}/")
        page.locator('[name="payer"]').select_option(label="Réseau")
        press(page, "payer/")
    page.goto("/quebec/organise/fees/payers/")
    page.locator(".lines a").click()
    is_right(page, lang)
    with page.expect_download() as download:
        press(page, "invoice/")
    assert download.value.suggested_filename == "quebec-I-0001.pdf"
    page.locator('[name="sum"]').fill("70")
    send(page, "sum")
    expect(page.locator('a[href*="/papers/"]')).to_have_count(2)
    assert set(Fee.objects.values_list("state", flat=True)) == {"paid"}


@LANGUAGES
def test_the_fund_helps_from_her_request_to_her_yes(event, open_page, lang):
    priced(event, scores_needed=1)
    grants.give(event, sum_=D(500), giver="A foundation", by=None)
    fee = fee_of(event)
    she = open_page(f"{OWN}ask/", fee.registration.person, lang=lang, width=360)
    is_right(she, lang)
    she.locator('[name="kind"][value="travel"]').check()
    she.locator('[name="sum"]').fill("300")
    she.locator('[name="reason"]').fill("Le bus est cher / الحافلة غالية")
    send(she, "reason")
    page = open_page("/quebec/organise/fund/", factories.member(event, Role.FUND), lang=lang)
    is_right(page, lang)
    page.locator(f'a[href$="{Grant.objects.get().uid}/"]').click()
    page.locator('[name="points"][value="5"]').check()
    send(page, "points")
    page.locator('[name="amount"]').fill("250")
    press(page, "decide/", '[value="offer"]')
    is_right(page, lang)
    assert left(event) == 250
    she.reload()
    press(she, f"{Grant.objects.get().uid}/", '[value="accept"]')
    expect(she.locator(".state.good")).to_be_visible()
    assert Grant.objects.get().state == Grant.State.ACCEPTED


@LANGUAGES
def test_a_coordinator_takes_the_fees_of_her_people_over_and_fetches_one_invoice(
    event, open_page, lang
):
    priced(event, transfer_to="SN12 3456")
    seating.set_seating(event=event, by=None, asking="open")
    coordinator = factories.person("ana")
    delegation = block(event, coordinator)
    people = [named(delegation, full_name=name) for name in ("Awa Diop", "فاطمة")]
    for registration in people:
        fees.quote(registration)
    address = f"/quebec/delegations/{delegation.uid}/"
    page = open_page(address, coordinator, lang=lang, width=360)
    page.locator(f'a[href="{address}fees/"]').click()
    is_right(page, lang)
    for registration in people:
        page.locator(f'[name="person"][value="{registration.uid}"]').check()
    page.locator('[name="to"][value="take"]').click()
    expect(page.locator('form[action$="fees/invoice/"]')).to_be_visible()
    is_right(page, lang)
    with page.expect_download() as download:
        press(page, "fees/invoice/")
    assert download.value.suggested_filename == "quebec-I-0001.pdf"
    assert set(Fee.objects.values_list("state", flat=True)) == {"promised"}


@LANGUAGES
def test_after_a_refused_visa_she_asks_for_the_fee_back_and_the_treasurer_pays_it_back(
    event, open_page, lang, settings, tmp_path
):
    settings.KEYS_DIR = tmp_path / "keys"
    priced(event)
    head(event)
    she = factories.registration(event, factories.person("awa"), country="SN")
    fee = fees.quote(she)
    payments.take(way="transfer", sum_=fee.amount, fee=fee, by=None)
    letter = letters.tell_outcome(issued(she), outcome="refused")
    page = open_page(f"/quebec/letters/outcome/{outcome_token(letter)}/", lang=lang, width=360)
    press(page, "refund/")
    expect(page.locator('form[action$="refund/"]')).to_have_count(0)
    is_right(page, lang)
    page = open_page("/quebec/organise/fees/", factories.member(event, Role.TREASURER), lang=lang)
    page.locator('a[href="?state=asks_back"]').click()
    page.locator(f'a[href$="{fee.uid}/"]').click()
    is_right(page, lang)
    page.locator('form[action*="/payments/"] button').click()
    expect(page.locator('form[action$="/refund/"]')).to_have_count(0)
    fee.refresh_from_db()
    assert (fee.state, fee.paid, fee.refund_asked_at) == ("waived", 0, None)
