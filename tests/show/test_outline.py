from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.domain.entries import Manner, Statement
from onrecord.domain.marks import Marks
from onrecord.domain.passage import Passage
from onrecord.show.outline import attribution, excerpt, outline, quoted


def ids(entries):
    return [entry.id for entry in entries]


def test_encounters_are_arranged_by_whether_they_took_place(reading):
    arranged = outline(reading)
    assert (ids(arranged.happened), ids(arranged.ahead), ids(arranged.fallen)) == (
        ["E2", "E3"],
        ["E4", "E5"],
        ["E1", "E6"],
    )


def test_every_entry_has_its_place(reading):
    arranged = outline(reading)
    placed = [*arranged.happened, *arranged.ahead, *arranged.fallen]
    assert sorted(ids(placed)) == sorted(ids(reading.encounters))
    assert arranged.said == reading.statements
    assert [doubt for _, doubt in arranged.doubts] == list(reading.doubts)


def test_doubts_are_found_by_the_entry_they_concern(reading):
    assert outline(reading).doubts_about == {"S6": ("D1",), "S7": ("D2",)}


def test_the_sum_names_what_is_planned_apart_from_what_was_held(reading):
    assert outline(reading).sum() == "7 statements, 2 held, 2 planned, 2 off or put off, 3 doubts"


def test_an_excerpt_is_the_whole_sentence_where_it_fits(reading):
    shown = excerpt(reading, reading.encounters[2].mentions[0])
    assert str(shown) == "Trump received Volodymyr Zelenskyy at the White House last week."
    assert shown.exact == "received"


def test_a_long_sentence_is_cut_between_words_on_both_sides(reading):
    passage = reading.actors[4].mentions[0].passage
    shown = excerpt(reading, passage, length=60)
    assert str(shown) == "… Foreign Minister Sergey Lavrov talked by phone on …"


@pytest.mark.parametrize("length", [0, 1, 10, 30, 70, 200])
def test_an_excerpt_never_loses_its_passage(reading, length):
    for actor in reading.actors:
        for mention in actor.mentions:
            assert excerpt(reading, mention.passage, length=length).exact == mention.passage.exact


def test_an_excerpt_that_ends_with_a_word_keeps_it(reading):
    """Trump received Volodymyr Zelenskyy at the White House last week."""
    shown = excerpt(reading, reading.encounters[2].mentions[0], length=len("Trump received Volodymyr"))
    assert str(shown) == "Trump received Volodymyr …"


def test_without_sentences_the_words_around_serve(reading):
    bare = replace(reading, marks=Marks(reading.report.text, ()))
    shown = str(excerpt(bare, reading.encounters[2].mentions[0]))
    assert "Trump received Volodymyr Zelenskyy" in shown


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (0, "a White House official said"),
        (3, "a Russian diplomat was quoted as saying"),
        (5, "A minister there said"),
    ],
)
def test_source_and_cue_that_stand_together_are_shown_as_they_stand(reading, entry, words):
    assert attribution(reading, reading.statements[entry]) == words


def test_source_and_cue_with_the_words_said_between_are_shown_apart(reading):
    text = reading.report.text
    source, content = (
        Passage.of(text, text.index(words), text.index(words) + len(words))
        for words in ("Vladimir Putin", "is off for now")
    )
    apart = replace(reading.statements[0], source=source, content=(content,))
    assert attribution(reading, apart) == "Vladimir Putin … said"


def test_a_quotation_without_source_and_cue_has_no_attribution(reading):
    assert attribution(reading, replace(reading.statements[0], source=None, cue=None)) == ""


def saying(text, *spans, manner=Manner.MIXED):
    return Statement("S1", (), None, tuple(Passage.of(text, start, end) for start, end in spans), manner)


def test_direct_words_are_in_quotation_marks_and_pieces_apart():
    text = "Yes, he said, no."
    assert quoted(saying(text, (0, 3), (14, 16), manner=Manner.DIRECT)) == "“Yes” […] “no”"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a “paper tiger", "a “paper tiger”"),
        ("no plans” for a meeting", "“no plans” for a meeting"),
        ("the “first” and the “second", "the “first” and the “second”"),
        ('a "paper tiger', 'a "paper tiger"'),
        ("nothing “odd” here", "nothing “odd” here"),
        ("it isn’t so", "it isn’t so"),
    ],
)
def test_a_quotation_mark_left_outside_is_given_back(text, shown):
    assert quoted(saying(text, (0, len(text)))) == shown
