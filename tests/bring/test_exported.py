"""Lines of an export that are no reports: what is brought in, what is passed over, what is refused."""

from __future__ import annotations

import json
from datetime import date

import pytest

from onrecord.bring.exported import KNOWN, of_export
from onrecord.bring.many import reports_in
from onrecord.domain.errors import UnreadableReport
from onrecord.domain.rulings import Appearance, Holder, Ruling, Verdict

FIRST = {"report": "url https://news.example/1", "name": "Ana Silva", "nth": 1}
RULING = {
    "entry": "ruling",
    "id": "J0123456789ab",
    "verdict": "no",
    "first": FIRST,
    "second": {"report": "", "name": "Silva", "nth": 0},
    "reason": "her brother",
}
HOLDER = {
    "entry": "holder",
    "name": "Ana Silva",
    "office": "foreign minister",
    "country": "Portugal",
    "start": "2024-04-02",
    "end": "",
    "variants": ["Ana M. Silva"],
    "source": "",
}


def test_a_ruling_is_brought_in():
    first, second = Appearance(FIRST["report"], "Ana Silva", 1), Appearance("", "Silva")
    assert of_export(json.dumps(RULING)) == Ruling("J0123456789ab", Verdict.NO, first, second, "her brother")


def test_an_office_holder_is_brought_in():
    held = Holder("Ana Silva", "foreign minister", "Portugal", date(2024, 4, 2), None, ("Ana M. Silva",))
    assert of_export(json.dumps(HOLDER)) == held
    ended = of_export(json.dumps({**HOLDER, "end": "2024-04-02"}))
    assert isinstance(ended, Holder)
    assert ended.end == date(2024, 4, 2)


@pytest.mark.parametrize("space", ["", " ", "  "])
@pytest.mark.parametrize("entry", ["record", "judgement", "actor", "encounter", "statement", "change", "question"])
def test_what_was_known_is_passed_over_however_it_is_spaced(entry, space):
    assert of_export(f'{{{space}"entry"{space}:{space}"{entry}", "id": "A1"}}') == KNOWN


@pytest.mark.parametrize(
    "line",
    [
        '{"entry": "report", "text": "Talks."}',
        '{"entry": "actor", "text": "A report of somebody else who calls his reports so."}',
        '{"entry": "editorial", "title": "Talks"}',
        '{"title": "Talks", "entry": "actor"}',
        '{"entry": "actor", "name": ',
        "",
    ],
)
def test_any_other_line_is_left_to_what_reads_reports(line):
    assert of_export(line) is None


@pytest.mark.parametrize(
    "changed",
    [
        {**RULING, "verdict": "open"},
        {**RULING, "verdict": "perhaps"},
        {**RULING, "id": None},
        {**RULING, "reason": "a\0b"},
        {**RULING, "reason": "\ud800"},
        {**RULING, "first": "Ana Silva"},
        {**RULING, "first": {**FIRST, "name": ""}},
        {**RULING, "first": {**FIRST, "nth": -1}},
        {**RULING, "first": {**FIRST, "nth": True}},
        {**RULING, "first": {**FIRST, "nth": 10**12}},
        {name: value for name, value in RULING.items() if name != "second"},
        {**HOLDER, "name": ""},
        {**HOLDER, "start": ""},
        {**HOLDER, "start": "20240402"},
        {**HOLDER, "start": "2024-02-30"},
        {**HOLDER, "end": "2024-04-01"},
        {**HOLDER, "variants": "Silva"},
        {**HOLDER, "variants": [1]},
    ],
)
def test_what_was_damaged_or_changed_is_refused(changed, tmp_path):
    with pytest.raises(UnreadableReport, match=r"this is a (ruling|holder) of an export"):
        of_export(json.dumps(changed))
    path = tmp_path / "all.jsonl"
    path.write_text("\n".join(map(json.dumps, (changed, RULING))), encoding="utf-8")
    refused, taken = reports_in(str(path))
    assert isinstance(refused.error, UnreadableReport)
    assert taken.given == of_export(json.dumps(RULING))
