"""Step 2 in one page: a report's text is read once by the encoder, and what its heads and the rules see is marked."""

from __future__ import annotations

import math
from functools import cache

from onrecord.domain.marks import EncounterMark, Marks
from onrecord.domain.report import Report
from onrecord.mark.attributions import group, mark
from onrecord.mark.encoder import Encoder, Heads
from onrecord.mark.encounters import kinds_of
from onrecord.mark.labels import Decoder, Span, log_softmax
from onrecord.mark.names import mark_names
from onrecord.mark.quotations import find_quotations
from onrecord.mark.statements import mark_statements
from onrecord.mark.ties import WindowTies
from onrecord.mark.times import mark_times
from onrecord.mark.tokens import tokenize

SPAN_HEADS = ("attribution", "name", "cue", "content", "encounter")
"""The heads that mark stretches of text."""


def mark_report(report: Report, model: Encoder) -> Marks:
    """Everything that stands in the report's text, read by ``model``."""
    heads = model.read(tokenize(report.text))
    decoders = _decoders(model)
    spans = {name: decoder.spans(heads.tags[name]) for name, decoder in decoders.items() if heads.tokens}
    tokens = heads.tokens
    names = [mark(span, tokens, "name head") for span in spans.get("name", [])]
    attributions = group(heads, spans.get("attribution", []))
    quotations = find_quotations(report.text)
    return Marks(
        text=report.text,
        tokens=tokens,
        sentences=heads.sentences,
        paragraphs=_paragraphs(heads),
        quotations=quotations,
        names=mark_names(report.text, tokens, names),
        times=mark_times(report.text, tokens),
        attributions=attributions,
        statements=mark_statements(heads, spans, quotations, report.text),
        encounters=tuple(_encounter(span, heads, model) for span in spans.get("encounter", [])),
        ties=WindowTies(heads.windows, model.card["ties"], model.card["tie_bias"], [t.sentence for t in tokens]),
    )


@cache
def _decoders(model: Encoder) -> dict[str, Decoder]:
    odds = model.card["log_odds"]
    return {name: Decoder(model.labels[name], odds.get(name)) for name in SPAN_HEADS}


def _paragraphs(heads: Heads) -> tuple[tuple[int, int], ...]:
    starts = [i for i, t in enumerate(heads.tokens) if i == 0 or t.paragraph != heads.tokens[i - 1].paragraph]
    return tuple(zip(starts, [*starts[1:], len(heads.tokens)], strict=True)) if starts else ()


def _encounter(span: Span, heads: Heads, model: Encoder) -> EncounterMark:
    first, last = heads.tokens[span.first], heads.tokens[span.past - 1]

    def shares(head: str) -> dict[str, float]:
        logs = log_softmax(heads.tags[head][span.first]).tolist()
        return {label: round(math.exp(value), 4) for label, value in zip(model.labels[head], logs, strict=True)}

    kinds = kinds_of(heads.tokens, span.first, shares("kind"))
    return EncounterMark(first.start, last.end, span.first, span.score, kinds, shares("status"))
