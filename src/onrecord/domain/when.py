"""A time as a reader understands it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.domain.passage import Passage


@dataclass(frozen=True, slots=True)
class When:
    """A time expression, resolved.

    ``value`` is an ISO 8601 calendar value as coarse as the words: "2025-10-21", "2025-W42", "2025-10", "2025",
    an interval "2005-11-18/2005-11-19", or None where the words name no calendar time (a duration, "recently").
    ``first`` and ``last`` are the first and the last day it can mean (both included; None where open).
    ``type`` and ``timex`` are the TIMEX3 type and value ("DATE" "2025-10-21", "DURATION" "P2D", "DATE" "PAST_REF",
    "SET" "P1W", "TIME" "2025-10-21TEV"). ``rule`` names what resolved it.
    """

    value: str | None
    first: date | None
    last: date | None
    passage: Passage | None = None
    type: str = "DATE"
    timex: str = ""
    rule: str = ""
