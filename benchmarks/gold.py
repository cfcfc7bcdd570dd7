"""Reads a folder of reports and writes their records in the form of the gold standard.

    python -m benchmarks.gold TEXT_DIR OUT_DIR

TEXT_DIR holds ``<id>.json`` (id, outlet, published, dateline, title, text); OUT_DIR gets ``<id>.json`` with
``statements`` and ``encounters``, spans as ``[start, end]`` in code points of the text.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.domain.actors import Actor
from onrecord.domain.entries import Encounter, Statement
from onrecord.domain.passage import Passage
from onrecord.domain.reading import Reading
from onrecord.domain.report import Report
from onrecord.reading import read_report


def report_of(row: dict[str, Any]) -> Report:
    """The report in one JSON object; ``text`` is taken letter for letter, so that offsets hold."""
    return Report(
        text=row["text"],
        published=date.fromisoformat(row["published"]),
        id=row["id"],
        outlet=row.get("outlet") or "",
        title=row.get("title") or "",
        dateline=row.get("dateline") or "",
    )


def record(reading: Reading) -> dict[str, Any]:
    """The reading in the form of the gold standard."""
    return {
        "id": reading.report.id,
        "statements": [_statement(each) for each in reading.statements],
        "encounters": [_encounter(each) for each in reading.encounters],
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "source": _names(statement.speakers),
        "cue": _span(statement.cue) if statement.cue else None,
        "content": [_span(passage) for passage in statement.content],
        "mode": str(statement.manner),
        "when": statement.said.value if statement.said else None,
        "addressee": _names(statement.audience),
        "relayed_by": _names(statement.relayed_by),
    }


def _encounter(encounter: Encounter) -> dict[str, Any]:
    return {
        "kind": str(encounter.kind),
        "participants": _names(encounter.participants),
        "place": encounter.place.name if encounter.place else None,
        "when": encounter.when.value if encounter.when else None,
        "status": str(encounter.status),
        "said_by": _names(encounter.according_to),
        "mentions": [_span(passage) for passage in encounter.mentions],
    }


def _names(actors: Iterable[Actor]) -> list[str]:
    return [actor.name for actor in actors]


def _span(passage: Passage) -> list[int]:
    return [passage.start, passage.end]


def read_folder(texts: Path, out: Path) -> int:
    """Reads every report in ``texts`` and writes its record to ``out``; returns how many there were."""
    out.mkdir(parents=True, exist_ok=True)
    paths = sorted(texts.glob("*.json"))
    for path in paths:
        reading = read_report(report_of(json.loads(path.read_text("utf-8"))))
        written = json.dumps(record(reading), ensure_ascii=False, indent=1)
        (out / path.name).write_text(written + "\n", "utf-8")
    return len(paths)


def main(arguments: list[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, metavar="TEXT_DIR")
    parser.add_argument("out", type=Path, metavar="OUT_DIR")
    options = parser.parse_args(arguments)
    print(f"{read_folder(options.texts, options.out)} reports read into {options.out}")


if __name__ == "__main__":
    main()
