"""To whom it was said, and through whom the report has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.domain.actors import ActorKind
from onrecord.domain.entries import Ground
from onrecord.domain.marks import Marks, StatementMark
from onrecord.resolve.crowd import Crowd
from onrecord.resolve.phrases import Phrase, Trees
from onrecord.resolve.pronouns import is_pronoun

TIED = 0.5
"""Probability from which the addressee and relay heads decide."""
TOLD = frozenset({"told", "tell", "tells", "telling", "informed", "inform", "informing", "assured", "reassured", "briefed"})
"""Verbs whose object hears what is said."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Ids of those who hear or carry it, and why."""

    actors: tuple[str, ...] = ()
    grounds: tuple[Ground, ...] = ()


def audience_of(
    statement: StatementMark, marks: Marks, crowd: Crowd, trees: Trees, speakers: Sequence[str]
) -> Heard:
    """To whom: the object of "told", or the names that the addressee head points to."""
    told = _told(statement, marks, crowd, trees)
    if told is not None:
        return told
    return _tied("addressee", "audience", statement, marks, crowd, speakers)


def relays_of(
    statement: StatementMark, marks: Marks, crowd: Crowd, trees: Trees, taken: Sequence[str]
) -> Heard:
    """Through whom: the names that the relay head points to."""
    del trees
    return _tied("relayed_by", "relayed_by", statement, marks, crowd, taken)


def _told(statement: StatementMark, marks: Marks, crowd: Crowd, trees: Trees) -> Heard | None:
    if statement.cue is None:
        return None
    first, past = trees.span(statement.cue.start, statement.cue.end)
    verbs = [i for i in range(first, past) if marks.tokens[i].text.lower() in TOLD]
    for verb in verbs:
        objects = [c for c in trees.children[verb] if c > verb and marks.tokens[c].relation in {"obj", "iobj"}]
        for head in objects:
            token = marks.tokens[head]
            if is_pronoun(token) or any(c.start <= token.start < c.end for c in statement.content):
                continue
            ids: list[str] = []
            for piece in trees.pieces(*_reach(head, trees, statement)):
                known = [i for i in crowd.at_token(piece.head)]
                if not known and marks.tokens[piece.head].pos not in {"NOUN", "PROPN"}:
                    continue
                ids.append(known[0] if known else _described(piece.head, trees, crowd, statement))
            if ids:
                ground = Ground("audience", "object of telling", marks.tokens[verb].text)
                return Heard(tuple(dict.fromkeys(ids)), (ground,))
    return None


def _reach(head: int, trees: Trees, statement: StatementMark) -> tuple[int, int]:
    """The noun phrase of ``head`` outside the content."""
    tokens = trees.tokens
    low = high = head
    stack = [head]
    while stack:
        at = stack.pop()
        low, high = min(low, at), max(high, at)
        stack += [
            c
            for c in trees.children[at]
            if tokens[c].relation.split(":")[0] in {"det", "amod", "compound", "flat", "nmod", "case", "conj", "cc", "nummod"}
            and not any(m.start <= tokens[c].start < m.end for m in statement.content)
        ]
    return low, high + 1


def _described(head: int, trees: Trees, crowd: Crowd, statement: StatementMark) -> str:
    low, high = _reach(head, trees, statement)
    first, past = trees.description(Phrase(low, high, head))
    words = " ".join(t.text for t in trees.tokens[first:past]).lower()
    for actor in crowd:
        if actor.kind is ActorKind.UNNAMED and actor.name.lower() == words:
            return actor.id
    return crowd.add_unnamed(first, past, rule="audience").id


def _tied(
    label: str, field: str, statement: StatementMark, marks: Marks, crowd: Crowd, taken: Sequence[str]
) -> Heard:
    scored = []
    for actor in crowd:
        if actor.id in taken:
            continue
        score = max(marks.ties.score(label, statement.anchor, crowd.spots(actor.id)), default=0.0)
        if score >= TIED:
            scored.append((score, actor.id))
    if not scored:
        return Heard()
    score, best = max(scored, key=lambda pair: (pair[0], pair[1]))
    return Heard((best,), (Ground(field, f"{label} head", crowd[best].name, round(score, 2)),))
