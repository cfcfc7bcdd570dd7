"""Where an encounter stands: the signs, what grammar ties to a mention, what is forbidden."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from importlib import resources

import pytest

from onrecord.domain.actors import Cast
from onrecord.domain.entries import Status
from onrecord.domain.passage import Passage
from onrecord.domain.report import Report
from onrecord.domain.when import When
from onrecord.entries.setting import Setting
from onrecord.entries.standing import forbidden, head_scores, known_signs, plain, signs, signs_at, stand
from onrecord.reading import read_report
from tests.entries.trees import mark, setting, text_of, tree

TABLES = tomllib.loads(resources.files("onrecord.entries").joinpath("lists/encounter_standing.toml").read_text("utf-8"))
NAMES = list(TABLES)


def seen(sentence: str) -> tuple[set[str], str]:
    """The signs at the word in capitals, and that word, as the encoder reads the sentence."""
    shouted = re.search(r"\b[A-Z]{3,}\b", sentence)
    assert shouted is not None
    plainly = sentence[: shouted.start()] + shouted.group().lower() + sentence[shouted.end() :]
    plainly = plainly[0].upper() + plainly[1:]
    read = read_report(Report(plainly, date(2025, 10, 21)))
    here = Setting(read.report, read.marks, cast=Cast(), whens=())
    anchor = next(t.index for t in here.tokens if t.start == shouted.start())
    return set(signs_at(here, anchor)), shouted.group()


@pytest.mark.parametrize("name", NAMES)
def test_a_sign_is_seen_in_its_own_sentence(name):
    assert name in seen(TABLES[name]["fires"])[0]


@pytest.mark.parametrize("name", NAMES)
def test_a_sign_is_not_seen_where_its_words_belong_to_something_else(name):
    sentence = TABLES[name]["spares"]
    listed = [word for word in TABLES[name]["words"] if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", sentence.lower())]
    assert listed, "the near miss has no listed word"
    assert name not in seen(sentence)[0]


def test_no_word_stands_twice_in_a_sign():
    for name, table in TABLES.items():
        assert len(table["words"]) == len(set(table["words"])), name
        assert all(word == word.lower() and word.strip() == word for word in table["words"]), name
        assert all(word.count(" ") < 2 for word in table["words"]), name


def test_what_a_sign_says_is_a_status_and_needs_grammar():
    for sign in known_signs():
        assert sign.plain in {"", "helps", "reports", "governs"}
        assert sign.plain or (sign.status is None and not sign.forbids), sign.name


# ---- what grammar ties to a mention ---------------------------------------------------------------------------------

NOT_MET = tree("Dahl/PROPN/nsubj/4 did/AUX/aux/4 not/PART/advmod/4 meet/VERB/root/0 Aksoy/PROPN/obj/4")
MET_WHOM_NOT = tree(
    "Dahl/PROPN/nsubj/2 met/VERB/root/0 Aksoy/PROPN/obj/2 who/PRON/nsubj/6 did/AUX/aux/6 smile/VERB/acl:relcl/3"
    " not/PART/advmod/6"
)
CALLED_OFF = tree("Estonia/PROPN/nsubj/2 called/VERB/root/0 off/ADP/compound/2 a/DET/det/5 meeting/NOUN/obj/2")
SAID_AT = tree(
    "Estonia/PROPN/nsubj/2 cancelled/VERB/root/0 a/DET/det/4 debt/NOUN/obj/2 at/ADP/case/7 the/DET/det/7 meeting/NOUN/obl/2"
)
NO_TALKS = tree("No/DET/det/2 talks/NOUN/nsubj/3 took/VERB/root/0 place/NOUN/obj/3")
REFUSED = tree("Chad/PROPN/nsubj/2 refused/VERB/root/0 to/PART/mark/4 hold/VERB/xcomp/2 talks/NOUN/obj/4")
REFUSED_TO_JOIN = tree("Chad/PROPN/nsubj/2 refused/VERB/root/0 to/PART/mark/4 join/VERB/xcomp/2 talks/NOUN/obj/4")
WOULD_HAVE = tree("Dahl/PROPN/nsubj/4 would/AUX/aux/4 have/AUX/aux/4 met/VERB/root/0 Aksoy/PROPN/obj/4")
NO_PLANS = tree(
    "There/PRON/expl/2 are/VERB/root/0 no/DET/det/4 plans/NOUN/nsubj/2 to/PART/mark/6 meet/VERB/acl/4 Cano/PROPN/obj/6"
)
POSTPONED = tree("The/DET/det/2 summit/NOUN/nsubj:pass/4 was/AUX/aux:pass/4 postponed/VERB/root/0")
POSTPONED_IT = tree("The/DET/det/2 summit/NOUN/nsubj/3 postponed/VERB/root/0 a/DET/det/5 vote/NOUN/obj/3")


@pytest.mark.parametrize(
    ("tokens", "word", "names"),
    [
        (NOT_MET, "meet", ["not"]),
        (MET_WHOM_NOT, "met", []),
        (CALLED_OFF, "meeting", ["called off"]),
        (SAID_AT, "meeting", []),
        (NO_TALKS, "talks", ["not"]),
        (REFUSED, "talks", ["ruled out"]),
        (REFUSED_TO_JOIN, "talks", []),
        (WOULD_HAVE, "met", ["perhaps"]),
        (NO_PLANS, "meet", ["ruled out"]),
        (POSTPONED, "summit", ["put off"]),
        (POSTPONED_IT, "summit", []),
    ],
)
def test_a_word_is_taken_at_its_word_only_where_grammar_ties_it(tokens, word, names):
    spoken = mark(tokens, word)
    assert [sign.name for sign in plain(setting(tokens, spoken), spoken.anchor)] == names


@pytest.mark.parametrize(
    ("tokens", "word", "never_held"),
    [
        (NOT_MET, "meet", True),
        (WOULD_HAVE, "met", True),
        (CALLED_OFF, "meeting", True),
        (MET_WHOM_NOT, "met", False),
        (SAID_AT, "meeting", False),
        (POSTPONED, "summit", False),
    ],
)
def test_what_is_negated_or_supposed_was_not_held(tokens, word, never_held):
    spoken = mark(tokens, word)
    never = forbidden(setting(tokens, spoken), [spoken], None)
    assert (Status.HELD in never) is never_held


def test_one_mention_without_a_negation_leaves_it_open():
    """They had not met. On Friday they talked."""
    tokens = tree(
        "They/PRON/nsubj/4 had/AUX/aux/4 not/PART/advmod/4 met/VERB/root/0",
        "On/ADP/case/2 Friday/PROPN/obl/4 they/PRON/nsubj/4 talked/VERB/root/0",
    )
    marks = [mark(tokens, "met"), mark(tokens, "talked")]
    assert forbidden(setting(tokens, *marks), marks, None) == frozenset()
    assert forbidden(setting(tokens, *marks), marks[:1], None)


def test_what_is_still_to_come_was_not_held():
    tokens = tree("They/PRON/nsubj/2 met/VERB/root/0")
    spoken = mark(tokens, "met")
    ahead, past = date(2025, 10, 24), date(2025, 10, 20)
    here = setting(tokens, spoken)
    assert Status.HELD in forbidden(here, [spoken], When(ahead.isoformat(), ahead, ahead))
    assert not forbidden(here, [spoken], When(past.isoformat(), past, past))


# ---- the whole ------------------------------------------------------------------------------------------------------


def test_a_sure_head_is_believed_unless_grammar_forbids():
    tokens = tree("Dahl/PROPN/nsubj/2 met/VERB/root/0 Aksoy/PROPN/obj/2")
    spoken = mark(tokens, "met", status="held")
    assert stand(setting(tokens, spoken), [spoken], None).status is Status.HELD
    negated = mark(NOT_MET, "meet", status="held")
    assert stand(setting(NOT_MET, negated), [negated], None).status is Status.OFF


def test_the_shares_add_up_and_the_status_has_its_own():
    spoken = mark(POSTPONED, "summit", status="postponed")
    standing = stand(setting(POSTPONED, spoken), [spoken], None)
    assert sum(standing.shares.values()) == pytest.approx(1.0)
    assert standing.status is Status.POSTPONED
    assert standing.probability == standing.shares[Status.POSTPONED]


def test_the_heads_scores_are_mean_last_and_best():
    tokens = tree("They/PRON/nsubj/2 met/VERB/root/0 for/ADP/case/4 talks/NOUN/obl/2")
    marks = [mark(tokens, "met", status="held"), mark(tokens, "talks", status="off")]
    mean, last, best = head_scores(marks, "held")
    assert last < mean < best


def test_the_day_is_over_now_or_to_come():
    tokens = tree("They/PRON/nsubj/2 met/VERB/root/0 Monday/PROPN/obl/2")
    spoken = mark(tokens, "met")
    passage = Passage.of(text_of(tokens), 9, 15)
    here = setting(tokens, spoken)
    for day, sign in ((20, "its day is over"), (21, "its day is now"), (22, "its day is to come")):
        when = When(f"2025-10-{day}", date(2025, 10, day), date(2025, 10, day), passage)
        assert sign in signs(here, [spoken], when)
    assert "no day" in signs(here, [spoken], None)
