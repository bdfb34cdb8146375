"""A machine to translate with, on this machine."""

from collections.abc import Iterator

import pytest

from tests.languages.libre_server import Libre, serving


@pytest.fixture
def libre(settings) -> Iterator[Libre]:
    """LibreTranslate as the operator would have set it up."""
    with serving() as server:
        settings.MACHINE = "libretranslate"
        settings.LIBRETRANSLATE_ADDRESS = server.address
        yield server
