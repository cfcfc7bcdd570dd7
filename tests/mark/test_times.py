from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.domain.marks import TimeMark, Token
from onrecord.mark.time_grammar import Rule, grammar
from onrecord.mark.time_words import items_of, vocabulary
from onrecord.mark.times import mark_times
from onrecord.mark.tokens import tokenize

RULES = grammar().rules


def exact(text: str) -> list[str]:
    return [text[mark.start : mark.end] for mark in mark_times(text, ())]


# ---- every rule ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "example"),
    [(rule, example) for rule in RULES for example in rule.fires],
    ids=lambda value: value.name if isinstance(value, Rule) else "",
)
def test_a_rule_marks_what_its_example_puts_in_brackets(rule: Rule, example: str) -> None:
    wanted = re.search(r"\[(.*?)\]", example)
    assert wanted is not None
    text = example.replace("[", "").replace("]", "")
    found = [(text[mark.start : mark.end], mark.rule, mark.type) for mark in mark_times(text, ())]
    assert [(words, name) for words, name, _ in found if words == wanted[1]] == [(wanted[1], rule.name)]
    assert all(kind == rule.type for _, name, kind in found if name == rule.name)


@pytest.mark.parametrize(
    ("rule", "example"),
    [(rule, example) for rule in RULES for example in rule.passes],
    ids=lambda value: value.name if isinstance(value, Rule) else "",
)
def test_a_rule_marks_nothing_in_its_near_miss(rule: Rule, example: str) -> None:
    assert [mark for mark in mark_times(example, ()) if mark.rule == rule.name] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_an_example_and_a_near_miss(rule: Rule) -> None:
    assert rule.fires
    assert rule.passes


def test_no_two_rules_share_a_name() -> None:
    names = [rule.name for rule in RULES]
    assert sorted(set(names)) == sorted(names)


# ---- every word ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", sorted({*vocabulary().cased, *vocabulary().plain}))
def test_every_word_of_the_list_is_cut_as_one_item_with_its_classes(word: str) -> None:
    items = items_of(f"the {word} went")
    assert items[1].end - items[1].start == len(word)
    assert items[1].values.keys() == vocabulary().look_up(word).keys()


def test_every_class_of_words_is_used_by_a_rule() -> None:
    row = grammar().characters
    used = "".join(rule.pattern.pattern for rule in RULES)
    unused = {next(iter(classes)) for classes, char in row.items() if len(classes) == 1 and char not in used}
    assert unused <= {"scale", "possessive"}  # numbers in words are put together before the rules are asked


def test_a_word_in_capitals_throughout_counts_as_if_it_had_one() -> None:
    """THEY MET ON FRIDAY"""
    assert exact("THEY MET ON FRIDAY") == ["FRIDAY"]


# ---- what else the words may mean ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "They may meet.",
        "Theresa May and Teresa May spoke.",
        "The second man left.",
        "He will march on Rome.",
        "The Sun and the Mail reported it.",
        "He sat down and the sun rose.",
        "Some 2000 people came.",
        "It costs $1,995 or $1999.",
        "About 1990 troops crossed.",
        "The 54-year-old minister spoke.",
        "He is 54 years old.",
        "Jan Peeters met him.",
        "Prices fall in winters of war.",
        "He is in his 70s.",
        "They lost 3-2 and 21-19.",
        "Resolution 425 passed.",
        "A third of the seats went to them.",
        "He was first, she was second.",
        "The Times of London wrote.",
        "Iraq imports three-quarters of its food.",
        "",
        "\n\n",
    ],
)
def test_nothing_is_marked_where_the_words_are_no_time(text: str) -> None:
    assert exact(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("They met in May in Rome.", ["May"]),
        ("A two-week visit and two weeks of talks.", ["two-week", "two weeks"]),
        ("It took twenty-four hours.", ["twenty-four hours"]),
        ("It took two and a half years.", ["two and a half years"]),
        ("In nineteen ninety-six he came.", ["nineteen ninety-six"]),
        ("On Oct. 21 and on Nov. 3, 2025, they met.", ["Oct. 21", "Nov. 3, 2025"]),
        ("In 1990 and 1991 it fell.", ["1990", "1991"]),
        ("It ended Friday.\n\nMarch was quiet.", ["Friday"]),
        ("They met last\nweek.", ["last\nweek"]),
        ("He spoke at 9:30 p.m. on Tuesday.", ["9:30 p.m. on Tuesday"]),
        ("“We leave tomorrow,” he said Monday.", ["tomorrow", "Monday"]),
        ("Last week’s talks and next month's vote.", ["Last week", "next month"]),
        ("Following Monday's debate he left.", ["Monday"]),
        ("From May 30 to June 2 they met.", ["May 30", "June 2"]),
    ],
)
def test_marks_reach_as_far_as_the_words(text: str, wanted: list[str]) -> None:
    assert exact(text) == wanted


