"""Step 4, statements: a voice becomes an entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.domain.actors import Cast
from onrecord.domain.entries import Doubt, Ground, Manner, Statement
from onrecord.domain.marks import Mark, Quotation
from onrecord.domain.passage import Passage
from onrecord.domain.resolved import Voice
from onrecord.entries.acts import act_of

NEARLY_ALL, NEARLY_NONE = 0.95, 0.05
"""Shares of the letters inside quotation marks that count as all (direct) and as none (indirect), as PolNeAR's scorer
has them."""


def write_statements(
    text: str, quotations: Sequence[Quotation], voices: Sequence[Voice], cast: Cast
) -> tuple[tuple[Statement, ...], tuple[Doubt, ...]]:
    """The statements in the order of the text, and the doubts about them (with the statement's id)."""
    statements: list[Statement] = []
    doubts: list[Doubt] = []
    for number, voice in enumerate(voices, start=1):
        statement = _statement(f"S{number}", text, quotations, voice, cast)
        statements.append(statement)
        doubts += [replace(doubt, entry=statement.id) for doubt in voice.doubts]
    return tuple(statements), tuple(doubts)


def _statement(id: str, text: str, quotations: Sequence[Quotation], voice: Voice, cast: Cast) -> Statement:
    cue = voice.mark.cue
    heads = Ground("content", voice.mark.content[0].by, "what is said", round(voice.mark.score, 2))
    return Statement(
        id=id,
        speakers=tuple(cast.by_id(actor) for actor in voice.speakers),
        cue=Passage.of(text, cue.start, cue.end) if cue else None,
        content=tuple(Passage.of(text, c.start, c.end) for c in voice.mark.content),
        manner=manner(text, quotations, voice.mark.content),
        act=act_of(text[cue.start : cue.end]) if cue else act_of(""),
        source=voice.source,
        said=voice.said,
        audience=tuple(cast.by_id(actor) for actor in voice.audience),
        relayed_by=tuple(cast.by_id(actor) for actor in voice.relayed_by),
        grounds=(heads, *voice.grounds),
    )


def manner(text: str, quotations: Sequence[Quotation], content: Sequence[Mark]) -> Manner:
    """How the words are rendered, by the share of their letters and digits inside quotation marks."""
    inside = total = 0
    for mark in content:
        near = [q for q in quotations if q.start < mark.end and mark.start < q.end]
        for at in range(mark.start, mark.end):
            if text[at].isalnum():
                total += 1
                inside += any(q.start <= at < q.end for q in near)
    share = inside / total if total else 0.0
    if share > NEARLY_ALL:
        return Manner.DIRECT
    return Manner.MIXED if share > NEARLY_NONE else Manner.INDIRECT
