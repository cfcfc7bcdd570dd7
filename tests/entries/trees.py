"""Sentences with their dependency trees, written out by hand: what a test of grammar stands on."""

from __future__ import annotations

from datetime import date

from onrecord.domain.actors import Actor, ActorKind, Cast, Mention, Office
from onrecord.domain.entries import EncounterKind, Statement, Status
from onrecord.domain.marks import EncounterMark, Marks, NoTies, Ties, Token
from onrecord.domain.passage import Passage
from onrecord.domain.report import Report
from onrecord.domain.when import When
from onrecord.entries.setting import Setting

PUBLISHED = date(2025, 10, 21)


def tree(*sentences: str) -> tuple[Token, ...]:
    """Tokens of sentences in which each word is written ``word/POS/relation/governor``, the governor counted from 1
    within its sentence, 0 for the root."""
    tokens: list[Token] = []
    at = 0
    for number, sentence in enumerate(sentences):
        before = len(tokens)
        for each in sentence.split():
            word, pos, relation, governor = each.rsplit("/", 3)
            head = before + int(governor) - 1 if int(governor) else -1
            tokens.append(Token(len(tokens), at, at + len(word), word, number, number, pos, head, relation))
            at += len(word) + 1
    return tuple(tokens)


def mark(tokens: tuple[Token, ...], word: str, *, kind: str = "meeting", status: str = "held") -> EncounterMark:
    """A mark on the first token with this text, sure of its kind and status."""
    token = next(t for t in tokens if t.text == word)
    kinds = {str(k): 0.96 if k == kind else 0.01 for k in EncounterKind}
    statuses = {str(s): 0.95 if s == status else 0.01 for s in Status}
    return EncounterMark(token.start, token.end, token.index, 0.9, kinds, statuses)


def actor(tokens: tuple[Token, ...], id: str, name: str, *words: str, kind: str = "person", office: str = "") -> Actor:
    """An actor mentioned on every token that has one of ``words``."""
    text = text_of(tokens)
    mentions = tuple(Mention(Passage.of(text, t.start, t.end)) for t in tokens if t.text in words)
    offices = (Office("minister", of=office),) if office else ()
    return Actor(id, name, ActorKind(kind), offices=offices, mentions=mentions)


def text_of(tokens: tuple[Token, ...]) -> str:
    """The text whose tokens these are."""
    return " ".join(t.text for t in tokens)


def setting(
    tokens: tuple[Token, ...],
    *marks: EncounterMark,
    actors: tuple[Actor, ...] = (),
    whens: tuple[When, ...] = (),
    statements: tuple[Statement, ...] = (),
    ties: Ties | None = None,
    dateline: str = "",
) -> Setting:
    """A report of these tokens and marks."""
    text = text_of(tokens)
    starts = [t.index for t in tokens if t.index == 0 or t.sentence != tokens[t.index - 1].sentence]
    sentences = tuple(zip(starts, [*starts[1:], len(tokens)], strict=True))
    marked = Marks(text, tokens, sentences, encounters=marks, ties=ties or NoTies())
    return Setting(Report(text, PUBLISHED, dateline=dateline), marked, Cast(actors), whens, statements)
