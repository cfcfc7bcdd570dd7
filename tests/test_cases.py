"""Short reports in four piles, each with what a careful reader takes from it. The notation: tests/cases/README.md."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from onrecord.domain.actors import Actor, ActorKind
from onrecord.domain.entries import Doubt, Encounter, EncounterKind, Manner, Statement, Status
from onrecord.domain.marks import Marks
from onrecord.domain.passage import Passage
from onrecord.domain.reading import Reading
from onrecord.domain.report import Report
from onrecord.reading import read_report

CASES = Path(__file__).with_name("cases")
PILES = ("in_the_wild", "synthetic", "negative", "known_failures")
HELD = {Status.HELD, Status.ONGOING}

Case = dict[str, Any]


# ---------------------------------------------------------------- comparing


def folded(name: str) -> str:
    """A name as it is compared: case, full stops and a leading article do not count."""
    plain = " ".join(name.replace(".", "").replace("’", "'").casefold().split())
    for article in ("the ", "a ", "an "):
        plain = plain.removeprefix(article)
    return plain


def same_actors(actors: Iterable[Actor], names: Iterable[str]) -> bool:
    """Whether each actor goes by one of the names and each name by one of the actors; "A|B" is a name with two
    spellings."""
    wanted = [{folded(spelling) for spelling in name.split("|")} for name in names]
    known = [{folded(name) for name in (actor.name, *actor.also)} for actor in actors]
    return (
        len(wanted) == len(known)
        and all(any(name & each for each in known) for name in wanted)
        and all(any(name & each for name in wanted) for each in known)
    )


def words(passages: Iterable[Passage]) -> str:
    """The passages' words in one line."""
    return " ".join(" ".join(passage.exact for passage in passages).split())


def saying(reading: Reading, says: str) -> list[Statement]:
    """The statements whose content has these words."""
    return [each for each in reading.statements if says in words(each.content)]


def speakers(reading: Reading, says: str) -> set[str]:
    """The ids of everybody to whom these words are attributed."""
    return {actor.id for each in saying(reading, says) for actor in each.speakers}


def fits_statement(statement: Statement, wanted: Case) -> list[str]:
    """The fields in which the statement is not what is wanted."""
    right = {
        "who": lambda value: same_actors(statement.speakers, value),
        "to": lambda value: same_actors(statement.audience, value),
        "via": lambda value: same_actors(statement.relayed_by, value),
        "manner": lambda value: statement.manner == Manner(value),
        "said": lambda value: statement.said is not None and statement.said.value == value,
        "without": lambda value: value not in words(statement.content),
        "says": lambda value: value in words(statement.content),
    }
    return [key for key, value in wanted.items() if not right[key](value)]


def fits_encounter(encounter: Encounter, wanted: Case) -> list[str]:
    """The fields in which the encounter is not what is wanted."""
    right = {
        "with": lambda value: same_actors(encounter.participants, value),
        "status": lambda value: encounter.status == Status(value),
        "kind": lambda value: encounter.kind == EncounterKind(value),
        "when": lambda value: encounter.when is not None and encounter.when.value == value,
        "place": lambda value: encounter.place is not None and folded(encounter.place.name) == folded(value),
        "by": lambda value: same_actors(encounter.according_to, value),
    }
    return [key for key, value in wanted.items() if not right[key](value)]


def statement_problems(reading: Reading, wanted: list[Case]) -> list[str]:
    problems = []
    for each in wanted:
        wrong = [fits_statement(statement, each) for statement in saying(reading, each["says"])]
        if not wrong:
            problems.append(f"nobody is recorded as saying {each['says']!r}")
        elif all(wrong):
            problems.append(f"{each['says']!r}: wrong {', '.join(min(wrong, key=len))}")
    return problems


def encounter_problems(reading: Reading, wanted: list[Case]) -> list[str]:
    problems = []
    for each in wanted:
        wrong = [fits_encounter(encounter, each) for encounter in reading.encounters]
        if not wrong:
            problems.append(f"no encounter at all instead of {each}")
        elif all(wrong):
            problems.append(f"{each}: wrong {', '.join(min(wrong, key=len))}")
    return problems


