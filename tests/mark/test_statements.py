"""Cues and contents put together, and the edges of what is said."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from onrecord.domain.marks import Mark, StatementMark, Token
from onrecord.domain.report import Report
from onrecord.gazetteer import lists
from onrecord.mark.encoder import Heads, WindowVectors, encoder
from onrecord.mark.labels import Span
from onrecord.mark.marking import mark_report
from onrecord.mark.quotations import find_quotations
from onrecord.mark.statements import by_nearest_cue, mark_statements
from tests.resolve.said_by_hand import tagged


def span(name: str, words: str, text: str, tokens: tuple[Token, ...], score: float = 0.9) -> Span:
    """The tokens of "words" or, for a later occurrence, of "words#2"."""
    words, _, nth = words.partition("#")
    at = -1
    for _ in range(int(nth or 1)):
        at = text.index(words, at + 1)
    inside = [t.index for t in tokens if at < t.end and t.start < at + len(words)]
    return Span(name, inside[0], inside[-1] + 1, score)


def read(
    words: str, cues: list[str], contents: list[str], *, cue_score: float = 0.9
) -> tuple[str, tuple[StatementMark, ...]]:
    text, tokens = tagged(words)
    ends = [k + 1 for k, t in enumerate(tokens) if k + 1 == len(tokens) or tokens[k + 1].sentence != t.sentence]
    nothing = np.zeros((len(tokens), 1, 1), np.float32)
    links = np.zeros((len(tokens), len(tokens) + 1), np.float32)
    window = WindowVectors(0, len(tokens), links, nothing, nothing, nothing)
    heads = Heads(tokens, tuple(zip([0, *ends[:-1]], ends, strict=True)), {}, (window,))
    spans = {
        "cue": [span("CUE", cue, text, tokens, cue_score) for cue in cues],
        "content": [span("CONTENT", content, text, tokens) for content in contents],
    }
    return text, mark_statements(heads, spans, find_quotations(text), text)


def contents(words: str, cues: list[str], given: list[str], *, cue_score: float = 0.9) -> list[tuple[str, list[str]]]:
    text, marks = read(words, cues, given, cue_score=cue_score)
    cue = [text[m.cue.start : m.cue.end] if m.cue else "" for m in marks]
    return [(c, [text[x.start : x.end] for x in m.content]) for c, m in zip(cue, marks, strict=True)]


# --------------------------------------------------------------------------------------------------------- edges


@pytest.mark.parametrize(
    ("words", "given", "kept"),
    [
        ("“ It/PRON holds/VERB ,/PUNCT ” she/PRON said/VERB ./PUNCT", "“It holds,”", "It holds"),
        ("She/PRON said/VERB that/SCONJ it/PRON holds/VERB ./PUNCT", "that it holds.", "it holds"),
        ("She/PRON said/VERB it/PRON holds/VERB -- now/ADV", "it holds", "it holds"),
        ("She/PRON said/VERB it/PRON is/AUX the/DET U.S./PROPN", "it is the U.S.", "it is the U.S."),
        (
            "She/PRON said/VERB “ high/ADJ level/NOUN ” talks/NOUN help/VERB ./PUNCT",
            "“high level” talks help.",
            "“high level” talks help",
        ),
    ],
)
def test_marks_and_stops_are_left_out_at_the_outer_ends(words, given, kept):
    assert contents(words, ["said"], [given]) == [("said", [kept])]


@pytest.mark.parametrize(
    ("words", "cue", "given", "kept"),
    [
        (
            "Lund/PROPN urged/VERB the/DET rebels/NOUN to/PART go/VERB home/ADV",
            "urged",
            "the rebels to go home",
            "to go home",
        ),
        (
            "Lund/PROPN urged/VERB Serbia/PROPN not/PART to/PART go/VERB home/ADV",
            "urged",
            "Serbia not to go home",
            "not to go home",
        ),
        (
            "Lund/PROPN called/VERB on/ADP Serbia/PROPN to/PART go/VERB home/ADV",
            "called",
            "on Serbia to go home",
            "to go home",
        ),
        (
            "Lund/PROPN told/VERB the/DET press/NOUN that/SCONJ it/PRON holds/VERB",
            "told",
            "the press that it holds",
            "it holds",
        ),
    ],
)
def test_what_is_urged_or_told_begins_after_those_who_hear_it(words, cue, given, kept):
    assert contents(words, [cue], [given]) == [(cue, [kept])]


@pytest.mark.parametrize(
    ("words", "cue", "given"),
    [
        ("Lund/PROPN urged/VERB efforts/NOUN to/PART end/VERB the/DET siege/NOUN", "urged", "efforts to end the siege"),
        ("Lund/PROPN promised/VERB Serbia/PROPN to/PART go/VERB home/ADV", "promised", "Serbia to go home"),
        ("Lund/PROPN urged/VERB restraint/NOUN", "urged", "restraint"),
        ("Lund/PROPN asked/VERB whether/SCONJ it/PRON was/AUX to/PART hold/VERB", "asked", "whether it was to hold"),
    ],
)
def test_where_nobody_is_urged_the_content_stays_whole(words, cue, given):
    assert contents(words, [cue], [given]) == [(cue, [given])]


def test_the_noun_that_repeats_is_left_out():
    words = "She/PRON repeated/VERB her/PRON charges/NOUN that/SCONJ it/PRON leaks/VERB"
    assert contents(words, ["repeated"], ["her charges that it leaks"]) == [("repeated", ["it leaks"])]


def test_another_noun_before_that_stays():
    words = "She/PRON said/VERB the/DET roof/NOUN that/PRON leaks/VERB is/AUX new/ADJ"
    assert contents(words, ["said"], ["the roof that leaks is new"]) == [("said", ["the roof that leaks is new"])]


def test_who_is_told_is_no_content():
    words = "Lund/PROPN told/VERB Nordnet/PROPN that/SCONJ it/PRON holds/VERB"
    assert contents(words, ["told"], ["Nordnet", "that it holds"]) == [("told", ["it holds"])]


# ------------------------------------------------------------------------------------------------------ grouping


def test_one_sentence_cut_by_its_cue_is_one_statement():
    words = "“ It/PRON holds/VERB ,/PUNCT ” she/PRON said/VERB ,/PUNCT “ for/ADP now/ADV ./PUNCT ”"
    assert contents(words, ["said"], ["It holds", "for now"]) == [("said", ["It holds", "for now"])]


def test_neighbouring_sentences_with_cues_of_their_own_are_two():
    words = "Lund/PROPN rejected/VERB the/DET plan/NOUN ./PUNCT | She/PRON said/VERB it/PRON leaks/VERB ./PUNCT"
    assert contents(words, ["rejected", "said"], ["the plan", "it leaks"]) == [
        ("rejected", ["the plan"]),
        ("said", ["it leaks"]),
    ]


def test_words_quoted_in_the_next_paragraph_are_a_statement_without_a_cue():
    words = "“ It/PRON holds/VERB ,/PUNCT ” she/PRON said/VERB ./PUNCT || “ For/ADP now/ADV ./PUNCT ”"
    assert contents(words, ["said"], ["It holds", "For now"]) == [("said", ["It holds"]), ("", ["For now"])]


def test_words_in_the_next_paragraph_that_nobody_quotes_are_none():
    words = "“ It/PRON holds/VERB ,/PUNCT ” she/PRON said/VERB ./PUNCT || Snow/NOUN fell/VERB ./PUNCT"
    assert contents(words, ["said"], ["It holds", "Snow fell"]) == [("said", ["It holds"])]


def test_what_but_parts_from_the_cue_does_not_belong_to_it():
    words = "She/PRON praised/VERB the/DET aid/NOUN but/CCONJ questioned/VERB the/DET cost/NOUN"
    assert contents(words, ["questioned"], ["the aid", "the cost"]) == [("questioned", ["the cost"])]


def test_a_cue_cut_in_two_is_one():
    words = "Analysts/NOUN have/AUX said/VERB it/PRON holds/VERB"
    assert contents(words, ["have", "said"], ["it holds"]) == [("have said", ["it holds"])]


def test_a_cue_that_says_nothing_makes_no_statement():
    assert contents("She/PRON said/VERB so/ADV", ["said"], []) == []


# --------------------------------------------------------------------------------- contents that no label is left for


def test_what_officials_said_others_agreed_is_said_by_both():
    words = (
        "Mali/PROPN has/AUX agreed/VERB to/PART send/VERB observers/NOUN ,/PUNCT officials/NOUN said/VERB on/ADP "
        "Monday/PROPN ./PUNCT"
    )
    assert contents(words, ["agreed", "said"], ["to send observers"]) == [
        ("said", ["Mali has agreed to send observers"]),
        ("agreed", ["to send observers"]),
    ]


def test_an_outlet_that_closes_the_sentence_only_passes_it_on():
    words = "Mali/PROPN has/AUX agreed/VERB to/PART send/VERB observers/NOUN ,/PUNCT local/ADJ media/NOUN reported/VERB ./PUNCT"
    assert contents(words, ["agreed", "reported"], ["to send observers"]) == [("agreed", ["to send observers"])]


def test_what_follows_a_sure_cue_is_its_content():
    words = "Lund/PROPN said/VERB Mali/PROPN has/AUX agreed/VERB to/PART send/VERB observers/NOUN ./PUNCT"
    assert contents(words, ["said", "agreed"], ["to send observers"]) == [
        ("said", ["Mali has agreed to send observers"]),
        ("agreed", ["to send observers"]),
    ]


def test_an_unsure_cue_gets_no_content():
    words = "Lund/PROPN said/VERB Mali/PROPN has/AUX agreed/VERB to/PART send/VERB observers/NOUN ./PUNCT"
    marks = contents(words, ["said", "agreed"], ["to send observers"], cue_score=0.5)
    assert marks == [("agreed", ["to send observers"])]


def test_a_cue_inside_what_somebody_says_gets_the_rest_of_it():
    words = "Lund/PROPN said/VERB Mali/PROPN has/AUX agreed/VERB to/PART send/VERB observers/NOUN ./PUNCT"
    assert contents(words, ["said", "agreed"], ["Mali has agreed to send observers"]) == [
        ("said", ["Mali has agreed to send observers"]),
        ("agreed", ["to send observers"]),
    ]


def test_a_quotation_goes_to_the_cue_beside_it():
    words = "Lund/PROPN said/VERB it/PRON holds/VERB ./PUNCT | “ It/PRON is/AUX new/ADJ ,/PUNCT ” she/PRON added/VERB ./PUNCT"
    assert contents(words, ["said", "added"], ["it holds", "It is new"]) == [
        ("said", ["it holds"]),
        ("added", ["It is new"]),
    ]


# ---------------------------------------------------------------------------------------------------------- thoughts


@pytest.mark.parametrize("verb", ["hopes", "wants", "believes", "expects", "fears"])
def test_what_somebody_thinks_is_no_statement(verb):
    assert contents(f"She/PRON {verb}/VERB it/PRON holds/VERB", [verb], ["it holds"]) == []


def test_a_thought_that_is_quoted_is_a_statement():
    words = "She/PRON hopes/VERB “ it/PRON holds/VERB ”"
    assert contents(words, ["hopes"], ["“it holds”"]) == [("hopes", ["it holds"])]


def test_what_somebody_says_that_he_hopes_is_a_statement():
    words = "She/PRON said/VERB she/PRON hopes/VERB it/PRON holds/VERB"
    assert contents(words, ["said"], ["she hopes it holds"]) == [("said", ["she hopes it holds"])]


def test_what_one_told_according_to_an_agency_is_told_by_that_one():
    words = (
        "“ Patience/NOUN pays/VERB ,/PUNCT ” aide/NOUN Per/PROPN Berg/PROPN told/VERB reporters/NOUN ,/PUNCT "
        "according/VERB to/ADP Nordnet/PROPN ./PUNCT"
    )
    given = ["“Patience pays,”", "aide Per Berg told"]
    assert contents(words, ["according to"], given) == [("told", ["Patience pays"])]


def test_according_to_somebody_alone_keeps_its_cue():
    words = "Patience/NOUN pays/VERB ,/PUNCT according/VERB to/ADP Berg/PROPN ./PUNCT"
    assert contents(words, ["according to"], ["Patience pays"]) == [("according to", ["Patience pays"])]


@pytest.mark.parametrize("phrase", lists.lines("empty_sayings"))
def test_no_set_phrase_is_found_in_a_plain_saying_or_inside_another(phrase):
    plain = "the minister said that according to the plan , he would say so , and that the town said yes"
    assert f" {phrase} " not in f" {plain} "
    assert not any(other != phrase and f" {other} " in f" {phrase} " for other in lists.lines("empty_sayings"))


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("The move went according to plan and was over before noon.", 0),
        ("The move went well, according to the plan of the ministry, and the minister said so.", 1),
        ("A reserve of, say, two million barrels would last through the winter.", 0),
        ("They say two million barrels would last through the winter.", 1),
        ("The tunnel, said to be the longest in the Alps, was closed.", 0),
        ("The ministry has not confirmed that the minister will go to Oslo.", 0),
        ("The ministry has now confirmed that the minister will go to Oslo.", 1),
    ],
)
def test_what_nobody_says_is_no_statement(text, statements):
    marks = mark_report(Report(text=text, published=date(2025, 10, 21)), encoder())
    assert min(len(marks.statements), 1) == statements


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("OSLO — The talks will go on, the foreign minister said on Monday.", "The talks"),
        ("LAGOS (Example Wire) -- The talks will go on, the foreign minister said on Monday.", "The talks"),
        ("The talks — all of them — will go on, the foreign minister said on Monday.", "The talks"),
    ],
)
def test_nobody_says_the_dateline(text, begins):
    marks = mark_report(Report(text=text, published=date(2025, 10, 21)), encoder())
    first = marks.statements[0].content[0]
    assert text[first.start : first.end].startswith(begins)


def test_a_cue_makes_one_statement():
    text = "“The talks will go on,” he told reporters, according to the Example Wire. The minister left on Monday."
    marks = mark_report(Report(text=text, published=date(2025, 10, 21)), encoder())
    assert len({s.anchor for s in marks.statements}) == len(marks.statements)
    assert "The talks will go on" in [text[c.start : c.end] for s in marks.statements for c in s.content]


def test_who_speaks_is_not_what_is_said():
    text = (
        "“A meeting of this kind takes time,” the ministry’s spokesman, Ole Berg, told reporters on Tuesday, the Example "
        "Wire reported. According to the State Office, Rubin told Larsen that the weeks ahead offered a way out."
    )
    marks = mark_report(Report(text=text, published=date(2025, 10, 21)), encoder())
    contents = [text[c.start : c.end] for s in marks.statements for c in s.content]
    assert any("takes time" in c for c in contents)
    assert not any(c.endswith(("Ole Berg", "Rubin told")) for c in contents)


def test_of_two_cues_for_the_same_words_the_nearer_one_is_theirs():
    """According to the ministry, Rubin told Larsen that it holds."""
    content = Mark("CONTENT", 52, 60)
    far, near = (
        StatementMark(Mark("CUE", start, end), (content,), anchor, 1.0)
        for start, end, anchor in ((0, 12, 0), (34, 38, 6))
    )
    other = StatementMark(Mark("CUE", 70, 74), (Mark("CONTENT", 80, 90),), 20, 1.0)
    for order in ([far, near, other], [near, far, other]):
        assert sorted(by_nearest_cue(order), key=lambda s: s.anchor) == [near, other]
