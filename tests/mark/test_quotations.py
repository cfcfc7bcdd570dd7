"""Quotation marks of every typography, paired within paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.mark.quotations import find_quotations


def inner(text: str) -> list[str]:
    return [text[q.inner_start : q.inner_end] for q in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('The mayor said "the bridge holds" twice.', ["the bridge holds"]),
        ("The mayor said “the bridge holds” twice.", ["the bridge holds"]),
        ("The mayor said ‘the bridge holds’ twice.", ["the bridge holds"]),
        ("The mayor said 'the bridge holds' twice.", ["the bridge holds"]),
        ("The mayor said ``the bridge holds'' twice.", ["the bridge holds"]),
        ("The mayor said ''the bridge holds'' twice.", ["the bridge holds"]),
        ("The mayor said «the bridge holds» twice.", ["the bridge holds"]),
        ("The mayor said »the bridge holds« twice.", ["the bridge holds"]),
        ("The mayor said „the bridge holds“ twice.", ["the bridge holds"]),
        ("The mayor said „the bridge holds” twice.", ["the bridge holds"]),
        ("The mayor said ‹the bridge holds› twice.", ["the bridge holds"]),
        ("The mayor said 「the bridge holds」 twice.", ["the bridge holds"]),
        ('The mayor said “the bridge holds" twice.', ["the bridge holds"]),
    ],
)
def test_marks_of_every_typography_pair(text, words):
    assert inner(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "The mayor's brother didn't like the '90s.",
        "The mayor’s brother didn’t like the ’90s.",
        "The workers' lockers and the girls' school burned.",
        "Rock 'n' roll came 'til midnight.",
        "The door is 6' 10\" high.",
        "There is nothing between quotation marks here.",
        "",
    ],
)
def test_apostrophes_and_inches_open_nothing(text):
    assert find_quotations(text) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("‘They took the workers’ tools,’ she said.", ["They took the workers’ tools,"]),
        ("‘It’s late, and he won’t wait,’ she said.", ["It’s late, and he won’t wait,"]),
        ("He called them ‘our guests’ and left.", ["our guests"]),
    ],
)
def test_an_apostrophe_inside_single_marks_closes_nothing(text, words):
    assert inner(text) == words


def test_a_quotation_inside_a_quotation_lies_deeper():
    text = "“My colleague said, ‘There is no plan,’ and left,” she recalled."
    outer, deeper = find_quotations(text)
    assert (outer.depth, deeper.depth) == (0, 1)
    assert text[deeper.inner_start : deeper.inner_end] == "There is no plan,"
    assert outer.start < deeper.start < deeper.end < outer.end


def test_straight_marks_nest_where_they_stand_as_opening_and_closing():
    assert inner('"The "ring road" ends here," he said.') == ['The "ring road" ends here,', "ring road"]


def test_a_quotation_over_three_paragraphs_is_linked():
    text = "“We brought bread.\n\n“We brought salt.\n\n“We brought water,” he said."
    first, second, third = find_quotations(text)
    assert [q.closed for q in (first, second, third)] == [False, False, True]
    assert [q.continues for q in (first, second, third)] == [None, 0, 1]


def test_a_new_quotation_in_the_next_paragraph_continues_nothing_if_the_first_was_closed():
    text = "“We brought bread,” he said.\n\n“We brought salt,” she said."
    assert [q.continues for q in find_quotations(text)] == [None, None]


def test_a_lost_closing_mark_costs_its_paragraph_and_no_more():
    text = '"We sign nothing, the minister said.\n\nThe envoy said "we wait" and left.'
    lost, kept = find_quotations(text)
    assert not lost.closed
    assert text[lost.start : lost.end] == '"We sign nothing, the minister said.'
    assert text[kept.inner_start : kept.inner_end] == "we wait"


def test_a_lost_closing_mark_does_not_turn_the_next_quotation_inside_out():
    assert "we wait," in inner('"We sign nothing, he said. "we wait," she said.')


def test_a_lost_opening_mark_opens_nothing():
    assert inner('We sign nothing," he said. "We wait."') == ["We wait."]


def test_paragraphs_may_be_single_lines():
    text = '"One\n"Two," he said.'
    assert [q.continues for q in find_quotations(text)] == [None, 0]


TEXTS = st.text(alphabet=st.sampled_from(list("ab s.,\n\"'“”‘’«»„‹›`")), max_size=60)


@given(TEXTS)
def test_quotations_lie_in_the_text_and_hold_their_words(text):
    for q in find_quotations(text):
        assert 0 <= q.start < q.inner_start <= q.inner_end <= q.end <= len(text)
        assert q.inner_start < q.inner_end


@given(TEXTS)
def test_quotations_never_cross_each_other(text):
    found = find_quotations(text)
    for k, one in enumerate(found):
        for other in found[k + 1 :]:
            assert other.start >= one.end or other.end <= one.end


@given(TEXTS)
def test_what_a_quotation_continues_stands_before_it(text):
    for k, q in enumerate(find_quotations(text)):
        assert q.continues is None or q.continues < k


@given(
    st.lists(st.sampled_from(["the bridge holds", "we wait", "no"]), min_size=1, max_size=4),
    st.sampled_from(["“”", '""', "«»"]),
)
def test_every_pair_that_is_written_is_found(quoted, marks):
    text = ". He said ".join(f"{marks[0]}{words}{marks[1]}" for words in quoted)
    assert inner(text) == quoted
