"""Bodies are counted before they are kept, whatever their sender announces."""

import socket
import time

import pytest

from tests.serving.servers import KINDS, ask, post, serving

pytestmark = pytest.mark.django_db(transaction=True)
PIECE = b"x" * 1_000_000
MB = 1_000_000


@pytest.fixture(scope="module", params=KINDS)
def server(request, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), serving(request.param) as running:
        yield running


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/length/", 900_000, 200),
        ("/length/", 1_000_001, 413),
        ("/length/upload/", 11_000_000, 200),
        ("/length/upload/", 12_000_001, 413),
    ],
)
def test_a_body_may_be_as_long_as_its_path_allows(server, path, size, status):
    answered, headers, body = post(server.port, path, b"x" * size)
    assert answered == status
    assert headers["x-content-type-options"] == "nosniff"
    assert body == str(size).encode() or status == 413


def test_a_length_that_lies_is_counted(server):
    assert chunked(server.port, "/length/", 3) == 413


def test_the_server_goes_on_after_a_refusal(server):
    chunked(server.port, "/length/", 3)
    assert post(server.port, "/length/", b"abc")[2] == b"3"


@pytest.mark.big
@pytest.mark.parametrize("way", ["announced", "chunked"])
def test_300_megabytes_from_a_stranger_stay_out_of_memory(server, way):
    for path in ("/length/", "/nothing/here/", "/static/x.js", "/live/wall:a/snapshot"):
        post(server.port, "/length/", b"x" * 900_000)
        before = server.memory()
        peak = flood(server, path, 300, chunks=way == "chunked")
        assert peak - before < 30 * MB, path


def chunked(port: int, path: str, pieces: int) -> int:
    """Sends pieces of 1 MB in chunks; the status of the answer."""
    body = b"%x\r\n%s\r\n" % (len(PIECE), PIECE)
    length = b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    answer = ask(port, head(path) + length + body * pieces + b"0\r\n\r\n")
    return int(answer.split()[1])


def flood(server, path: str, megabytes: int, *, chunks: bool) -> int:
    """Sends so much by one raw socket, as far as it is taken. The peak of the server's memory."""
    peak = server.memory()
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        length = (
            b"Transfer-Encoding: chunked" if chunks else b"Content-Length: %d" % (megabytes * MB)
        )
        try:
            line.sendall(head(path) + length + b"\r\n\r\n")
            for _ in range(megabytes):
                line.sendall(b"%x\r\n%s\r\n" % (len(PIECE), PIECE) if chunks else PIECE)
                peak = max(peak, server.memory())
        except (BrokenPipeError, ConnectionResetError):
            pass
    deadline = time.monotonic() + 0.5
    while time.monotonic() < deadline:
        peak = max(peak, server.memory())
    return peak


def head(path: str) -> bytes:
    return f"POST {path} HTTP/1.1\r\nHost: localhost\r\n".encode()
