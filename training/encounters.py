"""Weighs the evidence for encounters: ``python -m training.encounters --shared DIR [--model FOLDER] [--out FILE]``.

Reads annotated reports, looks at every sign that ``onrecord.entries`` looks at, and fits by logistic regression what
each is worth. Writes ``lists/encounter_weights.toml`` of the package and prints, by cross-validation over reports, how
good the answers are. FOLDER holds an exported encoder (``training.export``), by default the package's. It has seen some
of the reports: with few of them its heads would be believed too much, without them there are too few to weigh by.
"""

from __future__ import annotations

import argparse
import gzip
import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.domain.actors import Cast
from onrecord.domain.entries import Status
from onrecord.domain.marks import EncounterMark
from onrecord.domain.report import Report
from onrecord.domain.when import When
from onrecord.entries import evidence, gatherings, participants, places, scope, standing, timing
from onrecord.entries.setting import Setting
from onrecord.mark.encoder import MODEL, Encoder
from onrecord.reading import read_report
from training.regression import Floats, Signs, choosing, classes, logistic, matrix, names_of

FOLDS = 5
RIDGE = 4.0
"""How hard weights are drawn to 0. 1 to 8 do nearly as well in cross-validation."""
EVEN = 0.006
"""Of thresholds that do as well but for this, the lowest is taken: rather answered than not."""
MIX_RIDGE = 2.0
"""The same for how far the status head and the signs are believed."""
WEIGHTS = Path(__file__).parent.parent / "src/onrecord/entries/lists/encounter_weights.toml"
ANNOTATIONS = Path(__file__).parent / "annotations.jsonl"
PARTS = ("weighed", "held-out", "train")
"""The parts of ``annotations.jsonl`` that evidence is weighed on; the encoder has not seen the first two."""
TITLES = frozenset(
    "mr mrs ms dr sir president prime minister king queen prince the of foreign secretary".split()  # noqa: SIM905
)


# ------------------------------------------------------------------------------------------------ annotated reports


@dataclass(frozen=True, slots=True)
class Annotated:
    """A report as read, with the encounters that its annotation has, each with the marks that speak of it."""

    id: str
    setting: Setting
    encounters: tuple[tuple[dict[str, Any], tuple[EncounterMark, ...]], ...]


def annotated(rows: Iterator[tuple[dict[str, Any], dict[str, Any]]], model: Encoder) -> list[Annotated]:
    """``rows`` are pairs of report and record in the form of the gold standard; ``model`` reads them."""
    return [_annotated(row, record, model) for row, record in rows]


def _annotated(row: dict[str, Any], record: dict[str, Any], model: Encoder) -> Annotated:
    report = Report(row["text"], date.fromisoformat(row["published"]), id=row["id"], dateline=row.get("dateline") or "")
    read = read_report(report, model=model)
    setting = Setting(report, read.marks, Cast(read.actors), read.times, read.statements)
    pairs = []
    for encounter in record["encounters"]:
        spans = [_span(m, report.text) for m in encounter["mentions"]]
        own = tuple(
            mark for mark in read.marks.encounters if any(mark.start < end and start < mark.end for start, end in spans)
        )
        pairs.append((encounter, own))
    return Annotated(report.id, setting, tuple(pairs))


def _span(mention: Any, text: str) -> tuple[int, int]:
    if isinstance(mention, list):
        return mention[0], mention[1]
    at = -1
    for _ in range(mention.get("nth", 1)):
        at = text.find(mention["exact"], at + 1)
    return at, at + len(mention["exact"])


