"""Reading a page in a process of its own, with limits on time and memory.

trafilatura has no time limit and parses what strangers wrote. So a page is read by another process
(``page_process.py``), and if that one hangs or dies, only that page is unreadable. Starting it costs what importing
trafilatura costs (a fifth of a CPU-second); who reads many pages in processes that are limited already calls
``page.fields_of_page`` there instead.
"""

from __future__ import annotations

import json
import subprocess
import sys

from onrecord.bring.fields import Fields
from onrecord.domain.errors import UnreadableReport

WALL_SECONDS = 60
"""Time on the clock for one page, for a machine that is busy; CPU time is limited in ``page_process.py``."""


def fields_of_page_within_limits(html: str, url: str = "") -> Fields:
    """What ``page.fields_of_page`` returns, read by another process.

    Raises:
        UnreadableReport: as there; or the page took more time or memory than the limits allow, or broke the reader.
    """
    request = json.dumps({"url": url, "html": html}).encode("ascii")
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "onrecord.bring.page_process"],
            input=request,
            capture_output=True,
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        message = "this page takes too much time to read; save the report's text and give that"
        raise UnreadableReport(message) from None
    if done.returncode != 0:
        message = (
            f"this page could not be read: its reader ended with status {done.returncode}, as where a page takes "
            "too much time or memory; save the report's text and give that"
        )
        raise UnreadableReport(message)
    answer = json.loads(done.stdout)
    if "unreadable" in answer:
        raise UnreadableReport(answer["unreadable"])
    return Fields(**answer)
