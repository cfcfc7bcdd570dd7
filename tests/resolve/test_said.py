"""When it was said."""

from __future__ import annotations

from datetime import date

from onrecord.domain.passage import Passage
from onrecord.domain.when import When
from onrecord.resolve.speakers import resolve_speakers
from tests.resolve.said_by_hand import Tied, cast, marks, statement, tagged


def said(words, statements, times, *, scores=None) -> list[str | None]:
    """``times``: the words and the day of the month of October 2025 they mean; ``scores``: the time head's, by words."""
    text, tokens = tagged(words)
    seen: dict[str, int] = {}
    made, sources = [], []
    for source, cue, content in statements:
        made.append(statement(text, tokens, cue, content, nth=seen.get(cue, 0)))
        sources.append(source)
        seen[cue] = seen.get(cue, 0) + 1
    whens = []
    ties: dict[int, float] = {}
    for form, day in times:
        at = text.index(form)
        value = date(2025, 10, day)
        whens.append(When(value.isoformat(), value, value, Passage.of(text, at, at + len(form))))
        index = next(t.index for t in tokens if t.end > at)
        ties[index] = (scores or {}).get(form, 0.0)
    read = marks(text, tokens, made, sources=sources, ties=Tied({"time": ties}))
    _, voices = resolve_speakers(read, cast(text, "P Lund; P Berg"), whens)
    return [voice.said.value if voice.said else None for voice in voices]


def test_a_day_right_beside_the_cue_needs_no_head():
    words = "Lund/PROPN said/VERB Monday/PROPN that/SCONJ the/DET bridge/NOUN holds/VERB"
    assert said(words, [("Lund", "said", "the bridge holds")], [("Monday", 20)]) == ["2025-10-20"]


def test_a_day_in_what_is_said_is_not_when_it_was_said():
    words = "Lund/PROPN said/VERB the/DET bridge/NOUN opens/VERB Monday/PROPN"
    times = [("Monday", 20)]
    assert said(words, [("Lund", "said", "the bridge opens Monday")], times, scores={"Monday": 0.9}) == [None]


def test_a_day_beyond_another_verb_needs_the_head():
    words = "Lund/PROPN ,/PUNCT who/PRON came/VERB on/ADP Monday/PROPN ,/PUNCT said/VERB the/DET bridge/NOUN holds/VERB"
    statements = [("Lund", "said", "the bridge holds")]
    assert said(words, statements, [("Monday", 20)]) == [None]
    assert said(words, statements, [("Monday", 20)], scores={"Monday": 0.8}) == ["2025-10-20"]


def test_the_time_head_chooses_among_two_days_of_the_sentence():
    words = (
        "On/ADP Sunday/PROPN Berg/PROPN left/VERB and/CCONJ on/ADP Monday/PROPN Lund/PROPN said/VERB it/PRON holds/VERB"
    )
    times = [("Sunday", 19), ("Monday", 20)]
    chosen = said(words, [("Lund", "said", "it holds")], times, scores={"Sunday": 0.4, "Monday": 0.7})
    assert chosen == ["2025-10-20"]


def test_a_speaker_goes_on_speaking_on_the_same_day():
    words = (
        "Lund/PROPN said/VERB Monday/PROPN that/SCONJ the/DET bridge/NOUN holds/VERB ./PUNCT | "
        "Lund/PROPN added/VERB nobody/PRON sleeps/VERB ./PUNCT"
    )
    statements = [("Lund", "said", "the bridge holds"), ("Lund", "added", "nobody sleeps")]
    assert said(words, statements, [("Monday", 20)]) == ["2025-10-20", "2025-10-20"]


def test_somebody_else_may_have_spoken_on_another_day():
    words = (
        "Lund/PROPN said/VERB Monday/PROPN that/SCONJ the/DET bridge/NOUN holds/VERB ./PUNCT | "
        "Berg/PROPN added/VERB nobody/PRON sleeps/VERB ./PUNCT"
    )
    statements = [("Lund", "said", "the bridge holds"), ("Berg", "added", "nobody sleeps")]
    assert said(words, statements, [("Monday", 20)]) == ["2025-10-20", None]


def test_a_day_of_another_sentence_needs_a_sure_head():
    words = "Lund/PROPN came/VERB on/ADP Monday/PROPN ./PUNCT | She/PRON said/VERB it/PRON holds/VERB ./PUNCT"
    statements = [("", "said", "it holds")]
    assert said(words, statements, [("Monday", 20)], scores={"Monday": 0.4}) == [None]
    assert said(words, statements, [("Monday", 20)], scores={"Monday": 0.9}) == ["2025-10-20"]
