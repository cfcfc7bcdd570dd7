"""Step 4, encounters: marks that speak of one encounter become one entry.

The encoder's heads say of each mark what kind it is, where it stands, who takes part, where and when; marks that the
"same" head ties together are one encounter. What is written down is what the marks of one encounter agree on; where they
leave it open, a Doubt.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.domain.actors import Actor, Cast
from onrecord.domain.entries import Doubt, Encounter, EncounterKind, Ground, Place, Status
from onrecord.domain.marks import EncounterMark, Mark, Marks
from onrecord.domain.passage import Passage
from onrecord.domain.report import Report
from onrecord.domain.when import When

SAME = 0.5
"""Mean probability from which a mark joins the marks of an encounter."""
TAKES_PART, TAKES_PART_AT_LEAST = 0.5, 0.2
"""Probability from which an actor takes part; where fewer than two do, the likeliest down to the lower one are taken."""
TIED = 0.5
"""Probability from which a place, a time, or somebody on whose word it rests is taken."""
UNSURE_STATUS = 0.4
"""A status less likely than this is written down with a Doubt."""


@dataclass(slots=True)
class _Group:
    marks: list[EncounterMark]


def write_encounters(
    report: Report, marks: Marks, cast: Cast, whens: Sequence[When]
) -> tuple[tuple[Encounter, ...], tuple[Doubt, ...]]:
    """The encounters in the order of their first mention, and the doubts about them."""
    return _Writer(report, marks, cast, whens).write()


class _Writer:
    def __init__(self, report: Report, marks: Marks, cast: Cast, whens: Sequence[When]) -> None:
        self.report = report
        self.marks = marks
        self.cast = cast
        self.whens = [w for w in whens if w.passage is not None and w.value is not None and w.type in {"DATE", "TIME"}]
        self.at = {character: t.index for t in marks.tokens for character in range(t.start, t.end)}
        self.spots = {actor.id: self._spots(actor) for actor in cast.actors}

    def _spots(self, actor: Actor) -> list[int]:
        """Last tokens of an actor's names and descriptions."""
        return [
            self.at[m.passage.end - 1]
            for m in actor.mentions
            if m.form != "pronoun" and m.passage.end - 1 in self.at
        ]

    def write(self) -> tuple[tuple[Encounter, ...], tuple[Doubt, ...]]:
        encounters: list[Encounter] = []
        doubts: list[Doubt] = []
        for group in self._groups():
            people, grounds = self._participants(group)
            id = f"E{len(encounters) + 1}"
            if not people:
                passage = self._passages(group)[0]
                doubts.append(Doubt("participants", "an encounter is spoken of, but not whose", passage))
                continue
            encounter, unsure = self._encounter(id, group, people, grounds)
            encounters.append(encounter)
            doubts += unsure
        return tuple(encounters), tuple(doubts)

    # ------------------------------------------------------------------------------------------------ one or several

    def _groups(self) -> list[_Group]:
        groups: list[_Group] = []
        for mark in self.marks.encounters:
            best, most = None, SAME
            for group in groups:
                likeness = self._likeness(mark, group)
                if likeness >= most:
                    best, most = group, likeness
            if best is None:
                groups.append(_Group([mark]))
            else:
                best.marks.append(mark)
        return groups

    def _likeness(self, mark: EncounterMark, group: _Group) -> float:
        forward = self.marks.ties.score("same", mark.anchor, [m.anchor for m in group.marks])
        backward = [self.marks.ties.score("same", m.anchor, [mark.anchor])[0] for m in group.marks]
        return sum(forward + backward) / (len(forward) + len(backward))

    # ------------------------------------------------------------------------------------------------------ who

    def _tied(self, label: str, group: _Group, tokens: Sequence[int]) -> float:
        """Mean over the marks of the best score of any of the tokens."""
        if not tokens:
            return 0.0
        return sum(max(self.marks.ties.score(label, m.anchor, tokens)) for m in group.marks) / len(group.marks)

    def _participants(self, group: _Group) -> tuple[tuple[Actor, ...], tuple[Ground, ...]]:
        scored = sorted(
            ((self._tied("participant", group, self.spots[a.id]), a) for a in self.cast.actors),
            key=lambda pair: (-pair[0], pair[1].id),
        )
        chosen = [(s, a) for s, a in scored if s >= TAKES_PART]
        if len(chosen) < 2:
            chosen = [(s, a) for s, a in scored[:2] if s >= TAKES_PART_AT_LEAST]
        order = {a.id: k for k, a in enumerate(self.cast.actors)}
        chosen.sort(key=lambda pair: order[pair[1].id])
        grounds = tuple(Ground("participants", "participant head", a.name, round(s, 2)) for s, a in chosen)
        return tuple(a for _, a in chosen), grounds

    # ----------------------------------------------------------------------------------------------- the entry

    def _encounter(
        self, id: str, group: _Group, people: tuple[Actor, ...], grounds: tuple[Ground, ...]
    ) -> tuple[Encounter, list[Doubt]]:
        kind, kind_score = _most({k: _mean(m.kinds[k] for m in group.marks) for k in EncounterKind})
        status, status_score = _most({s: _mean(m.statuses[s] for m in group.marks) for s in Status})
        when, when_score = self._when(group)
        place, place_score = self._place(group)
        voices, voice_score = self._according_to(group)
        passages = self._passages(group)
        reasons = [
            Ground("kind", "kind head", kind, round(kind_score, 2)),
            Ground("status", "status head", status, round(status_score, 2)),
        ]
        if when is not None and when.passage is not None:
            reasons.append(Ground("when", "time head", when.passage.exact, round(when_score, 2)))
        if place is not None:
            reasons.append(Ground("place", "place head", place.name, round(place_score, 2)))
        if voices:
            reasons.append(Ground("according_to", "said-by head", voices[0].name, round(voice_score, 2)))
        doubts = []
        if status == Status.HELD and when is not None and when.first is not None and when.first > self.report.published:
            reasons.append(Ground("status", "not before its day", "a day still to come cannot be over"))
            status = Status.SCHEDULED
        if status_score < UNSURE_STATUS:
            doubts.append(Doubt("status", f"where this {kind} stands is not clear", passages[0], id))
        encounter = Encounter(
            id, EncounterKind(kind), people, Status(status), passages, place, when, voices, (*grounds, *reasons)
        )
        return encounter, doubts

    def _passages(self, group: _Group) -> tuple[Passage, ...]:
        return tuple(Passage.of(self.marks.text, m.start, m.end) for m in group.marks)

    def _when(self, group: _Group) -> tuple[When | None, float]:
        scored = []
        for when in self.whens:
            assert when.passage is not None
            tokens = sorted({self.at[c] for c in range(when.passage.start, when.passage.end) if c in self.at})
            best = max((max(self.marks.ties.score("time", m.anchor, tokens)) for m in group.marks), default=0.0)
            scored.append((best, -when.passage.start, when))
        if not scored:
            return None, 0.0
        best, _, when = max(scored, key=lambda s: (s[0], s[1]))
        return (when, best) if best >= TIED else (None, 0.0)

    def _place(self, group: _Group) -> tuple[Place | None, float]:
        scored: list[tuple[float, int, Mark]] = []
        for name in self.marks.names:
            if name.label in {"PLACE", "ORG"} and name.end - 1 in self.at:
                token = self.at[name.end - 1]
                best = max(self.marks.ties.score("place", m.anchor, [token])[0] for m in group.marks)
                scored.append((best, -name.start, name))
        if not scored:
            return None, 0.0
        best, _, name = max(scored, key=lambda s: (s[0], s[1]))
        if best < TIED:
            return None, 0.0
        passage = Passage.of(self.marks.text, name.start, name.end)
        return Place(" ".join(passage.exact.split()), passage), best

    def _according_to(self, group: _Group) -> tuple[tuple[Actor, ...], float]:
        scored = [(self._tied("said_by", group, self.spots[a.id]), a.id, a) for a in self.cast.actors]
        if not scored:
            return (), 0.0
        best, _, actor = max(scored, key=lambda s: (s[0], s[1]))
        return ((actor,), best) if best >= TIED else ((), 0.0)


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return math.exp(sum(math.log(max(v, 1e-4)) for v in listed) / len(listed))


def _most(scores: dict[str, float]) -> tuple[str, float]:
    """The likeliest label and its share of the whole."""
    total = sum(scores.values()) or 1.0
    label = max(scores, key=lambda k: scores[k])
    return label, scores[label] / total
