"""Reading pages in a process of its own, with limits on time and memory.

trafilatura has no time limit and parses what strangers wrote. So pages are read by another process
(``page_process.py``), and if that one hangs or dies, only the page at hand is unreadable. Starting it takes a quarter
of a CPU-second and reading a page a hundredth of that, so a process that is done waits for the next page.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import subprocess
import sys
import threading

from onrecord.bring.fields import Fields
from onrecord.domain.errors import UnreadableReport

WALL_SECONDS = 60
"""Time on the clock for one page, for a machine that is busy; CPU time is limited in ``page_process.py``."""

MOST_PAGES = 500
"""Pages that one process reads: what parsers leave behind in memory stays small."""


class PageReader:
    """A process that reads pages, one after the other. Not for several threads at once."""

    def __init__(self) -> None:
        """Start it."""
        self.pages = 0
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "onrecord.bring.page_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def answer(self, request: bytes) -> bytes:
        """What the process answers to one request (a line); nothing if it ended instead, see ``close``."""
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            return b""
        self.pages += 1
        with contextlib.suppress(OSError):
            stdin.write(request + b"\n")
            stdin.flush()
        return stdout.readline()

    def runs(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def kill(self) -> None:
        """End it whatever it does."""
        self._process.kill()

    def close(self) -> int:
        """Have it end; its exit status."""
        with contextlib.suppress(OSError):
            self._process.communicate()
        return self._process.returncode


_idle: list[PageReader] = []
"""Processes that wait for a page."""


def fields_of_page_within_limits(html: str, url: str = "") -> Fields:
    """What ``page.fields_of_page`` returns, read by another process.

    Raises:
        UnreadableReport: as there; or the page took more time or memory than the limits allow, or broke the reader.
    """
    request = json.dumps({"url": url, "html": html}).encode("ascii")
    answer = json.loads(_answer(_waiting() or PageReader(), request))
    if "unreadable" in answer:
        raise UnreadableReport(answer["unreadable"])
    return Fields(**answer)


def _waiting() -> PageReader | None:
    """A process that waits and still runs."""
    with contextlib.suppress(IndexError):
        while True:
            reader = _idle.pop()
            if reader.runs():
                return reader
            reader.close()
    return None


def _answer(reader: PageReader, request: bytes) -> bytes:
    """The answer of the process; it waits for the next page afterwards, or ends."""
    late = threading.Event()

    def stop() -> None:
        late.set()
        reader.kill()

    watch = threading.Timer(WALL_SECONDS, stop)
    watch.daemon = True
    watch.start()
    try:
        answer = reader.answer(request)
    except BaseException:
        reader.kill()
        reader.close()
        raise
    finally:
        watch.cancel()
    if answer.endswith(b"\n") and not late.is_set():
        if reader.pages < MOST_PAGES:
            _idle.append(reader)
        else:
            reader.close()
        return answer
    status = reader.close()
    if late.is_set():
        message = "this page takes too much time to read; save the report's text and give that"
        raise UnreadableReport(message)
    message = (
        f"this page could not be read: its reader ended with status {status}, as where a page takes "
        "too much time or memory; save the report's text and give that"
    )
    raise UnreadableReport(message)


@atexit.register
def _dismiss() -> None:
    """End the processes that wait."""
    while _idle:
        _idle.pop().close()
