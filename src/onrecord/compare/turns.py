"""Where a report says in its own words that somebody now says other than before.

    "We leave at once," he said. It was a turnabout for Dahl, who a day earlier had said that his party would stay.

What the report puts side by side is the change. Of the two statements one mostly stands in the sentence that says so;
else they follow it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from onrecord.compare.signs import lines
from onrecord.domain.entries import Doubt
from onrecord.domain.passage import Passage
from onrecord.domain.record import Change, ChangeKind, OpenQuestion, Side, address
from onrecord.record.sentences import sentence_around
from onrecord.record.statements import Said

NEAR = 900
"""Characters within which the other statement is looked for, about three paragraphs."""


@cache
def _pattern() -> re.Pattern[str]:
    listed = "|".join(re.escape(word) for word, _ in sorted(lines("turns"), key=lambda pair: (-len(pair[0]), pair)))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)


def turns(text: str, said: Sequence[Said], ids: Sequence[str]) -> tuple[tuple[Change, ...], tuple[OpenQuestion, ...]]:
    """The turns that a report with this text tells of; ``said`` are its statements in the order of the text, ``ids``
    those of the same words that they are. Where the two statements are not found, the turn is an open question."""
    changes: list[Change] = []
    questions: list[OpenQuestion] = []
    for found in _pattern().finditer(text):
        if any(p.start <= found.start() < p.end for each in said for p in each.statement.content):
            continue
        first, last = sentence_around(text, found.start(), found.end())
        words = Passage.of(text, found.start(), found.end())
        pair = _pair(said, first, last)
        if pair is not None:
            earlier, later = (said[at] for at in pair)
            changes.append(_change(earlier, later, ids[pair[1]], words))
        elif near := [each for each in said if first - NEAR <= _start(each) < last + NEAR]:
            message = "the report says that somebody changed what he says; which two statements are meant is not clear"
            questions.append(OpenQuestion((near[0].ref,), Doubt(str(ChangeKind.REVERSED), message, words)))
    return tuple(changes), tuple(questions)


def _start(said: Said) -> int:
    return said.statement.content[0].start


def _pair(said: Sequence[Said], first: int, last: int) -> tuple[int, int] | None:
    """The earlier and the later of the two statements that a sentence from ``first`` to ``last`` compares."""
    within = [at for at, each in enumerate(said) if first <= _start(each) < last and each.speakers]
    if within:
        earlier = within[-1]
        before = [at for at, each in enumerate(said) if first - NEAR <= _start(each) < first]
        same = [at for at in before if said[at].speakers == said[earlier].speakers]
        return (earlier, same[-1]) if same else None
    after = [at for at, each in enumerate(said) if last <= _start(each) < last + NEAR and each.speakers]
    if len(after) > 1 and said[after[0]].speakers == said[after[1]].speakers:
        return after[0], after[1]
    return None


def _change(earlier: Said, later: Said, of: str, words: Passage) -> Change:
    return Change(
        id=address("C", str(ChangeKind.REVERSED), str(earlier.ref), str(later.ref)),
        kind=ChangeKind.REVERSED,
        of=of,
        earlier=Side(earlier.ref, earlier.statement.content[0]),
        later=Side(later.ref, later.statement.content[0]),
        rule="the report says so",
        because=f"the report itself speaks of it: “{words.exact}”",
        according_to=later.speakers,
    )
