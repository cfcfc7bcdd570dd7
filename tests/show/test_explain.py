from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.domain.entries import Ground
from onrecord.domain.marks import Marks
from onrecord.show.explain import explain


def flowing(text):
    """The text with every run of white space made one space."""
    return " ".join(text.split())


def test_the_grounds_of_an_entry_are_named_with_rule_reason_and_score(reading):
    assert """\
  Why
    content       statement head: cue “said” (0.97)
    speaker       speaker tie: “a White House official” stands nearest (0.94)
    said          weekday-past: “said on Tuesday” in a report of a Tuesday
""" in explain(reading, entry="S1")


def test_the_words_stand_with_their_offsets_and_what_was_read_from_them(reading):
    text = flowing(explain(reading, entry="S2"))
    start = reading.statements[1].content[0].start
    assert f"content “Nobody is packing a suitcase” at {start}:{start + 28}" in text
    assert "read as Tue 21 Oct 2025 (DATE 2025-10-21, rule weekday)" in text
    assert "nominal “the official” is White House official by one-candidate (0.93)" in text


def test_what_the_heads_marked_is_shown_with_its_probabilities(reading):
    text = flowing(explain(reading, entry="S1"))
    assert "cue “said” 0.99; together 0.96" in text
    assert "source “a White House official” 0.93" in text
    assert "PERSON “Vladimir Putin” 0.97" in text
    assert "PERSON" not in explain(reading, entry="S2")
    assert "quotation at 130:161, closed" in flowing(explain(reading, entry="S2"))


def test_the_likeliest_kinds_and_statuses_of_an_encounter_are_ranked(reading):
    text = flowing(explain(reading, entry="E1"))
    assert "kind: summit 0.93, meeting 0.06, call 0.01; status: off 0.84, postponed 0.12, held 0.04" in text


def test_the_candidates_are_ranked_by_how_strongly_they_are_tied(reading):
    text = flowing(explain(reading, entry="E1"))
    assert (
        "participant “summit” – Donald Trump 0.90, Vladimir Putin 0.23, White House official 0.15, Marco Rubio" in text
    )


def test_a_pronoun_is_shown_with_those_it_may_stand_for(reading):
    entry = replace(reading.statements[0], source=reading.statements[4].source)
    text = flowing(explain(replace(reading, statements=(entry,)), entry="S1"))
    assert "stands for “He” – Donald Trump 0.90" in text
    assert "stands for" not in explain(reading, entry="S1")


def test_without_an_encoder_there_are_no_ties_to_show(reading):
    bare = replace(reading, marks=Marks(reading.report.text, ()))
    assert "tied" in explain(reading, entry="E1")
    assert "tied" not in explain(bare, entry="E1")


def test_an_entry_names_the_doubts_about_it(reading):
    assert "Left in doubt D1 speaker: Nobody in the report is named as a minister of Hungary." in flowing(
        explain(reading, entry="S6")
    )
    assert "Left in doubt" not in explain(reading, entry="S1")


def test_a_doubt_says_what_was_seen_and_why_it_was_not_decided(reading):
    text = flowing(explain(reading, entry="D1"))
    assert text.startswith("D1 speaker of S6 left in doubt: Nobody in the report")
    assert "no-candidate: no person with the office “minister” and “Hungary”" in text
    assert "“A minister there said the hall “stays booked”, and later he denied it.”" in text


def test_an_entry_without_grounds_says_so(reading):
    assert "No rule or head left its reasons." in explain(reading, entry="S3")
    assert "No rule or head left its reasons." not in explain(reading, entry="S1")


def test_without_a_choice_every_entry_is_explained_in_order(reading):
    text = explain(reading)
    names = [*(one.id for one in reading.statements), *(one.id for one in reading.encounters), "D1", "D2", "D3"]
    starts = [line.split()[0] for line in text.splitlines() if line[:1] in {"S", "E", "D"} and line[1:2].isdigit()]
    assert starts == names
    assert "7 statements, 2 held" in text


@pytest.mark.parametrize(
    ("wanted", "starts"), [("s2", ["S2"]), (" E1 ", ["E1"]), ("2", ["S2", "E2", "D2"]), ("7", ["S7"])]
)
def test_an_entry_is_picked_by_name_or_number(reading, wanted, starts):
    blocks = explain(reading, entry=wanted).split("\n\n")
    assert [block.split()[0] for block in blocks] == starts


@pytest.mark.parametrize("wanted", ["S8", "X1", "99", "S", "-"])
def test_an_entry_that_is_not_there_is_refused_with_those_that_are(reading, wanted):
    with pytest.raises(LookupError, match=r"there are: S1, S2, .*E6, D1, D2, D3\."):
        explain(reading, entry=wanted)


def test_a_report_without_entries_says_so(empty_reading):
    with pytest.raises(LookupError, match="there are: none"):
        explain(empty_reading, entry="S1")
    assert "0 statements" in explain(empty_reading)


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_lines_keep_to_the_width(reading, width):
    assert max(len(line) for line in explain(reading, width=width).splitlines()) <= width


def test_escape_sequences_in_reasons_are_made_harmless(reading):
    loud = replace(reading.statements[0], grounds=(Ground("speaker", "rule", "\x1b[31mred\x1b[0m"),))
    assert "\x1b" not in explain(replace(reading, statements=(loud,)))