def newswire(shared: Path, part: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """The newswire reports of ``annotations.jsonl`` that belong to ``part``."""
    records = {r["id"]: r for r in map(json.loads, ANNOTATIONS.read_text("utf-8").splitlines()) if r["part"] == part}
    with gzip.open(shared / "data/newswire/reports.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["id"] in records:
                yield row, records[row["id"]]


def gold(shared: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """The reports of ``gold/train``."""
    for path in sorted((shared / "gold/train").glob("*.json")):
        yield (
            json.loads((shared / "gold/train_text" / path.name).read_text("utf-8")),
            json.loads(path.read_text("utf-8")),
        )


def same_name(wanted: str, name: str) -> bool:
    """Whether a name is one of the spellings of an annotation ("A|B"), titles left out."""
    said = [w for w in _words(name) if w not in TITLES]
    for spelling in wanted.split("|"):
        known = [w for w in _words(spelling) if w not in TITLES]
        if _words(spelling) == _words(name) or (known and known == said):
            return True
        if known and said and known[-1] == said[-1] and (set(known) <= set(said) or set(said) <= set(known)):
            return True
    return False


def _words(name: str) -> list[str]:
    plain = "".join(c if c.isalnum() else " " for c in name.lower().replace("'s", "").replace("’s", ""))
    return plain.split()


# ------------------------------------------------------------------------------------------------ cases to learn from


@dataclass(frozen=True, slots=True)
class Case:
    """One question: its signs, whether the answer is yes, and the report it comes from."""

    report: str
    signs: Signs
    yes: bool
    group: int


Asking = Callable[[Sequence[Annotated]], list[Case]]


class _Known:
    """Probabilities found before, by the anchor of a mention and what was asked of it."""

    def __init__(self, known: dict[Any, Any]) -> None:
        self.known = known

    def of_mention(self, mark: EncounterMark) -> Sequence[float]:
        chances: list[float] = self.known[mark.anchor]
        return chances

    def of_time(self, mark: EncounterMark, when: When) -> float:
        return float(self.known[mark.anchor, id(when)])

    def of_place(self, mark: EncounterMark, named: places.Named) -> float:
        return float(self.known[mark.anchor, named[1]])


def participant_by_mention(reports: Sequence[Annotated]) -> list[Case]:
    """Does this actor take part in what this mention speaks of?"""
    cases: list[Case] = []
    for each, encounter, marks in _spoken(reports):
        for mark in marks:
            for actor, found in zip(each.setting.cast.actors, participants.signs(each.setting, mark), strict=True):
                yes = any(same_name(wanted, actor.name) for wanted in encounter["participants"])
                cases.append(Case(each.id, found, yes, len(cases)))
    return cases


def participant(reports: Sequence[Annotated]) -> list[Case]:
    """The same by all mentions together and with a look at the others; by each mention they got what weights fitted
    without this report give. Of several actors that an annotation allows one for another, the likeliest is meant and
    the others teach nothing."""
    chances = iter(crossed(participant_by_mention(reports), ridge=RIDGE))
    cases = []
    for number, (each, encounter, marks) in enumerate(_spoken(reports)):
        actors = each.setting.cast.actors
        by_mention = {mark.anchor: [float(next(chances)) for _ in actors] for mark in marks}
        found = participants.weighed(each.setting, marks, _Known(by_mention).of_mention)
        meant, instead = _meant(encounter["participants"], [actor.name for actor in actors], found)
        cases += [Case(each.id, found[k], k in meant, number) for k in range(len(actors)) if k not in instead]
    return cases


def _meant(wanted: Sequence[str], names: Sequence[str], found: Sequence[Signs]) -> tuple[set[int], set[int]]:
    """Who of those named is meant by an annotation, and who would be right instead."""
    meant: set[int] = set()
    instead: set[int] = set()
    for each in wanted:
        fitting = [k for k, name in enumerate(names) if same_name(each, name)]
        if fitting:
            best = max(fitting, key=lambda k: found[k]["best mention"])
            meant.add(best)
            instead |= set(fitting) - {best}
    return meant, instead - meant


def time_by_mention(reports: Sequence[Annotated]) -> list[Case]:
    """Is this time expression the time of what this mention speaks of?"""
    return [
        Case(each.id, timing.signs(each.setting, mark, when), when.value == encounter["when"], number)
        for number, (each, encounter, marks) in enumerate(_spoken(reports))
        for mark in marks
        for when in each.setting.whens
    ]


def time(reports: Sequence[Annotated]) -> list[Case]:
    """The same for each calendar value, by all mentions and expressions together."""
    chances = iter(crossed(time_by_mention(reports), ridge=RIDGE))
    cases = []
    for number, (each, encounter, marks) in enumerate(_spoken(reports)):
        known = {(mark.anchor, id(when)): float(next(chances)) for mark in marks for when in each.setting.whens}
        pooled = timing.weighed(each.setting, marks, _Known(known).of_time)
        cases += [Case(each.id, one.signs, one.value.value == encounter["when"], number) for one in pooled]
    return cases


def place_by_mention(reports: Sequence[Annotated]) -> list[Case]:
    """Is this name the place of what this mention speaks of?"""
    return [
        Case(each.id, places.signs(each.setting, mark, named), _is_place(encounter, named[0].name), number)
        for number, (each, encounter, marks) in enumerate(_spoken(reports))
        for mark in marks
        for named in places.candidates(each.setting)
    ]


def place(reports: Sequence[Annotated]) -> list[Case]:
    """The same for each place, by all mentions and names together."""
    chances = iter(crossed(place_by_mention(reports), ridge=RIDGE))
    cases = []
    for number, (each, encounter, marks) in enumerate(_spoken(reports)):
        known = {
            (mark.anchor, named[1]): float(next(chances)) for mark in marks for named in places.candidates(each.setting)
        }
        pooled = places.weighed(each.setting, marks, _Known(known).of_place)
        cases += [Case(each.id, one.signs, _is_place(encounter, one.value[0].name), number) for one in pooled]
    return cases


def _is_place(encounter: dict[str, Any], name: str) -> bool:
    return encounter["place"] is not None and same_name(encounter["place"], name)


def counts(reports: Sequence[Annotated]) -> list[Case]:
    """Is what these marks speak of an encounter of the annotation?"""
    cases = []
    for number, each in enumerate(reports):
        known = {m.anchor for _, marks in each.encounters for m in marks}
        each.setting.forget()
        for gathering in gatherings.gather(each.setting):
            parts = participants.weigh(each.setting, gathering)
            yes = any(mark.anchor in known for mark in gathering)
            cases.append(Case(each.id, scope.signs(each.setting, gathering, parts), yes, number))
    return cases


def _spoken(reports: Sequence[Annotated]) -> Iterator[tuple[Annotated, dict[str, Any], tuple[EncounterMark, ...]]]:
    for each in reports:
        for encounter, marks in each.encounters:
            if marks:
                yield each, encounter, marks


# ------------------------------------------------------------------------------------------------ fitting


def fold(report: str) -> int:
    """Which fold a report belongs to, by its id."""
    return zlib.crc32(report.encode()) % FOLDS


def crossed(cases: Sequence[Case], *, ridge: float) -> Floats:
    """Each case's probability by weights fitted without its fold."""
    names = names_of([c.signs for c in cases])
    x, y = matrix([c.signs for c in cases], names), np.array([float(c.yes) for c in cases])
    folds = np.array([fold(c.report) for c in cases])
    out = np.zeros(len(cases))
    for k in range(FOLDS):
        out[folds == k] = 1 / (1 + np.exp(-x[folds == k] @ logistic(x[folds != k], y[folds != k], ridge=ridge)))
    return out


def fitted(cases: Sequence[Case], *, ridge: float) -> dict[str, float]:
    """What each sign is worth; "bias" besides."""
    names = names_of([c.signs for c in cases])
    weights = logistic(matrix([c.signs for c in cases], names), np.array([float(c.yes) for c in cases]), ridge=ridge)
    return {name: round(float(w), 3) for name, w in zip(["bias", *names], weights, strict=True)}


def f1_at(cases: Sequence[Case], p: Floats, least: float, *, one: bool) -> float:
    """F1 of the yes-answers from ``least`` on; with ``one`` at most the likeliest of a group is yes."""
    chosen = p >= least
    if one:
        top: dict[int, int] = {}
        for k, case in enumerate(cases):
            if case.group not in top or p[k] > p[top[case.group]]:
                top[case.group] = k
        chosen &= np.isin(np.arange(len(cases)), list(top.values()))
        wanted = len({c.group for c in cases if c.yes})
    else:
        wanted = sum(c.yes for c in cases)
    right = sum(c.yes for c, here in zip(cases, chosen, strict=True) if here)
    total = int(chosen.sum()) + wanted
    return 2 * right / total if total else 0.0


def whole_at(cases: Sequence[Case], p: Floats, least: float) -> float:
    """Share of the groups of which every answer is right."""
    wrong = {case.group for case, each in zip(cases, p, strict=True) if case.yes != (each >= least)}
    return 1 - len(wrong) / len({case.group for case in cases})


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the table its weights go to, whether one answer is right at most, and whether it matters that all
    answers of a group are right."""

    table: str
    ask: Asking
    one: bool = False
    sets: bool = False


QUESTIONS = (
    Question("participant_by_mention", participant_by_mention),
    Question("participant", participant, sets=True),
    Question("time_by_mention", time_by_mention, one=True),
    Question("time", time, one=True),
    Question("place_by_mention", place_by_mention, one=True),
    Question("place", place, one=True),
    Question("counts", counts),
)
"""In this order: later ones look at what earlier ones have answered."""


def weigh(question: Question, reports: Sequence[Annotated]) -> dict[str, Any]:
    """The table of one question: bias, least probability (the best F1 in cross-validation), weights."""
    cases = question.ask(reports)
    p = crossed(cases, ridge=RIDGE)
    grid = [k / 100 for k in range(20, 75, 5)]
    scores = [f1_at(cases, p, least, one=question.one) for least in grid]
    if question.sets:
        scores = [(f1 + whole_at(cases, p, least)) / 2 for f1, least in zip(scores, grid, strict=True)]
    least = next(each for each, score in zip(grid, scores, strict=True) if score > max(scores) - EVEN)
    print(f"{question.table}: {len(cases)} cases, {max(scores):.3f} from {least} on")
    weights = fitted(cases, ridge=RIDGE)
    return {"bias": weights.pop("bias"), "least": least, "weights": weights}


# ------------------------------------------------------------------------------------------------ one or several


@dataclass(frozen=True, slots=True)
class Choice:
    """A mention and where it may belong, to a gathering before it or to none: the signs of each, and which is right."""

    report: str
    signs: tuple[Signs, ...]
    right: int


def choices(reports: Sequence[Annotated]) -> list[Choice]:
    """The mentions of each report one by one, those before them gathered as the annotation has it."""
    found = []
    for each in reports:
        home = {m.anchor: k for k, (_, marks) in enumerate(each.encounters) for m in marks}
        gathered: dict[int, list[EncounterMark]] = {}
        each.setting.forget()
        for mark in each.setting.marks.encounters:
            if mark.anchor not in home:
                continue
            known = list(gathered.values())
            own = gathered.setdefault(home[mark.anchor], [])
            options = gatherings.joinable(each.setting, mark, known)
            if not own or any(own is option for option in options):
                signs = [gatherings.beginning(each.setting, mark, known)]
                signs += [gatherings.joining(each.setting, mark, option, known) for option in options]
                right = 1 + next((k for k, option in enumerate(options) if own and option is own), -1)
                found.append(Choice(each.id, tuple(signs), right))
            own.append(mark)
    return found


def weigh_same(reports: Sequence[Annotated]) -> dict[str, Any]:
    """The table of what speaks for a mention beginning an encounter or going on with one."""
    cases = choices(reports)
    names = names_of([signs for case in cases for signs in case.signs])
    tables = [matrix(case.signs, names)[:, 1:] for case in cases]
    folds = np.array([fold(case.report) for case in cases])
    good = open_cases = 0
    for k in range(FOLDS):
        known = np.flatnonzero(folds != k)
        weights = choosing([tables[i] for i in known], [cases[i].right for i in known], ridge=RIDGE)
        for i in np.flatnonzero(folds == k):
            if len(tables[i]) > 1:
                open_cases += 1
                good += int((tables[i] @ weights).argmax()) == cases[i].right
    print(f"same: {open_cases} mentions with a choice, {good / open_cases:.3f} right")
    weights = choosing(tables, [case.right for case in cases], ridge=RIDGE)
    return {"weights": {name: round(float(w), 3) for name, w in zip(names, weights, strict=True)}}


# ------------------------------------------------------------------------------------------------ where it stands

STATUSES = [str(status) for status in Status]


def status_cases(reports: Sequence[Annotated]) -> tuple[list[Signs], Floats, list[int], list[str]]:
    """Signs, the head's scores (cases x statuses x 3), the right status, and the report."""
    signs: list[Signs] = []
    heads, right, ids = [], [], []
    for each, encounter, mentions in _spoken(reports):
        marks = standing.by_age(each.setting, mentions)
        when = timing.time_of(each.setting, marks).value
        signs.append(standing.signs(each.setting, marks, when))
        heads.append([standing.head_scores(marks, status) for status in STATUSES])
        right.append(STATUSES.index(encounter["status"]))
        ids.append(each.id)
    return signs, np.array(heads, dtype=np.float64), right, ids


def _stacked(heads: Floats, signs: Floats) -> list[Floats]:
    """For each case a table of the statuses by the head's three scores and what the signs say."""
    return list(np.concatenate([heads, signs[:, :, None]], 2))


def weigh_status(reports: Sequence[Annotated], more: Sequence[Annotated]) -> dict[str, Any]:
    """The table of the status. The signs are weighed on ``more`` reports too, whose heads may be over-confident; how
    far the head is believed is weighed on ``reports`` alone."""
    signs, heads, right, ids = status_cases(reports)
    more_signs, _, more_right, _ = status_cases(more)
    names = names_of([*signs, *more_signs])
    x, x_more = matrix(signs, names), matrix(more_signs, names)
    y, folds = np.array(right), np.array([fold(id) for id in ids])
    guess = np.zeros(len(y), int)
    for k in range(FOLDS):
        train = folds != k
        weights = classes(np.vstack([x_more, x[train]]), [*more_right, *y[train]], len(STATUSES), ridge=6.0)
        mix = choosing(_stacked(heads[train], x[train] @ weights), y[train].tolist(), ridge=MIX_RIDGE)
        guess[~train] = (np.array(_stacked(heads[~train], x[~train] @ weights)) @ mix).argmax(1)
    by_head = float(np.mean(heads[:, :, 0].argmax(1) == y))
    print(f"status: {len(y)} cases, accuracy {np.mean(guess == y):.3f}, of the head alone {by_head:.3f}")
    weights = classes(np.vstack([x_more, x]), [*more_right, *y], len(STATUSES), ridge=6.0)
    mix = choosing(_stacked(heads, x @ weights), y.tolist(), ridge=MIX_RIDGE)
    scaled = weights * mix[3]
    table: dict[str, Any] = {
        name: round(float(w), 3) for name, w in zip(("head_mean", "head_last", "head_best"), mix, strict=False)
    }
    table["weights"] = {
        status: {name: round(float(w), 3) for name, w in zip(["bias", *names], scaled[:, k], strict=True)}
        for k, status in enumerate(STATUSES)
    }
    return table


# ------------------------------------------------------------------------------------------------ the command


HEADER = """\
# What the signs of encounters are worth, in log-odds. Made by `python -m training.encounters`; not edited by hand.
# "least" is the probability from which the answer is yes: the lowest with the best F1 in cross-validation, or nearly.
"""


def toml(tables: dict[str, Any]) -> str:
    """The weights file."""
    lines = [HEADER]
    for name, table in tables.items():
        plain = {k: v for k, v in table.items() if not isinstance(v, dict)}
        lines += [f"[{name}]", *(f"{k} = {v}" for k, v in plain.items()), ""]
        for key, inner in table.items():
            if not isinstance(inner, dict):
                continue
            nested = any(isinstance(v, dict) for v in inner.values())
            for label, weights in inner.items() if nested else [("", inner)]:
                lines.append(f"[{name}.{key}{'.' + label if label else ''}]")
                lines += [f"{json.dumps(k)} = {v}" for k, v in weights.items()]
                lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds data/ and gold/")
    parser.add_argument("--model", type=Path, default=MODEL, help="folder of an exported encoder")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    args = parser.parse_args()
    use(blank())
    model = Encoder(args.model)
    reports = [each for part in PARTS for each in annotated(newswire(args.shared, part), model)]
    run(reports, annotated(gold(args.shared), model), args.out)


def blank() -> dict[str, Any]:
    """Weights that say nothing, to begin with."""
    nothing: dict[str, Any] = {question.table: {"bias": 0.0, "least": 0.5, "weights": {}} for question in QUESTIONS}
    nothing["same"] = {"weights": {}}
    return nothing | {"status": {"head_mean": 1.0, "head_last": 0.0, "head_best": 0.0, "weights": {}}}


def use(weights: dict[str, Any]) -> None:
    """Let the package weigh with these from now on, instead of with its own."""
    evidence.tables = lambda: weights  # type: ignore[assignment]
    evidence.scale.cache_clear()


def run(reports: Sequence[Annotated], more: Sequence[Annotated], out: Path) -> None:
    """Fit one question after the other, since later ones look at earlier answers, and write ``out``."""
    weights = blank()
    for question in QUESTIONS:
        if question.table == "counts":
            use(weights)
            weights["same"] = weigh_same([*reports, *more])
        use(weights)
        weights[question.table] = weigh(question, reports)
    use(weights)
    weights["status"] = weigh_status(reports, more)
    out.write_text(toml(weights), "utf-8")


if __name__ == "__main__":
    main()
