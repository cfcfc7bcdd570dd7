"""The gold reports as lessons: which words are statements and encounters, and which names and times belong to them.

The gold gives resolved names ("United States"), not the words they stand for, so the words are found again here. Of all
tokens that name the same person, country or body the nearest to the anchor is the one that the head learns to point at;
the others teach nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from onrecord.mark.pieces import Feeder
from onrecord.mark.tokens import tokenize
from training.corpora import Aligner, rows, sentence_tags
from training.lessons import CONTENT, CUE, ENCOUNTER, IGNORED, KINDS, NO_CUE, STATUSES, Lesson, Tie, bio, sentences_of

Forms = Mapping[str, frozenset[str]]
"""Lower-case surface forms (names, adjectives, capitals, metonyms) by usual English name of a country or body."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
NEAR_DAYS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
TITLES_BEFORE = frozenset(
    {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "president", "minister", "premier", "chairman", "secretary",
     "senator", "sen.", "rep.", "gov.", "general", "gen.", "king", "queen", "prince", "chancellor", "envoy",
     "ambassador", "spokesman", "spokeswoman", "leader"}
)  # fmt: skip


def gold_reports(record_dir: Path, text_dir: Path, feeder: Feeder, forms: Forms) -> Iterator[Lesson]:
    """A lesson for every ``<id>.json`` of ``record_dir``, with its text in ``text_dir``."""
    for path in sorted(record_dir.glob("*.json")):
        record = json.loads(path.read_text("utf-8"))
        report = json.loads((text_dir / path.name).read_text("utf-8"))
        yield _Gold(report, record, feeder, forms).lesson()


def annotated_reports(
    annotations: Path, texts: Mapping[str, str], feeder: Feeder, forms: Forms, *, part: str = "train"
) -> Iterator[Lesson]:
    """A lesson for every record of ``annotations.jsonl`` that belongs to ``part``; ``texts`` by id.

    Raises:
        ValueError: a text is missing or is not the one that was annotated (by its SHA-256).
    """
    for line in annotations.read_text("utf-8").splitlines():
        record = json.loads(line)
        if record["part"] != part:
            continue
        text = texts.get(record["id"], "")
        if hashlib.sha256(text.encode()).hexdigest() != record["sha256"]:
            message = f"{record['id']}: the text is missing or another than was annotated"
            raise ValueError(message)
        yield _Gold({**record, "text": text}, record, feeder, forms).lesson()


def texts_of(shared: Path) -> dict[str, str]:
    """The texts that ``annotations.jsonl`` speaks of, by id; ``shared`` holds ``data/``."""
    names = ("newswire/reports", "polnear/train")
    return {row["id"]: row["text"] for name in names for row in rows(shared / "data" / f"{name}.jsonl.gz")}


def written_reports(path: Path, feeder: Feeder, forms: Forms) -> Iterator[Lesson]:
    """A lesson for every report of ``written.jsonl``, which holds texts and encounters."""
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        yield _Gold(record, record, feeder, forms).lesson()


def resolve(span: Any, text: str) -> tuple[int, int]:
    """Offsets of a gold span: ``{"exact", "nth"}`` or ``[start, end]``."""
    if isinstance(span, list):
        return span[0], span[1]
    at = -1
    for _ in range(span["nth"]):
        at = text.find(span["exact"], at + 1)
    return at, at + len(span["exact"])


NEAR_SENTENCES = 3
"""What is named no nearer to an anchor than so many sentences away teaches nothing: what it says of it comes by way of
words that stand for it."""


