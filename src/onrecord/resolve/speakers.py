"""Who says it: each statement mark gets its speakers, or a Doubt.

A wrong speaker is worse than none. A name in the words that stand for the speaker decides; a description is the one
holder of the office it names, or an unnamed source; a pronoun is the candidate that the encoder's speaker head points to,
if it points clearly enough; a quotation without a cue goes on with the one who spoke before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.domain.actors import ActorKind, Cast, Mention
from onrecord.domain.entries import Doubt, Ground
from onrecord.domain.marks import Attribution, Mark, Marks, StatementMark
from onrecord.domain.passage import Passage
from onrecord.domain.resolved import Voice
from onrecord.domain.when import When
from onrecord.resolve.audiences import audience_of, relays_of
from onrecord.resolve.crowd import Crowd, is_plural
from onrecord.resolve.phrases import Phrase, Trees
from onrecord.resolve.pronouns import Choice, choose, is_pronoun
from onrecord.resolve.said import said_when

POINTED = 0.5
"""The speaker head alone decides from this probability on, where no words stand for the speaker."""


@dataclass(frozen=True, slots=True)
class Found:
    """Speakers of one statement: ids, the passage that stands for them, why, and what stays open."""

    speakers: tuple[str, ...] = ()
    source: Passage | None = None
    grounds: tuple[Ground, ...] = ()
    doubt: str = ""


def resolve_speakers(marks: Marks, cast: Cast, whens: Sequence[When]) -> tuple[Cast, tuple[Voice, ...]]:
    """A Voice for every statement mark, in their order, and the Cast with the unnamed speakers added."""
    return _Speakers(marks, cast, whens).resolve()


class _Speakers:
    def __init__(self, marks: Marks, cast: Cast, whens: Sequence[When]) -> None:
        self.marks = marks
        self.crowd = Crowd(marks, cast)
        self.trees = Trees(marks.tokens)
        self.whens = whens
        self.voices: list[Voice] = []

    def resolve(self) -> tuple[Cast, tuple[Voice, ...]]:
        for statement in self.marks.statements:
            self.voices.append(self._voice(statement))
        return self.crowd.cast(), tuple(self.voices)

    def _voice(self, statement: StatementMark) -> Voice:
        found = self._speakers(statement)
        start = statement.content[0].start
        passage = Passage.of(self.marks.text, start, statement.content[-1].end)
        doubts = (Doubt("speaker", found.doubt, passage, grounds=found.grounds),) if found.doubt else ()
        audience = audience_of(statement, self.marks, self.crowd, self.trees, found.speakers)
        relays = relays_of(statement, self.marks, self.crowd, self.trees, (*found.speakers, *audience.actors))
        said = said_when(statement, self.marks, self.trees, self.whens, self.voices, found.speakers)
        return Voice(
            statement,
            found.speakers,
            found.source,
            audience.actors,
            relays.actors,
            said.when,
            (*found.grounds, *audience.grounds, *relays.grounds, *said.grounds),
            doubts,
        )

    # ---------------------------------------------------------------------------------------------- speakers

    def _speakers(self, statement: StatementMark) -> Found:
        source = self._source(statement)
        if source:
            return self._from_words(statement, source)
        if statement.cue is None and self.voices and self._continues(statement, self.voices[-1]):
            before = self.voices[-1]
            ground = Ground("speakers", "continuation", "a quotation without a cue goes on with who spoke before")
            return Found(before.speakers, before.source, (ground,), "" if before.speakers else "goes on a doubt")
        return self._pointed(statement)

    def _continues(self, statement: StatementMark, before: Voice) -> bool:
        """Whether a quotation stands in the same or the next paragraph after the last statement."""
        tokens = self.marks.tokens
        here = tokens[statement.anchor].paragraph
        last, _ = self.trees.span(before.mark.content[-1].start, before.mark.content[-1].end)
        there = max(tokens[last].paragraph, tokens[before.mark.anchor].paragraph)
        return here - there in {0, 1}

    def _source(self, statement: StatementMark) -> tuple[int, int] | None:
        """Token range of the words that stand for the speaker: the source of the attribution with the same cue, or the
        subject of the cue."""
        best = self._attribution(statement)
        if best is not None:
            outside = [m for m in best.source if not _inside(m, statement.content)]
            if outside:
                first, _ = self.trees.span(outside[0].start, outside[0].end)
                _, past = self.trees.span(outside[-1].start, outside[-1].end)
                one_run = all(b.start - a.end < 4 for a, b in zip(outside, outside[1:], strict=False))
                return (first, past) if one_run else self.trees.span(outside[0].start, outside[0].end)
        return self._subject(statement)

    def _attribution(self, statement: StatementMark) -> Attribution | None:
        best, most = None, 0
        for attribution in self.marks.attributions:
            shared = sum(_overlap(a, b) for a in attribution.content for b in statement.content)
            if statement.cue is not None:
                same_cue = any(_overlap(c, statement.cue) for c in attribution.cue)
                shared = shared + 10_000 if same_cue else 0
            if shared > most:
                best, most = attribution, shared
        return best

    def _subject(self, statement: StatementMark) -> tuple[int, int] | None:
        if statement.cue is None:
            return None
        first, past = self.trees.span(statement.cue.start, statement.cue.end)
        for index in range(first, past):
            for child in self.trees.children[index]:
                if self.marks.tokens[child].relation in {"nsubj", "obl:agent"}:
                    return self._subtree(child)
        return None

    def _subtree(self, top: int) -> tuple[int, int]:
        low = high = top
        stack = [top]
        while stack:
            at = stack.pop()
            low, high = min(low, at), max(high, at)
            stack += [c for c in self.trees.children[at] if self.marks.tokens[c].relation not in {"acl:relcl", "punct"}]
        return low, high + 1

    # ---------------------------------------------------------------------------------- from words to actors

    def _from_words(self, statement: StatementMark, source: tuple[int, int]) -> Found:
        first, past = source
        tokens = self.marks.tokens
        passage = Passage.of(self.marks.text, tokens[first].start, tokens[past - 1].end)
        speakers: list[str] = []
        grounds: list[Ground] = []
        doubts: list[str] = []
        for phrase in self.trees.pieces(first, past):
            choice = self._who(statement, phrase)
            speakers += [id for id in choice.actors if id not in speakers]
            grounds += choice.grounds
            if not choice.actors:
                doubts.append(choice.open)
        if doubts:
            return Found((), passage, tuple(grounds), doubts[0])
        return Found(tuple(speakers), passage, tuple(grounds))

    def _who(self, statement: StatementMark, phrase: Phrase) -> Choice:
        token = self.marks.tokens[phrase.head]
        words = self.marks.text[self.marks.tokens[phrase.first].start : self.marks.tokens[phrase.past - 1].end]
        named = self._named(phrase)
        if named:
            return Choice((named,), (Ground("speakers", "name", f"named: {words}"),))
        if is_pronoun(token):
            choice = choose(statement.anchor, phrase.head, self.marks, self.crowd, self.voices)
            for id in choice.actors if len(choice.actors) == 1 else ():
                passage = Passage.of(self.marks.text, token.start, token.end)
                self.crowd.add_mention(id, Mention(passage, "pronoun", "speaker head", choice.score))
            return choice
        return self._described(statement, phrase, words)

    def _named(self, phrase: Phrase) -> str | None:
        """The actor whose name the phrase is about."""
        best: str | None = None
        for index in range(phrase.first, phrase.past):
            for id in self.crowd.at_token(index):
                actor = self.crowd[id]
                for mention in actor.mentions:
                    if mention.form != "name":
                        continue
                    a, b = self.trees.span(mention.passage.start, mention.passage.end)
                    if not a <= index < b or not self.trees.names_head(phrase, a, b):
                        continue
                    if actor.kind is ActorKind.PERSON:
                        return id
                    best = best or (id if a <= phrase.head < b else None)
        return best

    def _described(self, statement: StatementMark, phrase: Phrase, words: str) -> Choice:
        tokens = self.marks.tokens
        for id in self.crowd.at_token(phrase.head):
            if any(m.form == "nominal" and _on(m, tokens[phrase.head].start) for m in self.crowd[id].mentions):
                return Choice((id,), (Ground("speakers", "description", f"the one holder of: {words}"),))
        first, past = self.trees.description(phrase)
        same = self._same_description(phrase, first, past)
        if same:
            return Choice((same,), (Ground("speakers", "same description", f"described before: {words}"),))
        if self._definite(phrase) and not is_plural(tokens[phrase.head].text) and past - first == 1:
            choice = choose(statement.anchor, phrase.head, self.marks, self.crowd, self.voices, definite=True)
            if choice.actors:
                return choice
        actor = self.crowd.add_unnamed(first, past, rule="unnamed source")
        return Choice((actor.id,), (Ground("speakers", "unnamed source", f"known by description: {words}"),))

    def _definite(self, phrase: Phrase) -> bool:
        return self.marks.tokens[phrase.first].text.lower() in {"the", "this", "that"}

    def _same_description(self, phrase: Phrase, first: int, past: int) -> str | None:
        """The one unnamed actor described before that a definite description takes up ("the official")."""
        tokens = self.marks.tokens
        words = [t.text.lower() for t in tokens[first:past]]
        head = tokens[phrase.head].text.lower()
        fits = []
        for actor in self.crowd:
            if actor.kind is not ActorKind.UNNAMED:
                continue
            known = actor.name.lower().split()
            whole = known == words
            short = self._definite(phrase) and head in known and set(words) <= set(known)
            if whole or short:
                fits.append(actor.id)
        indefinite = tokens[phrase.first].text.lower() in {"a", "an", "another", "one"}
        return fits[0] if len(fits) == 1 and not indefinite else None

    def _pointed(self, statement: StatementMark) -> Found:
        choice = choose(statement.anchor, None, self.marks, self.crowd, self.voices, least=POINTED)
        return Found(choice.actors, None, choice.grounds, choice.open)


def _overlap(a: Mark, b: Mark) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _inside(mark: Mark, contents: Sequence[Mark]) -> bool:
    return any(c.start <= mark.start and mark.end <= c.end for c in contents)


def _on(mention: Mention, at: int) -> bool:
    return mention.passage.start <= at < mention.passage.end