def test_the_longest_of_overlapping_finds_stays() -> None:
    """They met early on Friday, Oct. 21, 2025."""
    text = "They met on Friday, Oct. 21, 2025."
    assert [(m.rule, text[m.start : m.end]) for m in mark_times(text, ())] == [("month_day", "Friday, Oct. 21, 2025")]


def test_parts_say_what_the_rule_read() -> None:
    assert mark_times("the last two weeks", ()) == (
        TimeMark(0, 18, "DURATION", "duration_directed", {"kind": "duration", "dir": "last", "n": "2", "unit": "W"}),
    )


@pytest.mark.parametrize(("pos", "wanted"), [("PROPN", ["March"]), ("VERB", []), ("", ["March"])])
def test_a_month_that_the_parse_calls_a_verb_is_none(pos: str, wanted: list[str]) -> None:
    """By March they go."""
    text = "By March they go."
    tokens = [Token(t.index, t.start, t.end, t.text, pos=pos if t.text == "March" else "X") for t in tokenize(text)]
    assert [text[m.start : m.end] for m in mark_times(text, tokens)] == wanted


# ---- laws ----------------------------------------------------------------------------------------------------------

WORDS = [
    *sorted({*vocabulary().cased, *vocabulary().plain}),
    "12", "31", "1996", "1400", "2025-10-21", "10/21/25", "10:35", "2 1/2", "'98", "1990s", "21st", "3,000", "$5",
    "50%", "-", ",", ".", "\n\n", "'s", "the", "of", "said", "will", "Ahmed", "“", "”", "İ", "𝒯", "0", "00", "9999", "32",
]  # fmt: skip
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", " ", " ", "-", "\n", ""])), max_size=25).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)


@given(text=TEXTS | st.text(max_size=80))
def test_marks_lie_in_the_text_in_its_order_and_apart(text: str) -> None:
    marks = mark_times(text, ())
    assert all(0 <= mark.start < mark.end <= len(text) for mark in marks)
    assert all(first.end <= second.start for first, second in pairwise(marks))
    assert all(text[mark.start : mark.end] == text[mark.start : mark.end].strip() for mark in marks)


@given(text=TEXTS)
def test_every_item_has_a_character_of_its_own_classes(text: str) -> None:
    characters = grammar().characters
    assert all(frozenset(item.values) in characters for item in items_of(text) if item.values)


@given(text=TEXTS)
def test_tokens_without_part_of_speech_change_nothing(text: str) -> None:
    assert mark_times(text, tokenize(text)) == mark_times(text, ())


@pytest.mark.parametrize(
    "text",
    [
        "He told This Week that he would go.",
        "It was on Saturday Night Live.",
        "He told Russia Today that he would go.",
        "The Daily Mail wrote of it.",
        "He was on CBS This Morning.",
    ],
)
def test_capitals_make_names_of_times(text: str) -> None:
    assert exact(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Today they met.", ["Today"]),
        ("“Now they know.”", ["Now"]),
        ("He left. Tomorrow he will be back.", ["Tomorrow"]),
        ("THIS WEEK THEY MET", ["THIS WEEK"]),
        ("They met on Saturday night.", ["Saturday night"]),
    ],
)
def test_a_capital_at_the_start_of_a_sentence_makes_none(text: str, wanted: list[str]) -> None:
    assert exact(text) == wanted
