"""A record of any size whose reports nobody wrote: what ``million.py`` measures.

Twenty years of reports, ten statements to a report. Invented persons say sentences put together from the words of
``invented.toml``; each word and each person is drawn the more often the further in front it stands, in proportion to
1 / (its place + 10), so that the first of the persons has a part in one report of fifteen. Each report also tells of an
encounter; three reports in a row tell of the same one, so two changes follow from it. The draws have a fixed seed: same
number, same record.

The rows are those that the store itself would write, put in by the thousand. What is known across reports is what was
made up, not what ``compare`` finds in it, which would take hours for a million statements.
"""

from __future__ import annotations

import random
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate, islice
from pathlib import Path

from onrecord.domain.actors import Actor, ActorKind, Mention
from onrecord.domain.entries import Encounter, EncounterKind, Manner, Place, Statement, Status
from onrecord.domain.marks import Marks
from onrecord.domain.passage import Passage
from onrecord.domain.reading import Reading
from onrecord.domain.record import (
    Account,
    Change,
    ChangeKind,
    Comparison,
    History,
    KnownActor,
    Ref,
    SameWords,
    Side,
    address,
)
from onrecord.domain.report import Report
from onrecord.domain.when import When
from onrecord.record.connection import Connection, Row
from onrecord.record.rows import known_rows, reading_rows, report_id, report_row, series_of
from onrecord.record.store import KEPT, Store, draw, words_of_actors

SEED = 20251021
FIRST, LAST = date(2006, 1, 1), date(2025, 12, 31)
"""The days of the first and the last report."""
PERSONS = 3000
SAID = 10
"""Statements of a report."""
TOLD = 3
"""Reports that tell of one encounter, one after the other."""
BATCH = 2000
"""Reports put in at once."""

_LISTS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_STATUS = (Status.SCHEDULED, Status.POSTPONED, Status.HELD)
_STATUS_WORDS = ("is to meet", "put off a meeting with", "met")
_CHANGE = (ChangeKind.POSTPONED, ChangeKind.HELD)


def drawn_often(number: int) -> list[float]:
    """Cumulative weights of so many places: each weighs 1 / (its place + 10), places counted from 0.

    >>> drawn_often(2)
    [0.1, 0.19090909090909092]
    """
    return list(accumulate(1 / (place + 10) for place in range(number)))


def names() -> list[str]:
    """The persons, the most prominent first; two at most share a family name.

    >>> names()[:2], len(set(names())) == PERSONS
    (['Ada Holinsson', 'Hilde Holenlund'], True)
    """
    draw = random.Random(SEED)
    families = [a + b + c for a in _LISTS["beginnings"] for b in _LISTS["middles"] for c in _LISTS["ends"]]
    draw.shuffle(families)
    given = _LISTS["given"]
    return [f"{given[(7 * n + n // len(families)) % len(given)]} {families[n % len(families)]}" for n in range(PERSONS)]


def common_words() -> list[str]:
    """The words that sentences are made of, the commonest first."""
    return _LISTS["words"]


