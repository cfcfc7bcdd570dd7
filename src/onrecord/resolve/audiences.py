"""To whom it was said, and through whom the report has it.

The object of a verb of telling or urging hears it ("told reporters", "called on Syria to ..."); else the noun after a
phrase that says how it was said ("in an interview with Der Spiegel"), in the sentence of the cue or in the next one
that speaks of it ("He made the remarks in a letter to ..."); else the name that the addressee head points to. A relay
is the subject of "quoted", or whom the relay head points to.
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
from onrecord.domain.resolved import Voice
from onrecord.gazetteer import lists
from onrecord.resolve.crowd import Crowd, is_plural
from onrecord.resolve.phrases import Trees
from onrecord.resolve.pronouns import is_pronoun
from onrecord.resolve.sources import Figure, Sources

TIED = 0.7
"""Probability from which the addressee and relay heads decide."""
_STOPS = frozenset({"as", "that", "to", "whether", "if", "how", "why", "not", "about", "on", "in", "during", "against"})
_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM"})
LONGEST_CLOSING = 16
"""Tokens of the longest phrase that closes a sentence with who reports it."""
_SHORT = 4
"""A plural longer than this is a noun whatever the tagger says ("reporters")."""
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

    def relays(self, statement: StatementMark, taken: Sequence[str], voices: Sequence[Voice]) -> Heard:
        """Through whom the report has it: who says that it was said, an outlet at the end of the sentence, who quotes;
        else whom the relay head points to."""
        for heard in (self._outer(statement, voices), self._closing(statement, taken), self._quoting(statement, taken)):
            if heard is not None and not set(heard.actors) & set(taken):
                return heard
        return self._tied("relayed_by", "relayed_by", statement, taken)

    def _outer(self, statement: StatementMark, voices: Sequence[Voice]) -> Heard | None:
        """Whoever says that it was said: the speakers of the statement in whose content the cue stands."""
        cue = statement.cue
        for voice in reversed(voices if cue is not None else ()):
            inside = any(cue is not None and c.start <= cue.start and cue.end <= c.end for c in voice.mark.content)
            if inside and voice.speakers and not self._quoted(voice.mark.content[0].start):
                return Heard(voice.speakers, (Ground("relayed_by", "said to have said", voice.mark.content[0].by),))
        return None

    def _quoted(self, at: int) -> bool:
        return any(q.start <= at < q.end for q in self.marks.quotations)

    def _closing(self, statement: StatementMark, taken: Sequence[str]) -> Heard | None:
        """An outlet that closes the sentence: "..., Radio Nord reported", "..., according to Radio Nord"."""
        tokens = self.marks.tokens
        last, _ = self.trees.span(statement.content[-1].end - 1, statement.content[-1].end)
        if statement.cue is not None:
            last = max(last, self.trees.span(statement.cue.start, statement.cue.end)[1] - 1)
        _, past = self.marks.sentences[tokens[last].sentence]
        comma = next((k for k in range(past - 2, last, -1) if tokens[k].text in {",", "”", '"'}), None)
        if comma is None or past - comma > LONGEST_CLOSING or not self._passes_on(range(comma + 1, past)):
            return None
        words = [k for k in range(comma + 1, past) if tokens[k].pos not in {"VERB", "AUX", "ADP"}]
        heard = self._heard(words[0], self._noun_phrase(statement, words[0]), taken) if words else ()
        shown = self.marks.text[tokens[comma + 1].start : tokens[past - 1].end]
        return Heard(heard, (Ground("relayed_by", "closes the sentence", " ".join(shown.split())),)) if heard else None

    def _passes_on(self, words: Sequence[int]) -> bool:
        low = [self.marks.tokens[k].text.lower() for k in words]
        return any(word in phrases("passing_on") for word in low)

    def quoted(self, statement: StatementMark) -> tuple[int, int] | None:
        """The tokens of those whom somebody quotes ("Radio Nord quoted Berg as saying"); None if the cue is no such
        verb or is passive."""
        verb = self._quoting_verb(statement)
        tokens = self.marks.tokens
        if verb is None or any(tokens[k].pos == "AUX" for k in range(max(0, verb - 2), verb)):
            return None
        past = self._noun_phrase(statement, verb + 1)
        return (verb + 1, past) if past > verb + 1 and tokens[verb + 1].text.lower() != "as" else None

    def _quoting_verb(self, statement: StatementMark) -> int | None:
        if statement.cue is None:
            return None
        first, past = self.trees.span(statement.cue.start, statement.cue.end)
        return next((k for k in range(first, past) if self.marks.tokens[k].text.lower() in phrases("quoting")), None)

    def _quoting(self, statement: StatementMark, taken: Sequence[str]) -> Heard | None:
        """Who quotes: the subject of "quoted", or whom "by" names in "was quoted by"."""
        tokens = self.marks.tokens
        verb = self._quoting_verb(statement)
        if verb is None:
            return None
        by = next((k for k in range(verb + 1, min(verb + 4, len(tokens))) if tokens[k].text.lower() == "by"), None)
        if by is not None:
            heard = self._heard(by + 1, self._noun_phrase(statement, by + 1), taken)
        else:
            begin = verb
            sentence = tokens[verb].sentence
            while begin and tokens[begin - 1].sentence == sentence and tokens[begin - 1].pos in _PHRASE:
                begin -= 1
            heard = self._heard(begin, verb, taken) if begin < verb else ()
        return Heard(heard, (Ground("relayed_by", "quotes", tokens[verb].text),)) if heard else None

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
                if (
                    low in _STOPS
                    or token.pos in {"VERB", "AUX", "SCONJ"}
                    or (token.pos == "PUNCT" and token.text != "-")
                ):
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
        nominal = token.pos in {"NOUN", "PROPN"} or (is_plural(token.text) and len(token.text) > _SHORT)
        if is_pronoun(token) or not nominal or self.sources.is_document(figure):
            return ""
        known = [s.actor for s in self.crowd.spots_at(figure.head) if s.form == "nominal"]
        if known:
            return known[0]
        name = self.sources.description(figure, self.marks.text)
        for actor in self.crowd:
            if actor.name.lower() == name.lower():
                return actor.id
        return self.crowd.add_unnamed(figure.tokens[0], figure.head + 1, rule="audience", name=name).id

    # ---------------------------------------------------------------------------------------- the occasion

    def _occasion(self, statement: StatementMark, taken: Sequence[str]) -> Heard | None:
        for start, end, rule, groups in self._stretches(statement):
            for match in _pattern(*groups).finditer(self.marks.text, start, end):
                if any(c.start <= match.start() < c.end for c in statement.content) or self._over(match.start()):
                    continue
                first, _ = self.trees.span(match.end(), match.end() + 1)
                first = self._skipped(first + (self.marks.tokens[first].start < match.end()))
                heard = self._heard(first, past, taken) if (past := self._noun_phrase(statement, first)) > first else ()
                if heard:
                    return Heard(heard, (Ground("audience", rule, " ".join(match.group().split())),))
        return None

    def _over(self, start: int) -> bool:
        """Whether an occasion was over, or still to come, when it was said: "after a meeting with"."""
        at, _ = self.trees.span(start, start + 1)
        return any(t.text.lower() in phrases("apart") for t in self.marks.tokens[max(0, at - 3) : at])

    def _stretches(self, statement: StatementMark) -> Iterator[tuple[int, int, str, tuple[str, ...]]]:
        """Where to look: the sentence of the cue, and the next one if it speaks of the remarks."""
        tokens, sentences = self.marks.tokens, self.marks.sentences
        if statement.cue is None:
            return
        number = tokens[statement.anchor].sentence
        first, past = sentences[number]
        participle = statement.cue.end - statement.cue.start > _SHORT and tokens[statement.anchor].text.endswith("ing")
        groups = ("occasions", "meetings", "encounters") if participle else ("occasions", "meetings")
        yield tokens[first].start, tokens[past - 1].end, "occasion", groups
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
