"""Which words are statements: cues and contents of the statement heads put together, their edges set as readers quote.

The attribution head follows PolNeAR, where thoughts and hopes count too; the statement heads are trained on what a
report puts down as said. Where both see the same words the statement heads decide.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

import numpy as np

from onrecord.domain.marks import Mark, Quotation, StatementMark, Token
from onrecord.gazetteer import lists
from onrecord.mark import unclaimed
from onrecord.mark.attributions import gap, links, mark
from onrecord.mark.encoder import Heads
from onrecord.mark.labels import Span

EDGES = ' \t\n\r\u00a0,.;:"“”„«»‹›`–—-'
"""What content neither starts nor ends with: quotation marks at its outer ends, the comma or full stop before them. An
opening mark stays if its quotation ends inside the content: “high level” talks."""
DATELINE = re.compile(r"(?:[A-Z][\w.'’]*,?\s+|\d{1,2}\s+){1,6}(?:\([A-Z][\w ]+\)\s*)?(?:—|–|--)\s+")
"""What a report may open with ("Washington — ", "LAGOS (Reuters) -- "); nobody says it."""
OUT_OF_REACH = -7.0
"""A content whose best cue scores below this has no cue: it continues what was said before."""
DISTANCE_WEIGHT = 0.05
OTHER_PARAGRAPH = 2.0
NEAR = 2
"""Tokens that may stand between a verb of urging and the one who is urged."""
LONGEST_AUDIENCE = 24
LONGEST_HEARER = 6
LONGEST_SOURCE = 48
"""Characters that words may have which only say who speaks."""
INNER = frozenset({"told", "said", "says", "added"})
"""Cues that "according to" may follow in their sentence."""
OPENS = frozenset({"to", "that", "for"})
"""With what the content begins, after those who hear it."""
NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
QUOTES = frozenset('"“”„«»‘’') | {"``", "''"}
BY = "statement heads"
_ACTING = frozenset({"VERB", "AUX"})


def mark_statements(
    heads: Heads, spans: Mapping[str, Sequence[Span]], quotations: Sequence[Quotation], text: str
) -> tuple[StatementMark, ...]:
    """Statement marks in the order of their first words."""
    cues = _whole(spans.get("cue", ()))
    contents = list(spans.get("content", ()))
    chosen: dict[int, list[Span]] = {k: [] for k in range(len(cues))}
    alone: list[Span] = []
    for content in contents:
        best = _cue_of(heads, content, cues)
        (alone if best is None else chosen[best]).append(content)
    _claim(cues, chosen, contents, heads)
    out: list[StatementMark] = []
    for number, outer in enumerate(cues):
        cue, given = _inner(outer, chosen[number], heads.tokens)
        own, apart = _split(cue, _told(cue, given, heads.tokens), heads.tokens)
        alone += apart
        marks = _contents(
            [
                without_speaker(cue, without_audience(cue, content, heads.tokens), heads.tokens, quotations)
                for content in own
                if not _speaks(cue, content, heads.tokens)
            ],
            heads.tokens,
            text,
            quotations,
        )
        if _empty(cue, heads.tokens) or _unsaid(cue, heads.tokens):
            continue
        if marks and not (_thought(cue, heads.tokens) and not any(_quoted(m, quotations) for m in marks)):
            score = float(np.mean([cue.score, *(m.score for m in marks)]))
            out.append(StatementMark(mark(cue, heads.tokens, BY), marks, cue.first, round(score, 4)))
    for content in alone:
        marks = _contents([content], heads.tokens, text, quotations)
        if marks and _quoted(marks[0], quotations):
            out.append(StatementMark(None, marks, content.first, marks[0].score))
    kept = by_nearest_cue(_once(out, quotations))
    kept = [s for s in kept if not any(_source_of(s, other) for other in kept if other is not s)]
    return tuple(sorted(kept, key=lambda s: (s.content[0].start, s.anchor)))


def _source_of(statement: StatementMark, other: StatementMark) -> bool:
    """Whether what was taken for content only says who speaks in another statement: "its spokesman, Ole Berg," before
    "told reporters". It is short, and the other's cue, but not the other's content, stands in it or right behind it."""
    if other.cue is None or len(statement.content) > 1:
        return False
    content = statement.content[0]
    if content.end - content.start > LONGEST_SOURCE:
        return False
    at_cue = content.start <= other.cue.start <= content.end + 3
    return at_cue and not any(c.start < content.end and content.start < c.end for c in other.content)


def _once(statements: Sequence[StatementMark], quotations: Sequence[Quotation]) -> list[StatementMark]:
    """One statement for each cue: of two that were given the same one, that whose words are quoted, else the longer."""

    def weight(statement: StatementMark) -> tuple[bool, int]:
        return any(_quoted(c, quotations) for c in statement.content), _length(statement)

    best: dict[int, StatementMark] = {}
    for statement in statements:
        known = best.get(statement.anchor)
        if known is None or weight(statement) > weight(known):
            best[statement.anchor] = statement
    return list(best.values())


def by_nearest_cue(statements: Sequence[StatementMark]) -> list[StatementMark]:
    """One statement for the same words: of two with a cue each, that whose cue stands nearer ("According to the
    ministry, Rubin TOLD Larsen that ...": the ministry passes it on)."""

    def distance(statement: StatementMark) -> int:
        cue, content = statement.cue, statement.content
        if cue is None:
            return content[-1].end
        return min(abs(content[0].start - cue.end), abs(cue.start - content[-1].end))

    best: dict[tuple[tuple[int, int], ...], StatementMark] = {}
    for statement in statements:
        words = tuple((c.start, c.end) for c in statement.content)
        known = best.get(words)
        if known is None or distance(statement) < distance(known):
            best[words] = statement
    return list(best.values())


def _length(statement: StatementMark) -> int:
    return sum(content.end - content.start for content in statement.content)


def _inner(cue: Span, contents: Sequence[Span], tokens: Sequence[Token]) -> tuple[Span, Sequence[Span]]:
    """Cue and contents of "..., X told reporters, according to the AP": X told it, the AP only passes it on."""
    if tokens[cue.first].text.lower() != "according" or not cue.first or tokens[cue.first - 1].text != ",":
        return cue, contents
    for verb in range(cue.first - 2, max(0, cue.first - LONGEST_HEARER), -1):
        if tokens[verb].text.lower() in INNER:
            stop = next((k for k in range(verb - 1, 0, -1) if tokens[k].text in QUOTES or tokens[k].text == ","), verb)
            cut = [Span(c.name, c.first, min(c.past, stop + 1), c.score) for c in contents if c.first < stop]
            return (Span(cue.name, verb, verb + 1, cue.score), cut) if cut else (cue, contents)
        if tokens[verb].text == ",":
            break
    return cue, contents


def _thought(cue: Span, tokens: Sequence[Token]) -> bool:
    """Whether a cue says that somebody thinks or wishes, not that he says so."""
    words = {t.text.lower() for t in tokens[cue.first : cue.past] if t.pos != "AUX"}
    return bool(words) and words <= lists.words("thinking_verbs")


def _empty(cue: Span, tokens: Sequence[Token]) -> bool:
    """Whether the cue is part of a set phrase in which nobody says anything ("went according to plan")."""
    for phrase in lists.lines("empty_sayings"):
        words = phrase.split()
        for first in range(max(0, cue.first - len(words) + 1), cue.first + 1):
            if [t.text.lower() for t in tokens[first : first + len(words)]] == words:
                return True
    return False


def _unsaid(cue: Span, tokens: Sequence[Token]) -> bool:
    """Whether the report says that it was not said: "has not confirmed that", "did not say when". None of 2,071 cues of
    the gold standard's training part bears a "not"; a denial is said in a word of its own ("denied")."""
    return any(t.text.lower() in NEGATIONS for t in tokens[max(0, cue.first - 2) : cue.past])


def _whole(cues: Sequence[Span]) -> list[Span]:
    """The cues, with what the head cut in two put together: "have" and "said"."""
    whole: list[Span] = []
    for cue in cues:
        if whole and whole[-1].past == cue.first:
            before = whole.pop()
            whole.append(Span(cue.name, before.first, cue.past, max(before.score, cue.score)))
        else:
            whole.append(cue)
    return whole


def _claim(cues: Sequence[Span], chosen: dict[int, list[Span]], contents: Sequence[Span], heads: Heads) -> None:
    """Give contents to cues that have none."""
    for number, cue in enumerate(cues):
        if chosen[number] or cue.score < unclaimed.SURE:
            continue
        moved = unclaimed.beside(cue, chosen, cues, heads.tokens)
        if moved is not None:
            for given in chosen.values():
                if moved in given:
                    given.remove(moved)
        found = moved or unclaimed.rest(cue, contents, heads.tokens)
        if found is None and not any(c.first <= cue.first < c.past for c in contents):
            found = unclaimed.sentence(cue, heads.tokens, heads.sentences)
        if found is not None:
            chosen[number].append(found)


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


def _split(cue: Span, contents: Sequence[Span], tokens: Sequence[Token]) -> tuple[list[Span], list[Span]]:
    """The contents that stand with the cue, and those of other paragraphs, which are statements of their own."""
    here = {tokens[cue.first].paragraph}
    own = [c for c in contents if {tokens[c.first].paragraph, tokens[c.past - 1].paragraph} & here]
    own = [c for c in own or contents if len(own or contents) == 1 or not _joined(c, cue, tokens)] or list(contents)
    return own, [c for c in contents if c not in own]


def _told(cue: Span, contents: Sequence[Span], tokens: Sequence[Token]) -> Sequence[Span]:
    """The contents without the one who is told: "Radio Nord" in "told Radio Nord that ..."."""
    if len(contents) < 2 or not {t.text.lower() for t in tokens[cue.first : cue.past]} & lists.words("telling_verbs"):
        return contents

    def heard(content: Span) -> bool:
        inner = tokens[content.first : content.past]
        short = len(inner) <= LONGEST_HEARER and all(t.pos not in {"VERB", "AUX"} for t in inner)
        return short and content.first == cue.past

    return [c for c in contents if not heard(c)] or contents


def _joined(content: Span, cue: Span, tokens: Sequence[Token]) -> bool:
    """Whether "and" or "but" stands between a content and the cue after it: "appealed for aid but questioned ..."."""
    between = range(content.past, cue.first)
    return len(between) in range(1, 4) and any(tokens[k].text.lower() in {"and", "but"} for k in between)


def without_audience(cue: Span, content: Span, tokens: Sequence[Token]) -> Span:
    """The content of "urged X to act" begun at "to": X hears it. Untouched where it does not follow a verb of telling
    or urging at once, or where the infinitive belongs to a noun ("urged efforts to end the war")."""
    words = [t.text.lower() for t in tokens[cue.first : min(cue.past + 1, len(tokens))]]
    pairs = {" ".join(pair) for pair in itertools.pairwise(words)}
    single = set(words[: cue.past - cue.first])
    if not ((single | pairs) & lists.words("urging_verbs") or single & lists.words("telling_verbs")):
        return content
    if not 0 <= content.first - cue.past <= NEAR:
        return content
    for at in range(content.first, min(content.first + LONGEST_AUDIENCE, content.past - 1)):
        low, pos = tokens[at].text.lower(), tokens[at].pos
        if low in OPENS and at > content.first and tokens[at - 1].text.lower() not in lists.words("aims"):
            negated = low == "to" and tokens[at - 1].text.lower() == "not" and at - 1 > content.first
            first = at + 1 if low == "that" else at - negated
            return Span(content.name, first, content.past, content.score)
        if pos in {"VERB", "AUX", "SCONJ"} or tokens[at].text in QUOTES:
            break
    return content


def without_speaker(cue: Span, content: Span, tokens: Sequence[Token], quotations: Sequence[Quotation]) -> Span:
    """The content of "“It holds,” the envoy, Tom Garrick, said" ended with its quotation: what stands between that and
    the cue only says who speaks. Untouched where a verb stands there."""
    for quotation in quotations:
        if not tokens[content.first].start <= quotation.start <= tokens[content.first].end:
            continue
        after = next((k for k in range(content.first, content.past) if tokens[k].start >= quotation.end), content.past)
        if after < content.past <= cue.first and all(tokens[k].pos not in _ACTING for k in range(after, cue.first)):
            return Span(content.name, content.first, after, content.score)
    return content


def _speaks(cue: Span, content: Span, tokens: Sequence[Token]) -> bool:
    """Whether what was taken for content is only the cue with who speaks: "Rubin told"."""
    if not content.first <= cue.first < content.past:
        return False
    rest = [k for k in range(content.first, content.past) if not cue.first <= k < cue.past]
    return len(rest) <= LONGEST_HEARER and all(tokens[k].pos not in _ACTING for k in rest)


def _contents(
    spans: Sequence[Span], tokens: Sequence[Token], text: str, quotations: Sequence[Quotation]
) -> tuple[Mark, ...]:
    ends = {q.start: q.end for q in quotations}
    found = []
    for given in sorted(spans, key=lambda s: s.first):
        span = _without_noun_of_saying(given, tokens)
        start, end = tokens[span.first].start, tokens[span.past - 1].end
        opening = DATELINE.match(text)
        if opening is not None and start < opening.end() < end:
            start = opening.end()
        while end > start and text[end - 1] in EDGES and not _abbreviated(tokens, span, end):
            end -= 1
        while start < end and text[start] in EDGES and ends.get(start, end) >= end:
            start += 1
        if end > start:
            found.append(Mark("CONTENT", start, end, span.score, BY))
    return tuple(found)


def _without_noun_of_saying(span: Span, tokens: Sequence[Token]) -> Span:
    """The content of "repeated its charges that ..." begun after "that"."""
    for at in range(span.first, min(span.first + 5, span.past - 1)):
        said = at == span.first or tokens[at - 1].text.lower() in lists.words("nouns_of_saying")
        if tokens[at].text.lower() == "that" and said:
            return Span(span.name, at + 1, span.past, span.score)
        if tokens[at].pos not in {"DET", "PRON", "ADJ", "NOUN", "PUNCT"} or (
            tokens[at].text in QUOTES and at > span.first
        ):
            break
    return span


def _abbreviated(tokens: Sequence[Token], span: Span, end: int) -> bool:
    """Whether the full stop at the end belongs to the last word ("the U.S.")."""
    return any(t.end == end and len(t.text) > 1 and t.text.endswith(".") for t in tokens[span.first : span.past][-3:])


def _quoted(content: Mark, quotations: Sequence[Quotation]) -> bool:
    """Whether words without a cue at least stand in quotation marks."""
    middle = (content.start + content.end) // 2
    return any(q.start <= middle < q.end for q in quotations)
