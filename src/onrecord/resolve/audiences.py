"""To whom it was said, and through whom the report has it.

The object of a verb of telling or urging hears it ("told reporters", "called on Syria to ..."); else the noun after a
phrase that says how it was said ("in an interview with Der Spiegel"), in the sentence of the cue or in the next one that
speaks of it ("He made the remarks in a letter to ..."); else the name that the addressee head points to. A relay is the
subject of "quoted", or whom the relay head points to.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from onrecord.domain.entries import Ground
from onrecord.domain.marks import Marks, StatementMark
from onrecord.gazetteer import lists
from onrecord.resolve.crowd import Crowd
from onrecord.resolve.phrases import Trees
from onrecord.resolve.pronouns import is_pronoun
from onrecord.resolve.sources import Figure, Sources

TIED = 0.5
"""Probability from which the addressee and relay heads decide."""
_STOPS = frozenset({"that", "to", "whether", "if", "how", "why", "not", "about", "on", "in", "during", "against"})
_PASSED_OVER = frozenset({"ADV", "PUNCT"})


@dataclass(frozen=True, slots=True)
class Heard:
    """Ids of those who hear or carry it, and why."""

    actors: tuple[str, ...] = ()
    grounds: tuple[Ground, ...] = ()


@cache
def phrases(group: str) -> tuple[str, ...]:
    """The phrases of one group of ``lists/audiences.toml``.

    Raises:
        KeyError: there is no such group.
    """
    text = resources.files("onrecord.resolve").joinpath("lists/audiences.toml").read_text("utf-8")
    return tuple(tomllib.loads(text)[group])


@cache
def _pattern(*groups: str) -> re.Pattern[str]:
    """The phrases of some groups, longest first."""
    every = sorted((phrase for group in groups for phrase in phrases(group)), key=lambda p: (-len(p), p))
    return re.compile(r"\b(?:" + "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in every) + r")\b", re.IGNORECASE)


class Audiences:
    """Asks of one report who hears a statement and who relays it."""

    def __init__(self, marks: Marks, crowd: Crowd, trees: Trees, sources: Sources) -> None:
        self.marks = marks
        self.crowd = crowd
        self.trees = trees
        self.sources = sources

    def audience(self, statement: StatementMark, taken: Sequence[str]) -> Heard:
        """To whom a statement is made; ``taken`` are its speakers, who do not speak to themselves."""
        for find in (self._object, self._occasion):
            heard = find(statement, taken)
            if heard is not None:
                return heard
        return self._tied("addressee", "audience", statement, taken)

    def relays(self, statement: StatementMark, taken: Sequence[str]) -> Heard:
        """Through whom the report has it: the names that the relay head points to."""
        return self._tied("relayed_by", "relayed_by", statement, taken)

    # -------------------------------------------------------------------------------- the object of the cue

    def _object(self, statement: StatementMark, taken: Sequence[str]) -> Heard | None:
        start = self._after_verb(statement)
        if start is None:
            return None
        past = self._noun_phrase(statement, start)
        heard = self._heard(start, past, taken) if past > start else ()
        cue = statement.cue
        words = self.marks.text[cue.start : cue.end] if cue else ""
        return Heard(heard, (Ground("audience", "object of the cue", " ".join(words.split())),)) if heard else None

    def _after_verb(self, statement: StatementMark) -> int | None:
        """Where the object of a verb of telling or urging begins, None if the cue is no such verb."""
        if statement.cue is None:
            return None
        tokens = self.marks.tokens
        first, past = self.trees.span(statement.cue.start, statement.cue.end)
        for at in range(first, past):
            low = tokens[at].text.lower()
            pair = f"{low} {tokens[at + 1].text.lower()}" if at + 1 < len(tokens) else low
            if pair in lists.words("urging_verbs"):
                return self._skipped(at + 2)
            if low in lists.words("telling_verbs") or low in lists.words("urging_verbs"):
                return self._skipped(at + 1)
        return None

    def _skipped(self, at: int) -> int:
        """The first token from ``at`` on that is no adverb and no time."""
        tokens = self.marks.tokens
        while at < len(tokens) and (tokens[at].pos in _PASSED_OVER or at in self.sources.left_out):
            if tokens[at].pos == "PUNCT":
                return len(tokens)
            at += 1
        return at

    def _noun_phrase(self, statement: StatementMark, start: int) -> int:
        """Where the noun phrase that begins at ``start`` ends (half-open)."""
        tokens = self.marks.tokens
        at = start
        while at < len(tokens) and tokens[at].sentence == tokens[start].sentence:
            token = tokens[at]
            if any(c.start <= token.start < c.end for c in statement.content) or at in self.sources.left_out:
                break
            if not self.crowd.named(at):
                low = token.text.lower()
                if low in _STOPS or token.pos in {"VERB", "AUX", "SCONJ"} or (token.pos == "PUNCT" and token.text != "-"):
                    break
                if token.pos == "ADP" and low not in {"of", "from"}:
                    break
            at += 1
        return at

    def _heard(self, start: int, past: int, taken: Sequence[str]) -> tuple[str, ...]:
        ids = []
        for figure in self.sources.figures(start, past):
            id = self._who(figure)
            if id and id not in taken and id not in ids:
                ids.append(id)
        return tuple(ids)

    def _who(self, figure: Figure) -> str:
        token = self.marks.tokens[figure.head]
        if figure.actor:
            return figure.actor
        if is_pronoun(token) or token.pos not in {"NOUN", "PROPN"} or self.sources.is_document(figure):
            return ""
        nominal = [s.actor for s in self.crowd.spots_at(figure.head) if s.form == "nominal"]
        if nominal:
            return nominal[0]
        name = self.sources.description(figure, self.marks.text)
        for actor in self.crowd:
            if actor.name.lower() == name.lower():
                return actor.id
        return self.crowd.add_unnamed(figure.tokens[0], figure.head + 1, rule="audience", name=name).id

    # ---------------------------------------------------------------------------------------- the occasion

    def _occasion(self, statement: StatementMark, taken: Sequence[str]) -> Heard | None:
        for start, end, rule, groups in self._stretches(statement):
            for match in _pattern(*groups).finditer(self.marks.text, start, end):
                if any(c.start <= match.start() < c.end for c in statement.content):
                    continue
                first, _ = self.trees.span(match.end(), match.end() + 1)
                first = self._skipped(first + (self.marks.tokens[first].start < match.end()))
                heard = self._heard(first, past, taken) if (past := self._noun_phrase(statement, first)) > first else ()
                if heard:
                    return Heard(heard, (Ground("audience", rule, " ".join(match.group().split())),))
        return None

    def _stretches(self, statement: StatementMark) -> Iterator[tuple[int, int, str, tuple[str, ...]]]:
        """Where to look: the sentence of the cue, and the next one if it speaks of the remarks."""
        tokens, sentences = self.marks.tokens, self.marks.sentences
        if statement.cue is None:
            return
        number = tokens[statement.anchor].sentence
        first, past = sentences[number]
        yield tokens[first].start, tokens[past - 1].end, "occasion", ("occasions", "meetings")
        last, _ = self.trees.span(statement.content[-1].end - 1, statement.content[-1].end)
        number = max(number, tokens[last].sentence) + 1
        if number < len(sentences):
            first, past = sentences[number]
            start, end = tokens[first].start, tokens[past - 1].end
            if _pattern("remarks").search(self.marks.text, start, end):
                yield start, end, "occasion of the remarks", ("occasions", "meetings")

    # ------------------------------------------------------------------------------------------- the heads

    def _tied(self, label: str, field: str, statement: StatementMark, taken: Sequence[str]) -> Heard:
        scored = []
        for actor in self.crowd:
            if actor.id in taken:
                continue
            score = max(self.marks.ties.score(label, statement.anchor, self.crowd.spots(actor.id)), default=0.0)
            if score >= TIED:
                scored.append((score, actor.id))
        if not scored:
            return Heard()
        score, best = max(scored)
        return Heard((best,), (Ground(field, f"{label} head", self.crowd[best].name, round(score, 2)),))
