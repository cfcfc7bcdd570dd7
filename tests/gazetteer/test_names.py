"""What listed names stand for."""

from __future__ import annotations

import pytest

from onrecord.gazetteer.names import adjective_of, country_of, find, look_up, pieces


def meant(text: str) -> list[tuple[str, str]]:
    return [(found.entry.name, found.entry.role.value) for found in find(text)]


@pytest.mark.parametrize(
    ("form", "country"),
    [
        ("U.S.", "United States"),
        ("DPRK", "North Korea"),
        ("Burma", "Myanmar"),
        ("Downing Street", "Britain"),
        ("Kiev", "Ukraine"),
        ("Kyiv", "Ukraine"),
        ("Holy See", "Vatican"),
        ("Ivorian", "Ivory Coast"),
        ("Dutch", "Netherlands"),
        ("Côte d’Ivoire", "Ivory Coast"),
    ],
)
def test_a_form_stands_for_its_country(form, country):
    assert country_of(form) == country


@pytest.mark.parametrize("form", ["Hamas", "Geneva", "Arab", "Reuters", "Smith", ""])
def test_what_stands_for_no_country_says_so(form):
    assert country_of(form) == ""


def test_the_longest_name_wins():
    assert meant("South Korea, North Carolina and the West Bank") == [
        ("South Korea", "name"),
        ("North Carolina", "name"),
        ("West Bank", "name"),
    ]


def test_the_west_acts_but_not_as_the_first_half_of_a_place():
    assert meant("He blamed the West.") == [("the West", "name")]
    assert meant("They live on the West Side.") == []


def test_datelines_are_read_though_they_shout():
    assert meant("JAKARTA, Nov. 3") == [("Indonesia", "capital")]


def test_a_shouted_pronoun_is_no_country():
    assert meant("GIVE it to us") == []


def test_a_name_over_a_line_break_is_one_name():
    assert meant("the United\nNations said") == [("United Nations", "name")]


def test_a_name_is_not_found_across_a_comma():
    assert meant("from New, York said") == []


def test_small_letters_are_no_name():
    assert meant("a turkey with china plates in a jordan") == []


def test_pieces_remember_where_they_stood():
    text = "Kim Jong-il’s U.S. trip"
    assert all(text[piece.start : piece.end] == piece.text for piece in pieces(text))
    assert [piece.gap for piece in pieces(text)] == ["", " ", "-", "’", " ", " "]


def test_the_adjective_of_a_country_without_one_is_its_name():
    assert adjective_of("New Zealand") == "New Zealand"
    assert adjective_of("Norway") == "Norwegian"


def test_outlets_answer_to_their_acronyms():
    entry = look_up("KCNA")
    assert entry is not None
    assert entry.name == "Korean Central News Agency"
