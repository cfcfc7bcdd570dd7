"""What ``sandbox.py`` starts: ``python -m onrecord.bring.page_process``, a process that reads pages.

Each line of standard input is a JSON object ``{"html", "url"}``, answered by a line of standard output: the fields of
the report, or ``{"unreadable": "a sentence for the user"}``. The limits are taken on anew before each page.
"""

from __future__ import annotations

import contextlib
import json
import sys
from dataclasses import asdict

from onrecord.domain.errors import UnreadableReport

CPU_SECONDS = 10
"""CPU time for one page. Paragraphs take 1.3 seconds for each MB, and no more than one MB of text is read."""

MEMORY_BYTES = 1_500_000_000
"""Address space of the process. 20 MB of HTML need about a third of it."""


def take_on_limits() -> None:
    """Limit this process for the next page. Where the system knows no limits (Windows), the parent's limit on the
    clock alone holds."""
    with contextlib.suppress(ImportError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        # the hard limit on time stays as it was, so that the next page can have time of its own
        ends = int(used.ru_utime + used.ru_stime) + 1 + CPU_SECONDS
        for kind, soft, hard in (
            (resource.RLIMIT_CPU, ends, resource.getrlimit(resource.RLIMIT_CPU)[1]),
            (resource.RLIMIT_AS, MEMORY_BYTES, MEMORY_BYTES),
            (resource.RLIMIT_CORE, 0, 0),
        ):
            # a system may not know a limit, or have set a lower one already
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(kind, (soft, hard))


def answer(request: bytes) -> dict[str, object]:
    """The fields of the report on the page in ``request``, or why there is none."""
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


def main() -> None:
    """Answer until standard input ends."""
    answers, sys.stdout = sys.stdout, sys.stderr  # what a library prints is no answer
    take_on_limits()
    for request in sys.stdin.buffer:
        take_on_limits()
        answers.write(json.dumps(answer(request)) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
