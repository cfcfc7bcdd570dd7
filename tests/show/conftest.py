"""A reading built by hand: every kind of entry that ``show`` has to put on a screen, and the doubts beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from onrecord.domain.actors import Actor, ActorKind, Mention, Office
from onrecord.domain.entries import Doubt, Encounter, EncounterKind, Ground, Manner, Place, Statement, Status
from onrecord.domain.marks import Attribution, EncounterMark, Mark, Marks, Quotation, StatementMark, TimeMark, Token
from onrecord.domain.passage import Passage
from onrecord.domain.reading import Reading
from onrecord.domain.report import Report
from onrecord.domain.when import When

TEXT = """\
A second summit of Donald Trump and Vladimir Putin, planned for Budapest, is off for now, a White House official \
said on Tuesday. “Nobody is packing a suitcase,” the official told reporters.

U.S. Secretary of State Marco Rubio and Russian Foreign Minister Sergey Lavrov talked by phone on Monday, the State \
Department said. It saw no need for the two to sit down together in person.

“First the homework,” a Russian diplomat was quoted as saying by the Interfax agency. “And then, if the homework is \
any good, somebody may look for a room with a table long enough for everyone who wants to sit at it.”

Trump received Volodymyr Zelenskyy at the White House last week. The Ukrainian president is to see European leaders \
in Brussels on Thursday. He said they would speak about long-range weapons “and nothing else”.

