"""Which candidate a pronoun, a bare description, or a cue without a subject means.

The encoder's speaker and coreference heads say how strongly each name belongs to the cue or the pronoun; grammar says who
can be meant at all (number, gender where a title tells it, named before). One candidate must stand out, else nobody is
chosen.

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

HE, SHE, IT = frozenset({"he", "him", "himself"}), frozenset({"she", "her", "herself"}), frozenset({"it", "itself"})
THEY = frozenset({"they", "them", "themselves", "both", "we", "us"})
LEAST = 0.30
"""The best candidate needs this score."""
AHEAD = 0.12
"""...and must be ahead of the next by this. Both chosen on the gold training part for a precision of nine in ten."""
RECENT_SPEAKER = 0.35
"""What the speaker of the statement before is worth to "he" or "she": reports stay with a speaker."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom words mean: ids (empty: nobody stands out), why, the score, and what to tell a reader if nobody does."""

    actors: tuple[str, ...] = ()
    grounds: tuple[Ground, ...] = ()
    score: float = 1.0
    open: str = ""


def is_pronoun(token: Token) -> bool:
    """Whether a token is a personal pronoun or "both"."""
    return token.text.lower() in HE | SHE | IT | THEY or (token.pos == "PRON" and token.text.lower() in {"who", "i"})


def choose(
    anchor: int,
    pronoun: int | None,
    marks: Marks,
    crowd: Crowd,
    voices: Sequence[Voice],
    *,
    definite: bool = False,
    least: float = LEAST,
) -> Choice:
    """The actor that the words at ``pronoun`` (a token index; None: there are none) mean as speaker of the statement
    anchored at ``anchor``."""
    word = marks.tokens[pronoun].text.lower() if pronoun is not None and not definite else ""
    if word in THEY:
        plural = _they(anchor, marks, crowd, voices)
        if plural is not None:
            return plural
    ranked = sorted(
        ((_score(actor, anchor, pronoun, marks, crowd, voices, word), actor.id) for actor in crowd
         if _can_be(actor, word, pronoun if pronoun is not None else anchor, crowd)),
        key=lambda pair: (-pair[0], pair[1]),
    )  # fmt: skip
    said = marks.tokens[pronoun].text if pronoun is not None else "the speaker"
    if not ranked or ranked[0][0] < least:
        return Choice(open=f"“{said}”: nobody named before stands out")
    best, second = ranked[0], ranked[1] if len(ranked) > 1 else (0.0, "")
    ground = Ground("speakers", "speaker head", f"“{said}” as {crowd[best[1]].name}", round(min(best[0], 1.0), 2))
    if best[0] - second[0] < AHEAD:
        names = f"{crowd[best[1]].name} or {crowd[second[1]].name}"
        return Choice((), (ground,), open=f"“{said}” may be {names}")
    return Choice((best[1],), (ground,), min(best[0], 1.0))


def _score(
    actor: Actor, anchor: int, pronoun: int | None, marks: Marks, crowd: Crowd, voices: Sequence[Voice], word: str
) -> float:
    spots = crowd.spots(actor.id)
    score = max(marks.ties.score("speaker", anchor, spots), default=0.0)
    if pronoun is not None:
        before = [s for s in spots if s < pronoun]
        score = 0.7 * score + 0.3 * max(marks.ties.score("coref", pronoun, before), default=0.0)
    if word in HE | SHE and voices and voices[-1].speakers == (actor.id,):
        near = marks.tokens[anchor].paragraph - marks.tokens[voices[-1].mark.anchor].paragraph
        score += RECENT_SPEAKER if near <= 1 else RECENT_SPEAKER / 3
    return score


def _can_be(actor: Actor, word: str, at: int, crowd: Crowd) -> bool:
    """Whether grammar lets the word at token ``at`` mean the actor."""
    spots = crowd.spots(actor.id)
    if not spots or (word and min(spots) > at):
        return False
    plural = actor.kind is ActorKind.UNNAMED and is_plural(actor.name)
    if word in HE | SHE or word in {"who", "i"}:
        return (actor.kind is ActorKind.PERSON or actor.kind is ActorKind.UNNAMED) and not plural
    if word in IT:
        return actor.kind in {ActorKind.COUNTRY, ActorKind.ORGANISATION, ActorKind.GROUP}
    if word in THEY:
        return actor.kind is not ActorKind.PERSON and (plural or actor.kind is not ActorKind.UNNAMED)
    return True


def _they(anchor: int, marks: Marks, crowd: Crowd, voices: Sequence[Voice]) -> Choice | None:
    """Several speakers of the statement just before, taken up as "they"."""
    for voice in reversed(voices[-2:]):
        near = marks.tokens[anchor].paragraph - marks.tokens[voice.mark.anchor].paragraph <= 1
        several = len(voice.speakers) > 1 or any(is_plural(crowd[id].name) for id in voice.speakers)
        if near and several:
            ground = Ground("speakers", "joint speakers", "“they” takes up those who spoke together before")
            return Choice(voice.speakers, (ground,))
    return None
