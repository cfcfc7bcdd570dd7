"""Sources, cues and contents put together into attributions.

Each source and each content goes to the cue that the encoder's link head points its tokens to, weighed against how far
away the cue stands; a cue that no source goes to shares the nearest source of its sentence ("X said ... and added").
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from onrecord.domain.marks import Attribution, Mark, Token
from onrecord.mark.encoder import Heads
from onrecord.mark.labels import Span

DISTANCE_WEIGHT = 0.06
"""Log-odds lost per token between a span and a cue; set by hand; on PolNeAR dev 0.03 to 0.15 give a
linked F1 within 0.003 of it."""
OTHER_SENTENCE = 0.7
"""Log-odds lost where a source and its cue stand in different sentences."""


def group(heads: Heads, spans: Sequence[Span]) -> tuple[Attribution, ...]:
    """Attributions in the order of their cues. Contents without any cue in reach are left out: who says them is not
    marked here."""
    tokens = heads.tokens
    spans = [_trimmed(span, tokens) for span in spans]
    cues = [s for s in spans if s.name == "CUE"]
    if not cues:
        return ()
    members: dict[int, list[tuple[Span, float]]] = {k: [] for k in range(len(cues))}
    for span in spans:
        if span.name != "CUE":
            best, score = _cue_of(heads, span, cues)
            members[best].append((span, score))
    out = []
    for number, cue in enumerate(cues):
        sources = [(s, p) for s, p in members[number] if s.name == "SOURCE"]
        contents = [(s, p) for s, p in members[number] if s.name == "CONTENT"]
        if not contents:
            continue
        if not sources:
            sources = [(s, 0.5) for s in _nearest_source(tokens, cue, spans)]
        score = float(np.mean([p for _, p in [*sources, *contents]]))
        out.append(
            Attribution(
                tuple(mark(s, tokens, "attribution head") for s, _ in sources),
                (mark(cue, tokens, "attribution head"),),
                tuple(mark(s, tokens, "attribution head") for s, _ in contents),
                round(score, 4),
            )
        )
    return tuple(out)


def _trimmed(span: Span, tokens: Sequence[Token]) -> Span:
    """A content without the comma at its end: that belongs to the sentence around it. A comma inside quotation marks
    does not stand at the end, the mark does."""
    if span.name == "CONTENT" and span.past - span.first > 1 and tokens[span.past - 1].text == ",":
        return replace(span, past=span.past - 1)
    return span


def mark(span: Span, tokens: Sequence[Token], by: str) -> Mark:
    """The span as a Mark of the text."""
    return Mark(span.name, tokens[span.first].start, tokens[span.past - 1].end, span.score, by)


def gap(a: Span, b: Span) -> int:
    """Tokens between two spans, 0 if they touch or overlap."""
    return max(0, max(a.first, b.first) - min(a.past, b.past))


def _cue_of(heads: Heads, span: Span, cues: Sequence[Span]) -> tuple[int, float]:
    """The index of the likeliest cue, and its probability among those in reach."""
    linked = links(heads, span)
    sentence = heads.tokens[span.first].sentence
    last_sentence = heads.tokens[span.past - 1].sentence
    scores = []
    for cue in cues:
        score = linked.get(cue.first, -12.0) - DISTANCE_WEIGHT * gap(span, cue)
        if heads.tokens[cue.first].sentence not in {sentence, last_sentence}:
            score -= OTHER_SENTENCE
        scores.append(score)
    best = int(np.argmax(scores))
    weights = np.exp(np.array(scores) - scores[best])
    return best, float(1.0 / weights.sum())


def links(heads: Heads, span: Span) -> dict[int, float]:
    """Mean log-probability, over the tokens of the span, that each token of its window is the cue's first."""
    starts = [w.first for w in heads.windows]
    window = heads.windows[bisect_right(starts, span.first) - 1]
    rows = window.links[span.first - window.first : min(span.past, window.past) - window.first]
    return {window.first + k: value for k, value in enumerate(rows.mean(0)[1:].tolist())}


def _nearest_source(tokens: Sequence[Token], cue: Span, spans: Sequence[Span]) -> list[Span]:
    sentence = tokens[cue.first].sentence
    here = [s for s in spans if s.name == "SOURCE" and tokens[s.first].sentence == sentence]
    return [min(here, key=lambda s: (gap(s, cue), s.first))] if here else []
