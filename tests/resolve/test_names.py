"""Who is named in a report, under which forms and offices; and what is left alone."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.domain.actors import Actor, ActorKind, Cast
from onrecord.domain.entries import Doubt
from onrecord.domain.marks import Mark, Marks
from onrecord.domain.report import Report
from onrecord.resolve.names import cast_of, places_of


def marks_of(text: str, names: str) -> Marks:
    """Marks for the names given as "P Olga Trent; C Denmark; ...", every occurrence, the longest first.

    P is a person, O an organisation, C a country or place, N a nationality.
    """
    labels = {"P": "PERSON", "O": "ORG", "C": "PLACE", "N": "NATIONALITY"}
    found: list[Mark] = []
    wanted = [(labels[item.strip()[0]], item.strip()[2:]) for item in names.split(";")]
    for label, name in sorted(wanted, key=lambda pair: -len(pair[1])):
        at = text.find(name)
        while at >= 0:
            if not any(mark.start < at + len(name) and at < mark.end for mark in found):
                found.append(Mark(label, at, at + len(name)))
            at = text.find(name, at + 1)
    return Marks(text, (), names=tuple(sorted(found, key=lambda mark: mark.start)))


def read(text: str, names: str, *, dateline: str = "") -> tuple[Cast, tuple[Doubt, ...]]:
    report = Report(text, date(2006, 11, 4), dateline=dateline)
    return cast_of(marks_of(text, names), report=report)


def actor(cast: Cast, name: str) -> Actor:
    (found,) = [actor for actor in cast.actors if actor.name == name]
    return found


def said_of(cast: Cast, name: str) -> list[str]:
    return [mention.passage.exact for mention in actor(cast, name).mentions]


def rules(cast: Cast, name: str) -> list[str]:
    return [mention.rule for mention in actor(cast, name).mentions]


# --- people ----------------------------------------------------------------------------------------------------------


def test_a_person_bears_the_fullest_name_without_title():
    cast, _ = read("President Trent left. Olga Trent and Ms. Trent are one.", "P Olga Trent; P Trent")
    (person,) = cast.actors
    assert (person.name, person.kind, person.also) == ("Olga Trent", ActorKind.PERSON, ("Trent",))
    assert len(person.mentions) == 3


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Kim Kye-Gwan", "Kim"),
        ("Hu Jintao", "Hu"),
        ("Nguyen Tan Dung", "Dung"),
        ("Omar Hassan al-Bashir", "al-Bashir"),
        ("Omar Hassan al-Bashir", "Bashir"),
        ("Jaap de Hoop Scheffer", "Scheffer"),
        ("Jaap de Hoop Scheffer", "de Hoop Scheffer"),
        ("George W. Bush", "George Bush"),
        ("Enrique Peña Nieto", "Pena Nieto"),
        ("Charles Million", "Millon"),
        ("Filippo Grandi", "Filipo Grandi"),
        ("Ban Ki-moon", "Ban Ki Moon"),
    ],
)
def test_a_shorter_form_belongs_to_the_one_it_fits(full, short):
    cast, doubts = read(f"{full} came. Later {short} left.", f"P {full}; P {short}")
    assert [actor.name for actor in cast.actors] == [full]
    assert doubts == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("Olga Trent", "Olga Voss"), ("Olga Trent", "Trentham"), ("Kim Kye-Gwan", "Kim Dae-jung"), ("Khan", "Khin")],
)
def test_other_names_are_other_people(one, other):
    cast, _ = read(f"{one} came. Later {other} left.", f"P {one}; P {other}")
    assert {actor.name for actor in cast.actors} == {one, other}


def test_a_surname_of_two_people_is_nobody_s_and_a_doubt():
    text = "Olga Trent met Peter Trent. Then Trent spoke."
    cast, (doubt,) = read(text, "P Olga Trent; P Peter Trent; P Trent")
    assert len(cast.actors) == 2
    assert doubt.kind == "name"
    assert "Olga Trent or Peter Trent" in doubt.message
    assert doubt.passage is not None
    assert doubt.passage.start == text.rindex("Trent")


def test_a_title_tells_two_people_of_one_surname_apart():
    text = "Defence Minister Olga Trent met Senator Peter Trent. Then Minister Trent spoke."
    cast, doubts = read(text, "P Olga Trent; P Peter Trent; P Trent")
    assert said_of(cast, "Olga Trent") == ["Defence Minister Olga Trent", "Minister Trent"]
    assert doubts == ()


# --- offices ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Danish Foreign Minister Olga Trent left.", ("foreign minister", "Denmark")),
        ("Denmark's Foreign Minister Olga Trent left.", ("foreign minister", "Denmark")),
        ("Foreign Minister Olga Trent left.", ("foreign minister", "")),
        ("Olga Trent, the Danish foreign minister, left.", ("foreign minister", "Denmark")),
        ("Olga Trent, foreign minister of Denmark, left.", ("foreign minister", "Denmark")),
        ("Denmark's foreign minister, Olga Trent, left.", ("foreign minister", "Denmark")),
        ("The foreign minister of Denmark, Olga Trent, left.", ("foreign minister", "Denmark")),
        ("Secretary of State Olga Trent left.", ("secretary of state", "")),
        ("Danish Minister of Foreign Affairs Olga Trent left.", ("minister of foreign affairs", "Denmark")),
        ("Danish envoy Olga Trent left.", ("envoy", "Denmark")),
        ("Olga Trent, the Danish envoy to the talks, left.", ("envoy", "Denmark")),
        ("Danish trade and fisheries minister Olga Trent left.", ("trade and fisheries minister", "Denmark")),
        ("Sen. Olga Trent left.", ("senator", "")),
    ],
)
def test_an_office_is_read(text, office):
    cast, _ = read(text, "P Olga Trent; C Denmark; N Danish")
    found = [(given.title, given.of) for given in actor(cast, "Olga Trent").offices]
    assert found == [office]


@pytest.mark.parametrize(
    "text",
    [
        "Former Danish President Olga Trent left.",
        "Olga Trent, the former Danish president, left.",
        "Former President Olga Trent left.",
    ],
)
def test_a_former_office_is_marked_so(text):
    cast, _ = read(text, "P Olga Trent; N Danish")
    assert [office.former for office in actor(cast, "Olga Trent").offices] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Olga Trent left.",
        "Olga Trent, a minister said, left.",
        "Olga Trent, the Danish minister said on Monday.",
        "After a call with the president, Olga Trent left.",
        "Mr. Olga Trent left.",
        "His brother Olga Trent left.",
        "Peter Voss, the Danish president, Olga Trent and others left.",
    ],
)
def test_what_looks_like_an_office_and_is_none(text):
    cast, _ = read(text, "P Olga Trent; P Peter Voss; N Danish")
    assert actor(cast, "Olga Trent").offices == ()


def test_a_spokesman_for_a_president_is_not_the_president_s_office():
    cast, _ = read("A spokesman for Danish President Olga Trent left.", "P Olga Trent; N Danish")
    assert [office.title for office in actor(cast, "Olga Trent").offices] == ["president"]


def test_an_office_belongs_to_a_body_by_its_usual_name():
    text = "The leader of the Tupelo Peace Movement (TPM), Olga Trent, left. The TPM leader smiled."
    cast, _ = read(text, "P Olga Trent; O Tupelo Peace Movement; O TPM")
    assert actor(cast, "Olga Trent").offices[0].of == "Tupelo Peace Movement"
    assert "The TPM leader" in said_of(cast, "Olga Trent")


def test_the_title_belongs_to_the_mention():
    """A span that covers title and name is the person, not the body in the title."""
    text = "Danish foreign ministry spokeswoman Olga Trent left."
    cast, _ = read(text, "P Olga Trent; O Danish foreign ministry")
    found = cast.at(0, text.index(" left"))
    assert found is not None
    assert found.name == "Olga Trent"


# --- descriptions ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("Danish President Olga Trent came. The president spoke.", "The president"),
        ("Danish President Olga Trent came. The Danish leader spoke.", "The Danish leader"),
        ("Danish President Olga Trent came. Denmark's president spoke.", "Denmark's president"),
        ("President Olga Trent came. The Danish president spoke.", "The Danish president"),
        ("Danish Foreign Minister Olga Trent came. They heard the minister.", "the minister"),
        ("Danish President Olga Trent came. The 61-year-old president spoke.", "The 61-year-old president"),
    ],
)
def test_a_description_that_fits_one_person_is_a_mention(text, description):
    cast, _ = read(text, "P Olga Trent; C Denmark; N Danish")
    mention = actor(cast, "Olga Trent").mentions[-1]
    assert (mention.passage.exact, mention.form, mention.rule) == (description, "nominal", "office.description")


@pytest.mark.parametrize(
    "text",
    [
        "Danish President Olga Trent came. The vice president spoke.",
        "Danish President Olga Trent came. The French president spoke.",
        "Danish President Olga Trent came. A president spoke.",
        "Danish President Olga Trent came. The presidents spoke.",
        "Danish President Olga Trent came. The president Peter Voss spoke.",
        "Former Danish President Olga Trent came. The president spoke.",
        "The president spoke. Danish President Olga Trent came.",
        "Danish spokeswoman Olga Trent came. A ministry spokeswoman left. The spokeswoman spoke.",
        "Danish official Olga Trent came. The official spoke.",
    ],
)
def test_a_description_that_may_mean_another_is_left_alone(text):
    cast, _ = read(text, "P Olga Trent; P Peter Voss; N Danish; N French")
    assert "office.description" not in rules(cast, "Olga Trent")


def test_of_two_presidents_a_bare_description_means_neither():
    text = "Danish President Olga Trent met French President Jean Duval. The president spoke."
    cast, _ = read(text, "P Olga Trent; P Jean Duval; N Danish; N French")
    assert all("office.description" not in rules(cast, name) for name in ("Olga Trent", "Jean Duval"))


def test_of_two_presidents_the_one_without_a_country_is_the_one_taken_for_granted():
    text = "President Olga Trent met French President Jean Duval. The president spoke, and the French president too."
    cast, _ = read(text, "P Olga Trent; P Jean Duval; N French")
    assert said_of(cast, "Olga Trent")[-1] == "The president"
    assert said_of(cast, "Jean Duval")[-1] == "the French president"


def test_the_country_a_report_is_written_from_is_taken_for_granted_of_the_last_one_named():
    text = "French President Jean Duval met Danish President Olga Trent. The president spoke."
    names = "P Olga Trent; P Jean Duval; N Danish; N French"
    cast, _ = read(text, names, dateline="COPENHAGEN, Nov. 4 (Newsline)")
    assert said_of(cast, "Olga Trent")[-1] == "The president"
    cast, _ = read(text, names, dateline="PARIS, Nov. 4 (Newsline)")
    assert "office.description" not in rules(cast, "Jean Duval")


# --- countries -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Copenhagen rejected the plan.",
        "The plan was rejected by Copenhagen.",
        "He accused Copenhagen of delay.",
        "Ties between Paris and Copenhagen are good.",
        "according to Copenhagen, nothing happened",
    ],
)
def test_a_capital_that_acts_is_the_country(text):
    cast, _ = read(text, "C Copenhagen; C Paris")
    assert rules(cast, "Denmark") == ["country.capital"]


@pytest.mark.parametrize(
    "text",
    [
        "They met in Copenhagen.",
        "He arrived at Copenhagen airport.",
        "He flew to Copenhagen.",
        "a Copenhagen suburb",
        "He visited Copenhagen.",
        "a Copenhagen-based firm",
        "COPENHAGEN, Nov. 4 (Newsline) -- Nobody came.",
        "Copenhagen — Nobody came.",
        "He lives in Copenhagen, Denmark.",
    ],
)
def test_a_capital_as_a_place_is_the_city(text):
    cast, _ = read(text, "C Copenhagen; C COPENHAGEN; C Denmark")
    assert [mention.rule for actor in cast.actors for mention in actor.mentions if actor.name == "Denmark"] in (
        [],
        ["country.name"],
    )


def test_a_country_s_own_name_as_a_place_says_so():
    cast, _ = read("Denmark objected. They met in Denmark.", "C Denmark")
    assert rules(cast, "Denmark") == ["country.name", "country.place"]


@pytest.mark.parametrize(
    ("text", "name", "country", "rule"),
    [
        ("The Kremlin objected.", "C Kremlin", "Russia", "country.seat"),
        ("the Danish envoy", "N Danish", "Denmark", "country.adjective"),
        ("the Danes objected", "N Danes", "Denmark", "country.people"),
        ("the Danish government objected", "N Danish", "Denmark", "country.government"),
        ("Denmark's delegation left", "C Denmark", "Denmark", "country.government"),
        ("US envoys left", "C US", "United States", "country.adjective"),
        ("the US said", "C US", "United States", "country.name"),
    ],
)
def test_how_a_name_stands_for_its_country(text, name, country, rule):
    cast, _ = read(text, name)
    assert rules(cast, country) == [rule]


def test_the_mention_of_a_government_covers_its_word():
    cast, _ = read("the Danish government objected", "N Danish")
    assert said_of(cast, "Denmark") == ["Danish government"]


def test_the_north_is_north_korea_where_korea_is_spoken_of():
    cast, _ = read("South Korea objected. The North, it said, had lied.", "C South Korea")
    assert said_of(cast, "North Korea") == ["North"]


@pytest.mark.parametrize(
    "text",
    ["Denmark objected. The North had lied.", "South Korea objected. The North Sea is cold. The North-east too."],
)
def test_the_north_elsewhere_is_nobody(text):
    cast, _ = read(text, "C South Korea; C Denmark; C North Sea")
    assert "North Korea" not in [actor.name for actor in cast.actors]


# --- bodies ----------------------------------------------------------------------------------------------------------


def test_an_acronym_in_brackets_is_the_long_form():
    text = "The Tupelo Peace Movement (TPM) met. Later the TPM dissolved."
    cast, _ = read(text, "O Tupelo Peace Movement; O TPM")
    (body,) = cast.actors
    assert (body.name, body.also) == ("Tupelo Peace Movement", ("TPM",))


def test_brackets_further_on_introduce_nothing():
    cast, _ = read("The Tupelo Peace Movement met (as did the ABC).", "O Tupelo Peace Movement; O ABC")
    assert len(cast.actors) == 2


@pytest.mark.parametrize(
    ("form", "name", "kind"),
    [
        ("UN refugee agency", "UNHCR", ActorKind.ORGANISATION),
        ("KCNA", "Korean Central News Agency", ActorKind.ORGANISATION),
        ("LTTE", "Liberation Tigers of Tamil Eelam", ActorKind.GROUP),
        ("HAMAS", "Hamas", ActorKind.GROUP),
    ],
)
def test_a_listed_body_bears_its_usual_name(form, name, kind):
    cast, _ = read(f"the {form} said so", f"O {form}")
    assert (cast.actors[0].name, cast.actors[0].kind) == (name, kind)


@pytest.mark.parametrize(
    "text",
    [
        "The Danish foreign ministry objected. Later the foreign ministry left.",
        "Denmark's foreign ministry objected. Later the ministry left.",
        "The Danish Foreign Ministry objected. Later the Foreign Ministry left.",
    ],
)
def test_a_ministry_is_named_by_its_country(text):
    names = "O Danish foreign ministry; O Danish Foreign Ministry; O foreign ministry; O Foreign Ministry; C Denmark"
    cast, _ = read(text, names)
    assert len(said_of(cast, "Danish foreign ministry")) == 2


def test_a_bare_ministry_is_that_of_the_country_the_report_is_written_from():
    text = "The French foreign ministry objected. The foreign ministry agreed."
    cast, _ = read(text, "O French foreign ministry; O foreign ministry", dateline="COPENHAGEN, Nov. 4")
    assert said_of(cast, "Danish foreign ministry") == ["foreign ministry"]


def test_the_ministry_of_two_is_neither():
    text = "The Danish foreign ministry and the French trade ministry met. The ministry objected."
    cast, _ = read(text, "O Danish foreign ministry; O French trade ministry")
    assert all("body.description" not in [m.rule for m in actor.mentions] for actor in cast.actors)


def test_members_are_a_group_where_their_party_is_not_named():
    cast, _ = read("Republicans objected.", "O Republicans")
    assert (cast.actors[0].name, cast.actors[0].kind) == ("Republicans", ActorKind.GROUP)
    cast, _ = read("Republicans objected, and the Republican Party did.", "O Republicans; O Republican Party")
    assert [actor.name for actor in cast.actors] == ["Republican Party"]


# --- the cast --------------------------------------------------------------------------------------------------------


def test_actors_are_numbered_by_their_first_mention():
    cast, _ = read("Denmark sent Olga Trent to the World Bank.", "C Denmark; P Olga Trent; O World Bank")
    assert [(actor.id, actor.name) for actor in cast.actors] == [
        ("A1", "Denmark"),
        ("A2", "Olga Trent"),
        ("A3", "World Bank"),
    ]


def test_every_mention_is_where_it_says():
    text = "Danish President Olga Trent (61) met the Tupelo Peace Movement (TPM). The Danish leader smiled."
    cast, _ = read(text, "N Danish; P Olga Trent; O Tupelo Peace Movement; O TPM")
    for found in cast.actors:
        assert found.mentions
        for mention in found.mentions:
            assert text[mention.passage.start : mention.passage.end] == mention.passage.exact


@pytest.mark.parametrize("text", ["", " ", "The president spoke."])
def test_no_names_no_cast(text):
    cast, doubts = cast_of(Marks(text, ()), report=Report(text, date(2006, 11, 4)))
    assert (cast, doubts) == (Cast(), ())


def test_places_are_cities_and_countries_but_no_capital_that_acts():
    text = "Paris urged talks in Copenhagen, Denmark, or in Aarhus."
    places = places_of(marks_of(text, "C Paris; C Copenhagen; C Denmark; C Aarhus"))
    assert [place.name for place in places] == ["Copenhagen", "Denmark", "Aarhus"]


def test_once_a_surname_has_stood_for_one_it_goes_on_doing_so():
    text = "Olga Trent came. Trent spoke of her brother Peter Trent. Then Trent left."
    cast, doubts = read(text, "P Olga Trent; P Peter Trent; P Trent")
    assert said_of(cast, "Olga Trent") == ["Olga Trent", "Trent", "Trent"]
    assert doubts == ()


@pytest.mark.parametrize(
    ("text", "names", "name"),
    [
        ("The Russian Security Council met.", "N Russian; O Security Council", "Russian Security Council"),
        ("Italy's Senate met.", "C Italy; O Senate", "Italian Senate"),
        ("The Security Council met.", "O Security Council", "United Nations Security Council"),
        ("The Lebanese Hezbollah met.", "N Lebanese; O Hezbollah", "Hezbollah"),
    ],
)
def test_a_name_that_bodies_share_is_its_country_s(text, names, name):
    cast, _ = read(text, names)
    assert name in [actor.name for actor in cast.actors]


def test_a_mention_covers_the_form_of_address():
    cast, _ = read("Mr. Trent left.", "P Trent")
    assert said_of(cast, "Trent") == ["Mr. Trent"]


def test_the_more_frequent_spelling_is_the_name():
    names = "P Aung San Suu Kyi; P Aung Sang Suu Kyi"
    cast, _ = read("Aung Sang Suu Kyi came. Aung San Suu Kyi left. They met Aung San Suu Kyi.", names)
    assert [actor.name for actor in cast.actors] == ["Aung San Suu Kyi"]


def test_a_spokeswoman_of_a_person_is_known_by_that_person():
    text = "Olga Trent's spokeswoman Petra Voss came. Later Trent's spokeswoman left."
    cast, _ = read(text, "P Olga Trent; P Petra Voss; P Trent")
    assert [(office.title, office.of) for office in actor(cast, "Petra Voss").offices] == [
        ("spokeswoman", "Olga Trent")
    ]
    assert said_of(cast, "Petra Voss")[-1] == "Trent's spokeswoman"


def test_a_spokeswoman_of_another_person_is_not_meant():
    text = "Olga Trent's spokeswoman Petra Voss came with Jean Duval. Later Duval's spokeswoman left."
    cast, _ = read(text, "P Olga Trent; P Petra Voss; P Jean Duval; P Duval")
    assert "office.description" not in rules(cast, "Petra Voss")
