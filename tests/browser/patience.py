"""Chromium in a process that one can end: a browser that no longer answers holds nothing up."""

import contextlib
import os
import signal
import threading
from collections.abc import Callable, Iterator
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error

PATIENCE = 30


class Browsers:
    """One browser at a time, launched when it is wanted and again after it was ended.

    Playwright waits for ever where something closes; nothing else of it does.
    """

    def __init__(self, launch: Callable[[], Browser], patience: float = PATIENCE) -> None:
        self._launch = launch
        self._patience = patience
        self._browser: Browser | None = None
        self._process = -1

    def new_context(self, **options: Any) -> BrowserContext:
        if not (self._browser and self._browser.is_connected()):
            self.end()
            self._browser = self._launch()
            self._process = os.pidfd_open(process_of(self._browser))
        return self._browser.new_context(**options)

    def close(self, closing: BrowserContext | Browser) -> None:
        """Closes it, if need be by ending the browser."""
        with self._bounded():
            closing.close()

    def end(self) -> None:
        if self._browser:
            self.close(self._browser)
            os.close(self._process)
            self._browser = None

    def send_signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._process, number)

    @contextlib.contextmanager
    def _bounded(self) -> Iterator[None]:
        timer = threading.Timer(self._patience, self.send_signal, [signal.SIGKILL])
        timer.start()
        try:
            yield
        except Error:
            if self._browser and self._browser.is_connected():
                raise
        finally:
            timer.cancel()
            timer.join()


def process_of(browser: Browser) -> int:
    told = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")
    return next(each["id"] for each in told["processInfo"] if each["type"] == "browser")
