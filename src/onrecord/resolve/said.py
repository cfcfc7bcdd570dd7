"""When it was said: the time expression that belongs to the cue, not to what is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.domain.entries import Ground
from onrecord.domain.marks import Marks, StatementMark
from onrecord.domain.resolved import Voice
from onrecord.domain.when import When
from onrecord.resolve.phrases import Trees

TIED = 0.5
"""Probability from which the time head decides."""


@dataclass(frozen=True, slots=True)
class Said:
    """The time, and why."""

    when: When | None = None
    grounds: tuple[Ground, ...] = ()


def said_when(
    statement: StatementMark,
    marks: Marks,
    trees: Trees,
    whens: Sequence[When],
    voices: Sequence[Voice],
    speakers: Sequence[str],
) -> Said:
    """The resolved time that the time head ties to the statement, if it is a calendar time outside the content; else
    that of the same speaker's statement just before, in the same paragraph."""
    scored = []
    for when in whens:
        if when.passage is None or when.value is None or when.type not in {"DATE", "TIME"}:
            continue
        if any(c.start <= when.passage.start < c.end for c in statement.content):
            continue
        first, past = trees.span(when.passage.start, when.passage.end)
        score = max(marks.ties.score("time", statement.anchor, range(first, past)), default=0.0)
        scored.append((score, -abs(first - statement.anchor), when))
    if scored:
        score, _, when = max(scored, key=lambda s: (s[0], s[1]))
        if score >= TIED:
            words = when.passage.exact if when.passage else ""
            return Said(when, (Ground("said", "time head", words, round(score, 2)),))
    for voice in reversed(voices[-1:]):
        same = voice.speakers == tuple(speakers) and speakers
        near = marks.tokens[statement.anchor].paragraph - marks.tokens[voice.mark.anchor].paragraph
        if same and voice.said is not None and near <= 1 and statement.cue is None:
            return Said(voice.said, (Ground("said", "continuation", "as the statement before"),))
    return Said()
