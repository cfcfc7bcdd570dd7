from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.domain.when import When
from onrecord.mark.time_grammar import grammar
from onrecord.mark.time_words import vocabulary
from onrecord.mark.times import mark_times
from onrecord.mark.tokens import tokenize
from onrecord.resolve.when import day_range, resolve_times

TUESDAY = date(2025, 10, 21)


def resolve(text: str, published: date = TUESDAY) -> tuple[When, ...]:
    tokens = tokenize(text)
    return resolve_times(text, mark_times(text, tokens), tokens, published=published)


def values(text: str, published: date = TUESDAY) -> list[str | None]:
    return [when.value for when in resolve(text, published)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He said Tuesday they were ready.", "2025-10-21"),
        ("He said Wednesday they were ready.", "2025-10-15"),
        ("They will meet on Friday.", "2025-10-24"),
        ("They will meet on Tuesday.", "2025-10-21"),
        ("The talks were postponed until Monday.", "2025-10-27"),
        ("They met last Tuesday.", "2025-10-14"),
        ("They meet next Tuesday.", "2025-10-28"),
        ("A vote is set for this Thursday.", "2025-10-23"),
        ("The talks had been scheduled for Wednesday.", "2025-10-22"),
        ("The talks had been scheduled for Monday.", "2025-10-20"),
    ],
)
def test_a_weekday_is_the_last_or_the_next_as_the_clause_has_it(text: str, value: str) -> None:
    assert values(text) == [value]


def test_a_range_of_weekdays_runs_forward() -> None:
    """They will meet from Thursday to Tuesday."""
    assert [when.timex for when in resolve("They will meet from Thursday to Tuesday.")] == ["2025-10-23", "2025-10-28"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met yesterday.", "2025-10-20"),
        ("They meet tomorrow.", "2025-10-22"),
        ("He left the day before yesterday.", "2025-10-19"),
        ("They spoke last week.", "2025-W42"),
        ("They speak next week.", "2025-W44"),
        ("He left earlier this month.", "2025-10"),
        ("He left last month.", "2025-09"),
        ("He leaves early next year.", "2026"),
        ("They met over the weekend.", "2025-10-18/2025-10-19"),
        ("They will meet over the weekend.", "2025-10-25/2025-10-26"),
        ("He came at the end of the year.", "2025"),
        ("It was a hard decade: in the 1990s they starved.", "1990/1999"),
        ("It stood in the 19th century.", "1800/1899"),
        ("Trade fell in the second half of 2019.", "2019-07/2019-12"),
    ],
)
def test_near_times_are_counted_from_publication(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met in Anchorage in August.", "2025-08"),
        ("They will meet in August.", "2026-08"),
        ("They will meet in December.", "2025-12"),
        ("They met last December.", "2024-12"),
        ("They met last September.", "2024-09"),
        ("They met last August.", "2025-08"),
        ("They met in March this year.", "2025-03"),
        ("It was signed on May 5.", "2025-05-05"),
        ("It will be signed on May 5.", "2026-05-05"),
        ("The year ended Jan. 31 was good.", "2025-01-31"),
        ("The bonds, payable Jan. 2, are safe.", "2026-01-02"),
        ("They meet next spring.", "2026-03/2026-05"),
        ("They met last winter.", "2024-12/2025-02"),
        ("He resigned on Friday, March 7.", "2025-03-07"),
        ("He was found on Thanksgiving Day.", "2024-11-28"),
    ],
)
def test_a_date_without_a_year_is_the_nearest_that_the_clause_allows(text: str, value: str) -> None:
    assert value in values(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He left two years ago.", "2023"),
        ("He left three months ago.", "2025-07"),
        ("He left two weeks ago.", "2025-W41"),
        ("He left 10 days ago.", "2025-10-11"),
        ("He left half a million euros two and a half years ago.", "2023-04"),
        ("They fought for the past two days.", "2025-10-19/2025-10-21"),
        ("They fought for the past two weeks.", "2025-W41/2025-W43"),
        ("They will meet two weeks from now.", "2025-W45"),
    ],
)
def test_so_long_ago_is_as_fine_as_its_unit(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met on May 3. A day earlier, he had flown in.", "2025-05-02"),
        ("They met on May 3. The following week he left.", "2025-W19"),
        ("They met on May 3. That same month he left.", "2025-05"),
        ("They met on May 3, 2019. Later that year he left.", "2019"),
        ("They met on May 3. Two days later he left.", "2025-05-05"),
        ("He won in 1996. The following year he left.", "1997"),
        ("They met on May 3. The next morning he left.", "2025-05-04"),
        ("They spoke last week. It came one day before he met the king.", "2025-W42"),
        ("They met on Friday, two days after he had left.", "2025-10-15"),
    ],
)
def test_some_times_are_counted_from_the_time_before_them(text: str, value: str) -> None:
    assert values(text)[-1] == value


@pytest.mark.parametrize(
    "text", ["Two months after the war began they spoke.", "They met on May 3. Two days before the vote he left."]
)
def test_before_and_after_lead_nowhere_from_another_sentence(text: str) -> None:
    assert values(text)[-1] is None


