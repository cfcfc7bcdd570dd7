"""From marks to encounters: clauses, participants, times, places, gatherings, on whose word."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from importlib import resources

import pytest

from onrecord.domain.entries import Manner, Statement, Status
from onrecord.domain.passage import Passage
from onrecord.domain.when import When
from onrecord.entries.clauses import Clauses
from onrecord.entries.encounters import write_encounters
from onrecord.entries.evidence import CLIP, Scale, log_odds, tables
from onrecord.entries.gatherings import article, gather
from onrecord.entries.informants import informants, telling
from onrecord.entries.participants import FILL, Part, fits, place, signs, taking_part, weigh, weighed
from onrecord.entries.places import candidates, dateline, location_of
from onrecord.entries.scope import sort
from onrecord.entries.timing import fineness, time_of
from tests.entries.trees import actor, mark, setting, text_of, tree


class Tied:
    """Ties that are 0.95 between the words named, 0.05 between all others."""

    def __init__(self, *pairs: tuple[str, int, int]) -> None:
        self.pairs = set(pairs)

    def score(self, label: str, anchor: int, tokens: Sequence[int]) -> list[float]:
        return [0.95 if (label, anchor, k) in self.pairs else 0.05 for k in tokens]


MET = tree(
    "Dahl/PROPN/nsubj/2 met/VERB/root/0 Aksoy/PROPN/obj/2 in/ADP/case/5 Ankara/PROPN/obl/2 on/ADP/case/7 Monday/PROPN/obl/2"
)
DAHL = actor(MET, "A1", "Espen Dahl", "Dahl", office="Norway")
AKSOY = actor(MET, "A2", "Selim Aksoy", "Aksoy", office="Turkey")
TURKEY = actor(MET, "A3", "Turkey", kind="country")
MONDAY = When("2025-10-20", date(2025, 10, 20), date(2025, 10, 20), Passage.of(text_of(MET), 27, 33))


# ---- clauses --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tokens", "anchor", "phrase", "way", "part"),
    [
        (MET, 1, (0, 1), "own", "subject"),
        (MET, 1, (2, 3), "own", "object"),
        (MET, 1, (4, 5), "own", "in"),
        (tree("talks/NOUN/root/0 between/ADP/case/3 Chad/PROPN/nmod/1"), 0, (2, 3), "own", "between"),
        (tree("Li/PROPN/nmod/3 's/PART/case/1 visit/NOUN/root/0"), 2, (0, 1), "own", "owner"),
        (tree("Chad/PROPN/nsubj/2 held/VERB/root/0 talks/NOUN/obj/2"), 2, (0, 1), "above", "subject"),
        (
            tree("Li/PROPN/root/0 who/PRON/nsubj/3 met/VERB/acl:relcl/1 Wu/PROPN/obj/3"),
            2,
            (0, 1),
            "relative",
            "acl:relcl",
        ),
        (tree("Li/PROPN/nsubj/2 sang/VERB/root/0", "They/PRON/nsubj/2 met/VERB/root/0"), 3, (0, 1), "", ""),
    ],
)
def test_the_role_of_a_phrase(tokens, anchor, phrase, way, part):
    role = Clauses(tokens).role(anchor, *phrase)
    assert (role.way, role.part) == (way, part)


def test_those_joined_by_and_have_one_role():
    tokens = tree("Li/PROPN/nsubj/4 and/CCONJ/cc/3 Wu/PROPN/conj/1 met/VERB/root/0")
    clauses = Clauses(tokens)
    assert clauses.role(3, 2, 3) == clauses.role(3, 0, 1)


def test_a_country_that_describes_somebody_is_inside_his_phrase():
    """The Chinese president met Li."""
    tokens = tree("The/DET/det/3 Chinese/ADJ/amod/3 president/NOUN/nsubj/4 met/VERB/root/0 Li/PROPN/obj/4")
    role = Clauses(tokens).role(3, 1, 2)
    assert (role.way, role.part, role.inside) == ("own", "subject", 2)


def test_a_token_that_governs_itself_is_a_root():
    tokens = tree("They/PRON/nsubj/2 met/VERB/root/2")
    assert Clauses(tokens).governor(1) == -1
    assert Clauses(tokens).upwards(0) == [0, 1]


# ---- evidence -------------------------------------------------------------------------------------------------------


def test_signs_without_a_weight_do_not_count():
    scale = Scale(0.0, 0.5, {"a": 1.0})
    assert scale.odds({"a": 2.0, "unheard of": 9.0}) == 2.0
    assert scale.probability({}) == 0.5
    assert scale.heaviest({"a": 1.0, "unheard of": 9.0}) == "a"


def test_a_head_is_believed_so_far_and_no_further():
    assert log_odds(0.0) == -CLIP
    assert log_odds(1.0) == CLIP
    assert log_odds(0.2) == pytest.approx(-log_odds(0.8))


def test_the_weights_answer_every_question_with_figures():
    asked = ("participant", "time", "place")
    questions = {*asked, *(f"{question}_by_mention" for question in asked), "counts"}
    assert set(tables()) == questions | {"same", "status"}
    assert all(isinstance(w, float) for w in tables()["same"]["weights"].values())
    assert set(tables()["status"]["weights"]) == {str(s) for s in Status}
    for question in questions:
        assert 0 < tables()[question]["least"] < 1
        assert all(isinstance(w, float) for w in tables()[question]["weights"].values())


def test_no_word_stands_twice_in_a_list():
    text = resources.files("onrecord.entries").joinpath("lists/encounter_words.toml").read_text("utf-8")
    for name, words in tomllib.loads(text).items():
        assert len(words) == len(set(words)), name
        assert all(word == word.lower().strip() and " " not in word for word in words), name


# ---- participants ---------------------------------------------------------------------------------------------------


def test_subject_and_object_of_meeting_take_part_and_the_place_does_not():
    spoken = mark(MET, "met")
    tied = Tied(("participant", 1, 0), ("participant", 1, 3))
    here = setting(MET, spoken, actors=(DAHL, AKSOY, actor(MET, "A3", "Ankara", "Ankara", kind="country")), ties=tied)
    assert [part.actor.name for part in taking_part(weigh(here, [spoken]))] == ["Espen Dahl", "Selim Aksoy"]


def test_who_speaks_of_a_meeting_takes_no_part_for_that():
    """Lund said Dahl met Aksoy."""
    tokens = tree("Lund/PROPN/nsubj/2 said/VERB/root/0 Dahl/PROPN/nsubj/4 met/VERB/ccomp/2 Aksoy/PROPN/obj/4")
    spoken = mark(tokens, "met")
    names = {"Lund": "A1", "Dahl": "A2", "Aksoy": "A3"}
    tied = Tied(("participant", 3, 2), ("participant", 3, 4))
    people = tuple(actor(tokens, id, name, name) for name, id in names.items())
    here = setting(tokens, spoken, actors=people, ties=tied)
    assert [part.actor.name for part in taking_part(weigh(here, [spoken]))] == ["Dahl", "Aksoy"]
    role = here.clauses.role(spoken.anchor, 0, 1)
    assert place(here, spoken.anchor, role) == "above subject, of saying"


def test_the_counterpart_of_another_meeting_is_known_as_such():
    """After talks with Wu he met Li."""
    tokens = tree(
        "After/ADP/case/2 talks/NOUN/obl/6 with/ADP/case/4 Wu/PROPN/nmod/2 he/PRON/nsubj/6 met/VERB/root/0 Li/PROPN/obj/6"
    )
    talks, met = mark(tokens, "talks"), mark(tokens, "met")
    wu, li = actor(tokens, "A1", "Wu", "Wu"), actor(tokens, "A2", "Li", "Li")
    here = setting(tokens, talks, met, actors=(wu, li))
    (wu_met, li_met), (wu_talks, _) = signs(here, met), signs(here, talks)
    assert "belongs to another mention" in wu_met
    assert "belongs to another mention" not in wu_talks
    assert "belongs to another mention" not in li_met


@pytest.mark.parametrize(
    ("kind", "pronoun", "can"),
    [
        ("person", "he", True),
        ("country", "he", False),
        ("country", "it", True),
        ("person", "its", False),
        ("person", "they", True),
        ("organisation", "their", True),
    ],
)
def test_grammar_tells_whom_a_pronoun_can_mean(kind, pronoun, can):
    assert fits(actor(MET, "A1", "X", kind=kind), pronoun) is can


def test_nobody_meets_alone_but_nobody_is_made_up():
    def parts(*chances: float) -> list[Part]:
        return [Part(actor(MET, f"A{k}", f"X{k}"), chance, "") for k, chance in enumerate(chances)]

    assert len(taking_part(parts(0.9, FILL + 0.01, 0.01))) == 2
    assert len(taking_part(parts(0.9, FILL - 0.01, 0.01))) == 1
    assert taking_part(parts(0.01, 0.02)) == []
    assert len(taking_part(parts(0.9, 0.8, 0.7, 0.1))) == 3


def test_company_knows_whose_country_a_minister_speaks_for():
    spoken = mark(MET, "met")
    here = setting(MET, spoken, actors=(TURKEY, AKSOY, DAHL))
    turkey, aksoy, dahl = weighed(here, [spoken], lambda _: [0.6, 0.9, 0.8])
    assert turkey["its own person"] == 0.9
    assert aksoy["its country"] == 0.6
    assert dahl["its country"] == 0.0
    assert aksoy["place 0"] == turkey["place 2"] == 1.0


def test_somebody_in_office_is_not_a_private_person():
    assert sort(DAHL) == "somebody in office"
    assert sort(actor(MET, "A9", "Hana Rewi")) == "a private person"
    assert sort(TURKEY) == "a country"


# ---- one or several -------------------------------------------------------------------------------------------------


def test_two_mentions_tied_as_same_are_one_encounter_and_two_untied_are_two():
    """Dahl met Aksoy. The meeting was long."""
    tokens = tree(
        "Dahl/PROPN/nsubj/2 met/VERB/root/0 Aksoy/PROPN/obj/2",
        "The/DET/det/2 meeting/NOUN/nsubj/4 was/AUX/cop/4 long/ADJ/root/0",
    )
    marks = (mark(tokens, "met"), mark(tokens, "meeting"))
    tied = setting(tokens, *marks, ties=Tied(("same", 1, 4), ("same", 4, 1)))
    assert gather(tied) == [[marks[0], marks[1]]]
    visit = mark(tokens, "meeting", kind="visit", status="scheduled")
    assert len(gather(setting(tokens, marks[0], visit, ties=Tied()))) == 2


def test_meetings_that_name_others_are_others():
    """Dahl met Aksoy and Lund met Berg: tied or not, they are two."""
    tokens = tree(
        "Dahl/PROPN/nsubj/2 met/VERB/root/0 Aksoy/PROPN/obj/2",
        "Lund/PROPN/nsubj/2 visited/VERB/root/0 Berg/PROPN/obj/2",
    )
    marks = (mark(tokens, "met"), mark(tokens, "visited"))
    actors = tuple(actor(tokens, f"A{k}", n, n) for k, n in enumerate(("Dahl", "Aksoy", "Lund", "Berg")))
    tied = Tied(("same", 1, 4), ("same", 4, 1))
    assert len(gather(setting(tokens, *marks, actors=actors, ties=tied))) == 2


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("The/DET/det/2 meeting/NOUN/root/0", ["definite"]),
        ("A/DET/det/2 meeting/NOUN/root/0", ["indefinite"]),
        ("Another/DET/det/2 meeting/NOUN/root/0", ["another"]),
        ("The/DET/det/3 second/ADJ/amod/3 meeting/NOUN/root/0", ["another", "definite"]),
        ("Long/ADJ/amod/2 meeting/NOUN/root/0", ["bare"]),
    ],
)
def test_what_the_article_says(sentence, says):
    tokens = tree(sentence)
    spoken = mark(tokens, "meeting")
    assert article(setting(tokens, spoken), spoken) == says


# ---- when and where -------------------------------------------------------------------------------------------------


def test_a_time_beside_the_verb_is_its_time():
    spoken = mark(MET, "met")
    ties = Tied(("time", 1, 6))
    assert time_of(setting(MET, spoken, whens=(MONDAY,), ties=ties), [spoken]).value == MONDAY


def test_a_time_of_another_paragraph_that_no_head_ties_is_not():
    tokens = tree(
        "Dahl/PROPN/nsubj/2 met/VERB/root/0 Aksoy/PROPN/obj/2",
        "Rain/NOUN/nsubj/2 fell/VERB/root/0",
        "Trams/NOUN/nsubj/2 stopped/VERB/root/0 Monday/PROPN/obl/2",
    )
    spoken = mark(tokens, "met")
    start = text_of(tokens).index("Monday")
    monday = When("2025-10-20", MONDAY.first, MONDAY.last, Passage.of(text_of(tokens), start, start + 6))
    assert time_of(setting(tokens, spoken, whens=(monday,), ties=Tied()), [spoken]).value is None


@pytest.mark.parametrize(
    ("value", "how"),
    [
        ("2025-10-20", "day"),
        ("2025-10-20/2025-10-21", "span"),
        ("2025-W43", "week"),
        ("2025-10", "month"),
        ("2025", "year"),
    ],
)
def test_how_fine_a_time_is(value, how):
    assert fineness(When(value, None, None)) == how


@pytest.mark.parametrize(
    ("line", "home"),
    [
        ("NEW YORK, April 9, 1997 (AFP)", "New York"),
        ("Ankara, Oct 20", "Ankara"),
        ("", ""),
        ("(AFP)", ""),
    ],
)
def test_the_place_of_a_dateline(line, home):
    assert dateline(line) == home


def test_the_dateline_is_a_place_only_where_the_text_says_here():
    tokens = tree("They/PRON/nsubj/2 met/VERB/root/0 here/ADV/advmod/2")
    spoken = mark(tokens, "met")
    tied = Tied(("place", 1, 2))
    found = location_of(setting(tokens, spoken, dateline="OSLO, Oct 20", ties=tied), [spoken])
    assert found.value is not None
    assert (found.value.name, found.value.passage.exact) == ("Oslo", "here")
    there = tree("They/PRON/nsubj/2 met/VERB/root/0 there/ADV/advmod/2")
    assert list(candidates(setting(there, mark(there, "met"), dateline="OSLO, Oct 20"))) == []
    assert list(candidates(setting(tokens, spoken))) == []


# ---- on whose word --------------------------------------------------------------------------------------------------


def test_a_status_that_stands_in_a_statement_rests_on_its_speakers_word():
    text = text_of(MET)
    said = Statement("S1", (AKSOY,), None, (Passage.of(text, 0, len(text)),), Manner.INDIRECT)
    spoken = mark(MET, "met")
    word = informants(setting(MET, spoken, actors=(DAHL, AKSOY), statements=(said,)), [spoken], Status.HELD)
    assert word.actors == (AKSOY,)
    assert word.grounds[0].because == "“met” stands in S1"
    assert informants(setting(MET, spoken), [spoken], Status.HELD).actors == ()


def test_the_mention_that_says_so_most_strongly_tells_the_status():
    tokens = tree("They/PRON/nsubj/2 met/VERB/root/0 for/ADP/case/4 talks/NOUN/obl/2")
    held, off = mark(tokens, "met", status="held"), mark(tokens, "talks", status="off")
    assert telling([held, off], Status.HELD) is held
    assert telling([held, off], Status.OFF) is off


# ---- the entry ------------------------------------------------------------------------------------------------------


def test_an_encounter_says_what_each_of_its_fields_rests_on():
    spoken = mark(MET, "met")
    here = setting(MET, spoken, actors=(DAHL, AKSOY), whens=(MONDAY,), ties=Tied(("time", 1, 6)))
    (encounter,), doubts = write_encounters(here.report, here.marks, here.cast, (MONDAY,))
    assert [each.name for each in encounter.participants] == ["Espen Dahl", "Selim Aksoy"]
    assert (encounter.id, encounter.status, encounter.when) == ("E1", Status.HELD, MONDAY)
    assert {ground.field for ground in encounter.grounds} >= {"participants", "kind", "status", "when"}
    assert all(ground.rule for ground in encounter.grounds if ground.field != "status")
    assert doubts == ()


def test_an_encounter_of_nobody_is_not_written_down():
    """The meeting ended."""
    tokens = tree("The/DET/det/2 meeting/NOUN/nsubj/3 ended/VERB/root/0")
    here = setting(tokens, mark(tokens, "meeting"))
    encounters, _ = write_encounters(here.report, here.marks, here.cast, ())
    assert encounters == ()


def test_no_marks_no_encounters():
    here = setting(MET, actors=(DAHL, AKSOY))
    assert write_encounters(here.report, here.marks, here.cast, ()) == ((), ())
