from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import jsonschema
import pytest

from onrecord.domain.actors import Actor, Mention, Office
from onrecord.domain.entries import Doubt, Encounter, Ground, Place, Statement
from onrecord.domain.marks import Attribution, EncounterMark, Mark, Marks, Quotation, StatementMark, TimeMark, Token
from onrecord.domain.passage import Passage
from onrecord.domain.report import Report
from onrecord.domain.when import When
from onrecord.show.data import schema, to_data, to_json


def validator():
    return jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker())


def passages(data: Any) -> Iterator[dict[str, Any]]:
    """Everything in the data that bears an exact text."""
    if isinstance(data, dict):
        if "exact" in data:
            yield data
        for value in data.values():
            yield from passages(value)
    elif isinstance(data, list):
        for value in data:
            yield from passages(value)


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(schema())
    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("options", [{}, {"text": True}, {"marks": True}, {"text": True, "marks": True}])
def test_data_satisfies_the_schema(reading, empty_reading, options):
    assert list(validator().iter_errors(to_data(reading, **options))) == []
    assert list(validator().iter_errors(to_data(empty_reading, **options))) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.pop("model"),
        lambda data: data.update(extra=1),
        lambda data: data["report"].update(published="21/10/2025"),
        lambda data: data["report"].update(sha256="abc"),
        lambda data: data["statements"][0].update(content=[]),
        lambda data: data["statements"][0].update(manner="shouted"),
        lambda data: data["encounters"][0].update(status="cancelled"),
        lambda data: data["encounters"][0].update(mentions=[]),
        lambda data: data["encounters"][0]["mentions"][0].pop("exact"),
        lambda data: data["encounters"][0]["grounds"][0].update(score=1.5),
        lambda data: data["actors"][0].update(kind="thing"),
        lambda data: data["times"][0].update(first="soon"),
    ],
)
def test_the_schema_refuses_what_is_wrong(reading, spoil):
    data = to_data(reading)
    spoil(data)
    assert list(validator().iter_errors(data)) != []


def test_every_passage_stands_with_its_words_at_its_place(reading):
    text = reading.report.text
    found = list(passages(to_data(reading)))
    assert len(found) > 50
    for passage in found:
        assert text[passage["start"] : passage["end"]] == passage["exact"]
        assert text[: passage["start"]].endswith(passage["prefix"])
        assert text[passage["end"] :].startswith(passage["suffix"])


FIELDS = [
    ("report", Report, ()),
    ("passage", Passage, ()),
    ("when", When, ()),
    ("ground", Ground, ()),
    ("statement", Statement, ()),
    ("encounter", Encounter, ()),
    ("doubt", Doubt, ()),
    ("actor", Actor, ()),
    ("mark", Mark, ()),
    ("marks", Marks, ("text", "ties")),
]


@pytest.mark.parametrize(("name", "domain", "left_out"), FIELDS, ids=[name for name, _, _ in FIELDS])
def test_every_field_of_the_domain_is_in_the_schema(name, domain, left_out):
    described = schema()
    properties = (described["properties"] if name == "report" else described["$defs"])[name]["properties"]
    assert {field.name for field in dataclasses.fields(domain)} - set(left_out) <= set(properties)


@pytest.mark.parametrize(
    ("path", "domain", "left_out"),
    [
        (("actor", "properties", "offices"), Office, ()),
        (("actor", "properties", "mentions"), Mention, ()),
        (("marks", "properties", "tokens"), Token, ("index",)),
        (("marks", "properties", "quotations"), Quotation, ()),
        (("marks", "properties", "times"), TimeMark, ()),
        (("marks", "properties", "attributions"), Attribution, ()),
        (("marks", "properties", "statements"), StatementMark, ()),
        (("marks", "properties", "encounters"), EncounterMark, ()),
    ],
)
def test_every_field_of_a_listed_type_is_in_the_schema(path, domain, left_out):
    described = schema()["$defs"]
    for step in path:
        described = described[step]
    assert {field.name for field in dataclasses.fields(domain)} - set(left_out) == set(described["items"]["properties"])


def test_a_place_has_its_fields():
    place = schema()["$defs"]["encounter"]["properties"]["place"]["anyOf"][0]
    assert {field.name for field in dataclasses.fields(Place)} == set(place["properties"])


def test_actors_are_named_by_id(reading):
    data = to_data(reading)
    known = {actor["id"] for actor in data["actors"]}
    named = {name for one in data["statements"] for name in (*one["speakers"], *one["audience"], *one["relayed_by"])}
    named |= {name for one in data["encounters"] for name in (*one["participants"], *one["according_to"])}
    assert named <= known
    assert data["statements"][1]["audience"] == ["A12"]


def test_scores_have_two_decimals(reading):
    assert to_data(reading)["statements"][0]["grounds"][0]["score"] == 0.97
    assert to_data(reading)["actors"][0]["mentions"][0]["score"] == 0.93
    assert to_data(reading)["statements"][0]["grounds"][2]["score"] is None


def test_the_text_is_left_out_unless_asked_for_and_its_hash_is_not(reading):
    without, with_text = to_data(reading)["report"], to_data(reading, text=True)["report"]
    assert "text" not in without
    assert with_text["text"] == reading.report.text
    assert without["sha256"] == sha256(reading.report.text.encode()).hexdigest()
    assert without["length"] == len(reading.report.text)


def test_the_same_reading_gives_the_same_bytes(reading):
    assert to_json(reading, marks=True) == to_json(reading, marks=True)
    assert json.loads(to_json(reading)) == to_data(reading)


def test_json_on_one_line_has_no_line_feed(reading):
    line = to_json(reading, indent=None)
    assert "\n" not in line
    assert json.loads(line) == to_data(reading)


def test_offsets_count_code_points():
    from datetime import date

    from onrecord.domain.reading import Reading

    text = "🇺🇳 Zoë said 🙂 “oui”."
    start = text.index("oui")
    time = When(None, None, None, Passage.of(text, start, start + 3))
    reading = Reading(Report(text, date(2025, 10, 21)), (), (), (), (time,), (), Marks(text, ()), "0", "m")
    assert to_data(reading)["times"][0]["passage"]["start"] == start == 15
