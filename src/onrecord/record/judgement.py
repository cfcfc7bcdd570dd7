"""Whether two entries of different reports are one, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What is held of two entries being one: yes, no, unsure (looked at and not decided), open (not looked at)."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, the ``rule`` it rests on, what it looked at, and its ``score`` from 0 to 1 where the rule has one."""

    verdict: Verdict
    rule: str
    because: str = ""
    score: float | None = None
