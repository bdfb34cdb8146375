"""Going out: no inner address by whatever name, no redirect, no more than is asked for."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from access import outside
from access.outside import MOST_BYTES, Refused, call, fetch, is_outer, outer_address

INNER = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::808:808",
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "2002:808:808::1",
    "2001::1",
    "2001:db8::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
]


@pytest.mark.parametrize("address", INNER)
def test_an_inner_address_is_inner(address):
    assert not is_outer(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "192.88.98.1", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_a_public_address_is_outer(address):
    assert is_outer(address)


@pytest.mark.parametrize(
    "host", ["localhost", "127.1", "2130706433", "0x7f000001", "0", "[::1]", "ip6-localhost", ""]
)
def test_an_inner_host_is_refused_however_it_is_written(host):
    with pytest.raises(Refused):
        fetch(f"http://{host}/")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://1.1.1.1/",
        "file:///etc/passwd",
        "gopher://1.1.1.1/",
        "//1.1.1.1/",
        "http://user:word@1.1.1.1/",
        "http://user@1.1.1.1/",
        "http://1.1.1.1:99999/",
        "http://[::1/",
        "",
    ],
)
def test_only_plain_web_addresses_are_fetched(url):
    with pytest.raises(Refused):
        fetch(url)


def test_a_host_that_nobody_knows_is_refused():
    with pytest.raises(Refused, match="No address is known"):
        outer_address("no-such-host.invalid", 80)


class Service(BaseHTTPRequestHandler):
    """A service of the operator's own, on this machine."""

    def do_POST(self):
        length = int(self.headers["Content-Length"] or 0)
        self.server.heard.append((self.path, self.headers, self.rfile.read(length)))
        if self.path.endswith("/moved"):
            self.answer(302, b"", Location="/base/elsewhere")
        elif self.path.endswith("/long"):
            self.answer(200, b"x" * (MOST_BYTES + 1))
        elif self.path.endswith("/cut"):
            self.send_response(200)
            self.send_header("Content-Length", "100")
            self.end_headers()
            self.wfile.write(b"short")
        elif self.path.endswith("/dripping"):
            self.drip()
        else:
            self.answer(200, b'{"done": true}', **{"X-Own": "yes"})

    do_GET = do_POST  # noqa: N815

    def drip(self):
        self.send_response(200)
        self.end_headers()
        while not self.server.closing.wait(0.02):
            try:
                self.wfile.write(b".")
            except OSError:
                return

    def answer(self, status, body, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def service():
    with ThreadingHTTPServer(("127.0.0.1", 0), Service) as server:
        server.heard, server.closing = [], threading.Event()
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.closing.set()
        server.shutdown()
        thread.join()


def base(service) -> str:
    return f"http://127.0.0.1:{service.server_port}/base/"


def test_a_service_that_the_operator_named_is_called_though_it_is_inner(service):
    answer = call(base(service), "/translate?to=fr", body=b"hello", Authorization="Bearer k")
    assert (answer.status, answer.body, answer.headers["X-Own"]) == (200, b'{"done": true}', "yes")
    path, headers, body = service.heard[0]
    assert (path, headers["Authorization"], body) == ("/base/translate?to=fr", "Bearer k", b"hello")


def test_the_same_machine_is_not_fetched_from(service):
    with pytest.raises(Refused):
        fetch(base(service))
    assert service.heard == []


def test_a_redirect_is_an_answer_and_is_not_followed(service):
    assert call(base(service), "/moved").status == 302
    assert len(service.heard) == 1


def test_too_long_an_answer_is_refused(service):
    with pytest.raises(Refused, match="longer than"):
        call(base(service), "/long")


def test_an_answer_that_breaks_off_is_refused(service):
    with pytest.raises(Refused, match="No answer"):
        call(base(service), "/cut")


def test_an_answer_that_never_ends_is_left(service, monkeypatch):
    monkeypatch.setattr(outside, "SECONDS", 0.2)
    with pytest.raises(Refused, match="took longer"):
        call(base(service), "/dripping")


def test_a_service_that_is_not_there_is_refused(service):
    address = base(service)
    service.shutdown()
    service.server_close()
    with pytest.raises(Refused, match="No answer"):
        call(address, "/translate")


@pytest.mark.parametrize("path", ["//evil.example/", "/x\r\nHost: evil", "/x y"])
def test_a_path_cannot_lead_to_another_host(service, path):
    try:
        call(base(service), path)
    except (Refused, ValueError):
        return
    assert all(heard.startswith("/base/") for heard, _, _ in service.heard)
    assert all(
        headers.get_all("Host") == [f"127.0.0.1:{service.server_port}"]
        for _, headers, _ in service.heard
    )
