"""A browser that hangs where it should close must not stop the run."""

import signal

import pytest

from tests.browser.patience import Browsers

pytestmark = pytest.mark.browser


@pytest.fixture
def browsers(launch_browser):
    found = Browsers(launch_browser, patience=1)
    yield found
    found.end()


def test_a_browser_that_hangs_is_ended_and_the_next_page_opens_in_another(browsers):
    contexts = [browsers.new_context(), browsers.new_context()]
    contexts[0].new_page()
    browsers.send_signal(signal.SIGSTOP)
    for context in contexts:
        browsers.close(context)
    assert browsers.new_context().new_page().evaluate("1 + 1") == 2


def test_a_browser_that_hangs_is_ended_at_the_end_of_the_run(browsers):
    browsers.new_context()
    browsers.send_signal(signal.SIGSTOP)
    browsers.end()
    assert browsers.new_context().new_page().evaluate("1 + 1") == 2
