from __future__ import annotations

import csv
import io
import json

import pytest
from rich.console import Console

from onrecord.show.table import as_csv, as_json, as_markdown, as_table, fields_of

ROWS = [
    {"id": "S1", "day": "2025-10-21", "who": "Ana Silva", "content": "The door\nis open", "outlet": "Wire",
     "published": "2025-10-22", "title": "T", "url": "https://news.example/1"},
    {"id": "S2", "day": None, "who": None, "content": "\x1b[31mred\u202e | <b>*x*", "outlet": "", "published":
     "2025-10-22", "title": "", "url": ""},
]  # fmt: skip
CHANGE = {
    "id": "C1", "day": "2025-10-21", "kind": "called off", "because": "it was to take place, now it is not",
    "earlier_outlet": "Wire", "earlier_published": "2025-10-16", "earlier_sentence": "They will meet.",
    "later_outlet": "Post", "later_published": "2025-10-21", "later_sentence": "The summit is off.",
    "earlier_title": "To meet", "later_title": "", "earlier_url": "https://wire.example/1", "later_url": "",
    "earlier_said_by": "Ana Silva", "later_said_by": "", "about": "summit", "participants": "Ana Silva; Ib Dahl",
    "place": "Oslo",
}  # fmt: skip
SAID = {
    "id": "R1/S1", "day": "2025-10-21", "speakers": "Ana Silva", "act": "deny", "content": "No", "audience": "reporters",
    "relayed_by": None, "outlet": "Wire", "published": "2025-10-22", "title": "T", "url": "https://news.example/1",
}  # fmt: skip
HELD = {
    "id": "E1", "day": "2025-10-20", "until": "2025-10-21", "kind": "talks", "status": "held", "place": "Oslo",
    "participants": "Ana Silva; Ib Dahl", "accounts": 2, "according_to": "Ib Dahl", "words": "talks",
    "sentence": "They held talks.", "outlet": "Wire", "published": "2025-10-22", "title": "", "url": "",
}  # fmt: skip


def printed(what, width=200):
    console = Console(file=io.StringIO(), width=width, highlight=False)
    console.print(what)
    return console.file.getvalue()


def test_json_has_every_column_as_it_is():
    assert json.loads(as_json(ROWS)) == ROWS
    assert as_json([]) == "[]"


def test_csv_has_every_column():
    first, second = csv.DictReader(io.StringIO(as_csv(ROWS)))
    assert first == ROWS[0]
    assert second["day"] == ""
    assert as_csv([]) == ""


@pytest.mark.parametrize(
    ("cell", "written"), [("=1+1", "'=1+1"), ("-5 degrees", "'-5 degrees"), ("a=b", "a=b"), ("-", "-")]
)
def test_no_cell_is_a_formula(cell, written):
    assert as_csv([{"a": cell}]).splitlines()[1] == written


def test_markdown_escapes_what_is_markup():
    lines = as_markdown(ROWS).splitlines()
    assert lines[0] == "| id | day | who | content | source |"
    assert (
        lines[2]
        == "| S1 | 2025-10-21 | Ana Silva | The door is open | Wire, “T”, 22 Oct 2025, https://news.example/1 |"
    )
    assert lines[3] == "| S2 |  |  | �\\[31mred� \\| &lt;b&gt;\\*x\\* | 22 Oct 2025 |"
    assert as_markdown([]) == ""


def test_a_table_is_harmless_to_look_at():
    text = printed(as_table(ROWS))
    assert "Ana Silva" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_a_change_shows_both_sides():
    text = printed(as_table([CHANGE]))
    for words in (
        "Tue 21 Oct 2025  CALLED OFF  summit of Ana Silva and Ib Dahl, Oslo",
        "it was to take place, now it is not",
        "earlier: Thu 16 Oct 2025, Ana Silva",
        "They will meet.",
        "Wire, “To meet”, 16 Oct 2025",
        "later: Tue 21 Oct 2025",
        "The summit is off.",
        "https://wire.example/1",
        "C1",
    ):
        assert words in text


def test_what_was_said_shows_who_said_it_to_whom_and_where_it_stands():
    lines = [line.strip() for line in printed(as_table([SAID])).splitlines()]
    assert lines == [
        "Tue 21 Oct 2025  Ana Silva to reporters (deny)",
        "“No”",
        "Wire, “T”, 22 Oct 2025",
        "https://news.example/1  R1/S1",
    ]


def test_an_encounter_shows_its_days_its_status_and_the_sentence():
    lines = [line.strip() for line in printed(as_table([HELD])).splitlines()]
    assert lines == [
        "20–21 Oct 2025  TALKS HELD  Ana Silva and Ib Dahl, Oslo",
        "They held talks.",
        "according to Ib Dahl; latest of 2 accounts",
        "Wire, 22 Oct 2025",
        "E1",
    ]


@pytest.mark.parametrize(
    ("day", "until", "words"),
    [
        ("2025-11-01", "2025-11-30", "November 2025"),
        ("2025-12-01", "2025-12-31", "December 2025"),
        ("2025-01-01", "2025-12-31", "2025"),
        ("2025-11-01", "2025-12-31", "1 Nov – 31 Dec 2025"),
        ("2025-11-01", "2025-11-01", "Sat 1 Nov 2025"),
    ],
)
def test_days_are_told_as_exactly_as_they_are_known(day, until, words):
    assert printed(as_table([{**HELD, "day": day, "until": until}])).startswith(f"{words}  TALKS")


def test_lists_are_told_in_words():
    offices = json.dumps([{"title": "spokesman", "of": "Kremlin", "former": True}])
    text = printed(fields_of({"also": '["Peskov", "D. Peskov"]', "offices": offices}))
    assert "Peskov; D. Peskov" in text
    assert "former spokesman, Kremlin" in text


def test_within_its_report_a_statement_is_not_cited_again():
    row = {"id": "R1/S1", "day": "2025-10-21", "speakers": "Ana Silva", "act": "say", "content": "No", "title": "T"}
    lines = [line.strip() for line in printed(as_table([row])).splitlines()]
    assert lines == ["Tue 21 Oct 2025  Ana Silva", "“No”", "R1/S1"]


def test_what_has_no_day_says_so():
    assert "day not told" in printed(as_table([{**HELD, "day": None, "until": None}]))


def test_a_kind_of_encounter_is_not_taken_for_a_change():
    assert "visit" in printed(as_table([{"id": "E1", "kind": "visit"}]))


def test_fields_without_a_value_are_left_out():
    text = printed(fields_of({"id": "E1", "place": "", "at": None, "reasons": "[]", "accounts": 2}))
    assert text.split() == ["id", "E1", "accounts", "2"]


@pytest.mark.parametrize("width", [30, 80])
def test_no_line_is_wider_than_the_terminal(width):
    assert all(len(line) <= width for line in printed(as_table(ROWS), width).splitlines())
