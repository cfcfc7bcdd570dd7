"""An encounter as one report has it, ready to be compared with what other reports have.

A reading says how sure it is of each field (``Ground.score``). Who takes part, where and when is read wrong often
enough that it matters: what is sure speaks for and against two accounts being one, what is not sure only for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.domain.entries import Encounter
from onrecord.domain.record import Ref
from onrecord.record.parties import Party
from onrecord.record.wording import Wording, wording_at

SURE = 0.5
"""Probability from which a field is sure. Of fields read with less, two in three were wrong, of those above one in four
(participants and places of 137 reports of the development part, November 2025)."""


@dataclass(frozen=True, slots=True)
class Told:
    """An encounter of a report: its participants as parties, the words of its mentions, and ``around`` what stands
    around the first mention (for words like "postponed").

    ``sure`` are the parties that are sure to take part; ``dated`` and ``placed`` tell whether time and place are sure.
    """

    ref: Ref
    published: date
    encounter: Encounter
    parties: tuple[Party, ...]
    around: str = ""
    wordings: tuple[Wording, ...] = ()
    sure: tuple[Party, ...] = ()
    dated: bool = True
    placed: bool = True

    @classmethod
    def of(cls, ref: Ref, published: date, encounter: Encounter, parties: Sequence[Party], text: str) -> Told:
        """The encounter of a report with this text."""
        first = encounter.mentions[0]
        seen: dict[Wording, None] = {}
        for mention in encounter.mentions:
            seen.setdefault(wording_at(mention))
        both = zip(encounter.participants, parties, strict=True)
        return cls(
            ref,
            published,
            encounter,
            tuple(parties),
            text[max(0, first.start - 150) : first.end + 150].lower(),
            tuple(seen),
            tuple(party for actor, party in both if score_of(encounter, "participants", actor.name) >= SURE),
            dated=score_of(encounter, "when") >= SURE,
            placed=score_of(encounter, "place") >= SURE,
        )

    @property
    def core(self) -> tuple[Party, ...]:
        """The parties that are sure, if there are two; else all."""
        return self.sure if len(self.sure) > 1 else self.parties

    @property
    def times(self) -> tuple[Encounter, ...]:
        """The encounter; where its time is not sure, also without it."""
        if self.dated or self.encounter.when is None:
            return (self.encounter,)
        return self.encounter, replace(self.encounter, when=None)


def score_of(encounter: Encounter, field: str, value: str = "") -> float:
    """The probability that the reading gave to a field (of a participant: by the ``value``, his name); 1 where it gave
    none, for then a rule settled it."""
    scores = [
        ground.score
        for ground in encounter.grounds
        if ground.field == field and ground.score is not None and (not value or ground.because == value)
    ]
    return min(scores, default=1.0)
