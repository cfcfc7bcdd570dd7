"""Statements reversed, and at odds, in reports of a few lines."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.compare import compare
from onrecord.compare.signs import lines
from onrecord.domain.entries import Manner, Statement
from onrecord.domain.marks import Marks
from onrecord.domain.reading import Reading
from onrecord.domain.record import Kept
from onrecord.domain.report import Report
from tests.compare.readings import KRASNY, OLTEAN, SPOKESMAN, passage

STAYS = "Romania will keep its troops in the harbour of Constanta"
GOES = "Romania will not keep its troops in the harbour of Constanta"


def report(id, day, text, *said):
    """A report of ``day`` in which each of ``said``, a speaker and words of the text (and an act), was said."""
    statements = tuple(
        Statement(f"S{n}", (who,), None, (passage(text, words),), Manner.INDIRECT, *act)
        for n, (who, words, *act) in enumerate(said, 1)
    )
    of = Report(text, date.fromisoformat(day), id=id)
    cast = (OLTEAN, KRASNY, SPOKESMAN)
    return Kept(id, Reading(of, statements, (), cast, (), (), Marks(text, ()), version="1", model="none"))


def changes(*kept):
    return [(str(c.kind), c.earlier.ref.report, c.later.ref.report) for c in compare(kept).changes]


FIRST = report("R1", "2025-03-03", f"{STAYS}, Oltean said.", (OLTEAN, STAYS))


def test_the_same_speaker_with_the_opposite_has_reversed():
    second = report("R2", "2025-03-10", f"{GOES}, Oltean said.", (OLTEAN, GOES))
    assert changes(FIRST, second) == [("reversed", "R1", "R2")]
    (change,) = compare([FIRST, second]).changes
    assert (change.earlier.passage.exact, change.later.passage.exact) == (STAYS, GOES)
    assert change.rule == "one matter, one negation more"


def test_another_speaker_with_the_opposite_is_at_odds():
    second = report("R2", "2025-03-10", f"{GOES}, Krasny said.", (KRASNY, GOES))
    assert changes(FIRST, second) == [("at odds", "R1", "R2")]


def test_two_speakers_of_one_report_may_be_at_odds():
    text = f"{STAYS}, Oltean said. Krasny denied that {STAYS}."
    at = text.rindex(STAYS)
    both = report("R1", "2025-03-03", text, (OLTEAN, STAYS), (KRASNY, STAYS, "deny"))
    statement = both.reading.statements[1]
    assert at > statement.content[0].start
    assert changes(both) == [("at odds", "R1", "R1")]


@pytest.mark.parametrize(
    ("day", "who", "words"),
    [
        ("2025-03-10", OLTEAN, STAYS),
        ("2025-03-10", KRASNY, STAYS),
        ("2025-03-10", OLTEAN, "Romania will not sell its wheat in the harbour of Varna"),
        ("2025-06-10", KRASNY, GOES),
        ("2026-06-10", OLTEAN, GOES),
    ],
)
def test_what_agrees_is_of_another_matter_or_long_past_is_no_change(day, who, words):
    assert changes(FIRST, report("R2", day, f"{words}, was said.", (who, words))) == []


def test_what_is_of_one_matter_perhaps_is_an_open_question():
    words = "Romania will not keep its troops in the harbour of Varna"
    compared = compare([FIRST, report("R2", "2025-03-10", f"{words}, Oltean said.", (OLTEAN, words))])
    assert compared.changes == ()
    assert [question.doubt.kind for question in compared.questions] == ["reversed"]


# ------------------------------------------------------------------------------------------- a report that says so itself

NOW, BEFORE = "We leave at once", "his party would stay"
TURN = f"“{NOW},” Krasny said. It was a turnabout for Krasny, who a day earlier had said {BEFORE}."


def test_what_a_report_sets_side_by_side_is_a_change():
    kept = report("R1", "2025-03-03", TURN, (KRASNY, NOW), (KRASNY, BEFORE))
    (change,) = compare([kept]).changes
    assert str(change.kind) == "reversed"
    assert (change.earlier.passage.exact, change.later.passage.exact) == (BEFORE, NOW)
    assert change.rule == "the report says so"


def test_two_statements_after_the_words_may_be_meant():
    text = "Krasny has expressed conflicting views. On Monday he said he would stay. On Tuesday he said he would go."
    kept = report("R1", "2025-03-03", text, (KRASNY, "he would stay"), (KRASNY, "he would go"))
    assert changes(kept) == [("reversed", "R1", "R1")]


@pytest.mark.parametrize("word", [word for word, _ in lines("turns")])
def test_each_of_the_words_tells_a_turn(word):
    text = f"“{NOW},” Krasny said. Of this one says: {word}; he had said {BEFORE}."
    assert changes(report("R1", "2025-03-03", text, (KRASNY, NOW), (KRASNY, BEFORE))) == [("reversed", "R1", "R1")]


def test_a_turn_that_somebody_else_is_said_to_have_made_is_his_word_only():
    text = f"“{NOW},” Krasny said. It was a turnabout, Oltean said, for he had said {BEFORE}."
    said = (KRASNY, NOW), (OLTEAN, "It was a turnabout"), (KRASNY, BEFORE)
    assert changes(report("R1", "2025-03-03", text, *said)) == []


def test_a_turn_without_its_two_statements_is_an_open_question():
    text = f"“{NOW},” Krasny said. It was a turnabout for the party."
    compared = compare([report("R1", "2025-03-03", text, (KRASNY, NOW))])
    assert compared.changes == ()
    assert [question.doubt.kind for question in compared.questions] == ["reversed"]
