"""Reading a page in a process of its own, with limits on time and memory.

trafilatura has no time limit and parses what strangers wrote. So a page is read by ``python -m
onrecord.bring.sandbox``: it gets the page on standard input, takes on limits for CPU time and memory, and answers with
one JSON object. If it dies, only that page is unreadable. Starting it costs what importing trafilatura costs (a quarter
of a CPU-second); who reads many pages in processes that are limited already calls ``page.fields_of_page`` there.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from dataclasses import asdict

from onrecord.bring.fields import Fields
from onrecord.domain.errors import UnreadableReport

CPU_SECONDS = 10
"""CPU time for one page. Paragraphs take 1.3 seconds for each MB, and no more than one MB of text is read."""

WALL_SECONDS = 60
"""Time on the clock for one page, for a machine that is busy."""

MEMORY_BYTES = 1_500_000_000
"""Address space of the process. 20 MB of HTML need about a third of it."""


def fields_of_page_within_limits(html: str, url: str = "") -> Fields:
    """What ``page.fields_of_page`` returns, read by another process.

    Raises:
        UnreadableReport: as there; or the page took more time or memory than the limits allow, or broke the reader.
    """
    request = json.dumps({"url": url, "html": html}).encode("ascii")
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "onrecord.bring.sandbox"],
            input=request,
            capture_output=True,
            timeout=WALL_SECONDS,
            check=False,
        )
        answer = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        message = "this page takes too much time or memory to read; save the report's text and give that"
        raise UnreadableReport(message) from None
    if "unreadable" in answer:
        raise UnreadableReport(answer["unreadable"])
    return Fields(**answer)


def _take_on_limits() -> None:
    """Limit this process. Where the system has no such limits (Windows), the time on the clock alone holds."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(request: bytes) -> dict[str, object]:
    # trafilatura loads py3langid, and numpy with it, where it is installed, for a filter that is not used here
    sys.modules["py3langid"] = None  # type: ignore[assignment]
    from onrecord.bring.page import fields_of_page

    asked = json.loads(request)
    try:
        return asdict(fields_of_page(asked["html"], asked["url"]))
    except UnreadableReport as error:
        return {"unreadable": str(error)}
    except Exception as error:  # noqa: BLE001 -- whatever the parsers meet in a stranger's page is that page's problem
        reason = f"this page broke its reader ({type(error).__name__})"
        return {"unreadable": f"{reason}; save the report's text and give that"}


def _serve() -> None:
    _take_on_limits()
    answer = json.dumps(_answer(sys.stdin.buffer.read()))
    sys.stdout.write(answer)


if __name__ == "__main__":
    _serve()
