"""Starts Convoca on this machine: `make run`.

Makes what a first start needs (key, catalogues, tables, demo), then runs the web process and
two workers; if one ends, all end.
"""

import base64
import io
import os
import re
import secrets
import signal
import socket
import sys
from pathlib import Path

from honcho.manager import Manager

from tools.catalogues import compile_catalogues

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("CONVOCA_DATA_DIR", ROOT / "var"))
PORT = os.environ.get("PORT", "8000")
ENDED_BY_HAND = {128 + signal.SIGINT, 128 + signal.SIGTERM}
LOCAL = r"http://localhost:\d+"
WORKERS = {"prompt": "now,mail,clock", "slow": "slow"}


def main() -> None:
    refuse_taken_port()
    DATA.mkdir(parents=True, exist_ok=True)
    write_keys()
    compile_catalogues(ROOT / "locale")
    log_ins = prepare_database()
    here = f"http://localhost:{PORT}"
    # The demo was loaded when another port may have been asked for.
    print(f"\nConvoca: {here}\n{re.sub(LOCAL, here, log_ins)}", flush=True)
    sys.exit(serve())


def refuse_taken_port() -> None:
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", int(PORT))) == 0:
            sys.exit(f"Port {PORT} is in use. Choose another: make run PORT=8001")


def write_keys() -> None:
    """Keys of this installation's own, readable by their owner alone: one signs, one wraps the
    keys of papers (Fernet: 32 bytes in base64).
    """
    wrapping = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    for name, value in (("secret-key", secrets.token_urlsafe(64)), ("papers-keys", wrapping)):
        key = DATA / name
        if not key.exists():
            key.touch(mode=0o600)
            key.write_text(value)


def prepare_database() -> str:
    """Migrates, loads the demo into an empty database, returns the demo's log-ins."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "convoca.settings")
    import django
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.db import connections

    django.setup()
    call_command("migrate", verbosity=0)
    said = DATA / "demo.txt"
    if not get_user_model().objects.exists():
        print("· Loading the demo …", flush=True)
        answer = io.StringIO()
        call_command("demo", today=True, stdout=answer)
        said.write_text(answer.getvalue(), encoding="utf-8")
    # The processes that are forked from here must not share a connection.
    connections.close_all()
    return said.read_text(encoding="utf-8") if said.exists() else ""


def serve() -> int:
    """Runs until one of the processes ends or somebody presses Ctrl-C."""
    # The addresses in mails and passkeys follow the port.
    environment = os.environ | {"PYTHONUNBUFFERED": "1", "PORT": PORT}
    manager = Manager()
    # «exec», so that what is told to end is the process itself and not a shell around it.
    web = f"exec {sys.executable} -m convoca.serving.daphne"
    manager.add_process("web", web, env=environment)
    for name, queues in WORKERS.items():
        manager.add_process(
            name,
            f"exec {sys.executable} manage.py worker --queues {queues}",
            env=environment | {"CONVOCA_PROCESS": "worker"},
        )
    manager.loop()
    return 0 if manager.returncode in ENDED_BY_HAND else int(manager.returncode or 0)


if __name__ == "__main__":
    main()
