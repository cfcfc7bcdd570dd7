"""Who says it: each statement mark gets its speakers, or a Doubt.

A wrong speaker is worse than none. A name in the words that stand for the speaker decides; a description is the one
holder of the office it names, or an unnamed source; a document speaks for who issued it; a pronoun is the candidate
that the encoder's speaker head points to, if it points clearly enough; a quotation without a cue goes on with the one
who spoke before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.domain.actors import ActorKind, Cast, Mention
from onrecord.domain.entries import Doubt, Ground
from onrecord.domain.marks import Attribution, Mark, Marks, StatementMark, Token
from onrecord.domain.passage import Passage
from onrecord.domain.resolved import Voice
from onrecord.domain.when import When
from onrecord.gazetteer import lists
from onrecord.resolve.audiences import Audiences
from onrecord.resolve.crowd import Crowd
from onrecord.resolve.phrases import Trees
from onrecord.resolve.pronouns import Asked, Choice, Chooser, is_pronoun, sort_of
from onrecord.resolve.said import said_when
from onrecord.resolve.sources import Figure, Sources
from onrecord.resolve.speaker_words import is_document, is_human, words

POINTED = 0.5
"""The speaker head alone decides from this probability on, where no words stand for the speaker."""
DESCRIBED = 0.4
"""...and from this on, whom a definite description means."""
APART = 4
"""Characters between two source marks from which they are no longer one phrase."""


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
        self.sources = Sources(marks.tokens, self.crowd, self._times())
        self.audiences = Audiences(marks, self.crowd, self.trees, self.sources)
        self.chooser = Chooser(marks, self.crowd, self.voices)

    def _times(self) -> frozenset[int]:
        """The tokens of time expressions."""
        spans = (self.trees.span(t.start, t.end) for t in self.marks.times)
        return frozenset(k for first, past in spans for k in range(first, past))

    def resolve(self) -> tuple[Cast, tuple[Voice, ...]]:
        for statement in self.marks.statements:
            self.voices.append(self._voice(statement))
        return self.crowd.cast(), tuple(self.voices)

    def _voice(self, statement: StatementMark) -> Voice:
        found = self._speakers(statement)
        start = statement.content[0].start
        passage = Passage.of(self.marks.text, start, statement.content[-1].end)
        doubts = (Doubt("speaker", found.doubt, passage, grounds=found.grounds),) if found.doubt else ()
        audience = self.audiences.audience(statement, found.speakers)
        relays = self.audiences.relays(statement, (*found.speakers, *audience.actors), self.voices)
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

    # ------------------------------------------------------------------------------- which words stand for them

    def _speakers(self, statement: StatementMark) -> Found:
        source = self._source(statement)
        if source:
            found = self._from_words(statement, *source)
            if found is not None:
                return found
        if statement.cue is None and self.voices and self._continues(statement, self.voices[-1]):
            before = self.voices[-1]
            ground = Ground("speakers", "continuation", "a quotation without a cue goes on with who spoke before")
            doubt = "" if before.speakers else "goes on with the speaker of the statement before, who is not known"
            return Found(before.speakers, before.source, (ground,), doubt)
        choice = self.chooser.choose(Asked(statement.anchor, None, "the speaker", least=POINTED))
        return Found(choice.actors, None, choice.grounds, choice.open)

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
        quoted = self.audiences.quoted(statement)
        if quoted is not None:
            return quoted
        best = self._attribution(statement)
        if best is not None:
            outside = [m for m in best.source if self._may_stand(m, statement)]
            if outside:
                first, _ = self.trees.span(outside[0].start, outside[0].end)
                _, past = self.trees.span(outside[-1].start, outside[-1].end)
                one_run = all(b.start - a.end < APART for a, b in pairwise(outside))
                return (first, past) if one_run else self.trees.span(outside[0].start, outside[0].end)
        return self._subject(statement)

    def _may_stand(self, source: Mark, statement: StatementMark) -> bool:
        """Whether a source can be that of the statement: outside what is said, and not behind it if the cue stands
        before it ("Mali agreed to come, officials said")."""
        if _inside(source, statement.content) or self._foreign(source, statement):
            return False
        cue, content = statement.cue, statement.content[0]
        if cue is not None and cue.end <= source.start and self._tells(cue):
            return False
        return cue is None or not cue.end <= content.start < source.start

    def _tells(self, cue: Mark) -> bool:
        """Whether behind the cue stands who hears it, never who speaks: "told"."""
        first, past = self.trees.span(cue.start, cue.end)
        return any(self.marks.tokens[k].text.lower() in lists.words("telling_verbs") for k in range(first, past))

    def _foreign(self, source: Mark, statement: StatementMark) -> bool:
        """Whether a source belongs to what somebody else says, while the cue does not: "X urged Y to act when they meet
        and warned ..."."""
        cue = statement.cue
        if cue is None:
            return False
        for other in self.marks.statements:
            if other is not statement and _inside(source, other.content):
                return not _inside(cue, other.content)
        return False

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
            subject = self.trees.subject(index)
            if subject is not None and not any(_on(c, self.marks.tokens[subject]) for c in statement.content):
                return self.trees.reach(subject)
        return self._beside(statement, first, past)

    def _beside(self, statement: StatementMark, first: int, past: int) -> tuple[int, int] | None:
        """The noun phrase right before the cue ``first:past``; the one right after it if what is said stands before."""
        tokens, content = self.marks.tokens, statement.content
        low = first = self._without_comma(first)
        while low and tokens[low - 1].pos in _PHRASE and not any(_on(c, tokens[low - 1]) for c in content):
            low -= 1
        if low < first:
            return low, first
        if statement.cue is not None and self._tells(statement.cue):
            return None
        high = past
        while high < len(tokens) and tokens[high].pos in _PHRASE and not any(_on(c, tokens[high]) for c in content):
            high += 1
        return (past, high) if high > past and content[0].start < tokens[first].start else None

    def _without_comma(self, first: int) -> int:
        """Where the words before a cue end: before the comma in "its spokesman, Per Lund, told"."""
        tokens = self.marks.tokens
        named = first > 1 and tokens[first - 1].text == "," and bool(self.crowd.spots_at(first - 2))
        return first - 1 if named else first

    # ---------------------------------------------------------------------------------- from words to actors

    def _from_words(self, statement: StatementMark, first: int, past: int) -> Found | None:
        """The speakers that the words ``first:past`` name; None if the words name nobody at all."""
        tokens = self.marks.tokens
        if tokens[first].text.lower() in words("relative") | {"that"}:
            return self._relative(statement, first)
        figures = self.sources.figures(first, past)
        if not figures:
            return None
        passage = Passage.of(self.marks.text, tokens[first].start, tokens[past - 1].end)
        speakers: list[str] = []
        grounds: list[Ground] = []
        doubts: list[str] = []
        for figure in figures:
            choice = self._who(statement, figure, first, past, alone=len(figures) == 1)
            speakers += [id for id in choice.actors if id not in speakers]
            grounds += choice.grounds
            if not choice.actors:
                doubts.append(choice.open)
        if doubts:
            return Found((), passage, tuple(grounds), doubts[0])
        return Found(tuple(speakers), passage, tuple(grounds))

    def _relative(self, statement: StatementMark, first: int) -> Found | None:
        """The speaker whom "who" or "which" takes up: the noun phrase right before it."""
        tokens = self.marks.tokens
        last = first - 1
        if last < 0:
            return None
        while last and tokens[last].pos in {"PUNCT", "ADP"}:
            last -= 1
        sentence = tokens[last].sentence
        start = last
        while start and tokens[start - 1].sentence == sentence and tokens[start - 1].pos in _PHRASE:
            start -= 1
        return self._from_words(statement, start, last + 1) if tokens[last].pos in _PHRASE else None

    def _who(self, statement: StatementMark, figure: Figure, first: int, past: int, *, alone: bool) -> Choice:
        token = self.marks.tokens[figure.head]
        shown = " ".join(self.marks.text[self.marks.tokens[first].start : self.marks.tokens[past - 1].end].split())
        pronoun = is_pronoun(token) and (len(figure.tokens) == 1 or not figure.actor)
        if figure.actor and not (pronoun and token.text == "He" and self._opens(figure.head)):
            return Choice((figure.actor,), (Ground("speakers", "name", f"named: {shown}"),))
        if pronoun:
            choice = self.chooser.choose(Asked(statement.anchor, figure.head, token.text, sort_of(token.text)))
            for id in choice.actors if len(choice.actors) == 1 else ():
                passage = Passage.of(self.marks.text, token.start, token.end)
                self.crowd.add_mention(id, Mention(passage, "pronoun", "speaker head", choice.score))
            return choice
        if self.sources.is_document(figure):
            return self._document(statement, figure, first, past)
        return self._described(statement, figure, shown, alone=alone)

    def _opens(self, index: int) -> bool:
        """Whether a token is the first word of its sentence."""
        return index == 0 or self.marks.tokens[index - 1].sentence != self.marks.tokens[index].sentence

    def _document(self, statement: StatementMark, figure: Figure, first: int, past: int) -> Choice:
        """Who issued the document; if nobody tells, the document itself is the source."""
        word = self.marks.tokens[figure.head].text
        issuer = self.sources.issuer(figure, first, past)
        if issuer:
            return Choice((issuer,), (Ground("speakers", "issuer", f"the {word} is by {self.crowd[issuer].name}"),))
        if any(self.marks.tokens[k].text.lower() == "joint" for k in figure.tokens):
            several = self.chooser.together(Asked(statement.anchor, figure.head, f"the joint {word}", "they"))
            if several.actors:
                return several
        if self.sources.definite(figure):
            for before in reversed(self.voices[-4:]):
                if before.speakers and self._wrote(before):
                    ground = Ground("speakers", "same document", f"the {word} of a statement before")
                    return Choice(before.speakers, (ground,))
        same = self._same_description(figure)
        if same:
            return Choice((same,), (Ground("speakers", "same description", f"the {word} spoken of before"),))
        return self._unnamed(figure, word)

    def _wrote(self, voice: Voice) -> bool:
        """Whether a statement is one of a body, or its sentence speaks of a document."""
        kinds = {self.crowd[id].kind for id in voice.speakers}
        if kinds <= {ActorKind.ORGANISATION, ActorKind.COUNTRY, ActorKind.GROUP}:
            return True
        if kinds == {ActorKind.UNNAMED} and not any(is_human(self.crowd[id].name.split()[-1]) for id in voice.speakers):
            return True
        first, past = self.marks.sentences[self.marks.tokens[voice.mark.anchor].sentence]
        return any(is_document(self.marks.tokens[k].text) for k in range(first, past))

    def _described(self, statement: StatementMark, figure: Figure, shown: str, *, alone: bool) -> Choice:
        for spot in self.crowd.spots_at(figure.head):
            if spot.form == "nominal" and self.crowd[spot.actor].kind is not ActorKind.UNNAMED:
                return Choice((spot.actor,), (Ground("speakers", "description", f"the one holder of: {shown}"),))
        same = self._same_description(figure)
        if same:
            return Choice((same,), (Ground("speakers", "same description", f"described before: {shown}"),))
        if self.sources.definite(figure):
            asked = Asked(statement.anchor, figure.head, shown, self._sort(figure), DESCRIBED)
            plural = self.sources.plural(figure)
            choice = self.chooser.together(asked) if plural else self.chooser.choose(asked)
            if choice.actors:
                return choice
        opening = self.marks.tokens[statement.anchor].paragraph <= 1
        if alone and opening and self.sources.human(figure) and not self.sources.plural(figure):
            choice = self.chooser.named_later(Asked(statement.anchor, figure.head, shown))
            if choice.actors:
                return choice
        return self._unnamed(figure, shown)

    def _sort(self, figure: Figure) -> str:
        return "they" if self.sources.plural(figure) else "he" if self.sources.human(figure) else "it"

    def _unnamed(self, figure: Figure, shown: str) -> Choice:
        name = self.sources.description(figure, self.marks.text)
        actor = self.crowd.add_unnamed(figure.tokens[0], figure.head + 1, rule="unnamed source", name=name)
        return Choice((actor.id,), (Ground("speakers", "unnamed source", f"known by description: {shown}"),))

    def _same_description(self, figure: Figure) -> str | None:
        """The one unnamed actor described before that a description takes up ("the official")."""
        if self.sources.is_new(figure):
            return None
        said = self.sources.description(figure, self.marks.text).lower().split()
        head = self.marks.tokens[figure.head].text.lower()
        fits = []
        for actor in self.crowd:
            known = actor.name.lower().split()
            short = self.sources.definite(figure) and head == known[-1] and set(said) <= set(known)
            if actor.kind is ActorKind.UNNAMED and (known == said or short):
                fits.append(actor.id)
        return fits[0] if len(fits) == 1 else None


_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM"})


def _on(mark: Mark, token: Token) -> bool:
    return mark.start <= token.start < mark.end


def _overlap(a: Mark, b: Mark) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _inside(mark: Mark, contents: Sequence[Mark]) -> bool:
    return any(c.start <= mark.start and mark.end <= c.end for c in contents)
