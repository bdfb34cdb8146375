"""`make run` as a process: first start, second start, one end that ends all."""

import os
import re
import signal
import socket
import subprocess
import sys

import pytest
from django.conf import settings

from tests.serving.servers import become_ready
from tools import start

pytestmark = pytest.mark.storm


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.fixture
def run(tmp_path, port):
    """Starts everything on a free port; what is left is ended with the test."""
    started = []

    def begin():
        taken = {"DJANGO_SETTINGS_MODULE", "CONVOCA_SECRET_KEY", "DATABASE_URL", "REDIS_URL"}
        own = {k: v for k, v in os.environ.items() if k not in taken}
        process = subprocess.Popen(
            [sys.executable, "-m", "tools.start"],
            cwd=settings.BASE,
            env=own | {"PORT": port, "CONVOCA_DATA_DIR": str(tmp_path)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=30)


def read_until(process, pattern) -> list[str]:
    """The lines up to the first that matches."""
    lines = []
    for line in process.stdout:
        lines.append(line)
        if re.search(pattern, line):
            return lines
    raise AssertionError("".join(lines))


def test_a_first_start_loads_the_demo_and_a_second_keeps_the_data(run, tmp_path, port):
    process = run()
    said = "".join(read_until(process, "Listening on TCP"))
    assert "Loading the demo" in said
    assert f"Convoca: http://localhost:{port}" in said
    assert "organiser@example.org" in said
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600
    become_ready(int(port))
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert process.returncode == 0

    again = run()
    said = "".join(read_until(again, "Listening on TCP"))
    assert "Loading the demo" not in said
    assert "organiser@example.org" in said

    worker = re.search(r"prompt started \(pid=(\d+)\)", said)[1]
    os.kill(int(worker), signal.SIGKILL)
    rest, _ = again.communicate(timeout=30)
    assert "web stopped" in rest
    assert "slow stopped" in rest
    assert again.returncode != 0, "if one ends, all end"


def test_a_taken_port_is_named_with_the_remedy(monkeypatch):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        monkeypatch.setattr(start, "PORT", str(other.getsockname()[1]))
        with pytest.raises(SystemExit, match=r"is in use\. Choose another: make run PORT="):
            start.refuse_taken_port()