def undecided_problems(reading: Reading, wanted: list[str]) -> list[str]:
    problems = []
    for says in wanted:
        if speakers(reading, says):
            problems.append(f"{says!r} has a speaker")
        ids = {each.id for each in saying(reading, says)}
        at = reading.report.text.index(says)
        if not any(_concerns(doubt, ids, at, at + len(says)) for doubt in reading.doubts):
            problems.append(f"no doubt is raised about {says!r}")
    return problems


def _concerns(doubt: Doubt, ids: set[str], start: int, end: int) -> bool:
    """Whether the doubt is about one of the entries or about a passage that touches ``start:end``."""
    return doubt.entry in ids or (doubt.passage is not None and doubt.passage.start < end and start < doubt.passage.end)


def never_said_problems(reading: Reading, wanted: list[Case]) -> list[str]:
    return [
        f"{each['says']!r} is attributed to {each['who']}"
        for each in wanted
        for statement in saying(reading, each["says"])
        if any(same_actors([actor], [each["who"]]) for actor in statement.speakers)
    ]


def apart_problems(reading: Reading, wanted: list[list[str]]) -> list[str]:
    found = [(pair, speakers(reading, pair[0]), speakers(reading, pair[1])) for pair in wanted]
    return [f"{pair} are not said by two speakers" for pair, a, b in found if not a or not b or a & b]


def together_problems(reading: Reading, wanted: list[list[str]]) -> list[str]:
    found = [(pair, speakers(reading, pair[0]), speakers(reading, pair[1])) for pair in wanted]
    return [f"{pair} are not said by one speaker" for pair, a, b in found if not a or a != b]


def unless(found: Iterable[object], problem: str) -> list[str]:
    """The problem, if anything was found."""
    return [f"{problem}: {each}" for each in found]


CHECKS: dict[str, Callable[[Reading, Any], list[str]]] = {
    "statements": statement_problems,
    "undecided": undecided_problems,
    "never_said": never_said_problems,
    "apart": apart_problems,
    "together": together_problems,
    "encounters": encounter_problems,
    "no_statements": lambda r, _: unless((words(s.content) for s in r.statements), "a statement that is none"),
    "no_encounters": lambda r, _: unless((words(e.mentions) for e in r.encounters), "an encounter that is none"),
    "never_held": lambda r, _: unless((words(e.mentions) for e in r.encounters if e.status in HELD), "held"),
    "one_encounter": lambda r, _: [] if len(r.encounters) == 1 else [f"{len(r.encounters)} encounters"],
}


def problems(reading: Reading, case: Case) -> list[str]:
    """Everything in which the reading is not what the case expects."""
    return [line for key, check in CHECKS.items() if key in case for line in check(reading, case[key])]


# ---------------------------------------------------------------- the piles


@cache
def pile(name: str) -> dict[str, Any]:
    return tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))


def report_of(case: Case, name: str) -> Report:
    published = date.fromisoformat(case.get("published", pile(name)["published"]))
    return Report(case["text"].strip("\n"), published, outlet="Morning Wire")


def parameters() -> list[Any]:
    return [
        pytest.param(
            name,
            case,
            id=case["label"],
            marks=[pytest.mark.xfail(strict=True, reason=case["comment"])] if name == "known_failures" else [],
        )
        for name in PILES
        for case in pile(name)["case"]
    ]


@pytest.mark.parametrize(("name", "case"), parameters())
def test_a_careful_reader_would_write_down_the_same(name, case):
    reading = read_report(report_of(case, name))
    wrong = problems(reading, case)
    assert not wrong, "\n".join(["", *wrong, "instead:", *found(reading)])


def found(reading: Reading) -> list[str]:
    """The reading in lines, for whoever has to find out what went wrong."""
    return [
        *(
            f"  {[a.name for a in s.speakers]} {s.manner} to {[a.name for a in s.audience]} via "
            f"{[a.name for a in s.relayed_by]} on {s.said and s.said.value}: {words(s.content)}"
            for s in reading.statements
        ),
        *(
            f"  {e.status} {e.kind} of {[a.name for a in e.participants]} on {e.when and e.when.value} in "
            f"{e.place and e.place.name} according to {[a.name for a in e.according_to]}: {words(e.mentions)}"
            for e in reading.encounters
        ),
        *(f"  doubt: {d.kind}: {d.message}" for d in reading.doubts),
    ]


