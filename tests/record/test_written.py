from __future__ import annotations

import json
from dataclasses import replace

import pytest

from onrecord.record.written import read_reading, write_reading
from tests.record.by_hand import reading


def again(whole, written):
    return read_reading(written, report=whole.report, version=whole.version, model=whole.model)


def test_a_reading_comes_back_as_it_was():
    whole = reading()
    assert replace(again(whole, write_reading(whole)), marks=None) == replace(whole, marks=None)


def test_the_same_reading_is_written_in_the_same_characters():
    assert write_reading(reading()) == write_reading(reading())


def test_marks_are_not_kept():
    assert "marks" not in json.loads(write_reading(reading()))


def test_a_reading_does_not_fit_a_text_that_was_changed():
    whole = reading()
    changed = replace(whole, report=replace(whole.report, text=whole.report.text.replace("Oslo", "Rome")))
    with pytest.raises(ValueError, match="other words"):
        again(changed, write_reading(whole))


def test_a_passage_beyond_the_text_is_refused():
    whole = reading()
    written = write_reading(whole).replace("[0,16,", "[0,16000,")
    assert written != write_reading(whole)
    with pytest.raises(ValueError, match="no passage"):
        again(whole, written)
