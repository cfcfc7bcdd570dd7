"""When an encounter takes place: the one time expression of the report that belongs to it, if any does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.domain.marks import EncounterMark
from onrecord.domain.when import When
from onrecord.entries.evidence import log_odds, scale
from onrecord.entries.setting import Setting
from onrecord.entries.wordlists import words

CLOSE = ("beside it", "near it", "in its sentence")
"""How far a time stands from a mention in its sentence: up to 3 tokens, up to 8, further."""


@dataclass(frozen=True, slots=True)
class Timing:
    """A time, how probable it is, and what spoke for it; ``when`` is None where no time is probable enough."""

    when: When | None = None
    probability: float = 0.0
    because: str = ""


def time_of(setting: Setting, marks: Sequence[EncounterMark]) -> Timing:
    """The likeliest time of the encounter of ``marks``."""
    scales = scale("takes_place_when")
    best = Timing(None, scales.least)
    for when in setting.whens:
        found = signs(setting, marks, when)
        probability = scales.probability(found)
        if probability > best.probability:
            best = Timing(when, probability, scales.heaviest(found))
    return best if best.when is not None else Timing()


def signs(setting: Setting, marks: Sequence[EncounterMark], when: When) -> dict[str, float]:
    """What speaks for or against a time being that of an encounter."""
    first, past = setting.time_span(when)
    ties = [setting.tie("time", mark, range(first, past)) for mark in marks]
    day = setting.report.published
    out: dict[str, float] = {
        "time head, best mention": log_odds(max(ties)),
        "time head, all mentions": sum(map(log_odds, ties)) / len(ties),
    }
    if when.rule.endswith("+stay"):
        out["a stay of so many days"] = 1.0
    near = _nearest(setting, marks, first, past)
    here = next((name for name in CLOSE if name in near), "elsewhere")
    out[f"as fine as a {fineness(when)}, {here}"] = 1.0
    if when.last is not None and when.first is not None:
        out[f"{'over' if when.last < day else 'to come' if when.first > day else 'now'}, {here}"] = 1.0
    if setting.statement_at(first) is not None:
        out["within what is said"] = 1.0
    if any(s.said is not None and s.said.passage == when.passage for s in setting.statements):
        out["when something was said"] = 1.0
    return out | near


def _nearest(setting: Setting, marks: Sequence[EncounterMark], first: int, past: int) -> dict[str, float]:
    """How the time stands to the mention nearest to it."""
    tokens = setting.tokens
    mark = setting.nearest(marks, first)
    apart = tokens[first].sentence - tokens[mark.anchor].sentence
    if apart:
        near = "in the next sentence" if apart == 1 else "in the sentence before" if apart == -1 else "elsewhere"
        return {near: 1.0}
    role = setting.clauses.role(mark.anchor, first, past)
    saying = setting.word(role.meets) in words("saying") or "ccomp" in role.through
    out = {f"tree: {role.way or 'unconnected'}{', of saying' if saying and role.way == 'above' else ''}": 1.0}
    between = abs(first - mark.anchor)
    close = CLOSE[0 if between <= 3 else 1 if between <= 8 else 2]
    out[close] = 1.0
    out[f"{next(iter(out))}, {close}"] = 1.0
    here = setting.sentence(mark.anchor)
    others = [m for m in setting.marks.encounters if m not in marks and here[0] <= m.anchor < here[1]]
    if any(abs(m.anchor - first) < between for m in others):
        out["nearer to another encounter"] = 1.0
    rivals = [at for at, _ in map(setting.time_span, setting.whens) if here[0] <= at < here[1]]
    if any(abs(at - mark.anchor) < between for at in rivals):
        out["another time is nearer"] = 1.0
    return out


def fineness(when: When) -> str:
    """How fine a calendar value is: "day", "span", "week", "month" or "year"."""
    value = when.value or ""
    if "/" in value:
        return "span"
    if "W" in value:
        return "week"
    return {4: "year", 7: "month"}.get(len(value), "day")
