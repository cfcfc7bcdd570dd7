"""Sources, cues and contents put together."""

from __future__ import annotations

from datetime import date

from onrecord.domain.report import Report
from onrecord.mark.marking import mark_report


def grouped(text: str) -> list[tuple[list[str], list[str], list[str]]]:
    marks = mark_report(Report(text=text, published=date(2025, 10, 21)))
    return [
        tuple([text[m.start : m.end] for m in part] for part in (a.source, a.cue, a.content))
        for a in marks.attributions
    ]


def test_each_content_goes_to_its_own_cue():
    """The mayor said the bridge was safe. The engineers warned that it was not."""
    text = "The mayor said the bridge was safe. The engineers warned that it was not."
    found = grouped(text)
    assert [(source, cue) for source, cue, _ in found] == [
        (["The mayor"], ["said"]),
        (["The engineers"], ["warned"]),
    ]
    assert "bridge" in found[0][2][0]
    assert "was not" in found[1][2][0]


def test_words_cut_in_two_by_the_cue_are_one_attribution():
    """“The bridge,” the mayor said, “is safe for everyone in the town.”"""
    text = "“The bridge,” the mayor said, “is safe for everyone in the town.”"
    found = grouped(text)
    assert len(found) == 1
    assert len(found[0][2]) == 2


def test_a_second_cue_shares_the_source_of_its_sentence():
    """The mayor said that the bridge was safe and added that the toll would go up."""
    text = "The mayor said that the bridge was safe and added that the toll would go up."
    assert [source for source, cue, _ in grouped(text) if cue == ["added"]] == [["The mayor"]]


def test_a_text_in_which_nobody_says_anything_has_none():
    """The bridge is 300 metres long. It was built in 1932."""
    assert grouped("The bridge is 300 metres long. It was built in 1932.") == []
