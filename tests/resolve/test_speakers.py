"""Who says it: names, descriptions, pronouns, documents, and what is left a doubt."""

from __future__ import annotations

from onrecord.domain.actors import ActorKind, Cast
from onrecord.domain.resolved import Voice
from onrecord.resolve.speakers import resolve_speakers
from tests.resolve.said_by_hand import Tied, cast, marks, statement, tagged

LEAD = "Sara/PROPN Lund/PROPN said/VERB the/DET bridge/NOUN holds/VERB ./PUNCT || "


def resolve(words, names, said, *, nominals=(), ties=None) -> tuple[Cast, tuple[Voice, ...]]:
    """``said``: (source words, cue, content) for each statement."""
    text, tokens = tagged(words)
    seen: dict[str, int] = {}
    statements = []
    for _, cue, content in said:
        statements.append(statement(text, tokens, cue, content, nth=seen.get(cue, 0)))
        seen[cue] = seen.get(cue, 0) + 1
    made = marks(text, tokens, statements, sources=[source for source, _, _ in said], ties=ties)
    return resolve_speakers(made, cast(text, names, nominals=nominals), ())


def who(resolved: tuple[Cast, tuple[Voice, ...]]) -> list[list[str]]:
    found, voices = resolved
    return [[found.by_id(id).name for id in voice.speakers] for voice in voices]


def test_a_name_speaks():
    """Sara Lund said the bridge holds."""
    assert who(resolve(LEAD, "P Sara Lund", [("Sara Lund", "said", "the bridge holds")])) == [["Sara Lund"]]


def test_the_passage_that_stands_for_the_speaker_is_kept():
    _, (voice,) = resolve(LEAD, "P Sara Lund", [("Sara Lund", "said", "the bridge holds")])
    assert voice.source is not None
    assert voice.source.exact == "Sara Lund"
    assert [ground.rule for ground in voice.grounds] == ["name"]


def test_an_official_of_a_country_is_not_the_country():
    """A White House official said no meeting is planned."""
    words = "A/DET White/PROPN House/PROPN official/NOUN said/VERB no/DET meeting/NOUN is/AUX planned/VERB ./PUNCT"
    found, (voice,) = resolve(words, "C White House", [("A White House official", "said", "no meeting is planned")])
    (speaker,) = [found.by_id(id) for id in voice.speakers]
    assert (speaker.name, speaker.kind) == ("White House official", ActorKind.UNNAMED)


def test_the_official_is_the_one_brought_in_before():
    """A Turkish official said it was flour. The official said nobody was hurt."""
    words = (
        "A/DET Turkish/ADJ official/NOUN said/VERB it/PRON was/AUX flour/NOUN ./PUNCT | "
        "The/DET official/NOUN said/VERB nobody/PRON was/AUX hurt/ADJ ./PUNCT"
    )
    said = [("A Turkish official", "said", "it was flour"), ("The official", "said", "nobody was hurt")]
    assert who(resolve(words, "C Turkish", said)) == [["Turkish official"], ["Turkish official"]]


def test_another_official_is_another():
    """A Turkish official said it was flour. Another official said it was salt."""
    words = (
        "A/DET Turkish/ADJ official/NOUN said/VERB it/PRON was/AUX flour/NOUN ./PUNCT | "
        "Another/DET Turkish/ADJ official/NOUN said/VERB it/PRON was/AUX salt/NOUN ./PUNCT"
    )
    said = [("A Turkish official", "said", "it was flour"), ("Another Turkish official", "said", "it was salt")]
    _, (one, other) = resolve(words, "C Turkish", said)
    assert one.speakers != other.speakers


def test_a_description_that_names_resolved_is_followed():
    """Sara Lund said the bridge holds. The minister said more."""
    words = LEAD + "The/DET minister/NOUN said/VERB nobody/PRON sleeps/VERB ./PUNCT"
    said = [("Sara Lund", "said", "the bridge holds"), ("The minister", "said", "nobody sleeps")]
    resolved = resolve(words, "P Sara Lund", said, nominals=[("The minister", "Sara Lund")])
    assert who(resolved) == [["Sara Lund"], ["Sara Lund"]]


