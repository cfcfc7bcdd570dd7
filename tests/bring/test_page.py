from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.bring.page import WALL_WORDS, _wall, fields_of_page
from onrecord.bring.wordlists import lines
from onrecord.domain.errors import UnreadableReport


def test_a_newsrooms_page_gives_its_paragraphs_apart_without_what_stands_around(page):
    fields = fields_of_page(page("newsroom"))
    assert fields.text.split("\n\n") == [
        "ANKARA — The envoys of the two countries left the Turkish capital on Tuesday without a deal, the foreign ministry said, after three days of meetings on prisoners.",
        "“We have not closed the door,” the ministry’s spokesman, Kemal Aydin, told reporters. “The next round is a matter of weeks.”",
        "No date yet",
        "A European diplomat, who asked not to be named, said that both sides had agreed to meet again in November.\nHe did not say where.",
        "“Nobody walked out,” the diplomat said of the talks in Ankara.",
        "First point of the plan for the exchange of prisoners.",
        "Second point of the plan.",
    ]
    assert (fields.published, fields.dated_by, fields.outlet) == ("2025-10-21", "json-ld", "The Harbour Post")
    assert fields.title == "Envoys leave Ankara without a deal"


def test_one_paragraph_is_a_report(page):
    fields = fields_of_page(page("flash"))
    assert fields.text.startswith("The president will fly to Vienna")
    assert (fields.published, fields.dated_by) == ("2025-10-20", "meta")


def test_an_old_layout_of_line_breaks_keeps_its_paragraphs_and_gives_no_day(page):
    fields = fields_of_page(page("old_layout"))
    assert '"We need more time," said one of them' in fields.text
    assert len(fields.text.split("\n\n")) == 5
    assert fields.published == ""


def test_a_live_page_keeps_the_headings_of_its_entries(page):
    assert fields_of_page(page("live")).text.startswith("Envoys arrive\n\nThe envoys of both countries")


@pytest.mark.parametrize("share", [0.65, 0.75, 0.85])
def test_a_page_that_broke_off_gives_what_is_there(page, share):
    html = page("newsroom")
    text = fields_of_page(html[: int(len(html) * share)]).text
    assert text.startswith("ANKARA — The envoys of the two countries")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("front", "a list of links"),
        ("links", "a list of links"),
        ("wall", 'words like "log in to"'),
        ("script_only", 'words like "enable javascript"'),
    ],
)
def test_a_page_without_a_report_is_refused_and_the_reason_is_given(page, name, reason):
    with pytest.raises(UnreadableReport, match=f"{reason}.*save it as HTML or text"):
        fields_of_page(page(name))


@pytest.mark.parametrize(
    "html", ["", "   ", "<html></html>", "<html><body><img src=a.png></body></html>", "<p>404</p>", "<!-- nothing -->"]
)
def test_a_page_with_no_running_text_is_refused(html):
    with pytest.raises(UnreadableReport):
        fields_of_page(html)


def test_a_long_report_with_a_note_about_subscribing_is_a_report():
    sentences = "".join(
        f"<p>The minister of country {n} told reporters on Tuesday that the talks would go on.</p>" for n in range(12)
    )
    text = fields_of_page(
        f"<html><body><article>{sentences}<p>Subscribe to read more of our reports on the talks.</p></article></body></html>"
    ).text
    assert text.count("told reporters") == 12


def test_a_report_with_links_to_others_below_it_is_a_report(page):
    related = "".join(f'<h3><a href="/{n}">Report number {n} about the talks in Ankara</a></h3>' for n in range(4))
    assert "Nobody walked out" in fields_of_page(page("newsroom").replace("</article>", related + "</article>")).text


def test_markup_that_was_escaped_comes_out_as_text_and_must_be_escaped_again():
    html = "<html><body><article><p>The ministry posted &lt;script&gt;alert(1)&lt;/script&gt; on its site on Tuesday.</p></article></body></html>"
    assert fields_of_page(html).text == "The ministry posted <script>alert(1)</script> on its site on Tuesday."


def test_hints_for_the_layout_are_left_out_and_letters_are_composed():
    html = "<html><body><article><p>The Lav&shy;rov vis&#8203;it to Ankara&nbsp;ended in a cafe&#769; on Tuesday.</p></article></body></html>"
    assert fields_of_page(html).text == "The Lavrov visit to Ankara ended in a café on Tuesday."


@pytest.mark.parametrize("sign", ["\x01", "\x1f", "&#1;", "&#x8;", "\uffff", "&#xfffe;"])
def test_control_characters_in_a_page_are_left_out(sign):
    html = f"<html><body title='{sign}'><article><p class='a{sign}'>The talks in An{sign}kara ended <b>late</b>{sign} on Tuesday.</p></article></body></html>"
    assert fields_of_page(html).text == "The talks in Ankara ended late on Tuesday."


def test_wrapped_source_lines_are_one_line():
    html = "<html><body><article><p>The two ministers ended\n   their talks in Sofia\non Tuesday.</p><p>They are to meet\nagain in Bucharest.</p></article></body></html>"
    assert (
        fields_of_page(html).text
        == "The two ministers ended their talks in Sofia on Tuesday.\n\nThey are to meet again in Bucharest."
    )


@pytest.mark.parametrize("words", lines("walls"))
def test_every_wording_of_a_wall_can_match_and_is_not_shadowed(words):
    assert _wall(f"Dear reader, {words.upper()} …") == words


@pytest.mark.parametrize(
    "text",
    ["The president signed into law the subscription act.", "He logged the accident.", "The court denied access."],
)
def test_near_misses_of_a_wall_do_not_match(text):
    assert _wall(text) == ""


def test_the_limit_of_a_wall_is_above_a_flash():
    assert WALL_WORDS == 100


TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "<a href=x>",
        "</a>",
        "<br>",
        "<h1>",
        "<article>",
        "<script type=application/ld+json>",
        "</script>",
        "<table><td>",
        "<!--",
        "-->",
        "<meta name=date content=2025-10-21>",
        "&#0;",
        "&#xd800;",
        "<![CDATA[",
        "<title>",
        '{"@type":"Article"}',
        "The ministers said on Tuesday that they would meet again. ",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(TAGS | st.text(max_size=12), max_size=25))
def test_any_page_is_fields_or_unreadable(pieces):
    with suppress(UnreadableReport):
        assert fields_of_page("<html><body>" + "".join(pieces)).text.strip()
