"""Names as they stand in the text."""

from __future__ import annotations

from itertools import pairwise

import pytest

from onrecord.domain.marks import Mark
from onrecord.mark.names import mark_names
from onrecord.mark.tokens import tokenize


def marked(text: str, *heads: Mark) -> list[tuple[str, str]]:
    return [(mark.label, text[mark.start : mark.end]) for mark in mark_names(text, tokenize(text), heads)]


def persons(text: str) -> list[str]:
    return [name for label, name in marked(text) if label == "PERSON"]


def bodies(text: str) -> list[str]:
    return [name for label, name in marked(text) if label == "ORG"]


def places(text: str) -> list[str]:
    return [name for label, name in marked(text) if label == "PLACE"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He met Foreign Minister Ragnar Ostrand on Monday.", "Ragnar Ostrand"),
        ("spokesman Ostrand said", "Ostrand"),
        ("Mr. Ostrand left.", "Ostrand"),
        ("Gen. Ostrand left.", "Ostrand"),
        ("Secretary of State Lorna Vexley arrived.", "Lorna Vexley"),
        ("Minister of Trade and Industry Abebe Worku arrived.", "Abebe Worku"),
        ("His counterpart Abebe Worku agreed.", "Abebe Worku"),
        ("Presidents Worku and Ostrand met.", "Worku"),
    ],
)
def test_a_title_makes_a_person(text, name):
    assert name in persons(text)


@pytest.mark.parametrize(
    "name",
    [
        "Kim Jong-il",
        "Kim Kye-Gwan",
        "Wu Bangguo",
        "Nguyen Tan Dung",
        "Omar al-Bashir",
        "Jaap de Hoop Scheffer",
        "George W. Bush",
        "R.V. Shahi",
        "Pamela O'Toole",
        "Abdullah II",
        "Ban Ki-moon",
        "Ursula von der Leyen",
        "Valery Giscard d'Estaing",
        "Enrique Peña Nieto",
    ],
)
def test_names_of_many_kinds_are_marked_whole(name):
    assert persons(f"The talks went on, {name} told reporters.") == [name]


def test_a_surname_alone_is_known_from_the_full_name():
    assert persons("Olga Trent left early. Nobody saw Trent go.") == ["Olga Trent", "Trent"]


def test_a_misspelled_surname_is_known_too():
    assert persons("Olga Mariner left early. Nobody saw Marriner go.") == ["Olga Mariner", "Marriner"]


def test_two_surnames_with_a_hyphen_are_two_people():
    text = "Olga Trent called Peter Voss. The Trent-Voss meeting was short."
    assert persons(text) == ["Olga Trent", "Peter Voss", "Trent", "Voss"]


def test_a_double_surname_is_one_person():
    assert persons("Olga Trent-Voss called.") == ["Olga Trent-Voss"]


@pytest.mark.parametrize(
    "text",
    [
        "Police said nobody was hurt.",
        "Meanwhile talks went on.",
        "Officials said so.",
        "On Tuesday the Internet was down.",
        "The President spoke.",
        "Rich nations objected.",
        "The World Cup began in June.",
        "Most Favoured Nation status was granted.",
    ],
)
def test_a_capital_letter_alone_is_no_person(text):
    assert persons(text) == []


def test_a_given_name_that_opens_a_sentence_is_a_person():
    """ "Will" and "Rich" are words too; a capital after them tells."""
    assert persons("Will Harding said so.") == ["Will Harding"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Michael Jordan flew in.", "Michael Jordan"),
        ("Chelsea Clinton flew in.", "Chelsea Clinton"),
        ("They thanked Mr. London for it.", "London"),
        ("John Major flew in.", "John Major"),
        ("Hun Sen flew in.", "Hun Sen"),
    ],
)
def test_a_place_or_a_post_can_be_part_of_a_name(text, name):
    assert persons(text) == [name]


@pytest.mark.parametrize(
    ("text", "place"), [("Jordan objected.", "Jordan"), ("They flew to Chad.", "Chad"), ("London objected.", "London")]
)
def test_a_place_is_not_mistaken_for_a_person(text, place):
    assert places(text) == [place]
    assert persons(text) == []


@pytest.mark.parametrize(
    "name",
    [
        "Tupelo Peace Movement",
        "Union of Islamic Courts",
        "Pontifical Academy of Social Sciences",
        "China Northwest Airlines",
        "Federation of Danish Chambers of Commerce",
        "Ministry of Foreign Affairs",
        "Nordic Investment Bank",
    ],
)
def test_an_organisation_is_marked_whole(name):
    assert bodies(f"Critics blamed the {name} for it.") == [name]