def test_she_is_whom_the_speaker_head_points_to():
    words = LEAD + "She/PRON said/VERB nobody/PRON sleeps/VERB ./PUNCT"
    said = [("Sara Lund", "said", "the bridge holds"), ("She", "said", "nobody sleeps")]
    resolved = resolve(words, "P Sara Lund", said, ties=Tied({"speaker": {1: 0.9}, "coref": {1: 0.9}}))
    assert who(resolved)[1] == ["Sara Lund"]
    pronouns = [m for m in resolved[0].by_id("A1").mentions if m.form == "pronoun"]
    assert [m.passage.exact for m in pronouns] == ["She"]


def test_he_stays_a_doubt_where_two_men_are_as_likely():
    """Per Berg met Ole Dahl. He said the bridge holds."""
    words = (
        "Per/PROPN Berg/PROPN met/VERB Ole/PROPN Dahl/PROPN ./PUNCT | He/PRON said/VERB the/DET bridge/NOUN holds/VERB"
    )
    ties = Tied({"speaker": {1: 0.6, 4: 0.6}})
    _, (voice,) = resolve(words, "P Per Berg; P Ole Dahl", [("He", "said", "the bridge holds")], ties=ties)
    assert voice.speakers == ()
    (doubt,) = voice.doubts
    assert doubt.kind == "speaker"
    assert doubt.message == "“He” may be Per Berg or Ole Dahl"


def test_he_is_nobody_where_nobody_stands_out():
    words = "Per/PROPN Berg/PROPN left/VERB ./PUNCT | He/PRON said/VERB the/DET bridge/NOUN holds/VERB"
    _, (voice,) = resolve(words, "P Per Berg", [("He", "said", "the bridge holds")])
    assert voice.speakers == ()
    assert voice.doubts[0].message == "“He”: nobody named before stands out"


def test_it_is_no_person():
    words = "Per/PROPN Berg/PROPN left/VERB ./PUNCT | It/PRON said/VERB the/DET bridge/NOUN holds/VERB"
    ties = Tied({"speaker": {1: 0.99}})
    _, (voice,) = resolve(words, "P Per Berg", [("It", "said", "the bridge holds")], ties=ties)
    assert voice.speakers == ()


def test_a_statement_speaks_for_who_wrote_the_one_before():
    """The French Embassy said the road is open in a statement. The statement said no more."""
    words = (
        "The/DET French/PROPN Embassy/PROPN said/VERB the/DET road/NOUN is/AUX open/ADJ ./PUNCT | "
        "The/DET statement/NOUN added/VERB nobody/PRON sleeps/VERB ./PUNCT"
    )
    said = [("The French Embassy", "said", "the road is open"), ("The statement", "added", "nobody sleeps")]
    assert who(resolve(words, "O French Embassy", said)) == [["French Embassy"], ["French Embassy"]]


def test_a_report_by_nobody_is_a_source_itself():
    words = "A/DET report/NOUN said/VERB the/DET bridge/NOUN holds/VERB ./PUNCT"
    assert who(resolve(words, "", [("A report", "said", "the bridge holds")])) == [["report"]]


def test_a_quotation_without_a_cue_goes_on():
    words = LEAD + "“ It/PRON holds/VERB well/ADV ./PUNCT ”"
    said = [("Sara Lund", "said", "the bridge holds"), ("", "", "It holds well")]
    assert who(resolve(words, "P Sara Lund", said)) == [["Sara Lund"], ["Sara Lund"]]


def test_a_quotation_far_from_the_last_speaker_does_not_go_on():
    words = (
        LEAD + "Snow/NOUN fell/VERB ./PUNCT || More/ADJ fell/VERB ./PUNCT || “ It/PRON holds/VERB well/ADV ./PUNCT ”"
    )
    said = [("Sara Lund", "said", "the bridge holds"), ("", "", "It holds well")]
    assert who(resolve(words, "P Sara Lund", said)) == [["Sara Lund"], []]


def test_who_takes_up_the_name_before_it():
    """Per Berg met Sara Lund, who said the bridge holds."""
    words = (
        "Per/PROPN Berg/PROPN met/VERB Sara/PROPN Lund/PROPN ,/PUNCT who/PRON said/VERB the/DET bridge/NOUN holds/VERB"
    )
    assert who(resolve(words, "P Per Berg; P Sara Lund", [("who", "said", "the bridge holds")])) == [["Sara Lund"]]


