from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.bring.fields import Fields, fields_of_json
from onrecord.domain.errors import UnreadableReport


def test_all_fields_of_a_report_are_read():
    given_fields = {
        "id": "HP_1",
        "outlet": "Harbour Post",
        "published": "2025-10-21",
        "dateline": "ANKARA",
        "title": "No deal",
        "text": "The talks ended.",
        "url": "https://harbourpost.example/1",
    }
    assert fields_of_json(json.dumps(given_fields)) == Fields(**given_fields, dated_by="file")


def test_text_alone_is_enough_and_what_is_missing_empty_or_null_is_empty():
    assert fields_of_json('{"text": "The talks ended.", "outlet": null, "title": "", "editor": 7}') == Fields(
        text="The talks ended.", dated_by="file"
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"text": "a"', r"broken JSON \(line 1"),
        ('{"text": "a"}\n{"text": "b"}', "several JSON objects"),
        ('[{"text": "a"}]', "a list"),
        ('{"title": "a"}', 'without "text"'),
        ('{"text": null}', 'without "text"'),
        ('{"text": ["a"]}', '"text" is no string'),
        ('{"text": "a", "published": 20251021}', '"published" is no string'),
        ("[" * 100_000, "nests too deep|broken JSON"),
        ('{"text": ' + "9" * 5000 + "}", "endless number"),
    ],
)
def test_other_json_is_refused_with_the_reason_and_the_right_form(text, reason):
    with pytest.raises(UnreadableReport, match=f"(?:{reason}).*one object with the strings text, published"):
        fields_of_json(text)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["text", "published", "a"]), inner),
    )
)
def test_any_json_is_fields_or_unreadable(value):
    with suppress(UnreadableReport):
        assert fields_of_json(json.dumps(value)).text == value["text"]
