"""The secret key is changed without logging anybody out."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings as given
from django.test import Client

from accounts import mailboxes
from tests import factories

OLD, NEW = "old-" + "x" * 50, "new-" + "y" * 50


def asked(**variables: str) -> list[str]:
    """The keys of a process that starts with these variables."""
    told = "from convoca import settings as s; import json; "
    told += "print(json.dumps([s.SECRET_KEY, *s.SECRET_KEY_FALLBACKS]))"
    known = {name: value for name, value in os.environ.items() if not name.startswith("CONVOCA_")}
    done = subprocess.run(
        [sys.executable, "-c", told],
        env=known | variables,
        cwd=given.BASE,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_earlier_keys_are_read_from_the_environment_or_a_file(tmp_path):
    assert asked(CONVOCA_SECRET_KEY=NEW) == [NEW]
    kept = f"{OLD} older"
    both = {"CONVOCA_SECRET_KEY": NEW, "CONVOCA_SECRET_KEY_FALLBACKS": kept}
    assert asked(**both) == [NEW, OLD, "older"]
    (tmp_path / "kept").write_text(kept)
    named = {"CONVOCA_SECRET_KEY_FALLBACKS_FILE": str(tmp_path / "kept")}
    assert asked(CONVOCA_SECRET_KEY=NEW, **named) == [NEW, OLD, "older"]


@pytest.mark.django_db
def test_sessions_and_links_outlive_a_key_that_is_kept_and_end_with_one_that_is_not(settings):
    settings.SECRET_KEY = OLD
    awa, stays, goes = factories.person("awa"), Client(), Client()
    for client in (stays, goes):
        client.force_login(awa)
    link = mailboxes.token_of(awa.email)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    assert stays.get("/me/").status_code == 200
    assert mailboxes.mailbox_of(link) == awa.email
    # A session that was used in between is signed with the new key.
    settings.SECRET_KEY_FALLBACKS = []
    assert stays.get("/me/").status_code == 200
    assert goes.get("/me/").status_code == 302
    assert mailboxes.mailbox_of(link) is None