def test_quoted_is_who_is_quoted_and_not_who_quotes():
    """Nordnet quoted Sara Lund as saying the bridge holds."""
    words = "Nordnet/PROPN quoted/VERB Sara/PROPN Lund/PROPN as/ADP saying/VERB the/DET bridge/NOUN holds/VERB ./PUNCT"
    found, (voice,) = resolve(words, "O Nordnet; P Sara Lund", [("Nordnet", "quoted", "the bridge holds")])
    assert [found.by_id(id).name for id in voice.speakers] == ["Sara Lund"]
    assert [found.by_id(id).name for id in voice.relayed_by] == ["Nordnet"]


def test_somebody_described_first_and_named_later_is_one():
    """A Finnish official said the bridge holds. Sara Lund heads the office."""
    words = (
        "A/DET Finnish/ADJ official/NOUN said/VERB the/DET bridge/NOUN holds/VERB ./PUNCT || "
        "Sara/PROPN Lund/PROPN heads/VERB the/DET office/NOUN ./PUNCT"
    )
    said = [("A Finnish official", "said", "the bridge holds")]
    sure = Tied({"speaker": {9: 0.9}})
    assert who(resolve(words, "P Sara Lund; C Finnish", said, ties=sure)) == [["Sara Lund"]]
    unsure = Tied({"speaker": {9: 0.6}})
    assert who(resolve(words, "P Sara Lund; C Finnish", said, ties=unsure)) == [["Finnish official"]]


def test_officials_named_later_one_by_one_stay_officials():
    words = (
        "Finnish/ADJ officials/NOUN said/VERB the/DET bridge/NOUN holds/VERB ./PUNCT || "
        "Sara/PROPN Lund/PROPN heads/VERB the/DET office/NOUN ./PUNCT"
    )
    said = [("Finnish officials", "said", "the bridge holds")]
    sure = Tied({"speaker": {8: 0.9}})
    assert who(resolve(words, "P Sara Lund; C Finnish", said, ties=sure)) == [["Finnish officials"]]


def test_she_is_not_he_whom_the_text_calls_mr():
    """Mr. Berg met Ms. Lund. She said the bridge holds."""
    words = (
        "Mr./PROPN Berg/PROPN met/VERB Ms./PROPN Lund/PROPN ./PUNCT | "
        "She/PRON said/VERB the/DET bridge/NOUN holds/VERB ./PUNCT"
    )
    ties = Tied({"speaker": {1: 0.6, 4: 0.6}})
    said = [("She", "said", "the bridge holds")]
    assert who(resolve(words, "P Berg; P Lund", said, ties=ties)) == [["Lund"]]


def test_words_that_describe_nobody_are_no_speaker():
    """The roof has, said the bridge holds."""
    words = "The/DET roof/NOUN has/AUX said/VERB the/DET bridge/NOUN holds/VERB ./PUNCT"
    _, (voice,) = resolve(words, "", [("has", "said", "the bridge holds")])
    assert voice.speakers == ()


def test_officials_who_close_the_sentence_did_not_say_what_others_agreed():
    """Mali agreed to come, officials said."""
    words = "Mali/PROPN agreed/VERB to/PART come/VERB ,/PUNCT officials/NOUN said/VERB ./PUNCT"
    ties = Tied({"speaker": {0: 0.9}})
    assert who(resolve(words, "C Mali", [("officials", "agreed", "to come")], ties=ties)) == [["Mali"]]


def test_they_are_those_whom_the_speaker_head_points_to_together():
    words = "Per/PROPN Berg/PROPN met/VERB Sara/PROPN Lund/PROPN ./PUNCT | They/PRON said/VERB the/DET bridge/NOUN holds/VERB"
    said = [("They", "said", "the bridge holds")]
    ties = Tied({"speaker": {1: 0.8, 4: 0.7}})
    assert who(resolve(words, "P Per Berg; P Sara Lund", said, ties=ties)) == [["Per Berg", "Sara Lund"]]
    ties = Tied({"speaker": {1: 0.8}})
    assert who(resolve(words, "P Per Berg; P Sara Lund", said, ties=ties)) == [[]]
