import pytest

from realtime import ports
from tests.wall.source import register_wall


@pytest.fixture(autouse=True)
def _wall():
    """The wall is there during these tests alone."""
    before = dict(ports.sources)
    register_wall()
    yield
    ports.sources.clear()
    ports.sources.update(before)
