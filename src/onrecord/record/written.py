"""A reading as JSON for keeping, and back.

Passages are written ``[start, end, exact]``; what stands before and after them is in the report's text. Actors are
written once and referred to by id. Marks are not kept: they are as large as everything else together, can be made again
from the text, and what follows from them is in the entries.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from onrecord.domain.actors import Actor
from onrecord.domain.entries import Doubt, Encounter, Statement
from onrecord.domain.marks import Marks
from onrecord.domain.passage import Passage
from onrecord.domain.reading import Reading
from onrecord.domain.report import Report
from onrecord.domain.when import When

_PARTS: dict[str, type] = {"statements": Statement, "encounters": Encounter, "times": When, "doubts": Doubt}


def write_reading(reading: Reading) -> str:
    """The reading, without its report and marks, as JSON on one line; same reading, same characters."""
    data: dict[str, Any] = {"actors": [_fields(actor) for actor in reading.actors]}
    for name in _PARTS:
        data[name] = [_fields(part) for part in getattr(reading, name)]
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def read_reading(written: str, *, report: Report, version: str, model: str) -> Reading:
    """The reading that :func:`write_reading` wrote; ``reading.marks`` has the text and nothing else.

    Raises:
        ValueError, KeyError, TypeError: it is not what ``write_reading`` wrote for this report's text.
    """
    data = json.loads(written)
    reader = _Reader(report.text)
    actors = tuple(cast("Actor", reader.whole(Actor, actor)) for actor in data["actors"])
    reader.actors = {actor.id: actor for actor in actors}
    parts = {name: tuple(reader.whole(kind, part) for part in data[name]) for name, kind in _PARTS.items()}
    return Reading(
        report=report, actors=actors, marks=Marks(report.text, ()), version=version, model=model, **cast("Any", parts)
    )


def _fields(value: object) -> dict[str, Any]:
    """A dataclass by field; fields that have nothing are left out."""
    found = {field.name: _plain(getattr(value, field.name)) for field in fields(cast("Any", value))}
    return {name: each for name, each in found.items() if each not in (None, "", [])}


def _plain(value: object) -> object:
    """A field's value in JSON's own types."""
    if isinstance(value, Passage):
        return [value.start, value.end, value.exact]
    if isinstance(value, Actor):
        return value.id
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, float):
        return round(value, 4)
    return _fields(value) if is_dataclass(value) else value


class _Reader:
    """Reads values of the domain's types from JSON's own, for one report's text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.actors: Mapping[str, Actor] = {}

    def whole(self, kind: type, data: Mapping[str, object]) -> object:
        """A dataclass from its fields; those left out are empty."""
        hints = _hints(kind)
        return kind(**{name: self._value(*hints[name], data.get(name)) for name in hints if _given(name, hints, data)})

    def _value(self, kind: type, shape: str, value: object) -> object:
        if shape == "many":
            return tuple(self._value(kind, "one", each) for each in cast("list[object]", value or []))
        if value is None:
            return None if shape == "perhaps" else ""
        if kind is Passage:
            return self._passage(*cast("list[Any]", value))
        if kind is Actor:
            return self.actors[cast("str", value)]
        if kind is date:
            return date.fromisoformat(cast("str", value))
        if issubclass(kind, Enum):
            return kind(value)
        return self.whole(kind, cast("dict[str, object]", value)) if is_dataclass(kind) else value

    def _passage(self, start: int, end: int, exact: str) -> Passage:
        passage = Passage.of(self._text, start, end)
        if passage.exact != exact:
            message = f"the text has other words at {start}:{end} than the reading"
            raise ValueError(message)
        return passage


def _given(name: str, hints: Mapping[str, tuple[type, str]], data: Mapping[str, object]) -> bool:
    """Whether a field has a value: fields of numbers and choices that were left out keep their default."""
    kind, shape = hints[name]
    return name in data or shape != "one" or kind is str


@cache
def _hints(kind: type) -> dict[str, tuple[type, str]]:
    """For each field its type and whether it holds "one", "many" in a tuple, or "perhaps" one."""
    found: dict[str, tuple[type, str]] = {}
    for name, hint in get_type_hints(kind).items():
        inner = get_args(hint)
        if get_origin(hint) is tuple:
            found[name] = (inner[0], "many")
        elif get_origin(hint) in {Union, UnionType}:
            found[name] = (next(each for each in inner if each is not NoneType), "perhaps")
        else:
            found[name] = (hint, "one")
    return found
