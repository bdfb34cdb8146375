"""What every test may use: the cast, the browser, and marks that name what a test needs."""

import faulthandler
import os
import shutil
import threading
from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest
from _pytest.faulthandler import fault_handler_stderr_fd_key
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase

from access.models import Tries
from jobs.worker import Worker
from tests.cast import Cast
from tests.emptying import empty
from tests.settings import HOME

# pytest-playwright's loop runs in the test's own thread, where Django sees an async context.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
QUEUES = settings.TASKS["default"]["QUEUES"]
STRICT = bool(os.environ.get("CI"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-matrix", action="store_true", help="write tests/matrix.txt")


def pytest_xdist_setupnodes() -> None:
    """Each process makes a home of its own, instead of inheriting this one's."""
    for name in ("CONVOCA_DATA_DIR", "CONVOCA_KEYS_DIR"):
        if os.environ.get(name, "").startswith(str(HOME)):
            del os.environ[name]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skips a test by the name of what is missing; with CI=true a missing thing is a failure."""
    needs = []
    if item.get_closest_marker("browser") and not CHROMIUM:
        needs.append("Chromium")
    if item.get_closest_marker("redis") and not settings.REDIS_URL:
        needs.append("Redis (REDIS_URL)")
    mark = item.get_closest_marker("postgres")
    if mark and mark.kwargs.get("only") and "postgresql" not in database_engine():
        needs.append("PostgreSQL (DATABASE_URL)")
    if needs:
        (missing_in_ci if STRICT else pytest.skip)("needs " + " and ".join(needs))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, object, object]:
    """What hangs is ended (pyproject.toml says when), also after a failure, at which pytest stops
    its watch.
    """
    seconds = float(item.config.getini("faulthandler_timeout"))
    if seconds:
        stderr = item.config.stash[fault_handler_stderr_fd_key]
        faulthandler.dump_traceback_later(seconds, file=stderr, exit=True)
    return (yield)


def missing_in_ci(reason: str) -> None:
    pytest.fail(reason, pytrace=False)


def database_engine() -> str:
    return str(settings.DATABASES["default"]["ENGINE"])


@pytest.fixture(scope="session")
def django_db_keepdb(
    django_db_keepdb: bool, django_db_use_migrations: bool, django_db_modify_db_settings: None
) -> bool:
    """Also where this process begins with a copy of the database that tools/testing.py migrated."""
    made = os.environ.get("TESTS_DATABASE")
    if not (made and django_db_use_migrations and "sqlite" in database_engine()):
        return django_db_keepdb
    shutil.copyfile(made, settings.DATABASES["default"]["TEST"]["NAME"])
    return True


def emptied(test: TransactionTestCase) -> None:
    for name in test._databases_names(include_mirrors=False):
        empty(name)


# pytest-django hands every test that commits to Django's class.
TransactionTestCase._fixture_teardown = emptied


@pytest.fixture(autouse=True)
def _counters_start_at_nothing(request: pytest.FixtureRequest) -> Iterator[None]:
    """A cache in Redis outlives a test's transaction, one in the database a test without."""
    yield
    mark = request.node.get_closest_marker("django_db")
    committed = bool(mark and mark.kwargs.get("transaction"))
    committed |= not {"transactional_db", "live_server"}.isdisjoint(request.fixturenames)
    if committed or (settings.REDIS_URL and (mark or "db" in request.fixturenames)):
        with request.getfixturevalue("django_db_blocker").unblock():
            cache.clear()


def forget_tries() -> None:
    """Lets everybody try anew, wherever tries are counted."""
    cache.clear()
    Tries.objects.all().delete()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium instead of one that Playwright downloads."""
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": ["--no-sandbox"]}


@pytest.fixture
def on_postgres(db: None) -> bool:
    """Whether this run's database is PostgreSQL."""
    return connection.vendor == "postgresql"


@pytest.fixture
def run_jobs(db: None) -> Callable[..., int]:
    """Runs what is ready in all queues, as the workers would; returns how many jobs ran."""

    def run(*queues: str) -> int:
        return Worker("test", list(queues or QUEUES), threading.Event()).run_all()

    return run


@pytest.fixture
def cast(db: None) -> Cast:
    """One person for each role around one event."""
    return Cast()


@pytest.fixture(scope="module")
def populated(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """One world for all ways in: nothing of a knock stays in it."""
    from tests.matrix import undone
    from tests.world import World

    with django_db_blocker.unblock(), undone():
        world = World()
        world.populate()
        yield world


@pytest.fixture
def world(populated: Any, db: None) -> Any:
    populated.anew()
    return populated
