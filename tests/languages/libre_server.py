"""A server on this machine that speaks LibreTranslate's API, and misbehaves when told to.

It "translates" by writing each word's language before the segment (`fr:…`), or by what the test
gives it in `says`.
"""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

LANGUAGES = ["ar", "en", "es", "fr", "pb", "pt", "sw"]


class Libre(ThreadingHTTPServer):
    """`heard` is what it was asked, `mood` what is wrong with it."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.heard: list[dict[str, Any]] = []
        self.asked_for_languages = 0
        self.mood = ""
        self.retry_after = ""
        self.key = ""
        self.says: Callable[[str, str], str] = lambda words, lang: f"{lang}: {words}"
        self.closing = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def letters(self) -> int:
        return sum(len(words) for asked in self.heard for words in asked["q"])


class Handler(BaseHTTPRequestHandler):
    server: Libre

    def do_GET(self):
        if self.path != "/languages":
            return self.answer(404, {"error": "Not found"})
        self.server.asked_for_languages += 1
        if self.server.mood == "down":
            return self.answer(502, "<h1>Bad gateway</h1>")
        return self.answer(
            200,
            [
                {"code": each, "name": each, "targets": [x for x in LANGUAGES if x != "sw"]}
                for each in LANGUAGES
            ],
        )

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/detect":
            return self.answer(200, [{"language": "fr", "confidence": 90.0}])
        self.server.heard.append(asked)
        if self.server.key and asked.get("api_key") != self.server.key:
            return self.answer(403, {"error": "Invalid API key"})
        return getattr(self, f"when_{self.server.mood}", self.translate)(asked)

    def translate(self, asked):
        words = [self.server.says(each, asked["target"]) for each in asked["q"]]
        self.answer(200, {"translatedText": words})

    def when_down(self, asked):
        self.answer(502, "<h1>Bad gateway</h1>")

    def when_full(self, asked):
        self.answer(429, {"error": "Slowdown"}, **{"Retry-After": self.server.retry_after})

    def when_html(self, asked):
        self.answer(200, "<!doctype html><title>Welcome to this hotel’s network</title>")

    def when_half(self, asked):
        self.answer(200, {"translatedText": asked["q"][: len(asked["q"]) // 2]})

    def when_cut(self, asked):
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b'{"translatedText": ["eau')

    def when_silent(self, asked):
        self.server.closing.wait(5)

    def when_slow(self, asked):
        self.send_response(200)
        self.end_headers()
        while not self.server.closing.wait(0.02):
            try:
                self.wfile.write(b" ")
            except OSError:
                return

    def when_huge(self, asked):
        self.answer(200, {"translatedText": ["x" * 2_100_000]})

    def when_odd(self, asked):
        self.answer(200, {"translatedText": [None for _ in asked["q"]]})

    def when_moved(self, asked):
        self.answer(302, "", Location="http://elsewhere.example/")

    def when_over(self, asked):
        self.answer(400, {"error": "Invalid request: request (9) exceeds text limit (5)"})

    def when_nobody(self, asked):
        self.answer(400, {"error": "Please contact the server operator to get an API key"})

    def when_large(self, asked):
        self.answer(413, {"error": "Too large"})

    def answer(self, status, said, **headers):
        body = (said if isinstance(said, str) else json.dumps(said)).encode()
        self.send_response(status)
        for name, value in headers.items():
            if value:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@contextmanager
def serving() -> Iterator[Libre]:
    with Libre() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.closing.set()
        server.shutdown()
        thread.join()
