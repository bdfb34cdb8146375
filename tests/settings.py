"""Convoca's settings for its tests: a database in a file of this process, so that threads race."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

HOME = Path(tempfile.mkdtemp(prefix="convoca-tests-"))
OWNER = os.getpid()


def clear_away() -> None:
    """Removes the files, but not at the end of a child that was forked from this process."""
    if os.getpid() == OWNER:
        shutil.rmtree(HOME, ignore_errors=True)


atexit.register(clear_away)
os.environ.setdefault("CONVOCA_SECRET_KEY", "only-for-tests-" + "x" * 50)
os.environ.setdefault("CONVOCA_DATA_DIR", str(HOME))
os.environ.setdefault("CONVOCA_KEYS_DIR", str(HOME / "keys"))
os.environ.setdefault("CONVOCA_PAPERS_KEYS", "b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtMDE=")

from convoca.settings import *  # noqa: E402, F403
from convoca.settings import CACHES, DATABASES, REDIS_URL  # noqa: E402

database = DATABASES["default"]
if database["ENGINE"].endswith("sqlite3"):
    database["TEST"] = {"NAME": str(HOME / "test.sqlite3")}
    database["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
else:
    database["TEST"] = {"NAME": f"test_convoca_{OWNER}"}
if REDIS_URL:
    CACHES["default"] |= {
        "BACKEND": "tests.own_cache.OwnCache",
        "KEY_PREFIX": f"test-{OWNER}",
    }
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
