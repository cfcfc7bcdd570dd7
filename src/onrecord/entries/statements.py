"""Step 4, statements: a voice becomes an entry."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from onrecord.domain.actors import Cast
from onrecord.domain.entries import Doubt, Ground, Manner, Statement
from onrecord.domain.marks import Mark, Marks, Quotation, Token
from onrecord.domain.passage import Passage
from onrecord.domain.resolved import Voice
from onrecord.entries.acts import Act, act_of, act_roots
from onrecord.entries.roots import roots_of

NEARLY_ALL, NEARLY_NONE = 0.95, 0.05
"""Shares of the letters inside quotation marks that count as all (direct) and as none (indirect), as PolNeAR's scorer
has them."""

OTHER_ROOT = 0.95
"""Probability of another root, from the words of the sentence, at which the root of the act is left in doubt. On
sentences with one actor's deed towards another a root with more than 0.8 is right in 94 of 100 (``training/roots.py``);
statements are another matter, hence more."""


def write_statements(
    marks: Marks, voices: Sequence[Voice], cast: Cast
) -> tuple[tuple[Statement, ...], tuple[Doubt, ...]]:
    """The statements in the order of the text, and the doubts about them (with the statement's id)."""
    statements: list[Statement] = []
    doubts: list[Doubt] = []
    for number, voice in enumerate(voices, start=1):
        id = f"S{number}"
        act = _act(marks.text, voice)
        root, because, doubt = _root(marks, voice, act)
        statements.append(_statement(id, marks, voice, cast, act, root, because))
        doubts += [replace(each, entry=id) for each in (*voice.doubts, *doubt)]
    return tuple(statements), tuple(doubts)


def _statement(
    id: str, marks: Marks, voice: Voice, cast: Cast, act: Act, root: str, because: tuple[Ground, ...]
) -> Statement:
    text, cue = marks.text, voice.mark.cue
    heads = Ground("content", voice.mark.content[0].by, "what is said", round(voice.mark.score, 2))
    done = (Ground("act", f"{act.rule} words", act.because),) if act.rule else ()
    return Statement(
        id=id,
        speakers=tuple(cast.by_id(actor) for actor in voice.speakers),
        cue=Passage.of(text, cue.start, cue.end) if cue else None,
        content=tuple(Passage.of(text, c.start, c.end) for c in voice.mark.content),
        manner=manner(text, marks.quotations, voice.mark.content),
        act=act.name,
        root=root,
        source=voice.source,
        said=voice.said,
        audience=tuple(cast.by_id(actor) for actor in voice.audience),
        relayed_by=tuple(cast.by_id(actor) for actor in voice.relayed_by),
        grounds=(heads, *voice.grounds, *done, *because),
    )


def _act(text: str, voice: Voice) -> Act:
    cue = voice.mark.cue
    content = " ".join(text[part.start : part.end] for part in voice.mark.content)
    return act_of(text[cue.start : cue.end], text[cue.end : cue.end + 80], content) if cue else act_of("", "", content)


def _root(marks: Marks, voice: Voice, act: Act) -> tuple[str, tuple[Ground, ...], tuple[Doubt, ...]]:
    """The root that the act amounts to, with its probability by the words of the sentence; none and a doubt where these
    clearly say another."""
    root = act_roots().get(act.name, "")
    if not root:
        return "", (), ()
    place = voice.mark.cue or voice.mark.content[0]
    sentence = _sentence(marks.tokens, place)
    source = voice.source
    spoken_by = [at for at, token in enumerate(sentence) if source and _touch(token, source)]
    found = roots_of(sentence, spoken_by)
    likeliest = found[0]
    if likeliest.name != root and likeliest.score >= OTHER_ROOT:
        message = f"“{act.because}” would make it {root}, the words of the sentence say {likeliest.name}"
        ground = (Ground("root", "root words", likeliest.name, likeliest.score),)
        return "", (), (Doubt("root", message, Passage.of(marks.text, place.start, place.end), grounds=ground),)
    score = next((each.score for each in found if each.name == root), 0.0)
    return root, (Ground("root", "root words", f"{act.name} is {root}", score),), ()


def _sentence(tokens: Sequence[Token], place: Mark) -> Sequence[Token]:
    """The tokens of the sentence in which ``place`` begins."""
    at = bisect_right(tokens, place.start, key=lambda token: token.start) - 1
    if at < 0:
        return ()
    number = tokens[at].sentence
    first = bisect_left(tokens, number, key=lambda token: token.sentence)
    past = bisect_right(tokens, number, key=lambda token: token.sentence)
    return tokens[first:past]


def _touch(token: Token, passage: Passage) -> bool:
    return token.start < passage.end and passage.start < token.end


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
