"""A Reading as data: plain dicts and lists for JSON, described by ``reading.schema.json`` (JSON Schema 2020-12).

Every passage bears its offsets (code points into the report's text, half-open) and the exact words beside them, with
what stands before and after, so that it can be found again without the text. The text itself is left out unless asked
for, since a reading may be passed on where its report may not; its length and SHA-256 (of its UTF-8 form) tell whether
another copy of the text is the same. Days are ISO 8601; actors are named by id; scores are rounded to two decimals.
Keys always come in the same order.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from importlib import resources
from typing import Any

from onrecord.domain.actors import Actor, Mention, Office
from onrecord.domain.entries import Doubt, Encounter, Ground, Statement
from onrecord.domain.marks import Attribution, EncounterMark, Mark, Marks, Quotation, StatementMark, TimeMark, Token
from onrecord.domain.passage import Passage
from onrecord.domain.reading import Reading
from onrecord.domain.report import Report
from onrecord.domain.when import When

FORMAT = "onrecord-reading/1"
"""Name and version of the form; the number rises when a field is taken away or changes its meaning."""

Data = dict[str, Any]


def schema() -> Data:
    """The JSON Schema (2020-12) that every :func:`to_data` satisfies."""
    text = (resources.files("onrecord.show") / "reading.schema.json").read_text(encoding="utf-8")
    loaded: Data = json.loads(text)
    return loaded


def to_data(reading: Reading, *, text: bool = False, marks: bool = False) -> Data:
    """The reading as dicts, lists, strings, numbers and None.

    ``text`` puts the report's text in (``report.text``); ``marks`` puts in what the entries were made from (words,
    quotations, names, what each head marked), but for the ties between words, which are asked for and not stored.
    """
    data: Data = {
        "format": FORMAT,
        "onrecord": reading.version,
        "model": reading.model,
        "report": _report(reading.report, text=text),
        "statements": [_statement(statement) for statement in reading.statements],
        "encounters": [_encounter(encounter) for encounter in reading.encounters],
        "doubts": [_doubt(doubt) for doubt in reading.doubts],
        "actors": [_actor(actor) for actor in reading.actors],
        "times": [_when(time) for time in reading.times],
    }
    if marks:
        data["marks"] = _marks(reading.marks)
    return data


def to_json(reading: Reading, *, text: bool = False, marks: bool = False, indent: int | None = 2) -> str:
    """:func:`to_data` as JSON, without a line feed at the end; on one line if ``indent`` is None."""
    return json.dumps(to_data(reading, text=text, marks=marks), ensure_ascii=False, indent=indent, allow_nan=False)


def _report(report: Report, *, text: bool) -> Data:
    data: Data = {
        "id": report.id,
        "title": report.title,
        "outlet": report.outlet,
        "dateline": report.dateline,
        "url": report.url,
        "published": report.published.isoformat(),
        "dated_by": report.dated_by,
        "length": len(report.text),
        "sha256": sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest(),
    }
    if text:
        data["text"] = report.text
    return data


def _passage(passage: Passage) -> Data:
    return {
        "start": passage.start,
        "end": passage.end,
        "exact": passage.exact,
        "prefix": passage.prefix,
        "suffix": passage.suffix,
    }


def _passage_or_none(passage: Passage | None) -> Data | None:
    return None if passage is None else _passage(passage)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _score(score: float) -> float:
    return round(float(score), 2)


def _when(time: When) -> Data:
    return {
        "value": time.value,
        "first": _day(time.first),
        "last": _day(time.last),
        "type": time.type,
        "timex": time.timex,
        "rule": time.rule,
        "passage": _passage_or_none(time.passage),
    }


def _when_or_none(time: When | None) -> Data | None:
    return None if time is None else _when(time)


def _ids(actors: Sequence[Actor]) -> list[str]:
    return [actor.id for actor in actors]


def _ground(ground: Ground) -> Data:
    return {
        "field": ground.field,
        "rule": ground.rule,
        "because": ground.because,
        "score": None if ground.score is None else _score(ground.score),
    }


def _statement(statement: Statement) -> Data:
    return {
        "id": statement.id,
        "speakers": _ids(statement.speakers),
        "source": _passage_or_none(statement.source),
        "cue": _passage_or_none(statement.cue),
        "content": [_passage(piece) for piece in statement.content],
        "manner": statement.manner.value,
        "act": statement.act,
        "root": statement.root,
        "said": _when_or_none(statement.said),
        "audience": _ids(statement.audience),
        "relayed_by": _ids(statement.relayed_by),
        "grounds": [_ground(ground) for ground in statement.grounds],
    }


def _encounter(encounter: Encounter) -> Data:
    place = encounter.place
    return {
        "id": encounter.id,
        "kind": encounter.kind.value,
        "participants": _ids(encounter.participants),
        "status": encounter.status.value,
        "according_to": _ids(encounter.according_to),
        "when": _when_or_none(encounter.when),
        "place": None if place is None else {"name": place.name, "passage": _passage(place.passage)},
        "mentions": [_passage(mention) for mention in encounter.mentions],
        "grounds": [_ground(ground) for ground in encounter.grounds],
    }


def _doubt(doubt: Doubt) -> Data:
    return {
        "kind": doubt.kind,
        "message": doubt.message,
        "entry": doubt.entry,
        "passage": _passage_or_none(doubt.passage),
        "grounds": [_ground(ground) for ground in doubt.grounds],
    }


def _office(office: Office) -> Data:
    return {
        "title": office.title,
        "of": office.of,
        "former": office.former,
        "passage": _passage_or_none(office.passage),
    }


def _mention(mention: Mention) -> Data:
    return {
        "form": mention.form,
        "rule": mention.rule,
        "score": _score(mention.score),
        "passage": _passage(mention.passage),
    }


def _actor(actor: Actor) -> Data:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind.value,
        "also": list(actor.also),
        "offices": [_office(office) for office in actor.offices],
        "mentions": [_mention(mention) for mention in actor.mentions],
    }


def _marks(marks: Marks) -> Data:
    return {
        "tokens": [_token(token) for token in marks.tokens],
        "sentences": [list(stretch) for stretch in marks.sentences],
        "paragraphs": [list(stretch) for stretch in marks.paragraphs],
        "quotations": [_quotation(quotation) for quotation in marks.quotations],
        "names": [_mark(name) for name in marks.names],
        "times": [_time_mark(time) for time in marks.times],
        "attributions": [_attribution(attribution) for attribution in marks.attributions],
        "statements": [_statement_mark(statement) for statement in marks.statements],
        "encounters": [_encounter_mark(encounter) for encounter in marks.encounters],
    }


def _token(token: Token) -> Data:
    return {
        "start": token.start,
        "end": token.end,
        "text": token.text,
        "sentence": token.sentence,
        "paragraph": token.paragraph,
        "pos": token.pos,
        "head": token.head,
        "relation": token.relation,
    }


def _mark(mark: Mark) -> Data:
    return {
        "label": mark.label,
        "start": mark.start,
        "end": mark.end,
        "score": _score(mark.score),
        "by": mark.by,
    }


def _quotation(quotation: Quotation) -> Data:
    return {
        "start": quotation.start,
        "end": quotation.end,
        "inner_start": quotation.inner_start,
        "inner_end": quotation.inner_end,
        "depth": quotation.depth,
        "closed": quotation.closed,
        "continues": quotation.continues,
    }


def _time_mark(time: TimeMark) -> Data:
    return {
        "start": time.start,
        "end": time.end,
        "type": time.type,
        "rule": time.rule,
        "parts": dict(sorted(time.parts.items())),
    }


def _attribution(attribution: Attribution) -> Data:
    return {
        "source": [_mark(mark) for mark in attribution.source],
        "cue": [_mark(mark) for mark in attribution.cue],
        "content": [_mark(mark) for mark in attribution.content],
        "score": _score(attribution.score),
    }


def _statement_mark(statement: StatementMark) -> Data:
    return {
        "cue": None if statement.cue is None else _mark(statement.cue),
        "content": [_mark(mark) for mark in statement.content],
        "anchor": statement.anchor,
        "score": _score(statement.score),
    }


def _encounter_mark(encounter: EncounterMark) -> Data:
    return {
        "start": encounter.start,
        "end": encounter.end,
        "anchor": encounter.anchor,
        "score": _score(encounter.score),
        "kinds": {kind: _score(score) for kind, score in sorted(encounter.kinds.items())},
        "statuses": {status: _score(score) for status, score in sorted(encounter.statuses.items())},
    }
