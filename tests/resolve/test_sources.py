"""Whom the words before or after a cue name."""

from __future__ import annotations

import pytest

from onrecord.resolve.crowd import Crowd
from onrecord.resolve.sources import Sources
from tests.resolve.said_by_hand import cast, marks, tagged


def read(words: str, names: str = "", nominals: tuple[tuple[str, str], ...] = ()) -> list[str]:
    """The names and descriptions of the figures in the whole text."""
    text, tokens = tagged(words)
    crowd = Crowd(marks(text, tokens, ()), cast(text, names, nominals=nominals))
    sources = Sources(tokens, crowd)
    figures = sources.figures(0, len(tokens))
    return [crowd[f.actor].name if f.actor else sources.description(f, text) for f in figures]


@pytest.mark.parametrize(
    ("words", "names", "who"),
    [
        ("Sara/PROPN Lund/PROPN", "P Sara Lund", ["Sara Lund"]),
        ("Deputy/ADJ Prime/ADJ Minister/NOUN Sara/PROPN Lund/PROPN", "P Sara Lund", ["Sara Lund"]),
        (
            "the/DET president/NOUN of/ADP the/DET Tupelo/PROPN Council/PROPN ,/PUNCT Rabbi/PROPN Levi/PROPN Stern/PROPN",
            "P Levi Stern; O Tupelo Council",
            ["Levi Stern"],
        ),
        (
            "Levi/PROPN Stern/PROPN ,/PUNCT president/NOUN of/ADP the/DET Tupelo/PROPN Council/PROPN",
            "P Levi Stern; O Tupelo Council",
            ["Levi Stern"],
        ),
        (
            "Minister/NOUN of/ADP Foreign/PROPN Affairs/PROPN Per/PROPN Berg/PROPN",
            "P Per Berg",
            ["Per Berg"],
        ),
        (
            "Sara/PROPN Lund/PROPN ,/PUNCT who/PRON chairs/VERB the/DET Tupelo/PROPN Council/PROPN",
            "P Sara Lund; O Tupelo Council",
            ["Sara Lund"],
        ),
        ("holidaymaker/NOUN Sara/PROPN Lund/PROPN", "P Sara Lund", ["Sara Lund"]),
        (
            "Visiting/VERB Norway/PROPN 's/PART premier/NOUN Sara/PROPN Lund/PROPN",
            "P Sara Lund; C Norway",
            ["Sara Lund"],
        ),
        (
            "OSLO/PROPN (/PUNCT Nordnet/PROPN )/PUNCT --/PUNCT Mayor/PROPN Sara/PROPN Lund/PROPN",
            "P Sara Lund; O Nordnet",
            ["Sara Lund"],
        ),
        (
            "Deputy/ADJ Prime/ADJ Minister/NOUN and/CCONJ Finance/PROPN Minister/PROPN Sara/PROPN Lund/PROPN",
            "P Sara Lund",
            ["Sara Lund"],
        ),
    ],
)
def test_a_person_is_found_among_titles_and_appositions(words, names, who):
    assert read(words, names) == who


@pytest.mark.parametrize(
    ("words", "names", "who"),
    [
        ("a/DET spokesman/NOUN for/ADP President/PROPN Lund/PROPN", "P Lund", ["President Lund spokesman"]),
        ("Lund/PROPN 's/PART official/ADJ spokesman/NOUN", "P Lund", ["Lund's official spokesman"]),
        ("Lund/PROPN aides/NOUN", "P Lund", ["Lund aides"]),
        ("the/DET widow/NOUN of/ADP Lund/PROPN", "P Lund", ["widow of Lund"]),
    ],
)
def test_whoever_belongs_to_a_person_is_not_that_person(words, names, who):
    assert read(words, names) == who


@pytest.mark.parametrize(
    ("words", "names", "who"),
    [
        ("a/DET White/PROPN House/PROPN official/NOUN", "C White House", ["White House official"]),
        ("a/DET senior/ADJ Turkish/ADJ official/NOUN", "C Turkish", ["senior Turkish official"]),
        ("an/DET official/NOUN at/ADP the/DET foreign/ADJ ministry/NOUN", "", ["foreign ministry official"]),
        (
            "South/ADJ Korean/ADJ foreign/ADJ ministry/NOUN spokesman/NOUN",
            "C South Korean",
            ["South Korean foreign ministry spokesman"],
        ),
        ("the/DET official/NOUN who/PRON asked/VERB not/PART to/PART be/AUX named/VERB", "", ["official"]),
        ("residents/NOUN of/ADP Oslo/PROPN", "C Oslo", ["residents of Oslo"]),
        ("voters/NOUN leaving/VERB the/DET polls/NOUN", "", ["voters"]),
        ("a/DET Norwegian-based/ADJ relief/NOUN group/NOUN", "", ["Norwegian-based relief group"]),
        ("the/DET trade/NOUN and/CCONJ industry/NOUN minister/NOUN", "", ["trade and industry minister"]),
    ],
)
def test_an_unnamed_source_bears_the_shortest_description(words, names, who):
    assert read(words, names) == who