Hungary has offered to host a preparatory round of talks in November. Lavrov's visit to Budapest has been put off. \
A minister there said the hall “stays booked”, and later he denied it.
"""


class Hand:
    """Builds the parts of a reading of ``text`` by hand, pointing at words by themselves and their number."""

    def __init__(self, text: str) -> None:
        """For this text."""
        self.text = text

    def at(self, exact: str, nth: int = 1) -> Passage:
        """The passage of the ``nth`` occurrence (from 1) of ``exact`` as a whole word or words."""
        found = list(re.finditer(rf"(?<!\w){re.escape(exact)}(?!\w)", self.text))[nth - 1]
        return Passage.of(self.text, found.start(), found.end())

    def actor(
        self,
        number: int,
        name: str,
        kind: ActorKind = ActorKind.PERSON,
        *,
        mentions: Sequence[tuple[str, int, str]] = (),
        also: tuple[str, ...] = (),
        offices: tuple[Office, ...] = (),
    ) -> Actor:
        """An actor; ``mentions`` are (words, number of the occurrence, form)."""
        pointed = tuple(
            Mention(self.at(exact, nth), form, rule="same-surname" if form == "name" else "one-candidate", score=0.9321)
            for exact, nth, form in mentions
        )
        return Actor(f"A{number}", name, kind, also, offices, pointed)

    def marks(self) -> Marks:
        """Words, sentences and paragraphs, with heads that make every word depend on the first of its sentence."""
        tokens: list[Token] = []
        sentences: list[tuple[int, int]] = []
        paragraphs: list[tuple[int, int]] = []
        for paragraph in re.finditer(r"[^\n]+", self.text):
            first_of_paragraph = len(tokens)
            for sentence in re.finditer(r".+?(?:(?<!U\.S)[.][”]?(?=\s|$)|$)", paragraph[0]):
                first = len(tokens)
                for word in re.finditer(r"\w+(?:[-.]\w+)*|[^\w\s]", sentence[0]):
                    start = paragraph.start() + sentence.start() + word.start()
                    index = len(tokens)
                    tokens.append(
                        Token(
                            index,
                            start,
                            start + len(word[0]),
                            word[0],
                            sentence=len(sentences),
                            paragraph=len(paragraphs),
                            pos="NOUN" if word[0][0].isalnum() else "PUNCT",
                            head=-1 if index == first else first,
                            relation="root" if index == first else "dep",
                        )
                    )
                if len(tokens) > first:
                    sentences.append((first, len(tokens)))
            paragraphs.append((first_of_paragraph, len(tokens)))
        return Marks(self.text, tuple(tokens), tuple(sentences), tuple(paragraphs))

    def token(self, passage: Passage, marks: Marks) -> int:
        """The index of the token that the passage begins with."""
        return next(token.index for token in marks.tokens if token.end > passage.start)


class FirstMentionTies:
    """Ties that favour what stands first in the text: 0.9 for the first token asked for, then falling."""

    def score(self, label: str, anchor: int, tokens: Sequence[int]) -> list[float]:
        """Falling scores, whatever is asked."""
        del label, anchor
        return [round(0.9 / (1 + place), 4) for place in range(len(tokens))]


def cast(hand: Hand) -> dict[str, Actor]:
    """Who is in the report."""
    people = [
        hand.actor(
            1,
            "Donald Trump",
            mentions=[("Donald Trump", 1, "name"), ("Trump", 2, "name")],
            also=("Trump",),
        ),
        hand.actor(2, "Vladimir Putin", mentions=[("Vladimir Putin", 1, "name")]),
        hand.actor(
            3,
            "White House official",
            ActorKind.UNNAMED,
            mentions=[("a White House official", 1, "nominal"), ("the official", 1, "nominal")],
        ),
        hand.actor(
            4,
            "Marco Rubio",
            mentions=[("Marco Rubio", 1, "name")],
            offices=(Office("Secretary of State", "United States", passage=hand.at("Secretary of State")),),
        ),
        hand.actor(
            5,
            "Sergey Lavrov",
            mentions=[("Sergey Lavrov", 1, "name"), ("Lavrov", 2, "name")],
            also=("Lavrov",),
            offices=(Office("foreign minister", "Russia", passage=hand.at("Foreign Minister")),),
        ),
        hand.actor(6, "State Department", ActorKind.ORGANISATION, mentions=[("the State Department", 1, "name")]),
        hand.actor(7, "Russian diplomat", ActorKind.UNNAMED, mentions=[("a Russian diplomat", 1, "nominal")]),
        hand.actor(8, "Interfax", ActorKind.ORGANISATION, mentions=[("Interfax", 1, "name")]),
        hand.actor(
            9,
            "Volodymyr Zelenskyy",
            mentions=[
                ("Volodymyr Zelenskyy", 1, "name"),
                ("The Ukrainian president", 1, "nominal"),
                ("He", 1, "pronoun"),
            ],
            offices=(Office("president", "Ukraine"),),
        ),
        hand.actor(10, "European leaders", ActorKind.GROUP, mentions=[("European leaders", 1, "nominal")]),
        hand.actor(11, "Hungary", ActorKind.COUNTRY, mentions=[("Hungary", 1, "name")]),
        hand.actor(12, "reporters", ActorKind.GROUP, mentions=[("reporters", 1, "nominal")]),
    ]
    return {actor.name: actor for actor in people}


def times(hand: Hand) -> dict[str, When]:
    """The report's time expressions, resolved."""

    def one(words: str, value: str, first: date, last: date) -> When:
        return When(value, first, last, hand.at(words), "DATE", value, rule="weekday" if "on " in words else "month")

    monday = date(2025, 10, 20)
    return {
        "Tuesday": one("on Tuesday", "2025-10-21", date(2025, 10, 21), date(2025, 10, 21)),
        "Monday": one("on Monday", "2025-10-20", monday, monday),
        "last week": one("last week", "2025-W42", date(2025, 10, 13), date(2025, 10, 19)),
        "Thursday": one("on Thursday", "2025-10-23", date(2025, 10, 23), date(2025, 10, 23)),
        "November": one("in November", "2025-11", date(2025, 11, 1), date(2025, 11, 30)),
        "later": When(None, None, None, hand.at("later"), "DATE", "PAST_REF", rule="vague"),
    }


