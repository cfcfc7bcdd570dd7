"""Items of news agencies in JSON, in the shapes of the three generations."""

from __future__ import annotations

import json

import pytest

from onrecord.bring import bring
from onrecord.bring.fields import fields_of_json
from onrecord.bring.many import reports_in
from onrecord.bring.ninjs import fields_of_ninjs, is_ninjs
from onrecord.domain.errors import UndatedReport, UnreadableReport

FIRST = "The talks in Oslo ended on Tuesday without an agreement, the foreign minister of Norway said."
SECOND = "“We go home,” she told reporters."
MARKED = f"<p>{FIRST}</p><p>{SECOND}</p>"
TEXT = f"{FIRST}\n\n{SECOND}"

ONE = {
    "uri": "urn:newsml:wire.example:20251021:1",
    "type": "text",
    "versioncreated": "2025-10-21T23:30:00-04:00",
    "firstcreated": "2025-10-20T08:00:00Z",
    "pubstatus": "usable",
    "copyrightholder": "Wire Holding",
    "infosource": [{"name": "Morning Wire"}],
    "located": "Oslo",
    "headline": "Talks &amp; tears",
    "description_text": "A summary that is not the report.",
    "body_text": f"{FIRST} {SECOND}",
    "body_xhtml": MARKED,
}
TWO = {
    "uri": "https://wire.example/2",
    "standard": {"name": "ninjs", "version": "2.1"},
    "versioncreated": "2025-10-21T10:00:00Z",
    "copyrightholder": "Morning Wire",
    "headlines": [{"role": "short", "value": "Talks"}, {"role": "main", "value": "Talks end"}],
    "bodies": [
        {"role": "summary", "contenttype": "text/html", "value": "<p>The talks ended.</p>"},
        {"role": "main", "contenttype": "text/plain", "value": f"{FIRST} {SECOND}"},
        {"role": "main", "contenttype": "application/xhtml+xml", "value": MARKED},
    ],
}
THREE = {
    "uri": "https://wire.example/3",
    "versionCreated": "2025-10-21T10:00:00Z",
    "pubStatus": "usable",
    "infoSources": [{"role": "x"}, {"name": "Morning Wire"}],
    "located": "Oslo, Norway",
    "headlines": [{"role": "main", "value": "Talks end"}],
    "bodies": [{"role": "main", "contentType": "text/html", "value": MARKED}],
}


def without(item, *names):
    return {name: value for name, value in item.items() if name not in names}


@pytest.mark.parametrize(
    ("item", "title", "dateline", "url"),
    [
        (ONE, "Talks & tears", "Oslo", ""),
        (TWO, "Talks end", "", "https://wire.example/2"),
        (THREE, "Talks end", "Oslo, Norway", "https://wire.example/3"),
    ],
    ids=["1.3", "2.1", "3.0"],
)
def test_an_item_of_each_generation_is_read(tmp_path, item, title, dateline, url):
    path = tmp_path / "item.json"
    path.write_text(json.dumps(item))
    report = bring(str(path))
    assert (report.text, report.published.isoformat(), report.dated_by) == (TEXT, "2025-10-21", "ninjs")
    assert (report.id, report.outlet, report.title) == (item["uri"], "Morning Wire", title)
    assert (report.dateline, report.url) == (dateline, url)


def test_the_longest_body_is_the_report_whatever_it_is_written_in():
    teaser = {**ONE, "body_xhtml": "<p>The talks ended.</p>"}
    assert fields_of_ninjs(teaser).text == f"{FIRST} {SECOND}"


def test_an_item_that_is_dated_by_its_first_version_only_is_dated_by_that():
    assert fields_of_ninjs(without(ONE, "versioncreated")).published == "2025-10-20T08:00:00Z"


def test_an_item_without_a_day_is_refused(tmp_path):
    path = tmp_path / "item.json"
    path.write_text(json.dumps(without(TWO, "versioncreated")))
    with pytest.raises(UndatedReport):
        bring(str(path))


@pytest.mark.parametrize("status", ["canceled", "withheld", "Canceled"])
def test_what_was_withdrawn_is_refused(status):
    with pytest.raises(UnreadableReport, match="withdrawn"):
        fields_of_ninjs({**THREE, "pubStatus": status})


@pytest.mark.parametrize(
    "item",
    [
        {**without(ONE, "body_text", "body_xhtml"), "type": "picture"},
        {**TWO, "bodies": []},
        {**TWO, "bodies": "none"},
        {**TWO, "bodies": [None, {"value": 5}, {"contenttype": "text/html"}]},
        {**ONE, "body_text": " ", "body_xhtml": "<p> </p>"},
    ],
    ids=["a picture", "no body", "bodies no list", "bodies of no kind", "empty bodies"],
)
def test_an_item_without_running_text_is_refused(item):
    with pytest.raises(UnreadableReport, match="no running text"):
        fields_of_ninjs(item)


@pytest.mark.parametrize("item", [ONE, TWO, THREE])
def test_an_item_is_known_as_one(item):
    assert is_ninjs(item)
    assert fields_of_json(json.dumps(item)).dated_by == "ninjs"


@pytest.mark.parametrize(
    "value",
    [{}, {"uri": "x"}, {"uri": "x", "title": "y"}, {"headline": "y"}, {**ONE, "text": FIRST}],
    ids=["nothing", "an address alone", "no field of its own", "no address", "the form of our own"],
)
def test_another_object_is_no_item(value):
    assert not is_ninjs(value)


def test_fields_of_another_type_are_passed_over():
    odd = {**ONE, "headline": ["x"], "located": 5, "infosource": "x", "copyrightholder": None}
    fields = fields_of_ninjs(odd)
    assert (fields.title, fields.dateline, fields.outlet) == ("", "", "")


def test_items_may_come_as_lines(tmp_path):
    path = tmp_path / "wire.jsonl"
    withdrawn = json.dumps({**TWO, "pubstatus": "canceled"})
    path.write_text(f"{json.dumps(ONE)}\n{withdrawn}\n{json.dumps(THREE)}\n")
    first, second, third = reports_in(str(path))
    assert (first.report.id, third.report.id) == (ONE["uri"], THREE["uri"])
    assert isinstance(second.error, UnreadableReport)