@pytest.mark.parametrize("name", PILES)
def test_every_case_says_why_it_is_there_and_where_it_comes_from(name):
    assert pile(name)["origin"]
    assert pile(name)["licence"] == "Apache-2.0"
    for case in pile(name)["case"]:
        assert case["label"]
        assert case["comment"]
        assert set(case) & set(CHECKS), f"{case['label']} expects nothing"
        assert set(case) <= {"label", "comment", "text", "published", *CHECKS}, case["label"]


def test_no_two_cases_are_the_same():
    cases = [case for name in PILES for case in pile(name)["case"]]
    assert len({case["label"] for case in cases}) == len(cases)
    assert len({case["text"] for case in cases}) == len(cases)


@pytest.mark.parametrize("name", PILES)
def test_the_words_expected_stand_in_the_text(name):
    for case in pile(name)["case"]:
        line = " ".join(case["text"].split())
        expected = [each["says"] for each in (*case.get("statements", ()), *case.get("never_said", ()))]
        expected += case.get("undecided", ())
        expected += [each for pair in (*case.get("apart", ()), *case.get("together", ())) for each in pair]
        assert [each for each in expected if each not in line] == [], case["label"]


# ---------------------------------------------------------------- the comparison itself can fail

TEXT = "“Yes,” Lund said. “No,” Haddad said. They met."
LUND = Actor("A1", "Sara Lund", ActorKind.PERSON, also=("Lund",))
HADDAD = Actor("A2", "Haddad", ActorKind.PERSON)


def at(exact: str) -> Passage:
    return Passage.of(TEXT, TEXT.index(exact), TEXT.index(exact) + len(exact))


READ = Reading(
    Report(TEXT, date(2025, 10, 21)),
    (
        Statement("S1", (LUND,), at("said"), (at("Yes"),), Manner.DIRECT),
        Statement("S2", (HADDAD,), at("said"), (at("No"),), Manner.DIRECT),
    ),
    (Encounter("E1", EncounterKind.MEETING, (LUND, HADDAD), Status.HELD, (at("met"),)),),
    (LUND, HADDAD),
    (),
    (),
    Marks(TEXT, ()),
    "0",
    "none",
)


@pytest.mark.parametrize(
    "case",
    [
        {"statements": [{"who": ["Haddad"], "says": "Yes"}]},
        {"statements": [{"who": ["Lund", "Haddad"], "says": "Yes"}]},
        {"statements": [{"who": ["Lund"], "says": "Maybe"}]},
        {"statements": [{"says": "Yes", "said": "2025-10-20"}]},
        {"statements": [{"says": "Yes", "manner": "indirect"}]},
        {"statements": [{"says": "Yes", "to": ["reporters"]}]},
        {"undecided": ["Yes"]},
        {"never_said": [{"who": "Lund", "says": "Yes"}]},
        {"apart": [["Yes", "Yes"]]},
        {"together": [["Yes", "No"]]},
        {"encounters": [{"with": ["Lund", "Haddad"], "status": "off"}]},
        {"encounters": [{"with": ["Lund"], "status": "held"}]},
        {"encounters": [{"with": ["Lund", "Haddad"], "status": "held", "when": "2025"}]},
        {"no_statements": True},
        {"no_encounters": True},
        {"never_held": True},
    ],
)
def test_what_is_not_as_expected_is_a_problem(case):
    assert problems(READ, case) != []


def test_what_is_as_expected_is_none():
    case = {
        "statements": [{"who": ["Lund"], "says": "Yes", "manner": "direct", "without": "No"}],
        "never_said": [{"who": "Haddad", "says": "Yes"}],
        "apart": [["Yes", "No"]],
        "together": [["Yes", "Yes"]],
        "encounters": [{"with": ["Haddad", "Sara Lund"], "status": "held", "kind": "meeting"}],
        "one_encounter": True,
    }
    assert problems(READ, case) == []