def statements(hand: Hand, who: dict[str, Actor], on: dict[str, When]) -> tuple[Statement, ...]:
    """What was said: indirect, direct, in two pieces and relayed, mixed, and by a speaker left open."""
    at = hand.at
    return (
        Statement(
            "S1",
            (who["White House official"],),
            at("said"),
            (at("A second summit of Donald Trump and Vladimir Putin, planned for Budapest, is off for now"),),
            Manner.INDIRECT,
            act="announce",
            source=at("a White House official"),
            said=on["Tuesday"],
            grounds=(
                Ground("content", "statement head", "cue “said”", 0.97123),
                Ground("speaker", "speaker tie", "“a White House official” stands nearest", 0.9444),
                Ground("said", "weekday-past", "“said on Tuesday” in a report of a Tuesday"),
            ),
        ),
        Statement(
            "S2",
            (who["White House official"],),
            at("told"),
            (at("Nobody is packing a suitcase"),),
            Manner.DIRECT,
            source=at("the official"),
            said=on["Tuesday"],
            audience=(who["reporters"],),
            grounds=(Ground("speaker", "one-candidate", "“the official” after one official was named", 0.88),),
        ),
        Statement(
            "S3",
            (who["State Department"],),
            at("said", 2),
            (at("U.S. Secretary of State Marco Rubio and Russian Foreign Minister Sergey Lavrov talked by phone"),),
            Manner.INDIRECT,
            source=at("the State Department"),
        ),
        Statement(
            "S4",
            (who["Russian diplomat"],),
            at("quoted as saying"),
            (
                at("First the homework"),
                at(
                    "And then, if the homework is any good, somebody may look for a room with a table long enough "
                    "for everyone who wants to sit at it"
                ),
            ),
            Manner.DIRECT,
            source=at("a Russian diplomat"),
            relayed_by=(who["Interfax"],),
        ),
        Statement(
            "S5",
            (who["Volodymyr Zelenskyy"],),
            at("said", 3),
            (at("they would speak about long-range weapons “and nothing else"),),
            Manner.MIXED,
            source=at("He"),
            grounds=(Ground("speaker", "pronoun-one-candidate", "“He” after “The Ukrainian president”", 0.81),),
        ),
        Statement(
            "S6", (), at("said", 4), (at("the hall “stays booked"),), Manner.MIXED, source=at("A minister there")
        ),
        Statement("S7", (), at("denied"), (at("it", 2),), Manner.INDIRECT, act="deny", source=at("he")),
    )


def encounters(hand: Hand, who: dict[str, Actor], on: dict[str, When]) -> tuple[Encounter, ...]:
    """Who met, is to meet, was to meet."""
    at = hand.at
    trump, zelenskyy = who["Donald Trump"], who["Volodymyr Zelenskyy"]
    budapest = Place("Budapest", at("Budapest"))
    return (
        Encounter(
            "E1",
            EncounterKind.SUMMIT,
            (trump, who["Vladimir Putin"]),
            Status.OFF,
            (at("summit"),),
            place=budapest,
            according_to=(who["White House official"],),
            grounds=(
                Ground("kind", "encounter head", "“summit”", 0.99),
                Ground("status", "off-for-now", "“is off for now” governs “summit”", 0.91),
            ),
        ),
        Encounter(
            "E2",
            EncounterKind.CALL,
            (who["Marco Rubio"], who["Sergey Lavrov"]),
            Status.HELD,
            (at("talked"),),
            when=on["Monday"],
            according_to=(who["State Department"],),
        ),
        Encounter(
            "E3",
            EncounterKind.MEETING,
            (trump, zelenskyy),
            Status.HELD,
            (at("received"),),
            place=Place("White House", at("White House", 2)),
            when=on["last week"],
        ),
        Encounter(
            "E4",
            EncounterKind.MEETING,
            (zelenskyy, who["European leaders"]),
            Status.SCHEDULED,
            (at("see"), at("speak")),
            place=Place("Brussels", at("Brussels")),
            when=on["Thursday"],
        ),
        Encounter(
            "E5",
            EncounterKind.TALKS,
            (),
            Status.PROPOSED,
            (at("talks"),),
            when=on["November"],
            according_to=(who["Hungary"],),
        ),
        Encounter(
            "E6",
            EncounterKind.VISIT,
            (who["Sergey Lavrov"], who["Hungary"]),
            Status.POSTPONED,
            (at("visit"),),
            place=Place("Budapest", at("Budapest", 2)),
        ),
    )


