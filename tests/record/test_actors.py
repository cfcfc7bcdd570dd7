from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from onrecord.domain.actors import Actor, ActorKind, Mention, Office
from onrecord.domain.passage import Passage
from onrecord.record.actors import gather_actors, same_actor
from onrecord.record.judgement import Verdict
from onrecord.record.seen import Seen

DAY = date(2025, 10, 1)


def person(name, *offices):
    return Actor("A1", name, ActorKind.PERSON, offices=tuple(Office(title, of) for title, of in offices))


def body(name, kind=ActorKind.ORGANISATION):
    return Actor("A1", name, kind)


def seen(*actors, apart=1):
    return [Seen(f"R{n}", DAY + timedelta(n * apart), actor) for n, actor in enumerate(actors)]


def groups(listed):
    return [[each.report for each in one.members] for one in gather_actors(listed)]


def test_a_country_is_one_by_whatever_name():
    listed = seen(body("South Korea", ActorKind.COUNTRY), body("Republic of Korea", ActorKind.COUNTRY))
    assert groups(listed) == [["R0", "R1"]]


def test_an_acronym_joins_the_only_body_that_it_abbreviates():
    assert groups(seen(body("Forum for Northern River States"), body("FNRS"))) == [["R0", "R1"]]


def test_an_acronym_of_two_bodies_joins_neither():
    listed = seen(body("Forum for Northern River States"), body("FNRS"), body("Fund for New Rural Schools"))
    assert groups(listed) == [["R0"], ["R1"], ["R2"]]


def test_unnamed_sources_are_never_one_across_reports():
    source = Actor("A1", "a Western diplomat", ActorKind.UNNAMED)
    assert groups(seen(source, source)) == [["R0"], ["R1"]]
    assert same_actor(source, source).verdict is Verdict.NO


def test_a_family_name_goes_to_who_holds_the_office():
    listed = seen(
        person("Sergei Ivanov", ("defence minister", "Russia")),
        person("Petar Ivanov", ("mayor", "Bulgaria")),
        person("Ivanov", ("defence minister", "Russia")),
    )
    assert groups(listed) == [["R0", "R2"], ["R1"]]


def test_a_family_name_that_two_bear_goes_to_neither():
    listed = seen(person("Sergei Ivanov"), person("Petar Ivanov"), person("Ivanov"))
    assert groups(listed) == [["R0"], ["R1"], ["R2"]]


def addressed(name):
    return Actor("A1", name.split()[-1], ActorKind.PERSON, mentions=(Mention(Passage.of(name, 0, len(name))),))


def test_a_family_name_with_a_form_of_address_goes_to_its_only_bearer_while_he_is_in_the_news():
    bearer = person("Oskar Lindqvist", ("rebel leader", ""))
    assert groups(seen(bearer, addressed("Mr. Lindqvist"))) == [["R0", "R1"]]
    assert groups(seen(bearer, addressed("Mr. Lindqvist"), apart=90)) == [["R0"], ["R1"]]


def test_a_family_name_alone_goes_to_nobody():
    assert groups(seen(person("Oskar Lindqvist", ("rebel leader", "")), addressed("Lindqvist"))) == [["R0"], ["R1"]]
    assert groups(seen(person("Oskar Lindqvist"), addressed("Mr. Lindqvist"))) == [["R0"], ["R1"]]


def test_namesakes_in_offices_of_two_countries_stay_two():
    listed = seen(person("Li Peng", ("premier", "China")), person("Li Peng", ("consul", "Singapore")))
    assert groups(listed) == [["R0"], ["R1"]]


def test_one_person_in_several_offices_of_one_country_is_one():
    listed = seen(
        person("Vladimir Putin", ("president", "Russia")), person("Vladimir Putin", ("prime minister", "Russia"))
    )
    assert groups(listed) == [["R0", "R1"]]


def test_a_person_is_no_body_of_the_same_name():
    assert groups(seen(person("Lincoln"), body("Lincoln"))) == [["R0"], ["R1"]]


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        (person("Rice", ("secretary of state", "United States")), person("Condoleezza Rice", ("secretary of state", "United States")), person("Jerome Rice", ("coach", "Canada"))),
        (person("Hassan Ali", ("minister", "Iraq")), person("Hassan Ali", ("foreign minister", "Iraq")), person("Hassan Ali", ("minister", "Egypt"))),
        (body("UN"), body("United Nations"), body("European Union")),
    ],
)  # fmt: skip
def test_the_likelier_actor_is_ranked_higher(query, better, worse):
    rank = [Verdict.NO, Verdict.UNSURE, Verdict.YES]
    assert rank.index(same_actor(query, better).verdict) > rank.index(same_actor(query, worse).verdict)


def test_the_order_of_the_reports_does_not_matter():
    listed = seen(
        person("Sergei Ivanov", ("defence minister", "Russia")), person("Ivanov", ("defence minister", "Russia")),
        person("Petar Ivanov"), person("S. Ivanov"), body("European Union"), body("EU"), person("Ivanov"),
    )  # fmt: skip
    expected = groups(listed)
    for seed in range(5):
        shuffled = list(listed)
        random.Random(seed).shuffle(shuffled)
        assert groups(shuffled) == expected


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (person("Kim", ("official", "North Korea")), person("Kim Jong-il", ("leader", "North Korea"))),
        (person("Ferdinand Marcos", ("president", "Philippines")), person("Ferdinand Marcos Jr.", ("president", "Philippines"))),
        (person("Ahmed Ali Saleh", ("general", "Yemen")), person("Ali Saleh", ("president", "Yemen"))),
        (person("Zhang Wenkang", ("minister", "China")), person("Zhang Wenkong", ("mayor", "China"))),
        (person("Lee"), person("Lee Jong-seok")),
    ],
)  # fmt: skip
def test_a_country_does_not_make_one_of_two_who_are_called_alike(first, second):
    assert groups(seen(first, second)) == [["R0"], ["R1"]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (person("Kim", ("negotiator", "North Korea")), person("Kim Kye-gwan", ("negotiator", "North Korea"))),
        (person("Foaud Siniora", ("prime minister", "")), person("Fouad Siniora", ("prime minister", "Lebanon"))),
        (person("Ali Saleh", ("president", "Yemen")), person("Ahmed Ali Saleh", ("president", "Yemen"))),
        (person("Steiner", ("director", "Kenya")), person("Achim Steiner", ("envoy", "Kenya"))),
    ],
)  # fmt: skip
def test_a_post_makes_one_of_two_who_are_called_alike(first, second):
    assert groups(seen(first, second)) == [["R0", "R1"]]
