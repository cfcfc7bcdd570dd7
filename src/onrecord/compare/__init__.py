"""Compare: what all kept readings together tell, and what changed between them.

    actors across reports  ->  encounters and statements across reports  ->  changes

The outcome follows from the readings alone: :func:`compare` asks no clock, no file and no order of arrival.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.compare.contrary import contrary
from onrecord.compare.encounters import Dated, changes_of
from onrecord.compare.statements import changes_of_words
from onrecord.compare.turns import turns
from onrecord.domain.actors import Actor, ActorKind, Office
from onrecord.domain.entries import Doubt
from onrecord.domain.record import (
    Account,
    ActorJudgement,
    Change,
    Comparison,
    History,
    Kept,
    KnownActor,
    OpenQuestion,
    Ref,
    SameWords,
    address,
)
from onrecord.domain.rulings import Given, Ruling
from onrecord.record.actors import gather_actors, stands_for
from onrecord.record.encounters import gather_encounters
from onrecord.record.judgement import Judgement, Verdict
from onrecord.record.pairs import pairs
from onrecord.record.parties import Party
from onrecord.record.rows import series_of
from onrecord.record.rulings import AGAINST
from onrecord.record.seen import OneActor, Seen
from onrecord.record.sentences import sentence_around
from onrecord.record.statements import OneStatement, Said, gather_statements
from onrecord.record.told import Told, score_of


def compare(kept: Sequence[Kept], given: Given | None = None) -> Comparison:
    """Everything known across the readings: same readings, in whatever order, same outcome. ``given`` is what users
    judged and know."""
    given = given or Given()
    ordered = sorted(kept, key=lambda each: (each.reading.report.published, each.id))
    ones, known = _actors(ordered, given)
    judged, doubted = _judgements(ones, known, given.rulings)
    cast = _Cast(ones, known)
    histories, changes, questions = _encounters(ordered, cast)
    words, of_words, unclear = _statements(ordered, cast)
    return Comparison(known, histories, words, (*changes, *of_words), (*questions, *unclear, *doubted), judged)


# ------------------------------------------------------------------------------------------------------------- actors


def _actors(kept: Sequence[Kept], given: Given) -> tuple[list[OneActor], tuple[KnownActor, ...]]:
    seen = [
        Seen(each.id, each.reading.report.published, actor, series_of(each.reading.report))
        for each in kept
        for actor in each.reading.actors
    ]
    ones = gather_actors(seen, given)
    named = Counter((one.kind, one.name) for one in ones)
    return ones, tuple(_known(one, namesakes=named[one.kind, one.name] > 1) for one in ones)


def _known(one: OneActor, *, namesakes: bool) -> KnownActor:
    members = tuple(Ref(seen.report, seen.actor.id) for seen in one.members)
    parts = [str(one.kind), one.name]
    if (namesakes and not one.holders) or one.kind is ActorKind.UNNAMED:
        parts.append(str(members[0]))
    also: dict[str, None] = {}
    offices: dict[tuple[str, str, bool], Office] = {}
    for seen in one.members:
        for form in (seen.actor.name, *seen.actor.also):
            if form != one.name:
                also.setdefault(form)
        for office in seen.actor.offices:
            bare = Office(office.title, office.of, office.former)
            offices.setdefault((bare.title, bare.of, bare.former), bare)
    return KnownActor(
        address("A", *parts),
        one.name,
        one.kind,
        members,
        tuple(also),
        tuple(offices.values()),
        _reasons(one.grounds),
        tuple(dict.fromkeys(name for each in one.holders for name in (each.name, *each.variants))),
    )


def _judgements(
    ones: Sequence[OneActor], known: Sequence[KnownActor], rulings: Sequence[Ruling]
) -> tuple[tuple[ActorJudgement, ...], tuple[OpenQuestion, ...]]:
    """Why each actor of a report is the known actor, and what is held of known actors near each other; judgements of
    users that contradict each other are doubts."""
    judged = [
        ActorJudgement(ground.verdict, ground.rule, ground.because, str(ref), actor.id)
        for one, actor in zip(ones, known, strict=True)
        for ref, ground in zip(actor.members, one.grounds, strict=True)
    ]
    doubted: list[OpenQuestion] = []
    for first, second, ground in pairs(ones, rulings):
        a, b = known[first], known[second]
        judged.append(ActorJudgement(ground.verdict, ground.rule, ground.because, a.id, b.id))
        if ground.rule == AGAINST and ground.verdict is Verdict.UNSURE:
            message = f"{ground.rule}; the two are kept apart: {ground.because}"
            doubted.append(OpenQuestion((a.members[0], b.members[0]), Doubt("same actor", message)))
    return tuple(judged), tuple(doubted)


def _reasons(grounds: Sequence[Judgement]) -> tuple[str, ...]:
    """One sentence for each rule that joined something, with the first example of it."""
    said: dict[str, str] = {}
    for ground in grounds:
        if ground.because:
            said.setdefault(ground.rule, f"{ground.rule}: {ground.because}")
    return tuple(said.values())


@dataclass(frozen=True, slots=True)
class _Member:
    known: KnownActor
    party: Party


class _Cast:
    """Known actors by the actors of readings that they are."""

    def __init__(self, ones: Sequence[OneActor], known: Sequence[KnownActor]) -> None:
        self.members: dict[Ref, _Member] = {}
        for one, actor in zip(ones, known, strict=True):
            party = Party(actor.id, actor.kind, actor.name, stands_for(one))
            for ref in actor.members:
                self.members[ref] = _Member(actor, party)

    def party(self, report: str, actor: Actor) -> Party:
        """The party that an actor of a report is."""
        return self.members[Ref(report, actor.id)].party

    def ids(self, report: str, actors: Sequence[Actor]) -> tuple[str, ...]:
        """The ids of the known actors that actors of a report are."""
        return tuple(self.party(report, actor).id for actor in actors)


# --------------------------------------------------------------------------------------------------------- encounters


def _encounters(
    kept: Sequence[Kept], cast: _Cast
) -> tuple[tuple[History, ...], tuple[Change, ...], tuple[OpenQuestion, ...]]:
    told = [
        Told.of(
            Ref(each.id, encounter.id),
            each.reading.report.published,
            encounter,
            [cast.party(each.id, actor) for actor in encounter.participants],
            each.reading.report.text,
        )
        for each in kept
        for encounter in each.reading.encounters
    ]
    gathered, unsure = gather_encounters(told)
    texts = {each.id: each.reading.report.text for each in kept}
    histories: list[History] = []
    changes: list[Change] = []
    questions: list[OpenQuestion] = []
    for one in gathered:
        first = one.accounts[0].ref
        id = address("E", first.report, first.entry)
        dated = [
            _dated(each, ground, cast, texts[each.ref.report])
            for each, ground in zip(one.accounts, one.grounds, strict=True)
        ]
        histories.append(History(id, tuple(each.account for each in dated), _reasons(one.grounds)))
        found, likely = changes_of(id, dated)
        changes += found
        questions += likely
    return tuple(histories), tuple(changes), (*(_question(*each) for each in unsure), *questions)


def _dated(told: Told, ground: Judgement, cast: _Cast, text: str) -> Dated:
    encounter = told.encounter
    bounds = [sentence_around(text, each.start, each.end) for each in encounter.mentions]
    voices = [cast.party(told.ref.report, actor) for actor in encounter.according_to]
    return Dated(
        _account(told, cast),
        told.published,
        tuple(text[first:last] for first, last in bounds),
        frozenset(side for voice in voices for side in voice.stands_for),
        score_of(encounter, "status"),
        told.dated,
        told.placed,
        1.0 if ground.score is None else ground.score,
    )


def _account(told: Told, cast: _Cast) -> Account:
    encounter, report = told.encounter, told.ref.report
    return Account(
        ref=told.ref,
        kind=encounter.kind,
        status=encounter.status,
        participants=cast.ids(report, encounter.participants),
        passages=encounter.mentions,
        when=encounter.when,
        place=encounter.place.name if encounter.place else "",
        according_to=cast.ids(report, encounter.according_to),
    )


def _question(first: Told, second: Told, judged: Judgement) -> OpenQuestion:
    kind = second.encounter.kind
    message = f"this {kind} may be one that an earlier report tells of: {judged.rule} ({judged.because})"
    return OpenQuestion((first.ref, second.ref), Doubt("same encounter", message, second.encounter.mentions[0]))


# --------------------------------------------------------------------------------------------------------- statements


def _statements(
    kept: Sequence[Kept], cast: _Cast
) -> tuple[tuple[SameWords, ...], tuple[Change, ...], tuple[OpenQuestion, ...]]:
    said = [
        Said(
            Ref(each.id, statement.id),
            each.reading.report.published,
            statement,
            cast.ids(each.id, statement.speakers),
            each.reading.report.outlet,
        )
        for each in kept
        for statement in each.reading.statements
    ]
    words: list[SameWords] = []
    groups: list[tuple[str, OneStatement]] = []
    changes: list[Change] = []
    for one in gather_statements(said):
        first = one.members[0].ref
        id = address("S", first.report, first.entry)
        groups.append((id, one))
        words.append(SameWords(id, tuple(each.ref for each in one.members), _reasons(one.grounds)))
        changes += changes_of_words(id, one)
    opposite, questions = contrary(groups)
    told, unclear = _turns(kept, said, groups)
    changes += (*opposite, *told)
    unique = {change.id: change for change in reversed(changes)}
    return tuple(words), tuple(reversed(unique.values())), (*questions, *unclear)


def _turns(
    kept: Sequence[Kept], said: Sequence[Said], groups: Sequence[tuple[str, OneStatement]]
) -> tuple[tuple[Change, ...], tuple[OpenQuestion, ...]]:
    ids = {each.ref: id for id, one in groups for each in one.members}
    changes: list[Change] = []
    questions: list[OpenQuestion] = []
    by_report: dict[str, list[Said]] = {}
    for each in said:
        by_report.setdefault(each.ref.report, []).append(each)
    for report in kept:
        own = by_report.get(report.id, [])
        found, unclear = turns(report.reading.report.text, own, [ids[each.ref] for each in own])
        changes += found
        questions += unclear
    return tuple(changes), tuple(questions)