def doubts(hand: Hand) -> tuple[Doubt, ...]:
    """What was seen but not decided."""
    return (
        Doubt(
            "speaker",
            "Nobody in the report is named as a minister of Hungary.",
            hand.at("A minister there"),
            "S6",
            (Ground("speaker", "no-candidate", "no person with the office “minister” and “Hungary”"),),
        ),
        Doubt("speaker", "“he” may be the minister or Lavrov.", hand.at("he"), "S7"),
        Doubt("encounter", "“sit down together” may be a meeting nobody planned.", hand.at("sit down together")),
    )


def marks(hand: Hand) -> Marks:
    """What the heads marked, for two entries of each sort."""
    at = hand.at
    bare = hand.marks()
    said, summit, official, quote = at("said"), at("summit"), at("a White House official"), at("“Nobody")
    content = at("A second summit of Donald Trump and Vladimir Putin, planned for Budapest, is off for now")
    cue = Mark("cue", said.start, said.end, 0.98765, "statement head")
    stretch = Mark("content", content.start, content.end, 0.9512, "statement head")
    source = Mark("source", official.start, official.end, 0.93, "attribution head")
    inner = at("Nobody is packing a suitcase")
    tuesday = at("on Tuesday")
    return replace(
        bare,
        quotations=(Quotation(quote.start, inner.end + 2, quote.start + 1, inner.end + 1),),
        names=tuple(
            Mark("PERSON", passage.start, passage.end, 0.97, "name head")
            for passage in (at("Donald Trump"), at("Vladimir Putin"))
        ),
        times=(TimeMark(tuesday.start, tuesday.end, "DATE", "weekday", {"weekday": "2", "direction": "past"}),),
        attributions=(Attribution((source,), (cue,), (stretch,), 0.92),),
        statements=(StatementMark(cue, (stretch,), hand.token(said, bare), 0.96),),
        encounters=(
            EncounterMark(
                summit.start,
                summit.end,
                hand.token(summit, bare),
                0.99,
                {"summit": 0.93, "meeting": 0.06, "call": 0.01},
                {"off": 0.84, "postponed": 0.12, "held": 0.04},
            ),
        ),
        ties=FirstMentionTies(),
    )


def built() -> Reading:
    """The whole reading."""
    hand = Hand(TEXT)
    who, on = cast(hand), times(hand)
    return Reading(
        report=Report(
            TEXT,
            date(2025, 10, 21),
            id="harbour-20251021",
            outlet="Harbour Wire",
            title="Budapest summit is off, and nobody has a new date",
            dateline="WASHINGTON (Harbour Wire)",
            url="https://news.example/2025/10/21/budapest",
        ),
        statements=statements(hand, who, on),
        encounters=encounters(hand, who, on),
        actors=tuple(who.values()),
        times=tuple(on.values()),
        doubts=doubts(hand),
        marks=marks(hand),
        version="0.1.0",
        model="encoder-2025.1",
    )


@pytest.fixture(scope="session")
def reading() -> Reading:
    """One report with every kind of entry."""
    return built()


@pytest.fixture
def empty_reading() -> Reading:
    """A report in which nobody says or does anything."""
    text = "The river rose by a hand's breadth."
    report = Report(text, date(2025, 10, 21))
    return Reading(report, (), (), (), (), (), Hand(text).marks(), "0.1.0", "encoder-2025.1")
