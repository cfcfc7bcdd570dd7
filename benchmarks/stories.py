"""Tells each story as a record tells it that has read its reports and nothing else.

    python -m benchmarks.stories STORIES_DIR REPORTS.jsonl.gz OUT_DIR [--gold [--read FIELD ...]]

For every ``<story>.json`` of STORIES_DIR takes its ``reports`` only, reads them, adds them to a fresh record in the
order of publication, and writes the story to OUT_DIR: ``encounters`` with ``accounts``, and ``changes``, mentions as
``[start, end]``. With ``--gold`` the accounts of the gold story are taken in place of the readings (without saying
which belong together): what is then missed was missed by the matching, the rest by the reading. ``--read`` takes some
fields of these accounts as they were read all the same, which tells what the reading of each of them costs.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks.gold import report_of
from benchmarks.jsonlines import rows
from onrecord.compare import compare
from onrecord.domain.actors import Actor, ActorKind
from onrecord.domain.entries import Encounter, EncounterKind, Place, Status
from onrecord.domain.marks import Marks
from onrecord.domain.passage import Passage
from onrecord.domain.reading import Reading
from onrecord.domain.record import Account, Change, ChangeKind, Comparison, Kept
from onrecord.domain.report import Report
from onrecord.domain.when import When
from onrecord.gazetteer.names import Kind, look_up
from onrecord.reading import read_report

GOLD_NAMES = {ChangeKind.CALLED_OFF: "off", ChangeKind.DENIED: "off"}
"""Kinds of change that the gold stories name otherwise: they do not tell a denial from a refusal."""


def tell(readings: Sequence[Reading]) -> dict[str, Any]:
    """The story of some readings, in the form of the gold stories."""
    kept = [Kept(reading.report.id, reading) for reading in readings]
    compared = compare(kept)
    return {
        "reports": [reading.report.id for reading in readings],
        "encounters": [_encounter(history.id, history.accounts, compared) for history in compared.encounters],
        "changes": [_change(change) for change in compared.changes if change.id and change.of.startswith("E")],
    }


def _encounter(id: str, accounts: Sequence[Account], compared: Comparison) -> dict[str, Any]:
    names = {actor.id: actor.name for actor in compared.actors}
    people: dict[str, None] = {}
    for account in accounts:
        for each in account.participants:
            people.setdefault(names[each])
    return {
        "key": id,
        "kind": str(accounts[0].kind),
        "participants": list(people),
        "place": next((account.place for account in reversed(accounts) if account.place), None),
        "accounts": [
            {
                "report": account.ref.report,
                "status": str(account.status),
                "when": account.when.value if account.when else None,
                "said_by": [names[each] for each in account.according_to],
                "mention": [account.passages[0].start, account.passages[0].end],
            }
            for account in accounts
        ],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "encounter": change.of,
        "kind": GOLD_NAMES.get(change.kind, str(change.kind)),
        "earlier": change.earlier.ref.report,
        "later": change.later.ref.report,
        "note": f"{change.rule}: {change.because}",
    }


# ---------------------------------------------------------------------------------------------- gold accounts as input


FIELDS = ("kind", "participants", "place", "when", "status")


def gold_readings(story: Mapping[str, Any], reports: Sequence[Report], read: Sequence[str] = ()) -> list[Reading]:
    """Readings of the reports that hold the gold accounts, each an encounter of its own; the fields ``read`` are as
    they are read, where the account is found."""
    return [_gold_reading(story, report, read) for report in reports]


def _gold_reading(story: Mapping[str, Any], report: Report, read: Sequence[str]) -> Reading:
    actors: dict[str, Actor] = {}
    encounters: list[Encounter] = []
    numbers = count(1)
    for encounter in story["encounters"]:
        encounters += [
            _gold_encounter(next(numbers), encounter, account, report, actors)
            for account in encounter["accounts"]
            if account["report"] == report.id
        ]
    if read:
        found = read_report(report)
        encounters = [_as_read(each, found, read, actors) for each in encounters]
    encounters.sort(key=lambda each: each.mentions[0])
    marks = Marks(report.text, ())
    return Reading(report, (), tuple(encounters), tuple(actors.values()), (), (), marks, version="gold", model="gold")


def _gold_encounter(
    number: int, encounter: Mapping[str, Any], account: Mapping[str, Any], report: Report, actors: dict[str, Actor]
) -> Encounter:
    mention = account["mention"]
    start = -1
    for _ in range(mention["nth"]):
        start = report.text.index(mention["exact"], start + 1)
    passage = Passage.of(report.text, start, start + len(mention["exact"]))
    place = encounter["place"]
    return Encounter(
        id=f"E{number}",
        kind=EncounterKind(encounter["kind"]),
        participants=tuple(_gold_actor(names, actors) for names in encounter["participants"]),
        status=Status(account["status"]),
        mentions=(passage,),
        place=Place(place.split("|")[0], passage) if place else None,
        when=gold_when(account["when"], passage),
        according_to=tuple(_gold_actor(names, actors) for names in account["said_by"]),
    )


def _as_read(gold: Encounter, reading: Reading, fields: Sequence[str], actors: dict[str, Actor]) -> Encounter:
    """A gold account with some fields as the reading has them, and how sure it is of them."""
    spot = gold.mentions[0]
    found = next((e for e in reading.encounters if any(spot.overlaps(mention) for mention in e.mentions)), None)
    if found is None:
        return gold
    taken: dict[str, Any] = {name: getattr(found, name) for name in fields}
    if "participants" in taken:
        for actor in found.participants:
            actors.setdefault(actor.name, replace(actor, id=f"A{len(actors) + 1}"))
        taken["participants"] = tuple(actors[actor.name] for actor in found.participants)
    return replace(gold, **taken, grounds=tuple(ground for ground in found.grounds if ground.field in fields))


_KINDS = {
    Kind.COUNTRY: ActorKind.COUNTRY,
    Kind.BODY: ActorKind.ORGANISATION,
    Kind.GROUP: ActorKind.GROUP,
    Kind.OUTLET: ActorKind.ORGANISATION,
}


def _gold_actor(names: str, actors: dict[str, Actor]) -> Actor:
    """The actor of a gold name: a person if two words with capitals make it, unless the lists know it."""
    name = names.split("|", maxsplit=1)[0]
    if name not in actors:
        entry = look_up(name)
        words = name.split()
        if entry is not None and entry.kind in _KINDS:
            kind = _KINDS[entry.kind]
        else:
            kind = ActorKind.PERSON if all(word[0].isupper() for word in words) else ActorKind.UNNAMED
        actors[name] = Actor(f"A{len(actors) + 1}", name, kind)
    return actors[name]


def gold_when(value: str | None, passage: Passage) -> When | None:
    """The time of a gold value ("1997-04-16", "2005-W43", "2005-11", "2005", an interval of days).

    >>> gold_when("2005-W43", Passage(0, 1, "x")).first
    datetime.date(2005, 10, 24)
    """
    if value is None:
        return None
    start, _, end = value.partition("/")
    first, last = _bounds(start)
    if end:
        last = _bounds(end)[1]
    return When(value, first, last, passage)


def _bounds(value: str) -> tuple[date, date]:
    if "W" in value:
        year, week = value.split("-W")
        first = date.fromisocalendar(int(year), int(week), 1)
        return first, first + timedelta(6)
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 3:
        return date(*parts), date(*parts)
    if len(parts) == 2:
        first = date(parts[0], parts[1], 1)
        return first, date(first.year + first.month // 12, first.month % 12 + 1, 1) - timedelta(1)
    return date(parts[0], 1, 1), date(parts[0], 12, 31)


def tell_all(stories: Path, reports: Path, out: Path, *, gold: bool = False, read: Sequence[str] = ()) -> int:
    """Tells every story of a folder, from gold accounts (with some fields as ``read``) or from readings; returns how
    many there were."""
    out.mkdir(parents=True, exist_ok=True)
    paths = sorted(stories.glob("*.json"))
    known = {row["id"]: row for row in rows(reports)}
    for path in paths:
        story = json.loads(path.read_text("utf-8"))
        taken = sorted((report_of(known[id]) for id in story["reports"]), key=lambda each: (each.published, each.id))
        readings = gold_readings(story, taken, read) if gold else [read_report(report) for report in taken]
        told = {"story": story["story"], **tell(readings)}
        (out / path.name).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return len(paths)


def main(arguments: list[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", type=Path, metavar="STORIES_DIR")
    parser.add_argument("reports", type=Path, metavar="REPORTS.jsonl.gz")
    parser.add_argument("out", type=Path, metavar="OUT_DIR")
    parser.add_argument("--gold", action="store_true", help="take the gold accounts in place of readings")
    parser.add_argument("--read", nargs="+", choices=FIELDS, default=[], help="with --gold: fields taken as read")
    options = parser.parse_args(arguments)
    told = tell_all(options.stories, options.reports, options.out, gold=options.gold, read=options.read)
    print(f"{told} stories told in {options.out}")


if __name__ == "__main__":
    main()
