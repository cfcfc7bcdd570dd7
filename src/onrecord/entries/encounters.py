"""Step 4, encounters: the marks that speak of one encounter become one entry.

``gatherings`` tells which marks speak of the same encounter, ``scope`` whether it counts, ``participants`` who takes
part, ``timing`` when, ``places`` where, ``standing`` what became of it, ``informants`` on whose word. Each answer is
evidence weighed: the encoder's heads, and signs of grammar. What is not clear is written down with a Doubt, or not at
all.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.domain.actors import Cast
from onrecord.domain.entries import Doubt, Encounter, EncounterKind, Ground, Statement
from onrecord.domain.marks import Marks
from onrecord.domain.passage import Passage
from onrecord.domain.report import Report
from onrecord.domain.when import When
from onrecord.entries.gatherings import Gathering, gather
from onrecord.entries.informants import informants
from onrecord.entries.participants import Part, taking_part, weigh
from onrecord.entries.places import location_of
from onrecord.entries.scope import counts, wanted
from onrecord.entries.setting import Setting
from onrecord.entries.standing import stand
from onrecord.entries.timing import time_of

UNSURE_STATUS = 0.45
"""A status less probable than this is written down with a Doubt."""
UNSURE_PART = 0.5
"""Where nobody takes part with this probability, the participants are a Doubt."""


def write_encounters(
    report: Report, marks: Marks, cast: Cast, whens: Sequence[When], statements: Sequence[Statement] = ()
) -> tuple[tuple[Encounter, ...], tuple[Doubt, ...]]:
    """The encounters in the order of their first mention, and the doubts about them.

    ``whens`` are the report's time expressions as resolved, ``statements`` what is said in it: a status that stands
    within a statement rests on its speakers' word.
    """
    setting = Setting(report, marks, cast, whens, statements)
    encounters: list[Encounter] = []
    doubts: list[Doubt] = []
    for gathering in gather(setting):
        every = weigh(setting, gathering)
        if counts(setting, gathering, every) < wanted():
            continue
        parts = taking_part(every)
        if not parts:
            passage = _passages(setting, gathering)[0]
            doubts.append(Doubt("participants", "an encounter is spoken of, but not whose", passage))
            continue
        encounter, unsure = _encounter(setting, f"E{len(encounters) + 1}", gathering, parts)
        encounters.append(encounter)
        doubts += unsure
    return tuple(encounters), tuple(doubts)


def _encounter(setting: Setting, id: str, gathering: Gathering, parts: Sequence[Part]) -> tuple[Encounter, list[Doubt]]:
    kind, kind_score = _kind(gathering)
    timing = time_of(setting, gathering)
    location = location_of(setting, gathering)
    standing = stand(setting, gathering, timing.value)
    word = informants(setting, gathering, standing.status)
    passages = _passages(setting, gathering)
    grounds = [Ground("participants", p.because, p.actor.name, round(p.probability, 2)) for p in parts]
    grounds.append(Ground("kind", "kind head", kind, round(kind_score, 2)))
    grounds.append(Ground("status", standing.because, standing.status, round(standing.probability, 2)))
    if timing.value is not None and timing.value.passage is not None:
        grounds.append(Ground("when", timing.because, timing.value.passage.exact, round(timing.probability, 2)))
    if location.value is not None:
        grounds.append(Ground("place", location.because, location.value.name, round(location.probability, 2)))
    encounter = Encounter(
        id,
        kind,
        tuple(part.actor for part in parts),
        standing.status,
        passages,
        location.value,
        timing.value,
        word.actors,
        (*grounds, *word.grounds),
    )
    doubts = []
    if standing.probability < UNSURE_STATUS:
        shares = sorted(standing.shares.items(), key=lambda s: -s[1])[:2]
        message = f"whether this {kind} is {shares[0][0]} or {shares[1][0]} is not clear"
        doubts.append(Doubt("status", message, passages[-1], id))
    if max(part.probability for part in parts) < UNSURE_PART:
        doubts.append(Doubt("participants", f"who takes part in this {kind} is not clear", passages[0], id))
    return encounter, doubts


def _kind(gathering: Gathering) -> tuple[EncounterKind, float]:
    """The likeliest kind over all mentions, and its share."""
    shares = {kind: sum(mark.kinds[kind] for mark in gathering) / len(gathering) for kind in EncounterKind}
    kind = max(EncounterKind, key=lambda k: shares[k])
    return kind, shares[kind]


def _passages(setting: Setting, gathering: Gathering) -> tuple[Passage, ...]:
    return tuple(Passage.of(setting.marks.text, mark.start, mark.end) for mark in gathering)
