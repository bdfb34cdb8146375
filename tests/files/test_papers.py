"""Papers: sealed by a key that lies apart, and erased with it."""

import re
import threading
from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.core.management.base import CommandError

from files import papers
from files.papers import Gone, NoKey


@pytest.fixture(autouse=True)
def keys(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"
    settings.PAPERS_KEYS = [Fernet.generate_key().decode()]
    return settings.KEYS_DIR


def test_what_is_sealed_is_read_again_and_not_without_the_key(keys):
    sealed = papers.seal("quebec", b"passport")
    assert b"passport" not in sealed
    assert papers.unseal("quebec", sealed) == b"passport"
    (keys / "quebec.key").unlink()
    with pytest.raises(Gone):
        papers.unseal("quebec", sealed)


def test_each_holder_has_a_key_of_her_own(keys):
    sealed = papers.seal("quebec", b"passport")
    papers.seal("dakar", b"passport")
    with pytest.raises(Gone):
        papers.unseal("dakar", sealed)


def test_nobody_but_its_owner_reads_a_key_and_it_is_wrapped(keys, settings):
    papers.seal("quebec", b"passport")
    key = keys / "quebec.key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert keys.stat().st_mode & 0o777 == 0o700
    assert len(Fernet(settings.PAPERS_KEYS[0]).decrypt(key.read_bytes())) == 44


def test_without_a_key_of_the_operators_nothing_is_kept(settings):
    settings.PAPERS_KEYS = []
    assert not papers.ready()
    with pytest.raises(NoKey):
        papers.seal("quebec", b"passport")
    settings.PAPERS_KEYS = ["short"]
    with pytest.raises(NoKey):
        papers.seal("quebec", b"passport")


def test_the_operators_keys_rotate_and_nothing_is_lost(settings):
    old = settings.PAPERS_KEYS
    sealed = papers.seal("quebec", b"passport")
    new = [Fernet.generate_key().decode()]
    settings.PAPERS_KEYS = new + old
    assert papers.unseal("quebec", sealed) == b"passport"
    call_command("rewrap_keys", stdout=StringIO())
    settings.PAPERS_KEYS = new
    assert papers.unseal("quebec", sealed) == b"passport"
    settings.PAPERS_KEYS = old
    with pytest.raises(NoKey):
        papers.unseal("quebec", sealed)
    with pytest.raises(CommandError):
        call_command("rewrap_keys", stdout=StringIO())


def test_a_destroyed_key_erases_and_never_comes_back(keys):
    sealed = papers.seal("quebec", b"passport")
    papers.destroy("quebec")
    papers.destroy("quebec")
    assert papers.is_destroyed("quebec")
    for again in (lambda: papers.unseal("quebec", sealed), lambda: papers.seal("quebec", b"x")):
        with pytest.raises(Gone):
            again()


def test_keys_are_copied_apart_and_destroyed_ones_leave_the_copy_too(keys, tmp_path):
    apart = tmp_path / "apart"
    papers.seal("quebec", b"passport")
    dakar = papers.seal("dakar", b"passport")
    said = StringIO()
    call_command("backup_keys", apart, stdout=said)
    assert said.getvalue().startswith("2 keys copied, 0 destroyed")
    papers.destroy("quebec")
    call_command("backup_keys", apart, stdout=said)
    assert [path.name for path in apart.iterdir()] == ["dakar.key"]
    (keys / "dakar.key").unlink()
    call_command("backup_keys", apart, stdout=said)
    (apart / "dakar.key").rename(keys / "dakar.key")
    assert papers.unseal("dakar", dakar) == b"passport"


def test_many_at_once_make_one_key(keys):
    sealed = []
    threads = [
        threading.Thread(target=lambda: sealed.append(papers.seal("quebec", b"x")))
        for _ in range(8)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert [papers.unseal("quebec", each) for each in sealed] == [b"x"] * 8
    assert [path.name for path in keys.iterdir()] == ["quebec.key"]


@pytest.mark.parametrize("name", ["../quebec", "a/b", "", "."])
def test_a_name_never_leaves_the_folder(name):
    with pytest.raises(ValueError, match=f"^{re.escape(name)}$"):
        papers.seal(name, b"x")
