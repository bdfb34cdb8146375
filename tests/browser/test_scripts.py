"""Pages in scripts of Africa and Asia: every letter is drawn, and nothing is cut on a phone.

Needs Debian's fonts-noto-core and fonts-noto-cjk (.ci/run installs them); pages download none.
"""

import pytest

from tests import factories
from tests.browser.conftest import too_wide

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = {
    "ar": "الماءُ حقٌّ للجميع، ولا يُباع",
    "ku-Arab": "ئاو مافی هەمووانە و نافرۆشرێت",
    "hi": "पानी सबका अधिकार है और बेचा नहीं जाता",
    "am": "ውሃ የሁሉም መብት ነው፤ አይሸጥም",
    "zh": "水是所有人的权利，不能买卖，也不能私有化，我们共同守护它。",
    "zh-Hant": "水是所有人的權利，不能買賣，也不能私有化，我們共同守護它。",
    "zgh": "ⴰⵎⴰⵏ ⴷ ⴰⵣⵔⴼ ⵏ ⵎⴰⵔⵔⴰ ⵎⵉⴷⴷⵏ",
    "nqo": "ߖߌ ߦߋ߫ ߡߐ߱ ߓߍ߯ ߟߊ߫ ߤߊߞߍ ߟߋ߬ ߘߌ߫",
}
# A letter that no font has is drawn as the font's empty box, as one that stands for nothing is.
UNDRAWN = """element => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 64;
    const brush = canvas.getContext("2d", { willReadFrequently: true });
    const style = getComputedStyle(element);
    const drawn = letter => {
        brush.clearRect(0, 0, 64, 64);
        brush.font = "32px " + style.fontFamily;
        brush.fillText(letter, 8, 44);
        return brush.getImageData(0, 0, 64, 64).data.join();
    };
    const box = drawn("\\u0378");
    const letters = [...new Set(element.textContent)].filter(c => /\\p{L}/u.test(c));
    return letters.filter(letter => drawn(letter) === box);
}"""
CUT = """() => [...document.querySelectorAll("main *")]
    .filter(e => e.clientWidth && e.scrollWidth > e.clientWidth + 1
        && getComputedStyle(e).overflowX !== "auto")
    .map(e => e.tagName)"""


@pytest.mark.parametrize("lang", WORDS)
def test_every_letter_is_drawn_and_nothing_is_cut_on_a_phone(lang, open_page):
    event = factories.event(languages=["fr", lang])
    body = factories.text("\n\n".join([WORDS[lang] * 6] * 2), lang)
    factories.page(event, title=factories.text(WORDS[lang], lang), body=body)
    page = open_page("/quebec/pages/travel/", width=360)
    prose = page.locator(".prose")
    assert prose.get_attribute("lang") == lang
    assert prose.evaluate(UNDRAWN) == []
    assert page.locator("h1").evaluate(UNDRAWN) == []
    assert too_wide(page) == 0
    assert page.evaluate(CUT) == []
    direction = prose.evaluate("e => getComputedStyle(e).direction")
    assert direction == ("rtl" if lang in {"ar", "ku-Arab", "nqo"} else "ltr")