@dataclass(slots=True)
class _Text:
    """A text in the making, which tells where each piece stands."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0

    def put(self, words: str) -> tuple[int, int]:
        start = self.length
        self.pieces.append(words)
        self.length += len(words)
        return start, self.length


@dataclass(slots=True)
class _Drawn:
    """A report before its text is whole: passages are places until then."""

    persons: list[int]
    mentions: list[list[tuple[int, int]]]
    said: list[tuple[int, int, tuple[int, int], tuple[int, int], tuple[int, int], tuple[int, int] | None]]
    met: tuple[int, int]
    place: tuple[str, tuple[int, int]]
    when: tuple[int, int]


class Invention:
    """Reports one after the other, and what is known across those that were made so far."""

    def __init__(self, statements: int) -> None:
        """``statements`` is how many there are to be, rounded down to whole encounters of ``TOLD`` reports."""
        self.reports = statements // (SAID * TOLD) * TOLD
        self.names = names()
        self._draw = random.Random(SEED)
        self._persons = drawn_often(PERSONS)
        self._words = drawn_often(len(common_words()))
        self._members: defaultdict[int, list[Ref]] = defaultdict(list)
        self._accounts: list[Account] = []
        self._story: tuple[int, int, str] = (0, 1, "")

    def readings(self) -> Iterator[tuple[str, Reading]]:
        """Each reading with the id of its report, in the order of publication."""
        days = (LAST - FIRST).days
        for number in range(self.reports):
            published = FIRST + timedelta(days=number * days // max(1, self.reports - 1))
            reading, persons = self._reading(number, published)
            id = report_id(reading.report)
            for actor, person in zip(reading.actors, persons, strict=True):
                self._members[person].append(Ref(id, actor.id))
            self._accounts.append(self._account(id, reading.encounters[0]))
            yield id, reading

    def known(self) -> Comparison:
        """What is known across the reports made so far, but for the statements, each of which stands alone."""
        histories = [
            History(address("E", accounts[0].ref.report), accounts, ("made up as one",))
            for at in range(0, len(self._accounts), TOLD)
            if (accounts := tuple(self._accounts[at : at + TOLD]))
        ]
        return Comparison(
            tuple(self._known_actor(person) for person in sorted(self._members)),
            tuple(histories),
            changes=tuple(change for history in histories for change in _changes(history)),
        )

    def _known_actor(self, person: int) -> KnownActor:
        name = self.names[person]
        also = (name.split()[-1],)
        return KnownActor(
            address("A", name), name, ActorKind.PERSON, tuple(self._members[person]), also, (), ("made up",)
        )

    def _account(self, id: str, told: Encounter) -> Account:
        participants = tuple(address("A", actor.name) for actor in told.participants)
        place = told.place.name if told.place else ""
        return Account(Ref(id, told.id), told.kind, told.status, participants, told.mentions, told.when, place)

    def _reading(self, number: int, published: date) -> tuple[Reading, list[int]]:
        draw = self._draw
        if number % TOLD == 0:
            one, other, *_ = self._some_persons([], 2)
            self._story = one, other, draw.choice(_LISTS["places"])
        persons = self._some_persons(list(self._story[:2]), 4)
        text = _Text()
        drawn = self._write(text, number % TOLD, persons)
        report = Report(
            "".join(text.pieces),
            published,
            f"n{number}",
            draw.choice(_LISTS["outlets"]),
            self._sentence().capitalize(),
        )
        return _read(report, drawn, [self.names[person] for person in persons], number % TOLD), persons

    def _some_persons(self, known: list[int], number: int) -> list[int]:
        """So many different persons, ``known`` first."""
        found = known
        while len(found) < number:
            (person,) = self._draw.choices(range(PERSONS), cum_weights=self._persons)
            if person not in found:
                found.append(person)
        return found

    def _sentence(self) -> str:
        draw = self._draw
        first, second, third = draw.choices(common_words(), cum_weights=self._words, k=3)
        joints = draw.choices(_LISTS["joints"], k=2)
        return f"{draw.choice(_LISTS['openings'])} {first} {joints[0]} {second} {joints[1]} {third}"

    def _write(self, text: _Text, turn: int, persons: list[int]) -> _Drawn:
        """The text: the encounter first, then each statement in a sentence of its own."""
        draw = self._draw
        called = [self.names[person] for person in persons]
        mentions: list[list[tuple[int, int]]] = [[text.put(called[0])], [], [], []]
        text.put(" ")
        met = text.put(_STATUS_WORDS[turn])
        text.put(" ")
        mentions[1].append(text.put(called[1]))
        text.put(" in ")
        place = self._story[2], text.put(self._story[2])
        text.put(" on ")
        when = text.put("Tuesday")
        text.put(".")
        drawn = _Drawn(persons, mentions, [], met, place, when)
        for _ in range(SAID):
            speaker, audience = draw.sample(range(len(persons)), 2)
            text.put(" “")
            content = text.put(self._sentence())
            text.put(",” ")
            source = text.put(called[speaker].split()[-1])
            mentions[speaker].append(source)
            text.put(" ")
            cue = text.put(draw.choice(_LISTS["cues"]))
            said = None
            if draw.random() < 0.3:
                text.put(" ")
                said = text.put("on Monday")
            text.put(".")
            drawn.said.append((speaker, audience if draw.random() < 0.2 else -1, content, source, cue, said))
        for person, where in enumerate(mentions):
            if not where:
                text.put(" ")
                where.append(text.put(called[person]))
                text.put(" was there.")
        return drawn


def _read(report: Report, drawn: _Drawn, called: Sequence[str], turn: int) -> Reading:
    """The reading of a report that was drawn."""
    text = report.text

    def at(place: tuple[int, int]) -> Passage:
        return Passage.of(text, *place)

    actors = tuple(
        Actor(f"A{n}", name, ActorKind.PERSON, mentions=tuple(Mention(at(place)) for place in drawn.mentions[n - 1]))
        for n, name in enumerate(called, 1)
    )
    statements, times = [], []
    for n, (speaker, audience, content, source, cue, said) in enumerate(drawn.said, 1):
        when = _when(report.published - timedelta(days=1 + n % 6), at(said)) if said else None
        to = (actors[audience],) if audience >= 0 else ()
        statements.append(
            Statement(f"S{n}", (actors[speaker],), at(cue), (at(content),), Manner.DIRECT, "say", at(source), when, to)
        )
        times += [when] if when else []
    met = Encounter(
        "E1",
        EncounterKind.MEETING,
        actors[:2],
        _STATUS[turn],
        (at(drawn.met),),
        Place(drawn.place[0], at(drawn.place[1])),
        _when(report.published + timedelta(days=7 * (1 - turn)), at(drawn.when)),
    )
    times += [met.when] if met.when else []
    return Reading(report, tuple(statements), (met,), actors, tuple(times), (), Marks(text, ()), "0", "none")


def _when(day: date, passage: Passage) -> When:
    return When(day.isoformat(), day, day, passage, timex=day.isoformat(), rule="made up")


def _changes(history: History) -> Iterator[Change]:
    for turn, kind in enumerate(_CHANGE):
        if turn + 1 < len(history.accounts):
            earlier, later = history.accounts[turn : turn + 2]
            sides = Side(earlier.ref, earlier.passages[0]), Side(later.ref, later.passages[0])
            id = address("C", kind.value, str(earlier.ref), str(later.ref))
            yield Change(id, kind, history.id, *sides, "made up", "It was made up so.")


def fill(store: Store, invention: Invention) -> None:
    """Put the reports and all that is known across them into an empty record in SQLite. A break leaves it unsound."""
    connection = store.connection
    for pragma in ("journal_mode = MEMORY", "synchronous = OFF", "cache_size = -1000000"):
        connection.execute(f"PRAGMA {pragma}")
    made = invention.readings()
    reports = statements = 0
    while batch := list(islice(made, BATCH)):
        with connection.transaction():
            rows: defaultdict[str, list[Row]] = defaultdict(list)
            for id, reading in batch:
                reports += 1
                row = report_row(id, series_of(reading.report), reading.report, current=True)
                rows["kept_reports"].append((reports, *row))
                for table, own in reading_rows(id, reading).items():
                    rows[table] += own
            said = rows["kept_statements"]
            rows["kept_statements"] = [(number, *row) for number, row in enumerate(said, statements + 1)]
            statements += len(said)
            for table in ("kept_reports", "kept_statements", *KEPT):
                _insert(connection, table, rows[table])
            alone = [
                SameWords(address("S", id, each.id), (Ref(id, each.id),), ("first told",))
                for id, reading in batch
                for each in reading.statements
            ]
            _insert_known(connection, Comparison(statements=tuple(alone)))
    with connection.transaction():
        _insert_known(connection, invention.known())
        draw(connection)
        connection.add_words("actor_words", list(words_of_actors(connection)))
        connection.execute("UPDATE record_state SET value = '0' WHERE name = 'stale'")


def _insert_known(connection: Connection, known: Comparison) -> None:
    for table, rows in known_rows(known).items():
        _insert(connection, table, rows)


def _insert(connection: Connection, table: str, rows: Iterable[Row]) -> None:
    """Rows in the order of their keys, which spares SQLite most of its work."""
    ordered = sorted(rows, key=lambda row: tuple(map(str, row[:3]))) if table not in _NUMBERED else list(rows)
    if ordered:
        places = ", ".join("?" * len(ordered[0]))
        connection.execute_many(f"INSERT INTO {table} VALUES ({places})", ordered)  # noqa: S608 - a table of ours


_NUMBERED = frozenset({"kept_reports", "kept_statements"})
