from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.domain.actors import Actor, ActorKind
from onrecord.domain.entries import Doubt, Encounter, EncounterKind, Ground, Manner, Place, Statement, Status
from onrecord.domain.marks import Marks
from onrecord.domain.passage import Passage
from onrecord.domain.reading import Reading
from onrecord.domain.report import Report
from onrecord.domain.when import When
from onrecord.show.page import page

VOID = {"meta", "input", "br", "link", "img", "hr"}


@dataclass
class Parsed(HTMLParser):
    """A page taken apart: every element with its attributes, the report's words, and what each entry marks."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    text: str = ""
    marked: dict[str, str] = field(default_factory=dict)
    style: str = ""

    def __post_init__(self):
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag, attrs):
        named = {name: value or "" for name, value in attrs}
        assert len(named) == len(attrs), f"an attribute twice on {tag}"
        self.elements.append((tag, named))
        if tag not in VOID:
            self.open.append((tag, named))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if self.open and self.open[-1][0] == "style":
            self.style += data
        inside = [attributes.get("class", "") for _, attributes in self.open]
        if "text" not in inside or "dateline" in inside or any("ref" in one.split() for one in inside):
            return
        if self.open[-1][1].get("class") != "text":
            self.text += data
        for name in self.open[-1][1].get("data-of", "").split():
            self.marked[name] = self.marked.get(name, "") + data


def parsed(html):
    parser = Parsed()
    parser.feed(html)
    parser.close()
    assert parser.open == []
    return parser


@pytest.fixture(scope="module")
def html(reading):
    return page(reading)


@pytest.fixture(scope="module")
def tree(html):
    return parsed(html)


def letters(text):
    return "".join(text.split())


def test_the_text_is_there_word_for_word(tree, reading):
    assert tree.text.split() == reading.report.text.split()


def test_every_entry_marks_its_words(tree, reading):
    for number, statement in enumerate(reading.statements, 1):
        for piece in statement.content:
            assert letters(piece.exact) in letters(tree.marked[f"s{number}"])
    for number, encounter in enumerate(reading.encounters, 1):
        for mention in encounter.mentions:
            assert mention.exact in tree.marked[f"e{number}"]
    for number, doubt in enumerate(reading.doubts, 1):
        assert tree.marked[f"d{number}"] == doubt.passage.exact
    for number, time in enumerate(reading.times, 1):
        assert tree.marked[f"t{number}"] == time.passage.exact
    assert tree.marked["a9"] == "Volodymyr ZelenskyyThe Ukrainian presidentHe"


def test_an_encounter_lights_up_with_its_place_and_time(tree):
    assert tree.marked["e4"] == "seeBrusselson Thursdayspeak"


def test_a_page_has_no_script_and_asks_nothing_of_anybody(html, tree):
    tags = {tag for tag, _ in tree.elements}
    assert tags.isdisjoint({"script", "link", "img", "iframe", "object", "embed", "form", "base", "video", "audio"})
    for _, attributes in tree.elements:
        assert not {"src", "srcset", "style", "action", "ping", "background"} & set(attributes)
        assert not [name for name in attributes if name.startswith("on")]
    assert "url(" not in tree.style
    assert "@import" not in tree.style


def test_the_policy_allows_this_style_sheet_and_nothing_else(tree):
    policy = next(attributes["content"] for tag, attributes in tree.elements if attributes.get("http-equiv"))
    hashed = b64encode(sha256(tree.style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{hashed}'; base-uri 'none'; form-action 'none'"


def test_the_policy_stands_before_the_style_sheet(html):
    assert html.index("Content-Security-Policy") < html.index("<style>")


def test_every_link_inside_the_page_leads_somewhere_and_no_name_is_given_twice(tree):
    ids = Counter(attributes["id"] for _, attributes in tree.elements if "id" in attributes)
    assert [name for name, times in ids.items() if times > 1] == []
    inner = [attributes["href"] for tag, attributes in tree.elements if tag == "a" and attributes["href"][0] == "#"]
    assert len(inner) > 40
    assert [href for href in inner if href[1:] not in ids] == []


def test_pointing_at_words_and_at_their_entry_are_tied_both_ways(tree):
    for name in ("s1", "e6", "d3", "a12", "t5"):
        assert re.search(rf'body:has\(:is\(\[data-of~="{name}"\]:hover[^{{]*\) #{name}\{{', tree.style)
        assert re.search(rf'body:has\(:is\(#{name}:hover[^{{]*\) \[data-of~="{name}"\]\{{', tree.style)


def test_references_in_the_text_name_their_entry_and_its_status(tree):
    labels = [
        attributes["aria-label"] for tag, attributes in tree.elements if "ref" in attributes.get("class", "").split()
    ]
    assert "E1: off Donald Trump and Vladimir Putin" in labels
    assert "S2:  White House official" in labels


def test_planned_and_off_are_told_in_words(html):
    for words in (
        "Planned, not yet held",
        "Off or put off",
        ">postponed</strong>",
        ">off</strong>",
        ">scheduled</strong>",
    ):
        assert words in html


def test_doubts_and_where_the_day_came_from_are_shown(reading):
    html = page(replace(reading, report=replace(reading.report, dated_by="htmldate")))
    assert "a date estimated from the page" in html
    assert "Nobody in the report is named as a minister of Hungary." in html
    assert 'in doubt: <a href="#d1">D1</a>' in html


def test_an_empty_reading_still_makes_a_page(empty_reading):
    tree = parsed(page(empty_reading))
    assert tree.text.strip() == empty_reading.report.text
    assert tree.marked == {}


def test_paragraphs_are_those_of_the_marks_and_without_marks_those_between_blank_lines(reading):
    bare = replace(reading, marks=Marks(reading.report.text, ()))
    for one in (reading, bare):
        body = page(one).partition('<article class="text">')[2].partition("</article>")[0]
        assert body.count("<p>") == 5


def test_an_entry_over_two_paragraphs_is_marked_in_both():
    text = "“One, he said.\n\n“Two.”"
    statement = Statement("S1", (), None, (Passage.of(text, 1, len(text) - 1),), Manner.DIRECT)
    tree = parsed(page(bare_reading(text, statements=(statement,))))
    assert tree.marked["s1"].split() == ["One,", "he", "said.", "“Two."]


def bare_reading(text, **entries):
    """A reading of the text with these entries and nothing else."""
    parts = {"statements": (), "encounters": (), "actors": (), "times": (), "doubts": (), **entries}
    return Reading(Report(text, date(2025, 10, 21)), marks=Marks(text, ()), version="0.1.0", model="m", **parts)


HOSTILE = "</style><script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}&amp;\x00\x1b[31m\u202eevil\u2066"


def hostile_reading():
    """Everything that comes from outside is hostile."""
    text = f"{HOSTILE} and so on {HOSTILE}\n\n{HOSTILE}"
    whole, part = Passage.of(text, 0, len(text)), Passage.of(text, 3, 30)
    actor = Actor(HOSTILE, HOSTILE, ActorKind.PERSON, (HOSTILE,), (), ())
    time = When(HOSTILE, None, None, part, rule=HOSTILE)
    ground = (Ground(HOSTILE, HOSTILE, HOSTILE, 0.5),)
    statement = Statement(
        HOSTILE, (actor,), part, (whole,), Manner.MIXED, HOSTILE, part, time, (actor,), (actor,), ground
    )
    encounter = Encounter(
        HOSTILE, EncounterKind.CALL, (actor,), Status.OFF, (part,), Place(HOSTILE, part), time, (actor,), ground
    )
    report = Report(text, date(2025, 10, 21), HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    doubt = Doubt(HOSTILE, HOSTILE, part, HOSTILE, ground)
    return Reading(report, (statement,), (encounter,), (actor,), (time,), (doubt,), Marks(text, ()), HOSTILE, HOSTILE)


def test_hostile_text_stays_text(tree):
    html = page(hostile_reading())
    hostile = parsed(html)
    assert {tag for tag, _ in hostile.elements} <= {tag for tag, _ in tree.elements}
    assert "script" not in {tag for tag, _ in hostile.elements}
    assert "{{ 7*7 }}" in html
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", html)


@pytest.mark.parametrize(
    ("url", "links"),
    [
        ("https://news.example/a", 1),
        ("http://news.example/a", 1),
        ("javascript:alert(1)", 0),
        ("data:text/html,<b>x", 0),
        ("file:///etc/passwd", 0),
        ("", 0),
    ],
)
def test_only_addresses_of_the_web_become_links(reading, url, links):
    tree = parsed(page(replace(reading, report=replace(reading.report, url=url))))
    outer = [attributes for tag, attributes in tree.elements if tag == "a" and attributes["href"][0] != "#"]
    assert len(outer) == links
    assert all("noreferrer" in attributes["rel"] for attributes in outer)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_entries_on_any_text_make_a_page_with_all_the_words(data):
    text = data.draw(st.text(alphabet="ab <&\"'\n“”\U0001f1fa\u0301", min_size=1, max_size=60).filter(str.strip))
    spans = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).map(
        lambda pair: Passage.of(text, pair[0], min(len(text), pair[0] + pair[1]))
    )
    statements = tuple(
        Statement(
            f"S{number}", (), data.draw(spans), tuple(data.draw(st.lists(spans, min_size=1, max_size=3))), Manner.MIXED
        )
        for number in range(data.draw(st.integers(0, 3)))
    )
    doubts = tuple(Doubt("x", "y", data.draw(spans)) for _ in range(data.draw(st.integers(0, 2))))
    tree = parsed(page(bare_reading(text, statements=statements, doubts=doubts)))
    assert letters(tree.text) == letters(text)
    for number, statement in enumerate(statements, 1):
        for piece in statement.content:
            assert letters(piece.exact) in letters(tree.marked.get(f"s{number}", ""))


def palettes():
    """The colours of the light and of the dark style sheet, by name."""
    sheet = (resources.files("onrecord.show") / "templates" / "page.css").read_text("utf-8")
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
        for block in re.findall(r":root \{(.*?)\}", sheet, re.DOTALL)[:2]
    )
    return {"light": light, "dark": dark}


def luminance(colour):
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """Contrast ratio as WCAG 2.2 defines it."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


WORDS = [
    *((ink, ground) for ink in ("ink", "soft", "link") for ground in ("paper", "card", "side")),
    *(("ink", ground) for ground in ("said",)),
    *((f"{tone}-ink", tone) for tone in ("said", "happened", "ahead", "fallen", "doubt")),
    ("doubt-ink", "card"),
    ("glow-ink", "glow"),
]
LINES = [(line, "paper") for line in ("said-line", "time-line", "name-line", "doubt-ink", "ring")]


def test_black_on_white_is_twenty_one_to_one():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), WORDS)
def test_words_have_the_contrast_that_wcag_aa_asks(scheme, ink, ground):
    assert contrast(palettes()[scheme][ink], palettes()[scheme][ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("line", "ground"), LINES)
def test_lines_that_mean_something_have_the_contrast_that_wcag_aa_asks(scheme, line, ground):
    assert contrast(palettes()[scheme][line], palettes()[scheme][ground]) >= 3
