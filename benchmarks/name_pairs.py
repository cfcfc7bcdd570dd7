"""How well names are judged: precision and recall on pairs of names of real people.

    python -m benchmarks.name_pairs [--all]

For each pair a record of two reports is made in which the two sides appear. They are judged ``same`` if they become one
actor, ``unsure`` if the pair is left undecided, else ``different``. Printed are precision and recall of each judgement,
how many pairs were merged wrongly, and with ``--all`` each pair that is judged otherwise than it should be.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from onrecord.domain.actors import Actor, ActorKind, Office
from onrecord.record.actors import gather_actors
from onrecord.record.pairs import pairs
from onrecord.record.seen import Seen

LISTS = tuple(Path(__file__).with_name(name) for name in ("name_pairs.txt", "name_pairs_unseen.txt"))
"""The pairs that the rules were made with, and those that were written after them."""
DAYS = (date(2025, 10, 1), date(2025, 10, 5))
"""The days of the two reports where the list gives none."""
JUDGEMENTS = ("same", "different", "unsure")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides, what they should be judged, and the line of the list."""

    gold: str
    sides: tuple[Seen, Seen]
    line: str


def read_pairs(path: Path) -> Iterator[Pair]:
    """The pairs of a list, in its order."""
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            gold, first, second = (part.strip() for part in line.split("|"))
            yield Pair(gold, (_side(first, 0), _side(second, 1)), line)


def _side(text: str, number: int) -> Seen:
    name, *told = (part.strip() for part in text.split(";"))
    day = date.fromisoformat(told.pop()) if told and told[-1][:1].isdigit() else DAYS[number]
    offices = (Office(told[0], told[1]),) if told else ()
    bare = name.removeprefix("Mr. ").removeprefix("King ")
    return Seen(f"R{number}", day, Actor("A1", bare, ActorKind.PERSON, offices=offices))


def judged(pair: Pair) -> str:
    """What the two sides of a pair are judged in a record that has nothing else."""
    groups = gather_actors(pair.sides)
    if len(groups) == 1:
        return "same"
    return "unsure" if any(each.verdict in {"unsure", "open"} for _, _, each in pairs(groups)) else "different"


def figures(found: Counter[tuple[str, str]]) -> dict[str, float]:
    """Precision and recall of each judgement, from the numbers of (gold, judged)."""
    result: dict[str, float] = {}
    for each in JUDGEMENTS:
        right = found[each, each]
        result[f"{each}, precision"] = right / max(1, sum(found[gold, each] for gold in JUDGEMENTS))
        result[f"{each}, recall"] = right / max(1, sum(found[each, other] for other in JUDGEMENTS))
    return result


def counted(path: Path) -> tuple[Counter[tuple[str, str]], list[str]]:
    """How many pairs of a list are judged how, as (gold, judged), and the lines of those judged otherwise."""
    found: Counter[tuple[str, str]] = Counter()
    otherwise: list[str] = []
    for pair in read_pairs(path):
        what = judged(pair)
        found[pair.gold, what] += 1
        if what != pair.gold:
            otherwise.append(f"judged {what}: {pair.line}")
    return found, otherwise


def merged_wrongly(found: Counter[tuple[str, str]]) -> int:
    """How many pairs became one actor and should not have."""
    return found["different", "same"] + found["unsure", "same"]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="also each pair judged otherwise than it should be")
    wanted = parser.parse_args()
    for path in LISTS:
        found, otherwise = counted(path)
        print(f"{path.name}: {found.total()} pairs; merged wrongly: {merged_wrongly(found)}")
        for line in otherwise if wanted.all else ():
            print(f"  {line}")
        for name, value in figures(found).items():
            print(f"  {name:24}{value:.3f}")


if __name__ == "__main__":
    main()
