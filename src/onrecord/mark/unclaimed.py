"""Contents for cues that the content head gave none: labels do not nest, what people say does.

"Mali has agreed to send observers, officials said" is one statement inside another, but the head marks the words
once, for one of the two cues. Three places are looked at: a content right beside the cue that another, more distant cue
was given; the rest of the content that the cue itself stands in; the sentence before a cue that closes it, or after one
that opens it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.domain.marks import Token
from onrecord.gazetteer import lists
from onrecord.gazetteer.names import Kind, look_up
from onrecord.mark.attributions import gap
from onrecord.mark.labels import Span

SURE = 0.8
"""Cues less probable than this are left without content. Chosen over 0.6 and 0.7 with an earlier model."""
BESIDE = 8
"""Tokens that may stand between a content and the cue beside it."""
CLOSING = 5
"""Tokens that may follow a cue that closes its sentence ("said on Tuesday")."""
LONGEST_SOURCE = 18
SHORTEST = 3
"""Tokens of the shortest content that is made up here."""
_SAID = frozenset({"said", "says", "say", "reported", "reports", "report", "added", "told", "according"})
_STOPS = frozenset({".", "!", "?", ";"})


def beside(
    cue: Span, contents: Mapping[int, Sequence[Span]], cues: Sequence[Span], tokens: Sequence[Token]
) -> Span | None:
    """A content beside a cue without any, if it was given to a cue of another sentence or to one that has more."""
    for number, given in contents.items():
        for content in given:
            near = gap(content, cue) <= BESIDE and tokens[content.past - 1].sentence == tokens[cue.first].sentence
            apart = tokens[cues[number].first].sentence != tokens[cue.first].sentence or len(given) > 1
            if near and apart and not any(_between(other, content, cue) for other in cues):
                return content
    return None


def rest(cue: Span, contents: Sequence[Span], tokens: Sequence[Token]) -> Span | None:
    """The rest of the content that the cue stands in, to the end of its sentence."""
    for content in contents:
        if content.first < cue.first and cue.past < content.past:
            first = _opened(cue.past, tokens)
            past = content.past
            for k in range(first, past):
                if tokens[k].text in _STOPS or tokens[k].sentence != tokens[cue.first].sentence:
                    past = k
                    break
            return _span(cue, first, past)
    return None


def sentence(cue: Span, tokens: Sequence[Token], sentences: Sequence[tuple[int, int]]) -> Span | None:
    """The words of the cue's sentence before its source, if the cue closes the sentence; those after it, if more
    follow."""
    if tokens[cue.first].text.lower() not in _SAID:
        return None
    first, past = sentences[tokens[cue.first].sentence]
    stop = past - (tokens[past - 1].text in _STOPS)
    if tokens[cue.first].text.lower() != "according" and stop - cue.past > CLOSING:
        begin = _opened(cue.past, tokens)
        return _span(cue, begin, stop) if tokens[begin].pos not in {"ADP", "PUNCT"} else None
    comma = next((k for k in range(cue.first - 1, first, -1) if tokens[k].text == ","), None)
    if comma is None or cue.first - comma > LONGEST_SOURCE or is_outlet(tokens[comma + 1 : past]):
        return None
    return _span(cue, first, comma)


def is_outlet(words: Sequence[Token]) -> bool:
    """Whether the words name a newspaper, an agency or a station: it passes on what others say."""
    if any(t.text.lower() in lists.words("outlet_words") for t in words):
        return True
    for k in range(len(words)):
        for length in (3, 2, 1):
            entry = look_up(" ".join(t.text for t in words[k : k + length]))
            if entry is not None:
                return entry.kind is Kind.OUTLET
    return False


def _opened(at: int, tokens: Sequence[Token]) -> int:
    """Where words begin that may be led in by "that"."""
    return at + 1 if at + 1 < len(tokens) and tokens[at].text.lower() == "that" else at


def _between(other: Span, content: Span, cue: Span) -> bool:
    """Whether another cue stands between content and cue."""
    low, high = min(content.past, cue.past), max(content.first, cue.first)
    return other != cue and low <= other.first < high


def _span(cue: Span, first: int, past: int) -> Span | None:
    return Span("CONTENT", first, past, cue.score) if past - first >= SHORTEST else None
