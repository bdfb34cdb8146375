"""Servers forked from a process that has read all of Convoca once.

Every test wants a server that remembers nothing of another one's, and reading Convoca takes
seconds. `python -m tests.serving.nursery` forks Daphne for each line that it is sent, the folder of
its data, and answers with its process; all listen at the port that the settings name, so one at a
time. It ends with its input.
"""

import contextlib
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from tests.serving.servers import ROOT, Server, environment, free_port


class Forked:
    """A grandchild, with what `Server` asks of a process."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._handle = os.pidfd_open(pid)

    def poll(self) -> int | None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.wait(0)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Raises TimeoutExpired while it runs. How it ended, only its parent is told: 0."""
        if self.returncode is None:
            if not select.select([self._handle], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
            os.close(self._handle)
            self.returncode = 0
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._handle, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


class Nursery:
    """The process, begun at the first server that is asked for."""

    def __init__(self) -> None:
        self.port = free_port()
        own = environment(self.port) | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
        command = [sys.executable, "-m", "tests.serving.nursery"]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=own, stdin=pipe, stdout=pipe, text=True
        )

    def start(self) -> Server:
        """A server on the tests' settings and database; it may not answer yet."""
        asked, answers = self._process.stdin, self._process.stdout
        assert asked is not None
        assert answers is not None
        print(settings.DATA_DIR, file=asked, flush=True)
        return Server("daphne", self.port, Forked(int(answers.readline())))

    @contextlib.contextmanager
    def serving(self) -> Iterator[Server]:
        """A server that answers, ended afterwards."""
        server = self.start()
        try:
            server.wait()
            yield server
        finally:
            server.end()

    def end(self) -> None:
        self._process.communicate(timeout=60)


def read_convoca() -> None:
    """All that a server would read until its first answer, but Twisted's reactor: its loop is
    bound to a process.
    """
    import autobahn.twisted.websocket  # noqa: F401
    import twisted.internet.asyncioreactor
    import twisted.web.http  # noqa: F401
    from django.template.loader import get_template
    from django.urls import get_resolver
    from django.utils import translation

    import convoca.asgi  # noqa: F401  it sets Django up

    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            get_resolver()._populate()
    for folder in settings.TEMPLATES[0]["DIRS"]:
        for path in Path(folder).rglob("*.html"):
            get_template(str(path.relative_to(folder)))


def become_server(data: Path) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    settings.DATA_DIR = data
    sys.argv = ["daphne"]
    from convoca.serving import daphne

    daphne.main()


def main() -> None:
    read_convoca()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # The kernel buries them.
    for line in sys.stdin:
        if pid := os.fork():
            print(pid, flush=True)
            continue
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(2, 1)
        become_server(Path(line.strip()))
        os._exit(0)


if __name__ == "__main__":
    main()
