"""Who is described in the first paragraph and named in the next ones."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.domain.marks import Marks
from onrecord.domain.report import Report
from onrecord.mark.names import mark_names
from onrecord.resolve.names import cast_of


def described(text: str) -> list[tuple[str, str]]:
    """Name and description of everybody who is known from the lede."""
    cast, _ = cast_of(Marks(text, (), names=mark_names(text, (), ())), report=Report(text, date(2006, 11, 4)))
    return [
        (actor.name, mention.passage.exact)
        for actor in cast.actors
        for mention in actor.mentions
        if mention.rule == "office.lede"
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The border stays shut, the Danish foreign minister said Friday.\n\nOlga Trent told reporters it was late.",
            ("Olga Trent", "the Danish foreign minister"),
        ),
        (
            "The border stays shut, a senior Danish official said.\n\n“It is late,” said Olga Trent, head of customs.",
            ("Olga Trent", "a senior Danish official"),
        ),
        (
            "The border stays shut, a UN envoy said.\n\nNobody crossed it.\n\nOlga Trent, the UN mediator, said so.",
            ("Olga Trent", "a UN envoy"),
        ),
    ],
)
def test_who_is_named_next_is_who_was_described(text, found):
    assert described(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "The border stays shut, a minister said.\n\nThe spokesman Olga Trent said it was late.",
        "The border stays shut, a minister said.\n\nOlga Trent was arrested on Monday.",
        "The border stays shut, a minister said.\n\nMs. Trent said it was late.",
        "The border stays shut, a minister said, and an envoy said no.\n\nOlga Trent said it was late.",
        "The border stays shut, Peter Voss said, and a minister said so too.\n\nOlga Trent said it was late.",
        "The border stays shut for a minister.\n\nOlga Trent said it was late.",
        "The border stays shut, a minister said.\n\nIt does.\n\nIt does.\n\nOlga Trent said it was late.",
        "The border stays shut, a minister said. Olga Trent said it was late.",
        "Ministers said the border stays shut.\n\nOlga Trent said it was late.",
        "",
    ],
)
def test_another_opening_names_nobody(text):
    assert described(text) == []


def test_the_description_serves_the_rest_of_the_report():
    """The border stays shut, the Danish foreign minister said. Olga Trent told reporters ... The minister left."""
    text = (
        "The border stays shut, the Danish foreign minister said Friday.\n\n"
        "Olga Trent told reporters it was late.\n\nThe minister left."
    )
    cast, _ = cast_of(Marks(text, (), names=mark_names(text, (), ())), report=Report(text, date(2006, 11, 4)))
    (trent,) = [actor for actor in cast.actors if actor.name == "Olga Trent"]
    assert [mention.passage.exact for mention in trent.mentions] == [
        "the Danish foreign minister",
        "Olga Trent",
        "The minister",
    ]


def test_the_official_of_the_lede_is_meant_by_the_official():
    text = "It stays shut, a Danish official said.\n\nOlga Trent said so.\n\nThe official smiled."
    cast, _ = cast_of(Marks(text, (), names=mark_names(text, (), ())), report=Report(text, date(2006, 11, 4)))
    (trent,) = [actor for actor in cast.actors if actor.name == "Olga Trent"]
    assert trent.mentions[-1].passage.exact == "The official"
