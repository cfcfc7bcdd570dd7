"""Which candidate a pronoun, a bare description, or a cue without a subject means.

The encoder's speaker and coreference heads say how strongly each name belongs to the cue or the pronoun; grammar says
who can be meant at all (number, gender where a title tells it, named before). One candidate must stand out, else nobody
is chosen.

Known limits: gender is taken from titles and pronouns only, never guessed from given names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.domain.actors import Actor, ActorKind
from onrecord.domain.entries import Ground
from onrecord.domain.marks import Marks, Token
from onrecord.domain.resolved import Voice
from onrecord.resolve.crowd import Crowd, is_plural
from onrecord.resolve.speaker_words import is_human

HE, SHE, IT = frozenset({"he", "him", "himself"}), frozenset({"she", "her", "herself"}), frozenset({"it", "itself"})
THEY = frozenset({"they", "them", "themselves", "both", "we", "us"})
LEAST = 0.30
"""The best candidate needs this score."""
AHEAD, LIKELY, WELL_AHEAD = 0.06, 0.6, 0.15
"""...and must be ahead of the next by the first of these, by the last one if it is less likely than the middle one.
The first was chosen on newswire annotated by the gold standard's guide, the others were set by hand."""
RECENT_SPEAKER = 0.35
"""What the speaker of the statement before is worth to "he", "she" or "it": reports stay with a speaker."""
SURE, FAR_AHEAD = 0.7, 0.2
"""Somebody described in the first paragraph and named later: the speaker head must be as sure as this, and as far ahead
of the next. Set by hand; not measured with the present model."""
TOGETHER = 0.5
"""Everybody whom the speaker head gives this much speaks, where the words are plural."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom words mean: ids (empty: nobody stands out), why, the score, and what to tell a reader if nobody does."""

    actors: tuple[str, ...] = ()
    grounds: tuple[Ground, ...] = ()
    score: float = 1.0
    open: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: the anchor of the statement, the token that stands for the speaker (None: there is none), the
    words to show, and which actors can be meant: "he", "it", "they", or "" for anybody."""

    anchor: int
    at: int | None
    words: str
    sort: str = ""
    least: float = LEAST


def is_pronoun(token: Token) -> bool:
    """Whether a token is a personal pronoun or "both"."""
    return token.text.lower() in HE | SHE | IT | THEY or (token.pos == "PRON" and token.text.lower() in {"who", "i"})


def sort_of(word: str) -> str:
    """Which actors a pronoun can mean."""
    low = word.lower()
    if low in HE | SHE | {"who", "i"}:
        return "he"
    return "it" if low in IT else "they" if low in THEY else ""


def _gender(words: str) -> str:
    return "he" if words.lower() in HE else "she" if words.lower() in SHE else ""


class Chooser:
    """Chooses among the actors of one report. ``voices`` are those found so far; the caller keeps adding to them."""

    def __init__(self, marks: Marks, crowd: Crowd, voices: Sequence[Voice]) -> None:
        self.marks = marks
        self.crowd = crowd
        self.voices = voices

    def choose(self, asked: Asked) -> Choice:
        """The actor that the words mean, or nobody and what to tell a reader."""
        if asked.sort == "they":
            plural = self.together(asked)
            if plural.actors:
                return plural
        ranked = sorted(
            ((self._score(actor, asked), actor.id) for actor in self.crowd if self._can_be(actor, asked)),
            key=lambda pair: (-pair[0], pair[1]),
        )
        if not ranked or ranked[0][0] < asked.least:
            return Choice(open=f"“{asked.words}”: nobody named before stands out")
        best, second = ranked[0], ranked[1] if len(ranked) > 1 else (0.0, "")
        name = self.crowd[best[1]].name
        ground = Ground("speakers", "speaker head", f"“{asked.words}” as {name}", round(min(best[0], 1.0), 2))
        if best[0] - second[0] < (AHEAD if best[0] >= LIKELY else WELL_AHEAD):
            return Choice((), (ground,), open=f"“{asked.words}” may be {name} or {self.crowd[second[1]].name}")
        return Choice((best[1],), (ground,), min(best[0], 1.0))

    def named_later(self, asked: Asked) -> Choice:
        """The person named after the words, of whom the speaker head is sure: "A Finnish official said on Friday ...
        Aino Berg, who heads the office, said ..."."""
        later = sorted(
            ((self._tie("speaker", asked.anchor, self.crowd.spots(a.id)), a.id) for a in self.crowd
             if a.kind is ActorKind.PERSON and self.crowd.spots(a.id) and min(self.crowd.spots(a.id)) > asked.anchor),
            key=lambda pair: (-pair[0], pair[1]),
        )  # fmt: skip
        if not later or later[0][0] < SURE or (len(later) > 1 and later[0][0] - later[1][0] < FAR_AHEAD):
            return Choice()
        score, id = later[0]
        ground = Ground("speakers", "named later", f"“{asked.words}” as {self.crowd[id].name}", round(score, 2))
        return Choice((id,), (ground,), score)

    def together(self, asked: Asked) -> Choice:
        """Those whom plural words take up: all whom the speaker head points to, or who spoke together before."""
        pointed = []
        for actor in self.crowd:
            if actor.kind is ActorKind.UNNAMED and not is_plural(actor.name):
                continue
            score = self._tie("speaker", asked.anchor, self.crowd.spots(actor.id))
            if score >= TOGETHER:
                pointed.append((actor.id, score))
        if len(pointed) > 1:
            least = round(min(score for _, score in pointed), 2)
            ground = Ground("speakers", "speaker head", f"“{asked.words}” as several", least)
            return Choice(tuple(id for id, _ in pointed), (ground,), least)
        for voice in reversed(self.voices[-2:]):
            several = len(voice.speakers) > 1 or any(is_plural(self.crowd[id].name) for id in voice.speakers)
            if several and self._near(asked.anchor, voice) <= 1:
                ground = Ground("speakers", "joint speakers", f"“{asked.words}” takes up those who spoke before")
                return Choice(voice.speakers, (ground,))
        return Choice(open=f"“{asked.words}”: nobody named before stands out")

    def _tie(self, label: str, anchor: int, tokens: Sequence[int]) -> float:
        return max(self.marks.ties.score(label, anchor, tokens), default=0.0)

    def _near(self, anchor: int, voice: Voice) -> int:
        return self.marks.tokens[anchor].paragraph - self.marks.tokens[voice.mark.anchor].paragraph

    def _score(self, actor: Actor, asked: Asked) -> float:
        spots = self.crowd.spots(actor.id)
        score = self._tie("speaker", asked.anchor, spots)
        if asked.at is not None:
            score = 0.7 * score + 0.3 * self._tie("coref", asked.at, [s for s in spots if s < asked.at])
        if asked.sort in {"he", "it"} and self.voices and self.voices[-1].speakers == (actor.id,):
            score += RECENT_SPEAKER if self._near(asked.anchor, self.voices[-1]) <= 1 else RECENT_SPEAKER / 3
        return score

    def _can_be(self, actor: Actor, asked: Asked) -> bool:
        """Whether grammar lets the words mean the actor."""
        spots = self.crowd.spots(actor.id)
        if not spots or (asked.sort and min(spots) > (asked.at if asked.at is not None else asked.anchor)):
            return False
        unnamed = actor.kind is ActorKind.UNNAMED
        last = actor.name.split()[-1]
        if (
            asked.sort == "he"
            and _gender(asked.words)
            and self.crowd.gender(actor.id) not in {"", _gender(asked.words)}
        ):
            return False
        if asked.sort == "he":
            return actor.kind is ActorKind.PERSON or (unnamed and not is_plural(last) and is_human(last))
        if asked.sort == "it":
            return (unnamed and not is_human(last)) or (not unnamed and actor.kind is not ActorKind.PERSON)
        if asked.sort == "they":
            return actor.kind is not ActorKind.PERSON and (not unnamed or is_plural(last))
        return True
