"""A real server on this run's database, and browsers logged in as whom a test names."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page

from accounts.models import Person
from tests.browser.patience import Browsers
from tests.serving.nursery import Nursery
from tests.serving.servers import Server


@pytest.fixture(scope="session")
def nursery(django_db_setup: None) -> Iterator[Nursery]:
    """Where servers come from in a moment."""
    found = Nursery()
    yield found
    found.end()


@pytest.fixture
def server(transactional_db: None, nursery: Nursery) -> Iterator[Server]:
    with nursery.serving() as running:
        yield running


@pytest.fixture(scope="session")
def browsers(launch_browser: Callable[[], Browser]) -> Iterator[Browsers]:
    found = Browsers(launch_browser)
    yield found
    found.end()


@pytest.fixture
def open_page(server: Server, browsers: Browsers) -> Iterator[Callable[..., Page]]:
    """A page in a browser of its own, at a path, logged in as somebody or nobody."""
    contexts = []

    def open_(
        path: str, who: Person | None = None, lang: str = "en", width: int = 1280, **options: Any
    ) -> Page:
        address = f"http://localhost:{server.port}"
        view = {"width": width, "height": 800}
        context = browsers.new_context(base_url=address, locale=lang, viewport=view, **options)
        contexts.append(context)
        if who:
            client = Client()
            client.force_login(who)
            key = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": key, "url": address}])
        page = context.new_page()
        page.goto(path)
        return page

    yield open_
    for context in contexts:
        browsers.close(context)


def too_wide(page: Page) -> int:
    """How many pixels the page scrolls sideways."""
    root = "document.documentElement"
    return int(page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))


def axe_faults(page: Page) -> list[str]:
    """What axe finds wrong with the page: rule and place."""
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['target']}" for each in found]
