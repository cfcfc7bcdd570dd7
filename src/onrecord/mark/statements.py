"""Which words are statements: cues and contents of the statement heads put together, their edges set as readers quote.

The attribution head follows PolNeAR, where thoughts and hopes count too; the statement heads are trained on what a
report puts down as said. Where both see the same words the statement heads decide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from onrecord.domain.marks import Mark, Quotation, StatementMark, Token
from onrecord.mark.attributions import gap, links, mark
from onrecord.mark.encoder import Heads
from onrecord.mark.labels import Span

EDGES = " \t\n\r\u00a0,.;:\"“”„«»‹›`–—-"
"""What content neither starts nor ends with: quotation marks at its outer ends, the comma or full stop before them."""
OUT_OF_REACH = -7.0
"""A content whose best cue scores below this has no cue: it continues what was said before."""
DISTANCE_WEIGHT = 0.05
OTHER_PARAGRAPH = 2.0
BY = "statement heads"


def mark_statements(
    heads: Heads, spans: Mapping[str, Sequence[Span]], quotations: Sequence[Quotation], text: str
) -> tuple[StatementMark, ...]:
    """Statement marks in the order of their first words."""
    cues = list(spans.get("cue", ()))
    contents = list(spans.get("content", ()))
    chosen: dict[int, list[Span]] = {k: [] for k in range(len(cues))}
    alone: list[Span] = []
    for content in contents:
        best = _cue_of(heads, content, cues)
        (alone if best is None else chosen[best]).append(content)
    out: list[StatementMark] = []
    for number, cue in enumerate(cues):
        marks = _contents(chosen[number], heads.tokens, text)
        if marks:
            score = float(np.mean([cue.score, *(m.score for m in marks)]))
            out.append(StatementMark(mark(cue, heads.tokens, BY), marks, cue.first, round(score, 4)))
    for content in alone:
        marks = _contents([content], heads.tokens, text)
        if marks and _quoted(marks[0], quotations):
            out.append(StatementMark(None, marks, content.first, marks[0].score))
    return tuple(sorted(out, key=lambda s: (s.content[0].start, s.anchor)))


def _cue_of(heads: Heads, content: Span, cues: Sequence[Span]) -> int | None:
    if not cues:
        return None
    linked = links(heads, content)
    paragraphs = {heads.tokens[content.first].paragraph, heads.tokens[content.past - 1].paragraph}
    scores = []
    for cue in cues:
        score = linked.get(cue.first, -12.0) - DISTANCE_WEIGHT * gap(content, cue)
        if heads.tokens[cue.first].paragraph not in paragraphs:
            score -= OTHER_PARAGRAPH
        scores.append(score)
    best = int(np.argmax(scores))
    return best if scores[best] >= OUT_OF_REACH else None


def _contents(spans: Sequence[Span], tokens: Sequence[Token], text: str) -> tuple[Mark, ...]:
    found = []
    for span in sorted(spans, key=lambda s: s.first):
        start, end = tokens[span.first].start, tokens[span.past - 1].end
        while start < end and text[start] in EDGES:
            start += 1
        while end > start and text[end - 1] in EDGES and not _abbreviated(tokens, span, end):
            end -= 1
        if end > start:
            found.append(Mark("CONTENT", start, end, span.score, BY))
    return tuple(found)


def _abbreviated(tokens: Sequence[Token], span: Span, end: int) -> bool:
    """Whether the full stop at the end belongs to the last word ("the U.S.")."""
    return any(t.end == end and len(t.text) > 1 and t.text.endswith(".") for t in tokens[span.first : span.past][-3:])


def _quoted(content: Mark, quotations: Sequence[Quotation]) -> bool:
    """Whether words without a cue at least stand in quotation marks."""
    middle = (content.start + content.end) // 2
    return any(q.start <= middle < q.end for q in quotations)
