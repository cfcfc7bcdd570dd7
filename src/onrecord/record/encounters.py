"""The same encounter across reports.

Two accounts are of one encounter if their kind, participants, time, place and wording go together. What cannot be is
said by rules that forbid: a third round is no fourth round, what was over is not still to come, ministers' talks are no
summit of leaders. What may be is weighed. Reports are taken in the order of publication; an encounter has one account
in a report, for the report itself told the others apart, unless it tells twice of what two persons have before them
(one says that it is on, another that it is off).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from onrecord.domain.actors import ActorKind
from onrecord.domain.entries import EncounterKind, Status
from onrecord.record.judgement import Judgement, Verdict
from onrecord.record.parties import Party, likeness, party_fit
from onrecord.record.places import place_fit
from onrecord.record.spellings import lines
from onrecord.record.times import ANEW, day_fit, span_of, spans_meet
from onrecord.record.told import Told

SAME = 0.62
"""Score from which two accounts are one encounter; between ``UNSURE`` and this they are left an open question."""
UNSURE = 0.55
FIT = 0.5
"""Participants that fit less are others."""
THEN = 0.7
"""How far times fit at least where time and place make up for participants that were not read."""
STANDS_FOR = 0.7
"""Likeness of two participants who are one, or of whom one stands for the other."""
HOST = 0.7
"""How far participants fit at least where a summit is of one body: of the many who take part, each report names those
who matter to it."""
SPECIFIC = 0.05
"""What words in common add at least where they say more than "meeting": a round, a level, a number of parties."""
VAGUE = 0.1
"""What is taken away where only countries and bodies are shared, and neither time nor place nor words say more: two
countries have many talks."""
BACKWARDS = 0.1
"""What is taken away where an encounter that has been held would afterwards be planned, put off or off: more often it
is another one."""
UNKNOWN = 0.6
"""How well places go together of which one is not known."""
FORGOTTEN = 200
"""Days without an account, and after the day it was set for, after which an encounter is no longer joined."""

_PARTIES, _TIME, _PLACE = 0.5, 0.35, 0.15
"""What participants, time and place weigh; wording and kind add or take away. Set on the gold stories of 1997 and 2005
by hand, in round figures, without a search."""
_AHEAD = frozenset({Status.PROPOSED, Status.SCHEDULED, Status.POSTPONED, Status.OFF})
_KIND = {
    frozenset({EncounterKind.MEETING, EncounterKind.TALKS}): 0.03,
    frozenset({EncounterKind.MEETING, EncounterKind.SUMMIT}): 0.05,
    frozenset({EncounterKind.TALKS, EncounterKind.SUMMIT}): 0.1,
    frozenset({EncounterKind.CALL, EncounterKind.TALKS}): 0.1,
}
"""What another kind takes away; pairs that are not here are never one encounter."""


@dataclass(slots=True)
class OneEncounter:
    """Accounts held to be of one encounter, with the reason for each."""

    accounts: list[Told] = field(default_factory=list)
    grounds: list[Judgement] = field(default_factory=list)


def same_encounter(first: Told, second: Told) -> Judgement:
    """Whether two accounts of different reports are of one encounter; their order does not matter."""
    earlier, later = sorted((first, second), key=_order)
    forbidden = _forbidden(earlier, later)
    if forbidden:
        return Judgement(Verdict.NO, forbidden, _pair(earlier, later), 0.0)
    days, why = _day_fit(earlier, later)
    place, where = _place_fit(earlier, later)
    wording = _wording_fit(earlier, later)
    fit = party_fit(earlier.core, later.core)
    hosted = fit < HOST and _same_host(earlier, later)
    if hosted:
        fit = HOST
    if fit < FIT and days >= THEN and place == 1.0 and _meets_there(earlier, later):
        fit = FIT
    against = (
        (fit < FIT, "others take part"),
        (days == 0.0, why),
        (hosted and place < 1.0 and days < 1.0 and wording < SPECIFIC, "one body, and nothing else in common"),
        (place == 0.0 and (hosted or not _may_move(earlier)), where),
    )
    for holds, rule in against:
        if holds:
            return Judgement(Verdict.NO, rule, _pair(earlier, later), 0.0)
    score = _PARTIES * fit + _TIME * days + _PLACE * place + wording - _kind_cost(earlier, later)
    if _goes_back(earlier, later):
        score -= BACKWARDS
    if wording < SPECIFIC and place < 1.0 and days < 0.8 and not _same_person(earlier, later):
        score -= VAGUE
    return _judged(score, f"participants {fit:.2f}; {why}; {where}", set_anew=why == ANEW and not _says_reset(later))


def _judged(score: float, because: str, *, set_anew: bool) -> Judgement:
    """The verdict on two accounts that nothing keeps apart."""
    if set_anew:
        return Judgement(Verdict.UNSURE, "another day, and no word of a change", because, min(score, SAME - 0.01))
    if score >= SAME:
        return Judgement(Verdict.YES, "the same participants, time and place", because, score)
    return Judgement(Verdict.UNSURE if score >= UNSURE else Verdict.NO, "not enough in common", because, score)


def _pair(a: Told, b: Told) -> str:
    return f"{a.ref} and {b.ref}"


def _order(told: Told) -> tuple[date, str, int, int]:
    first = told.encounter.mentions[0]
    return told.published, told.ref.report, first.start, first.end


def _same_host(a: Told, b: Told) -> bool:
    """Whether both are of a body that meets, and at least one is a summit or conference of many."""
    if EncounterKind.SUMMIT not in {a.encounter.kind, b.encounter.kind}:
        return False
    bodies = [{p.id for p in told.parties if p.kind is ActorKind.ORGANISATION} for told in (a, b)]
    return bool(bodies[0] & bodies[1])


def _meets_there(a: Told, b: Told) -> bool:
    """Whether two accounts of one kind, time and place may be one though not all participants are read: somebody is in
    both, who is no body that hosts many, and nobody who is sure stands against somebody else who is. The place of a
    visit is one of its participants, and says nothing more."""
    if a.encounter.kind is not b.encounter.kind or a.encounter.kind is EncounterKind.VISIT:
        return False
    mine, others = ([p for p in told.parties if p.kind is not ActorKind.ORGANISATION] for told in (a, b))
    if not any(likeness(x, y) >= STANDS_FOR for x in mine for y in others):
        return False
    alone = [_alone(a.sure, b.parties), _alone(b.sure, a.parties)]
    return not all(alone)


def _alone(sure: Sequence[Party], others: Sequence[Party]) -> bool:
    """Whether a person who is sure to take part is nobody of the others."""
    return any(p.kind is ActorKind.PERSON and not any(likeness(p, other) for other in others) for p in sure)


def _same_person(a: Told, b: Told) -> bool:
    persons = [{p.id for p in told.core if p.kind is ActorKind.PERSON} for told in (a, b)]
    return bool(persons[0] & persons[1])


def _forbidden(a: Told, b: Told) -> str:
    """The rule that forbids the two to be one, "" if none does."""
    kinds = {a.encounter.kind, b.encounter.kind}
    if len(kinds) == 2 and frozenset(kinds) not in _KIND:
        return "another kind"
    if kinds == {EncounterKind.VISIT} and _other_visitor(a, b):
        return "another visitor"
    numbers_a, numbers_b = _all(a, "number"), _all(b, "number")
    if numbers_a and numbers_b and not numbers_a & numbers_b:
        return "another round"
    if a.wordings and b.wordings:
        parties_a, parties_b = _all(a, "parties"), _all(b, "parties")
        if parties_a and parties_b and not parties_a & parties_b:
            return "another number of parties"
    levels_a, levels_b = _levels(a), _levels(b)
    if levels_a and levels_b and not levels_a & levels_b:
        return "another level"
    return ""


def _other_visitor(a: Told, b: Told) -> bool:
    """Whether both name persons, and none in common."""
    persons = [{p.id for p in told.parties if p.kind is ActorKind.PERSON} for told in (a, b)]
    return all(persons) and not persons[0] & persons[1]


def _all(told: Told, name: str) -> frozenset[object]:
    return frozenset(value for w in told.wordings if (value := getattr(w, name)))


def _levels(told: Told) -> frozenset[str]:
    return frozenset(level for w in told.wordings for level in w.levels)


def _kind_cost(a: Told, b: Told) -> float:
    return _KIND.get(frozenset({a.encounter.kind, b.encounter.kind}), 0.0)


def _wording_fit(a: Told, b: Told) -> float:
    """What the same words add, and what a side occasion in one of them only takes away."""
    fit = 0.0
    if {w.head for w in a.wordings} & {w.head for w in b.wordings}:
        fit += 0.03
    if _all(a, "number") & _all(b, "number"):
        fit += 0.1
    if _all(a, "parties") & _all(b, "parties"):
        fit += 0.15
    if _levels(a) & _levels(b):
        fit += 0.07
    elif _levels(a) or _levels(b):
        fit -= 0.03
    sides_a, sides_b = {w.side for w in a.wordings} - {""}, {w.side for w in b.wordings} - {""}
    if sides_a != sides_b:
        fit -= 0.12
    return fit


# -------------------------------------------------------------------------------------------------- times and places


def _day_fit(earlier: Told, later: Told) -> tuple[float, str]:
    """How well the times go together, with those that are not sure or without them, whichever fits better."""
    fits = [day_fit((a, earlier.published), (b, later.published)) for a in earlier.times for b in later.times]
    return max(fits, key=lambda fit: fit[0])


def _place_fit(a: Told, b: Told) -> tuple[float, str]:
    """How well the places go together: UNKNOWN where one is not known, or two differ and one is not sure."""
    if a.encounter.place is None or b.encounter.place is None:
        return UNKNOWN, "no place in one of them"
    fit = place_fit(a.encounter.place.name, b.encounter.place.name)
    if fit < UNKNOWN and not (a.placed and b.placed):
        return UNKNOWN, "a place that is not sure"
    return fit, "the same place" if fit == 1.0 else "places that may be one" if fit else "two different places"


def _may_move(a: Told) -> bool:
    """A place can change until an encounter begins: what lay ahead in the earlier account. A visit to another country
    is another visit."""
    return a.encounter.kind is not EncounterKind.VISIT and a.encounter.status in _AHEAD


def _goes_back(earlier: Told, later: Told) -> bool:
    """Whether the earlier report has as held what for the later one lies ahead or is off."""
    return (
        earlier.published < later.published
        and earlier.encounter.status is Status.HELD
        and later.encounter.status in _AHEAD
    )


def _says_reset(told: Told) -> bool:
    return told.encounter.status in {Status.POSTPONED, Status.OFF} or any(
        word in told.around for word, _ in lines("resetting")
    )


# ------------------------------------------------------------------------------------------------------- all of them


def gather_encounters(told: Iterable[Told]) -> tuple[list[OneEncounter], list[tuple[Told, Told, Judgement]]]:
    """Every account in one of the encounters, in the order of their first account; and pairs that may be one, left
    open: an account and the first account of the encounter that it may belong to."""
    by_report: defaultdict[tuple[date, str], list[Told]] = defaultdict(list)
    for each in told:
        by_report[each.published, each.ref.report].append(each)
    encounters: list[OneEncounter] = []
    index: defaultdict[str, list[int]] = defaultdict(list)
    unsure: list[tuple[Told, Told, Judgement]] = []
    for key in sorted(by_report):
        accounts = sorted(by_report[key], key=_order)
        joined, doubtful = _assign(accounts, encounters, index)
        numbers = {at: number for at, (number, _) in joined.items()}
        for at, account in enumerate(accounts):
            number, ground = joined.get(at) or _told_twice(account, accounts, numbers)
            if number < 0:
                encounters.append(OneEncounter())
                number = len(encounters) - 1
                if at in doubtful:
                    other, judged = doubtful[at]
                    unsure.append((encounters[other].accounts[0], account, judged))
            numbers[at] = number
            encounters[number].accounts.append(account)
            encounters[number].grounds.append(ground)
            for party in account.parties:
                for name in _party_keys(party):
                    if not index[name] or index[name][-1] != number:
                        index[name].append(number)
    return encounters, unsure


def _told_twice(account: Told, report: Sequence[Told], numbers: Mapping[int, int]) -> tuple[int, Judgement]:
    """The encounter of which the same report tells elsewhere, -1 if there is none. ``numbers`` are the encounters of
    those accounts of the report that have theirs."""
    for at in sorted(numbers):
        if _tells_twice(report[at], account):
            return numbers[at], Judgement(Verdict.YES, "told twice in a report", _pair(report[at], account))
    return -1, Judgement(Verdict.YES, "first told")


def _tells_twice(a: Told, b: Told) -> bool:
    """Whether two accounts of one report are of one encounter: the same two persons have it before them, and nothing
    tells the two apart. Two countries often have two talks before them."""
    persons = [{p.id for p in told.core if p.kind is ActorKind.PERSON} for told in (a, b)]
    if not (len(persons[0] & persons[1]) > 1 and (persons[0] <= persons[1] or persons[1] <= persons[0])):
        return False
    if not {a.encounter.status, b.encounter.status} <= _AHEAD or _forbidden(a, b):
        return False
    kinds = {a.encounter.kind, b.encounter.kind}
    if len(kinds) > 1 and EncounterKind.CALL in kinds:
        return False
    if {w.side for w in a.wordings} != {w.side for w in b.wordings}:
        return False
    spans = [span_of(told.encounter) for told in (a, b) if told.dated]
    days = [span for span in spans if span]
    return len(days) < 2 or spans_meet(days[0], days[1])


def _party_keys(party: Party) -> tuple[str, ...]:
    return (party.id, *sorted(party.stands_for))


def _assign(
    accounts: Sequence[Told], encounters: Sequence[OneEncounter], index: dict[str, list[int]]
) -> tuple[dict[int, tuple[int, Judgement]], dict[int, tuple[int, Judgement]]]:
    """Which accounts of one report belong to which encounters, the likeliest pairs first, one to one; and for the
    others the encounter they may belong to."""
    scored: list[tuple[float, int, int, Judgement]] = []
    doubtful: dict[int, tuple[int, Judgement]] = {}
    for at, account in enumerate(accounts):
        near = {n for party in account.parties for key in _party_keys(party) for n in index.get(key, ())}
        for number in sorted(near):
            if not _remembered(encounters[number], account):
                continue
            judged = _joins(account, encounters[number])
            if judged.verdict is Verdict.YES and judged.score is not None:
                scored.append((-judged.score, at, number, judged))
            elif judged.verdict is Verdict.UNSURE and (
                at not in doubtful or (judged.score or 0) > (doubtful[at][1].score or 0)
            ):
                doubtful[at] = number, judged
    joined: dict[int, tuple[int, Judgement]] = {}
    taken: set[int] = set()
    for _, at, number, judged in sorted(scored, key=lambda pair: pair[:3]):
        if at not in joined and number not in taken:
            joined[at] = number, judged
            taken.add(number)
    return joined, doubtful


def _remembered(encounter: OneEncounter, account: Told) -> bool:
    last = encounter.accounts[-1]
    if (account.published - last.published).days <= FORGOTTEN:
        return True
    planned = span_of(last.encounter)
    return planned is not None and (account.published - planned.last).days <= FORGOTTEN


_FINAL = {"another kind", "another visitor", "another round", "another number of parties", "another level"}
"""Rules that keep an account out of an encounter when any account of it speaks against it."""
_ORDER = {"what was over is not still to come", "what had begun is not still to come"}
_AGAINST = 0.5
"""Share of an encounter's accounts above which it counts that what they tell cannot precede an account: one status read
wrong must not keep all that follows out."""


def _joins(account: Told, encounter: OneEncounter) -> Judgement:
    """Whether an account belongs to an encounter: by the account that it goes best with, weighed with the others."""
    judged = [same_encounter(other, account) for other in encounter.accounts[-6:]]
    for each in judged:
        if each.verdict is Verdict.NO and each.rule in _FINAL:
            return each
    against = [each for each in judged if each.verdict is Verdict.NO and each.rule in _ORDER]
    if len(against) > _AGAINST * len(judged):
        return against[0]
    best = max(judged, key=lambda each: each.score or 0.0)
    mean = sum(each.score or 0.0 for each in judged) / len(judged)
    score = (2 * (best.score or 0.0) + mean) / 3
    if best.verdict is Verdict.YES:
        verdict = Verdict.YES if score >= SAME else Verdict.UNSURE if score >= UNSURE else Verdict.NO
        return Judgement(verdict, best.rule, best.because, round(score, 3))
    return Judgement(best.verdict, best.rule, best.because, round(score, 3))
