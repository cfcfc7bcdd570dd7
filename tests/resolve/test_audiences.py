"""To whom it is said, and through whom the report has it."""

from __future__ import annotations

import pytest

from onrecord.gazetteer import lists
from onrecord.resolve.audiences import phrases
from onrecord.resolve.speakers import resolve_speakers
from tests.resolve.said_by_hand import Tied, cast, marks, statement, tagged

GROUPS = ("occasions", "meetings", "quoting", "remarks", "passing_on", "apart", "encounters")


def heard(words, names, source, cue, content, *, ties=None, field="audience") -> list[str]:
    text, tokens = tagged(words)
    made = marks(text, tokens, [statement(text, tokens, cue, content)], sources=[source], ties=ties)
    found, (voice,) = resolve_speakers(made, cast(text, names), ())
    return [found.by_id(id).name for id in getattr(voice, field)]


def test_told_reporters():
    words = "Lund/PROPN told/VERB reporters/NOUN in/ADP Oslo/PROPN the/DET bridge/NOUN holds/VERB ./PUNCT"
    assert heard(words, "P Lund; C Oslo", "Lund", "told", "the bridge holds") == ["reporters"]


def test_told_a_body_by_its_name():
    words = "Lund/PROPN told/VERB Nordnet/PROPN on/ADP Monday/PROPN that/SCONJ the/DET bridge/NOUN holds/VERB ./PUNCT"
    assert heard(words, "P Lund; O Nordnet", "Lund", "told", "the bridge holds") == ["Nordnet"]


def test_urged_somebody_to_act():
    words = "Lund/PROPN urged/VERB Serbia/PROPN to/PART open/VERB the/DET archives/NOUN ./PUNCT"
    assert heard(words, "P Lund; C Serbia", "Lund", "urged", "to open the archives") == ["Serbia"]


def test_called_on_somebody():
    words = "Lund/PROPN called/VERB on/ADP the/DET rebels/NOUN to/PART go/VERB home/ADV ./PUNCT"
    assert heard(words, "P Lund", "Lund", "called on", "to go home") == ["rebels"]


def test_called_a_thing_a_name_is_said_to_nobody():
    words = "Lund/PROPN called/VERB the/DET rebels/NOUN thieves/NOUN ./PUNCT"
    assert heard(words, "P Lund", "Lund", "called", "the rebels thieves") == []


def test_said_is_said_to_nobody_in_particular():
    words = "Lund/PROPN said/VERB reporters/NOUN had/AUX left/VERB ./PUNCT"
    assert heard(words, "P Lund", "Lund", "said", "reporters had left") == []


def test_an_interview_with():
    words = (
        "Lund/PROPN said/VERB in/ADP an/DET interview/NOUN with/ADP Nordnet/PROPN that/SCONJ it/PRON holds/VERB ./PUNCT"
    )
    assert heard(words, "P Lund; O Nordnet", "Lund", "said", "it holds") == ["Nordnet"]


def test_after_a_meeting_the_other_side_is_not_the_audience():
    words = (
        "After/ADP a/DET meeting/NOUN with/ADP Berg/PROPN ,/PUNCT Lund/PROPN said/VERB that/SCONJ it/PRON holds/VERB "
        "./PUNCT"
    )
    assert heard(words, "P Lund; P Berg", "Lund", "said", "it holds") == []


def test_in_a_meeting_the_other_side_is_the_audience():
    words = "In/ADP a/DET meeting/NOUN with/ADP Berg/PROPN ,/PUNCT Lund/PROPN said/VERB that/SCONJ it/PRON holds/VERB ./PUNCT"
    assert heard(words, "P Lund; P Berg", "Lund", "said", "it holds") == ["Berg"]


def test_the_next_sentence_may_tell_to_whom():
    words = (
        "The/DET bridge/NOUN holds/VERB ,/PUNCT Lund/PROPN said/VERB ./PUNCT | "
        "She/PRON made/VERB the/DET remarks/NOUN in/ADP a/DET letter/NOUN to/ADP Berg/PROPN ./PUNCT"
    )
    assert heard(words, "P Lund; P Berg", "Lund", "said", "The bridge holds") == ["Berg"]


def test_the_next_sentence_that_speaks_of_something_else_tells_nothing():
    words = (
        "The/DET bridge/NOUN holds/VERB ,/PUNCT Lund/PROPN said/VERB ./PUNCT | "
        "She/PRON had/AUX sent/VERB a/DET letter/NOUN to/ADP Berg/PROPN ./PUNCT"
    )
    assert heard(words, "P Lund; P Berg", "Lund", "said", "The bridge holds") == []


@pytest.mark.parametrize(("score", "who"), [(0.9, ["Berg"]), (0.3, [])])
def test_the_addressee_head_decides_only_where_it_is_sure(score, who):
    words = "Berg/PROPN listened/VERB ./PUNCT | Lund/PROPN said/VERB it/PRON holds/VERB ./PUNCT"
    ties = Tied({"addressee": {0: score}})
    assert heard(words, "P Lund; P Berg", "Lund", "said", "it holds", ties=ties) == who


def test_nobody_speaks_to_himself():
    words = "Lund/PROPN said/VERB it/PRON holds/VERB ./PUNCT"
    ties = Tied({"addressee": {0: 0.9}})
    assert heard(words, "P Lund", "Lund", "said", "it holds", ties=ties) == []


def test_an_outlet_that_closes_the_sentence_relays():
    words = "Lund/PROPN said/VERB the/DET bridge/NOUN holds/VERB ,/PUNCT Nordnet/PROPN reported/VERB on/ADP Monday/PROPN ./PUNCT"
    assert heard(words, "P Lund; O Nordnet", "Lund", "said", "the bridge holds", field="relayed_by") == ["Nordnet"]


def test_according_to_an_outlet_at_the_end_relays():
    words = "Lund/PROPN said/VERB it/PRON holds/VERB ,/PUNCT according/VERB to/ADP the/DET Nordnet/PROPN agency/NOUN ./PUNCT"
    assert heard(words, "P Lund; O Nordnet", "Lund", "said", "it holds", field="relayed_by") == ["Nordnet"]


def test_the_speaker_that_closes_the_sentence_relays_nothing():
    words = "The/DET bridge/NOUN holds/VERB ,/PUNCT Lund/PROPN said/VERB on/ADP Monday/PROPN ./PUNCT"
    assert heard(words, "P Lund", "Lund", "said", "The bridge holds", field="relayed_by") == []


def test_was_quoted_by():
    words = (
        "Lund/PROPN was/AUX quoted/VERB by/ADP Nordnet/PROPN as/ADP saying/VERB the/DET bridge/NOUN holds/VERB ./PUNCT"
    )
    assert heard(words, "P Lund; O Nordnet", "Lund", "quoted", "the bridge holds", field="relayed_by") == ["Nordnet"]


@pytest.mark.parametrize("group", GROUPS)
def test_no_phrase_is_listed_twice(group):
    assert len(set(phrases(group))) == len(phrases(group))


def test_no_verb_is_one_of_telling_and_one_of_urging():
    assert not lists.words("telling_verbs") & lists.words("urging_verbs")