@pytest.mark.parametrize(
    ("words", "names", "who"),
    [
        ("the/DET United/PROPN Front/PROPN", "O United Front", ["United Front"]),
        ("the/DET ruling/ADJ Tupelo/PROPN movement/NOUN", "O Tupelo", ["Tupelo"]),
        ("the/DET Nordnet/PROPN news/NOUN agency/NOUN", "O Nordnet", ["Nordnet"]),
        ("Norway/PROPN 's/PART government/NOUN", "C Norway", ["Norway"]),
        ("local/ADJ newspaper/NOUN Dagen/PROPN", "O Dagen", ["Dagen"]),
        (
            "the/DET Oslo-based/ADJ Nordic/PROPN League/PROPN (/PUNCT NL/PROPN )/PUNCT",
            "O Nordic League, NL",
            ["Nordic League"],
        ),
    ],
)
def test_a_body_is_found_among_the_words_that_say_what_it_is(words, names, who):
    assert read(words, names) == who


@pytest.mark.parametrize(
    ("words", "names", "who"),
    [
        ("Sara/PROPN Lund/PROPN and/CCONJ Per/PROPN Berg/PROPN", "P Sara Lund; P Per Berg", ["Sara Lund", "Per Berg"]),
        (
            "Sara/PROPN Lund/PROPN ,/PUNCT Per/PROPN Berg/PROPN and/CCONJ officials/NOUN",
            "P Sara Lund; P Per Berg",
            ["Sara Lund", "Per Berg", "officials"],
        ),
        ("the/DET premier/NOUN and/CCONJ residents/NOUN", "", ["premier", "residents"]),
        ("Norway/PROPN as/ADP well/ADV as/ADP Denmark/PROPN", "C Norway; C Denmark", ["Norway", "Denmark"]),
        ("a/DET spokesman/NOUN and/CCONJ Sara/PROPN Lund/PROPN", "P Sara Lund", ["spokesman", "Sara Lund"]),
    ],
)
def test_joint_speakers_are_told_apart(words, names, who):
    assert read(words, names) == who


@pytest.mark.parametrize(
    ("words", "names", "who"),
    [
        (
            "the/DET leaders/NOUN of/ADP Norway/PROPN and/CCONJ Denmark/PROPN",
            "C Norway; C Denmark",
            ["leaders"],
        ),
        ("the/DET ministry/NOUN of/ADP trade/NOUN and/CCONJ industry/NOUN", "", ["ministry"]),
        (
            "After/ADP talks/NOUN with/ADP Per/PROPN Berg/PROPN ,/PUNCT Sara/PROPN Lund/PROPN",
            "P Sara Lund; P Per Berg",
            ["Sara Lund"],
        ),
    ],
)
def test_what_and_joins_inside_a_description_is_one(words, names, who):
    assert [name.split(" of ")[0].split()[-1] for name in read(words, names)] == [name.split()[-1] for name in who]


def test_a_document_speaks_for_who_issued_it():
    text, tokens = tagged("a/DET statement/NOUN from/ADP the/DET French/PROPN Embassy/PROPN")
    crowd = Crowd(marks(text, tokens, ()), cast(text, "O French Embassy"))
    sources = Sources(tokens, crowd)
    (figure,) = sources.figures(0, len(tokens))
    assert sources.is_document(figure)
    assert crowd[sources.issuer(figure, 0, len(tokens))].name == "French Embassy"


def test_whom_a_document_is_about_did_not_issue_it():
    text, tokens = tagged("a/DET report/NOUN on/ADP Norway/PROPN")
    crowd = Crowd(marks(text, tokens, ()), cast(text, "C Norway"))
    sources = Sources(tokens, crowd)
    (figure,) = sources.figures(0, len(tokens))
    assert sources.issuer(figure, 0, len(tokens)) == ""


def test_words_that_name_nobody_give_no_figure():
    assert read(",/PUNCT and/CCONJ of/ADP") == []
