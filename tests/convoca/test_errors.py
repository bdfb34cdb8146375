"""What people read when something fails that no view foresaw."""

import sqlite3

import psycopg_pool
import pytest
from django.db import OperationalError
from django.test import RequestFactory

from convoca.errors import server_error


def a_lock(tmp_path):
    one = sqlite3.connect(tmp_path / "one.sqlite3", timeout=0.05, isolation_level=None)
    other = sqlite3.connect(tmp_path / "one.sqlite3", timeout=0.05, isolation_level=None)
    one.execute("BEGIN IMMEDIATE")
    other.execute("BEGIN IMMEDIATE")


def no_connection(tmp_path):
    address = "postgres://nobody@127.0.0.1:1/nothing"
    with psycopg_pool.ConnectionPool(address, min_size=0, max_size=1, timeout=0.05) as pool:
        pool.getconn()


def a_broken_statement(tmp_path):
    sqlite3.connect(tmp_path / "one.sqlite3").execute("SELECT nothing")


@pytest.mark.parametrize(
    ("fault", "status"), [(a_lock, 503), (no_connection, 503), (a_broken_statement, 500)]
)
def test_a_crowd_is_asked_to_send_again_and_a_fault_is_called_one(fault, status, tmp_path):
    try:
        try:
            fault(tmp_path)
        except (sqlite3.OperationalError, psycopg_pool.PoolTimeout) as cause:
            # As Django passes it on.
            raise OperationalError(str(cause)) from cause
    except OperationalError:
        answer = server_error(RequestFactory().post("/quebec/register/form/"))
    assert answer.status_code == status
    assert answer.headers.get("Retry-After", "") == ("5" if status == 503 else "")
    said = "Nothing of what you just sent was entered." in answer.text
    assert said == (status == 503)
