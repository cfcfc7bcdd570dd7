"""Whether two entries of different reports are one, and why."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.domain.rulings import Verdict

__all__ = ["Judgement", "Verdict"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, the ``rule`` it rests on, what it looked at, and its ``score`` from 0 to 1 where the rule has one."""

    verdict: Verdict
    rule: str
    because: str = ""
    score: float | None = None
