"""The listen queue, inherited sockets, health, and leaving in peace."""

import json
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from convoca.serving import BACKLOG
from tests.serving.servers import KINDS, ROOT, Server, become_ready, environment, get, serving

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module", params=KINDS)
def server(request, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), serving(request.param) as running:
        yield running


def queue_of(port: int) -> int:
    """The length of a listening socket's queue, as the kernel tells it (`ss`, Send-Q)."""
    found = subprocess.check_output(["ss", "-Hltn", f"sport = :{port}"], text=True)
    return int(found.split()[2])


def most_that_the_kernel_allows() -> int:
    return int(Path("/proc/sys/net/core/somaxconn").read_text())


def test_four_thousand_may_wait_to_be_let_in(server):
    assert queue_of(server.port) == min(BACKLOG, most_that_the_kernel_allows())
    assert BACKLOG == 4096


@pytest.mark.parametrize("kind", KINDS)
def test_an_inherited_socket_gets_the_same_queue(kind):
    with socket.create_server(("127.0.0.1", 0), backlog=10) as listening:
        port, fd = listening.getsockname()[1], listening.fileno()
        command = [sys.executable, "-m", f"convoca.serving.{kind}", "--fd", str(fd)]
        process = subprocess.Popen(command, cwd=ROOT, env=environment(port), pass_fds=[fd])
        server = Server(kind, port, process)
        try:
            server.wait()
            assert queue_of(port) == min(BACKLOG, most_that_the_kernel_allows())
        finally:
            server.end()


def test_every_answer_carries_the_security_headers(server):
    for path in ("/health/live", "/static/none.js", "/live/wall:a/snapshot", "/nothing/"):
        _, headers, _ = get(server.port, path)
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert "strict-transport-security" not in headers


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_ready_until_it_drains_and_then_it_ends(kind):
    with serving(kind, CONVOCA_DRAIN_SECONDS="1") as server:
        become_ready(server.port)
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as stream:
            stream.sendall(b"GET /live/wall:a/stream HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert b"200" in stream.recv(65536)
            server.process.send_signal(signal.SIGUSR1)
            status, body = readiness(server.port)
            assert (status, body["because"]) == (503, "draining")
            rest = b"".join(iter(lambda: stream.recv(65536), b""))
        assert re.search(rb"retry:\d+", rest)
        assert server.process.wait(15) in {0, -signal.SIGTERM}


def readiness(port: int) -> tuple[int, dict]:
    """The answer of /health/ready once it is no longer 200."""
    while True:
        status, _, body = get(port, "/health/ready")
        if status != 200:
            return status, json.loads(body)


def test_workers_drain_together_and_none_is_started_anew():
    with serving("uvicorn", "--workers", "2", CONVOCA_DRAIN_SECONDS="1") as server:
        server.process.send_signal(signal.SIGUSR1)
        assert server.process.wait(20) == 0
