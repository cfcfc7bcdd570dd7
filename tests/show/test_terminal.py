from __future__ import annotations

import re
from dataclasses import replace

import pytest
from rich.console import Console

from onrecord.domain.entries import Status
from onrecord.show.terminal import terminal


def shown(reading, *, width=80, **options):
    """What the terminal shows, without colour."""
    console = Console(width=width, highlight=False, record=False, force_terminal=False, **options)
    with console.capture() as capture:
        console.print(terminal(reading))
    return capture.get()


def section(text, title):
    """The lines of one section."""
    _, _, rest = text.partition(f"\n{title}\n")
    return re.split(r"\n\n(?=[A-Z( )]+\n)", rest)[0]


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_no_line_is_wider_than_the_terminal_or_ends_in_white_space(reading, width):
    for line in shown(reading, width=width).splitlines():
        assert len(line) <= width
        assert line == line.rstrip()


def test_a_pipe_gets_no_colour_and_no_other_escape(reading):
    assert "\x1b" not in shown(reading)


def test_a_statement_says_who_to_whom_when_and_the_words(reading):
    assert """\
S2   White House official to reporters, Tue 21 Oct 2025
     “Nobody is packing a suitcase”
     direct · “the official told”, “on Tuesday”
""" in shown(reading)


def test_a_relay_is_named_and_a_long_quotation_is_wrapped_beside_its_number(reading):
    assert """\
S4   Russian diplomat, relayed by Interfax
     “First the homework” […] “And then, if the homework is any good, somebody
     may look for a room with a table long enough for everyone who wants to sit
     at it”
""" in shown(reading)


def test_paraphrase_bears_no_quotation_marks(reading):
    assert "     A second summit of Donald Trump and" in shown(reading)


def test_an_office_stands_beside_its_holder(reading):
    assert "S5   Volodymyr Zelenskyy (president, Ukraine)\n" in shown(reading)


def test_a_speaker_left_open_is_said_to_be_and_points_to_the_doubt(reading):
    said = section(shown(reading), "WHO SAID WHAT")
    assert "S6   speaker left open\n" in said
    assert "in doubt: see D1\n" in said


def test_only_what_was_held_stands_under_who_met_whom(reading):
    met = section(shown(reading), "WHO MET WHOM")
    assert re.findall(r"^(E\d)   (\w+) ", met, re.MULTILINE) == [("E2", "HELD"), ("E3", "HELD")]


def test_a_held_call_is_told_with_its_day_and_whose_word_it_is(reading):
    assert """\
E2   HELD  call: Marco Rubio and Sergey Lavrov, Mon 20 Oct 2025
     according to State Department
     “U.S. Secretary of State Marco Rubio and Russian Foreign Minister Sergey
     Lavrov talked by phone on Monday, the State Department said.”
""" in shown(reading)


def test_what_is_planned_is_said_not_to_have_been_held(reading):
    planned = section(shown(reading), "WHAT IS PLANNED (NOT YET HELD)")
    assert re.findall(r"^(E\d)   (\w+) ", planned, re.MULTILINE) == [("E4", "SCHEDULED"), ("E5", "PROPOSED")]
    assert "(+1 more)" in planned


def test_what_is_off_is_marked_as_off_in_words(reading):
    off = section(shown(reading), "WHAT IS OFF OR PUT OFF")
    assert re.findall(r"^(E\d)   (\w+) ", off, re.MULTILINE) == [("E1", "OFF"), ("E6", "POSTPONED")]


def test_the_words_of_a_time_are_shown_where_their_sentence_is_not(reading):
    apart = replace(reading.encounters[2], when=reading.encounters[4].when)
    assert "last week.”, “in November”" in " ".join(shown(replace(reading, encounters=(apart,))).split())


def test_doubts_are_shown_with_their_words_and_how_many_there_are(reading):
    text = shown(reading)
    assert "D3   encounter: “sit down together” may be a meeting nobody planned.\n" in text
    assert "     “It saw no need for the two to sit down together in person.”\n" in text
    assert "7 statements, 2 held, 2 planned, 2 off or put off, 3 doubts.\n" in text


def test_a_day_found_in_the_page_says_where(reading):
    found = replace(reading, report=replace(reading.report, dated_by="json-ld"))
    assert "published Tue 21 Oct 2025, a date found in the page's own data (JSON-LD)" in " ".join(shown(found).split())
    assert "a date" not in shown(reading).split("\n\n")[0]


def test_an_empty_reading_says_so_and_shows_no_empty_section(empty_reading):
    text = shown(empty_reading)
    assert "0 statements, 0 held, 0 planned, 0 off or put off, 0 doubts.\n" in text
    assert "WHO" not in text


@pytest.mark.parametrize("status", Status)
def test_every_status_is_told_in_words(reading, status):
    one = replace(reading.encounters[0], status=status)
    assert f"E1   {status.value.upper()}  summit: " in shown(replace(reading, encounters=(one,)))


def test_escape_sequences_and_markup_of_a_report_do_nothing(reading):
    title = "[bold red]loud[/] \x1b[31mred \x1b]8;;http://x\x07link \u202eturned"
    hostile = replace(reading, report=replace(reading.report, title=title))
    head = shown(hostile).splitlines()[0]
    assert head == "[bold red]loud[/] �[31mred �]8;;http://x�link �turned"


def test_colour_adds_nothing_to_the_words(reading):
    console = Console(
        width=80, force_terminal=True, color_system="truecolor", highlight=False, no_color=False, _environ={}
    )
    with console.capture() as capture:
        console.print(terminal(reading))
    coloured = capture.get()
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == shown(reading)
