"""When it was said: the time expression that belongs to the cue, not to what is said.

A time in the sentence of the cue and outside the content comes first; without one, a speaker goes on speaking on the
day of the statement before (so did 641 of 664 statements after a dated one of the same speaker, in the training part
of the gold standard); last comes a time of another sentence that the time head ties to the statement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.domain.entries import Ground
from onrecord.domain.marks import Marks, StatementMark
from onrecord.domain.resolved import Voice
from onrecord.domain.when import When
from onrecord.resolve.phrases import Trees

SAME_SENTENCE = 0.2
"""Probability from which the time head decides on a time in the sentence of the cue."""
BESIDE = 3
"""...and as many tokens between cue and time, no verb among them, need no head at all."""
ELSEWHERE = 0.65
"""Probability from which the time head decides on a time of another sentence."""


@dataclass(frozen=True, slots=True)
class Said:
    """The time, and why."""

    when: When | None = None
    grounds: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True)
class _Option:
    """A time that may be meant: its tokens, and the probability of the time head."""

    when: When
    first: int
    past: int
    score: float


def said_when(
    statement: StatementMark,
    marks: Marks,
    trees: Trees,
    whens: Sequence[When],
    voices: Sequence[Voice],
    speakers: Sequence[str],
) -> Said:
    """The calendar time at which a statement was made, with why; ``voices`` are the statements before."""
    options = list(_options(statement, marks, trees, whens))
    sentence = marks.tokens[statement.anchor].sentence
    here = [o for o in options if marks.tokens[o.first].sentence == sentence and statement.cue is not None]
    best = max(here, key=lambda o: (o.score, -abs(o.first - statement.anchor)), default=None)
    if best is not None and best.score >= SAME_SENTENCE:
        return _said(best, "time head")
    beside = [o for o in here if _beside(o, statement, marks, trees)]
    if beside:
        return _said(beside[0], "beside the cue")
    before = _before(voices, speakers)
    if before is not None:
        return Said(before, (Ground("said", "same occasion", "as the speaker's statement before"),))
    best = max(options, key=lambda o: (o.score, -abs(o.first - statement.anchor)), default=None)
    return _said(best, "time head") if best is not None and best.score >= ELSEWHERE else Said()


def _options(statement: StatementMark, marks: Marks, trees: Trees, whens: Sequence[When]) -> list[_Option]:
    """The calendar times outside what is said."""
    options = []
    for when in whens:
        if when.passage is None or when.value is None or when.type not in {"DATE", "TIME"}:
            continue
        if any(c.start <= when.passage.start < c.end for c in statement.content):
            continue
        first, past = trees.span(when.passage.start, when.passage.end)
        score = max(marks.ties.score("time", statement.anchor, range(first, past)), default=0.0)
        options.append(_Option(when, first, past, score))
    return options


def _beside(option: _Option, statement: StatementMark, marks: Marks, trees: Trees) -> bool:
    """Whether the time stands right beside the cue: "said Tuesday", "on Sunday called for"."""
    if statement.cue is None:
        return False
    first, past = trees.span(statement.cue.start, statement.cue.end)
    between = range(past, option.first) if option.first >= past else range(option.past, first)
    return len(between) <= BESIDE and all(marks.tokens[k].pos not in {"VERB", "AUX", "PUNCT"} for k in between)


def _before(voices: Sequence[Voice], speakers: Sequence[str]) -> When | None:
    """The time of the speaker's statement before, None if there is none or it bears no time."""
    if not speakers:
        return None
    for voice in reversed(voices):
        if voice.speakers == tuple(speakers):
            return voice.said
    return None


def _said(option: _Option, rule: str) -> Said:
    words = option.when.passage.exact if option.when.passage else ""
    return Said(option.when, (Ground("said", rule, words, round(option.score, 2)),))
