"""Settings: typed, safe by default, refused by name, and all of them in docs/settings.md."""

import re

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from convoca.databases import database
from convoca.environment import Environment
from convoca.logs import logging_for
from convoca.mail import mail_settings
from convoca.settings import env


def environment(**variables: str) -> Environment:
    return Environment({f"CONVOCA_{name}": value for name, value in variables.items()})


def test_the_docs_and_the_code_name_the_same_settings():
    page = (settings.BASE / "docs" / "settings.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
    known = {name for name in env.known if not name.endswith("_FILE")}
    assert explained == known | {"PORT", "DATABASE_URL", "REDIS_URL"}


def test_a_secret_comes_from_a_file(tmp_path):
    file = tmp_path / "key"
    file.write_text("secret\n")
    assert environment(SECRET_KEY_FILE=str(file)).text("SECRET_KEY") == "secret"


def test_a_secret_file_that_is_not_there_stops_the_start(tmp_path):
    with pytest.raises(FileNotFoundError):
        environment(SECRET_KEY_FILE=str(tmp_path / "none")).text("SECRET_KEY")


@pytest.mark.parametrize(("value", "expected"), [("on", True), ("off", False)])
def test_a_switch_is_on_or_off(value, expected):
    assert environment(DEBUG=value).switch("DEBUG", default=not expected) is expected


@pytest.mark.parametrize("value", ["", "yes", "1", "True", "ON"])
def test_any_other_switch_is_refused_by_name(value):
    with pytest.raises(ImproperlyConfigured, match="CONVOCA_DEBUG"):
        environment(DEBUG=value).switch("DEBUG", default=False)


@pytest.mark.parametrize("value", ["", "-1", "1.5", "many"])
def test_a_number_that_is_none_is_refused_by_name(value):
    with pytest.raises(ImproperlyConfigured, match="CONVOCA_PROXIES"):
        environment(PROXIES=value).number("PROXIES", 0)


def test_words_are_parted_by_commas_or_spaces():
    assert environment(HOSTS="a.org, b.org c.org").words("HOSTS") == ["a.org", "b.org", "c.org"]


def test_a_setting_that_nobody_knows_is_refused_by_name():
    mistaken = environment(ADRESS="https://example.org")
    mistaken.text("ADDRESS")
    with pytest.raises(ImproperlyConfigured, match="CONVOCA_ADRESS"):
        mistaken.refuse_unknown()


def test_sqlite_begins_immediately_and_postgres_has_a_pool():
    embedded = database("sqlite:////x.sqlite3", process="web", connections=8)
    assert embedded["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in embedded["OPTIONS"]["init_command"]
    grown = database("postgres://u@h/n", process="web", connections=8)
    assert grown["OPTIONS"]["pool"]["max_size"] == 8
    assert (embedded["CONN_MAX_AGE"], grown["CONN_MAX_AGE"]) == (0, 0)


def test_a_worker_keeps_its_connection_and_has_no_pool():
    worker = database("postgres://u@h/n", process="worker", connections=8)
    assert worker["CONN_MAX_AGE"] == 600
    assert "pool" not in worker.get("OPTIONS", {})


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://mail.example", 25, False, False),
        ("smtp+tls://mail.example", 587, True, False),
        ("smtps://u:p%40ss@mail.example:4650", 4650, False, True),
    ],
)
def test_one_address_names_the_mail_server(url, port, tls, ssl):
    read = mail_settings(url)
    assert (read["EMAIL_HOST"], read["EMAIL_PORT"]) == ("mail.example", port)
    assert (read["EMAIL_USE_TLS"], read["EMAIL_USE_SSL"]) == (tls, ssl)
    assert read["EMAIL_HOST_PASSWORD"] in {"", "p@ss"}


def test_a_wrong_kind_of_mail_server_or_log_is_refused_by_name():
    with pytest.raises(ImproperlyConfigured, match="CONVOCA_MAIL_URL"):
        mail_settings("imap://x")
    with pytest.raises(ImproperlyConfigured, match="CONVOCA_LOGS"):
        logging_for("xml", debug=False)