@pytest.mark.parametrize(
    ("text", "kind", "timex"),
    [
        ("They met Tuesday evening.", "TIME", "2025-10-21TEV"),
        ("They spoke last night.", "TIME", "2025-10-20TNI"),
        ("They meet tonight.", "TIME", "2025-10-21TNI"),
        ("It ends at 5 p.m. Friday.", "TIME", "2025-10-17T17:00"),
        ("It began at noon Monday.", "TIME", "2025-10-20T12:00"),
        ("It began at 12:30 a.m. Monday.", "TIME", "2025-10-20T00:30"),
        ("It began on Monday. By 1400 GMT it was over.", "TIME", "2025-10-20T14:00"),
        ("They spoke for half an hour.", "DURATION", "PT30M"),
        ("They spoke for two and a half hours.", "DURATION", "PT2H30M"),
        ("They spoke for an hour and a half.", "DURATION", "PT1H30M"),
        ("It took two decades.", "DURATION", "P20Y"),
        ("They talked for years.", "DURATION", "PXY"),
        ("He stayed a few days.", "DURATION", "PXD"),
        ("The summit is set for Nov. 18-19.", "DURATION", "P2D"),
        ("They meet every week.", "SET", "P1W"),
        ("They meet every Thursday.", "SET", "XXXX-WXX-4"),
        ("They march each July.", "SET", "XXXX-07"),
        ("They meet daily.", "SET", "P1D"),
        ("He recently left.", "DATE", "PAST_REF"),
        ("They now agree.", "DATE", "PRESENT_REF"),
        ("They will soon agree.", "DATE", "FUTURE_REF"),
        ("He left several years ago.", "DATE", "PAST_REF"),
        ("Profit rose in the third quarter.", "DATE", "2025-Q3"),
        ("Trade fell in the winter of 1994.", "DATE", "1994-WI"),
    ],
)
def test_type_and_value_are_those_of_timex3(text: str, kind: str, timex: str) -> None:
    assert (kind, timex) in [(when.type, when.timex) for when in resolve(text)]


def test_a_year_ago_in_a_report_on_a_quarter_is_that_quarter() -> None:
    """Profit rose in the third quarter. A year ago it fell."""
    assert resolve("Profit rose in the third quarter. A year ago it fell.")[-1].timex == "2024-Q3"


def test_a_year_ago_elsewhere_is_the_year() -> None:
    assert resolve("Talks began in 2019. A year ago they failed.")[-1].timex == "2024"


def test_a_fiscal_quarter_names_no_days() -> None:
    assert [(when.timex, when.value) for when in resolve("Profit rose in the fiscal first quarter.")] == [
        ("2025-Q1", None)
    ]


def test_a_day_that_the_calendar_lacks_has_no_value() -> None:
    assert values("It was signed on Feb. 30, 2025.") == [None]
    assert values("It was signed on Feb. 29, 2024.") == ["2024-02-29"]


def test_a_leap_day_without_its_year_is_the_nearest_there_is() -> None:
    assert values("It was signed on Feb. 29.", date(2025, 3, 10)) == ["2024-02-29"]
    assert values("It was signed on Feb. 29.", date(2022, 3, 10)) == [None]


def test_first_and_last_day_span_the_value() -> None:
    when = resolve("They spoke last week.")[0]
    assert (when.first, when.last) == (date(2025, 10, 13), date(2025, 10, 19))


def test_easter_falls_where_the_church_has_it() -> None:
    assert [values("He spoke at Easter.", date(year, 5, 30)) for year in (2000, 2005, 2024, 2025)] == [
        ["2000-04-23"],
        ["2005-03-27"],
        ["2024-03-31"],
        ["2025-04-20"],
    ]


# ---- laws ----------------------------------------------------------------------------------------------------------

EXAMPLES = [re.sub(r"[\[\]]", "", example) for rule in grammar().rules for example in (*rule.fires, *rule.passes)]
WORDS = [
    *sorted({*vocabulary().cased, *vocabulary().plain}),
    "12",
    "30",
    "31",
    "1996",
    "2000",
    "the",
    "said",
    "will",
    ".",
    ",",
    "3,000,000",
    "99999999999",
]
TEXTS = st.lists(st.sampled_from(EXAMPLES), max_size=6).map(" ".join) | st.lists(
    st.sampled_from(WORDS), max_size=25
).map(" ".join)


@given(text=TEXTS, published=st.dates(min_value=date(1500, 1, 1), max_value=date(2600, 1, 1)))
def test_every_mark_is_resolved_in_its_place(text: str, published: date) -> None:
    tokens = tokenize(text)
    marks = mark_times(text, tokens)
    whens = resolve_times(text, marks, tokens, published=published)
    assert len(whens) == len(marks)
    for mark, when in zip(marks, whens, strict=True):
        assert when.passage is not None
        assert (when.passage.start, when.passage.end) == (mark.start, mark.end)
        assert when.passage.exact == text[mark.start : mark.end]
        assert when.type in {"DATE", "TIME", "DURATION", "SET"}
        assert when.rule
        if when.value is None:
            assert (when.first, when.last) == (None, None)
        else:
            assert when.first is not None
            assert when.last is not None
            assert when.first <= when.last
            assert day_range(when.value) == (when.first, when.last)


@given(text=TEXTS)
def test_the_same_text_resolves_the_same_twice(text: str) -> None:
    assert resolve(text) == resolve(text)
