"""How good Onrecord is, on the data for development, against the floors it must not fall below.

    python -m benchmarks.score [--only MEASURE] [--keep DIR] [--all]

The data lie in the folder that ONRECORD_SHARED names (``../shared`` unless told). A measure whose data are not there
is left out, and the table says so. Each measure runs the command line that anybody else would run on data of their
own; the scorers are those that come with the data. Exit status 1: a figure lies below its floor (``floors.toml``).

``train`` is measured only when asked for by name: it is what the model was trained on and rules were tuned on.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from benchmarks.jsonlines import rows

Figures = dict[str, float]
ROOT = Path(__file__).parent.parent
FLOORS = Path(__file__).with_name("floors.toml")


@dataclass(frozen=True, slots=True)
class Measure:
    """One set of figures: a ``name``, the data it ``needs`` (paths below the shared folder), and how it is taken
    (shared folder, folder for predictions -> figures between 0 and 1)."""

    name: str
    about: str
    needs: tuple[str, ...]
    take: Callable[[Path, Path], Figures]
    asked_for_only: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """What a figure is held against; None where nothing is set."""

    floor: float | None = None
    wanted: float | None = None
    people: float | None = None


def command(module: str, *arguments: Path | str) -> None:
    """Runs ``python -m benchmarks.MODULE`` and lets its output through.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    words = [sys.executable, "-m", f"benchmarks.{module}", *map(str, arguments)]
    subprocess.run(words, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def scorer(path: Path) -> ModuleType:
    """The scorer in the file ``path``, as a module."""
    spec = importlib.util.spec_from_file_location(f"scorer_{path.stem}", path)
    if spec is None or spec.loader is None:
        message = f"{path} is no Python module"
        raise ImportError(message)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold(shared: Path, out: Path) -> Figures:
    """Statements and encounters, on the reports of the gold standard."""
    command("gold", shared / "gold/text", out / "gold")
    return _f1(scorer(shared / "gold/score.py").score(shared / "gold/dev", out / "gold"))


def train(shared: Path, out: Path) -> Figures:
    """The same on the reports that the model was trained on."""
    command("gold", shared / "gold/train_text", out / "train/predicted")
    layout = out / "train"
    for link, target in (("text", "train_text"), ("records", "train")):
        (layout / link).unlink(missing_ok=True)
        (layout / link).symlink_to((shared / "gold" / target).resolve())
    return _f1(scorer(shared / "gold/score.py").score(layout / "records", layout / "predicted"))


def _f1(figures: Mapping[str, Mapping[str, float]]) -> Figures:
    return {row: figures[row]["f1"] for row in sorted(figures)}


def attribution(shared: Path, out: Path) -> Figures:
    """Source, cue and content of every attribution, on PolNeAR's development part."""
    articles = shared / "data/polnear/dev.jsonl.gz"
    command("attribution", articles, out / "attribution.jsonl")
    aligned = rows(shared / "data/polnear/dev_instances.jsonl.gz")
    module = scorer(shared / "score/attribution.py")
    return dict(module.score(rows(articles), rows(out / "attribution.jsonl"), aligned))


def times(shared: Path, out: Path) -> Figures:
    """Time expressions and their values, on TimeBank."""
    documents = shared / "data/timex/timebank.jsonl.gz"
    command("times", documents, out / "times.jsonl")
    predicted = {row["id"]: row["timexes"] for row in rows(out / "times.jsonl")}
    figures, _ = scorer(shared / "score/timex.py").score(rows(documents), predicted)
    return {row: figures[row]["F1"] / 100 for row in ("relaxed", "strict", "type", "value")}


def parse(shared: Path, out: Path) -> Figures:
    """Parts of speech and dependencies, on the development parts of two treebanks."""
    banks = [shared / f"data/ud/{name}-dev.conllu.gz" for name in ("ewt", "gum")]
    command("parse", *banks, "--json", out / "parse.json")
    return dict(json.loads((out / "parse.json").read_text("utf-8")))


MEASURES = (
    Measure("gold", "reports of the gold standard, development part, F1", ("gold/text", "gold/dev"), gold),
    Measure(
        "attribution",
        "PolNeAR, development part, F1",
        ("data/polnear/dev.jsonl.gz", "data/polnear/dev_instances.jsonl.gz"),
        attribution,
    ),
    Measure("times", "TimeBank, F1", ("data/timex/timebank.jsonl.gz",), times),
    Measure("parse", "UD English EWT + GUM, development parts", ("data/ud/ewt-dev.conllu.gz",), parse),
    Measure("train", "reports trained on, F1", ("gold/train", "gold/train_text"), train, asked_for_only=True),
)


def bars(path: Path = FLOORS) -> dict[str, dict[str, Bar]]:
    """By measure and figure: what it is held against."""
    table = tomllib.loads(path.read_text("utf-8"))
    return {measure: {name: Bar(**bar) for name, bar in figures.items()} for measure, figures in table.items()}


def below(figures: Figures, held: Mapping[str, Bar]) -> list[str]:
    """A sentence for each figure that lies below its floor, or that was not taken although it has one.

    Figures are compared as they are printed, in thousandths.

    >>> below({"found": 0.7999}, {"found": Bar(floor=0.8)})
    []
    >>> below({"found": 0.71}, {"found": Bar(floor=0.8), "right": Bar(floor=0.3)})
    ['found is 0.710, its floor 0.800', 'right was not measured, its floor is 0.300']
    """
    said = []
    for name, bar in held.items():
        if bar.floor is None:
            continue
        if name not in figures:
            said.append(f"{name} was not measured, its floor is {bar.floor:.3f}")
        elif round(figures[name], 3) < bar.floor:
            said.append(f"{name} is {figures[name]:.3f}, its floor {bar.floor:.3f}")
    return said


def table(figures: Figures, held: Mapping[str, Bar], *, every: bool) -> Iterator[str]:
    """Lines of a table: figures that are held against something, or every one."""
    for name, figure in figures.items():
        bar = held.get(name, Bar())
        if every or name in held:
            cells = "".join(f"{'' if each is None else format(each, '.3f'):>9}" for each in columns(bar))
            mark = "" if bar.wanted is None or round(figure, 3) >= bar.wanted else "  short of what is wanted"
            yield f"  {name:30}{figure:9.3f}{cells}{mark}"


def columns(bar: Bar) -> tuple[float | None, float | None, float | None]:
    """Its three columns in the order of the table."""
    return bar.floor, bar.wanted, bar.people


@contextmanager
def folder(keep: Path | None) -> Iterator[Path]:
    """Where predictions go: ``keep``, or a temporary folder."""
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep.resolve()
        return
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


def run(measures: tuple[Measure, ...], shared: Path, keep: Path | None, *, every: bool) -> list[str]:
    """Takes each measure, prints its part of the table, and returns what lies below a floor."""
    held, fallen = bars(), []
    print(f"{'':32}{'figure':>9}{'floor':>9}{'wanted':>9}{'people':>9}")
    for measure in measures:
        missing = [need for need in measure.needs if not (shared / need).exists()]
        if missing:
            print(f"{measure.name}: left out, there is no {missing[0]} in {shared.name}/")
            continue
        print(f"{measure.name}: {measure.about}", flush=True)
        with folder(keep) as out:
            figures = measure.take(shared, out)
        for line in table(figures, held.get(measure.name, {}), every=every or measure.asked_for_only):
            print(line, flush=True)
        fallen += [f"{measure.name}: {line}" for line in below(figures, held.get(measure.name, {}))]
    return fallen


def main(arguments: list[str] | None = None) -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", choices=[each.name for each in MEASURES], help="just this measure")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the predictions in this folder")
    parser.add_argument("--all", action="store_true", help="every figure, not only those held against something")
    options = parser.parse_args(arguments)
    shared = Path(os.environ.get("ONRECORD_SHARED") or ROOT.parent / "shared")
    if not shared.is_dir():
        print(f"Nothing to measure on: there is no folder {shared.name}/ here. ONRECORD_SHARED=DIR names another one.")
        return 0
    chosen = tuple(m for m in MEASURES if (m.name in options.only if options.only else not m.asked_for_only))
    fallen = run(chosen, shared, options.keep, every=options.all)
    for line in fallen:
        print(f"BELOW ITS FLOOR  {line}")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