class _Gold:
    def __init__(self, report: dict[str, Any], record: dict[str, Any], feeder: Feeder, forms: Forms) -> None:
        self.text: str = report["text"]
        self.published = date.fromisoformat(report["published"])
        self.record = record
        self.tokens = tokenize(self.text)
        self.lower = [t.text.lower() for t in self.tokens]
        self.align = Aligner(self.tokens)
        self.forms = forms
        self.out = Lesson(report["id"], self.tokens, feeder.feed(self.tokens), sentences_of(self.tokens))
        self.names = self._name_candidates()
        self.times = frozenset(i for i, w in enumerate(self.lower) if _is_time(w, self.tokens[i].text))

    def lesson(self) -> Lesson:
        self.out.tags["sentence"] = sentence_tags(self.tokens)
        if "statements" in self.record:
            self._statements()
        self._encounters()
        return self.out

    def _range(self, span: Any) -> tuple[int, int]:
        found = self.align.range(*resolve(span, self.text))
        if found is None:
            message = f"{self.out.id}: no tokens at {span}"
            raise ValueError(message)
        return found

    # ------------------------------------------------------------------------------------------------ statements

    def _statements(self) -> None:
        cues, contents = [], []
        cue_of = [IGNORED] * len(self.tokens)
        for statement in self.record["statements"]:
            content = [self._range(s) for s in statement["content"]]
            contents += [(*c, "CONTENT") for c in content]
            anchor = min(content)[0]
            for first, past in content:
                cue_of[first:past] = [NO_CUE] * (past - first)
            if statement["cue"]:
                cue = self._range(statement["cue"])
                anchor = cue[0]
                cues.append((*cue, "CUE"))
                for first, past in content:
                    cue_of[first:past] = [anchor] * (past - first)
            for label, key in (("speaker", "source"), ("addressee", "addressee"), ("relayed_by", "relayed_by")):
                self._tie(label, anchor, statement[key])
            self._time_tie(anchor, statement["when"])
        self.out.tags["cue"] = bio(len(self.tokens), cues, CUE)
        self.out.tags["content"] = bio(len(self.tokens), contents, CONTENT)
        self.out.cue_of = cue_of

    # ------------------------------------------------------------------------------------------------ encounters

    def _encounters(self) -> None:
        size = len(self.tokens)
        self.out.tags["kind"], self.out.tags["status"] = [IGNORED] * size, [IGNORED] * size
        spans, groups = [], []
        for encounter in self.record["encounters"]:
            mentions = sorted({self._range(m) for m in encounter["mentions"]})
            spans += [(*m, "ENCOUNTER") for m in mentions]
            groups.append(frozenset(m[0] for m in mentions))
            for anchor, _ in mentions:
                self.out.tags["kind"][anchor] = KINDS.index(encounter["kind"])
                self.out.tags["status"][anchor] = STATUSES.index(encounter["status"])
                self._tie("participant", anchor, encounter["participants"])
                self._tie("place", anchor, [encounter["place"]] if encounter["place"] else [])
                self._tie("said_by", anchor, encounter["said_by"])
                self._time_tie(anchor, encounter["when"])
        self.out.tags["encounter"] = bio(size, spans, ENCOUNTER)
        every = frozenset().union(*groups) if groups else frozenset()
        for group in groups:
            for anchor in sorted(group):
                self.out.ties.append(Tie("same", anchor, group - {anchor}, every - {anchor}))

    # ------------------------------------------------------------------------------------------------- names

    def _name_candidates(self) -> frozenset[int]:
        wanted = set()
        for entry in [*self.record.get("statements", []), *self.record["encounters"]]:
            for key in ("source", "addressee", "relayed_by", "participants", "said_by"):
                for name in entry.get(key, []):
                    wanted |= {alternative.split()[-1].lower() for alternative in name.split("|")}
        return frozenset(
            i for i, token in enumerate(self.tokens) if token.text[:1].isupper() or self.lower[i] in wanted
        )

    def _tie(self, label: str, anchor: int, names: list[str]) -> None:
        groups = [frozenset(i for form in name.split("|") for i in self._tokens_of(form)) for name in names]
        if names and not any(groups):
            return  # the words are not to be found: this teaches nothing
        self._point(label, anchor, groups, self.names)

    def _point(self, label: str, anchor: int, groups: Sequence[frozenset[int]], candidates: frozenset[int]) -> None:
        """A tie from ``anchor`` to the nearest of each group, and to none of the other candidates."""
        right = frozenset(i for group in groups for i in self._nearest(anchor, group))
        self.out.ties.append(Tie(label, anchor, right, candidates.difference(*groups) | right))

    def _nearest(self, anchor: int, group: frozenset[int]) -> frozenset[int]:
        """The nearest of a group, if it is near: in the anchor's sentence, else in one before it, else after it."""
        here = self.tokens[anchor].sentence

        def distance(i: int) -> tuple[int, bool, int]:
            sentences = here - self.tokens[i].sentence
            return (0 if sentences == 0 else 1, sentences < 0, abs(i - anchor))

        best = min(group, key=distance, default=None)
        near = best is not None and abs(here - self.tokens[best].sentence) < NEAR_SENTENCES
        return frozenset({best}) if near and best is not None else frozenset()

    def _tokens_of(self, name: str) -> Iterator[int]:
        """Last tokens of every mention of ``name``: in full, by surname (or, in East Asian order, first name), and by
        the country's other forms."""
        words = [t.text.lower() for t in tokenize(name)]
        for form in sorted({" ".join(words), *self.forms.get(name.lower(), ())}):
            yield from self._sequence(form.split())
        if name.lower() in self.forms or not all(w[:1].isupper() for w in name.split()):
            return
        for word in {words[0], words[-1]} if len(words) > 1 else set():
            for i, lower in enumerate(self.lower):
                if lower == word and self.tokens[i].text[:1].isupper() and self._alone(i):
                    yield i

    def _sequence(self, words: list[str]) -> Iterator[int]:
        size = len(words)
        for i in range(len(self.lower) - size + 1):
            if self.lower[i : i + size] == words:
                yield i + size - 1

    def _alone(self, i: int) -> bool:
        """Whether a capitalised word is no part of a longer name (a title may stand before it)."""
        before = self.tokens[i - 1] if i else None
        after = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        joined = after is not None and after.start - self.tokens[i].end < 2
        if after is not None and joined and (after.text[:1].isupper() or after.text == "-"):
            return False
        return before is None or not before.text[:1].isupper() or before.text.lower() in TITLES_BEFORE

    # ------------------------------------------------------------------------------------------------- times

    def _time_tie(self, anchor: int, value: str | None) -> None:
        right = frozenset(i for i in self.times if value and self._means(i, value))
        if value and not right:
            return
        self._point("time", anchor, [right], self.times)

    def _means(self, i: int, value: str) -> bool:
        """Whether the time word at ``i`` can stand for ``value``."""
        word = self.lower[i]
        ends = [v for v in value.split("/") if v]
        days = [date.fromisoformat(v) for v in ends if len(v) == 10 and "W" not in v]
        if word in WEEKDAYS:
            return any(d.weekday() == WEEKDAYS.index(word) and abs((d - self.published).days) <= 8 for d in days)
        if word in NEAR_DAYS:
            return self.published + timedelta(NEAR_DAYS[word]) in days
        if word in MONTHS:
            month = MONTHS.index(word) + 1
            if days:
                return any(d.month == month and str(d.day) in self._around(i) for d in days)
            return any(len(v) == 7 and "W" not in v and v.endswith(f"-{month:02}") for v in ends)
        if word in {"week", "weekend"}:
            return any("W" in v for v in ends)
        if word == "month":
            return any(len(v) == 7 and "W" not in v for v in ends)
        if word == "year":
            return any(len(v) == 4 for v in ends)
        return word in ends

    def _around(self, i: int) -> list[str]:
        return self.lower[max(0, i - 3) : i + 4]


def _is_time(lower: str, word: str) -> bool:
    if lower in MONTHS:
        return word[0].isupper()
    return (
        lower in WEEKDAYS
        or lower in NEAR_DAYS
        or lower in {"week", "weekend", "month", "year"}
        or (len(lower) == 4 and lower[:2] in {"19", "20"} and lower.isdigit())
    )