def test_two_organisations_joined_by_and_stay_two():
    assert bodies("The Ministry of Health and the World Bank signed.") == ["Ministry of Health", "World Bank"]


def test_an_acronym_in_brackets_marks_the_long_form():
    assert bodies("the Front Range Wheat Growers (FRWG) objected") == ["Front Range Wheat Growers", "FRWG"]


@pytest.mark.parametrize(
    "text", ["They talked about the HIV epidemic.", "GDP grew.", "He said YES.", "It broke at 5 PM."]
)
def test_an_acronym_of_a_thing_is_no_organisation(text):
    assert bodies(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Danish foreign ministry objected.", "Danish foreign ministry"),
        ("the US army left", "US army"),
        ("Denmark's parliament voted.", "parliament"),
        ("the defence ministry said", "defence ministry"),
    ],
)
def test_a_state_s_institution_written_small_is_marked(text, name):
    assert bodies(text) == [name]


@pytest.mark.parametrize("text", ["The parliament voted.", "An army of tourists came.", "police arrived"])
def test_an_institution_without_its_country_is_no_name(text):
    assert bodies(text) == []


def test_adjectives_of_countries_are_nationalities():
    assert marked("Danish and Arab envoys") == [("NATIONALITY", "Danish"), ("NATIONALITY", "Arab")]


def test_possessives_stay_outside():
    assert marked("Denmark’s and Olga Trent's plans") == [("PLACE", "Denmark"), ("PERSON", "Olga Trent")]


def test_an_unknown_name_after_in_is_a_place():
    assert places("Fighting went on in Velmora for days.") == ["Velmora"]


def test_a_known_person_after_from_is_no_place():
    assert places("Olga Velmora left. A letter from Velmora came.") == []


def test_the_west_bank_is_a_place_and_the_west_a_body():
    assert marked("The West Bank is no matter of the West.") == [("PLACE", "West Bank"), ("ORG", "the West")]


def test_a_headline_names_only_what_the_text_names():
    """Senator Calls On Trent To Quit"""
    text = "Senator Calls On Trent To Quit Over Broken Pledges.\nA rival wants Olga Trent to quit."
    assert persons(text) == ["Trent", "Olga Trent"]


def test_a_lede_full_of_names_is_no_headline():
    text = "Danish Premier Olga Trent met French President Jean Duval.\nNobody else came."
    assert persons(text) == ["Olga Trent", "Jean Duval"]


def test_the_head_decides_where_no_rule_does():
    text = "Nobody had asked Velmora about it."
    head = Mark("PERSON", text.index("Velmora"), text.index("Velmora") + 7, 0.9, "name head")
    assert marked(text) == []
    assert marked(text, head) == [("PERSON", "Velmora")]


def test_a_list_is_believed_before_the_head():
    text = "They flew to Denmark."
    head = Mark("PERSON", text.index("Denmark"), text.index("Denmark") + 7, 0.9, "name head")
    assert marked(text, head) == [("PLACE", "Denmark")]


def test_marks_say_what_decided():
    text = "Mr. Trent flew to Denmark."
    assert [mark.by for mark in mark_names(text, (), ())] == ["names.title", "gazetteer.country"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "1997", "“”", "(", "A", "'s", "- -", "O'", "al-"])
def test_nothing_in_nothing_out(text):
    assert mark_names(text, (), ()) == () or all(text[m.start : m.end].strip() for m in mark_names(text, (), ()))


def test_marks_are_in_order_and_do_not_overlap():
    text = (
        "The U.S. State Department (DoS) told Agence France-Presse in St. Petersburg, Florida, that Jr. Co. Ltd. left."
    )
    marks = mark_names(text, (), ())
    assert list(marks) == sorted(marks, key=lambda mark: mark.start)
    assert all(one.end <= other.start for one, other in pairwise(marks))


def test_a_pronoun_is_no_surname():
    """ "He" is a Chinese surname and given name too."""
    assert persons("Admiral Zheng He sailed. He never wrote. “He never wrote,” they said.") == ["Zheng He"]


@pytest.mark.parametrize(
    "text",
    [
        "Sen. Olga Trent (R-Fla.) left.",
        "The USS Olga Trent left.",
        "Typhoon Olga left.",
        "The Protocol Relating to it.",
    ],
)
def test_ships_storms_and_papers_are_no_people(text):
    assert [name for name in persons(text) if name != "Olga Trent" or "USS" in text] == []


def test_a_forum_on_something_is_marked_whole():
    assert bodies("at the Forum on China-Africa Cooperation on Monday") == ["Forum on China-Africa Cooperation"]
