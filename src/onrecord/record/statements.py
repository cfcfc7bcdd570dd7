"""The same words across reports: a quotation carried by several outlets is one statement.

Quoted words are the same if they go back to one wording, though an outlet cuts or alters them; a report's own words
(indirect speech) only if they are letter for letter the same, as syndicated copies are. The speaker must be the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property

from onrecord.domain.entries import Manner, Statement
from onrecord.domain.record import Ref
from onrecord.record.judgement import Judgement, Verdict

ENOUGH = 6
"""Words that two quotations must share in one stretch: shorter stretches are said by anyone twice."""
ALIKE = 0.8
"""Share of the shorter quotation's words that must stand in the other, in the same order."""
DAYS = 14
"""Reports further apart repeat a phrase rather than carry the same words."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True)
class Said:
    """A statement as one report has it. ``speakers`` are ids of known actors."""

    ref: Ref
    published: date
    statement: Statement
    speakers: tuple[str, ...]
    outlet: str = ""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the content in small letters, straight apostrophes, without punctuation."""
        text = " ".join(passage.exact for passage in self.statement.content).replace("’", "'")
        return tuple(_WORD.findall(re.sub(r"-\s+", "-", text).lower()))

    @property
    def quoted(self) -> bool:
        """Whether the words stand in quotation marks."""
        return self.statement.manner is Manner.DIRECT


@dataclass(slots=True)
class OneStatement:
    """Statements of readings held to be the same words, with the reason for each."""

    members: list[Said] = field(default_factory=list)
    grounds: list[Judgement] = field(default_factory=list)


def same_words(first: Said, second: Said) -> Judgement:
    """Whether two statements of different reports are the same words."""
    because = f"{first.ref} and {second.ref}"
    if not set(first.speakers) & set(second.speakers):
        return Judgement(Verdict.NO, "other speakers", because)
    if abs((first.published - second.published).days) > DAYS:
        return Judgement(Verdict.NO, "too long apart", because)
    a, b = first.words, second.words
    if min(len(a), len(b)) < ENOUGH:
        return Judgement(Verdict.NO, "too few words to tell", because)
    if a == b:
        return Judgement(Verdict.YES, "word for word the same", because, 1.0)
    if not (first.quoted and second.quoted):
        return Judgement(Verdict.NO, "not quoted, and not the same words", because)
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    share = sum(block.size for block in blocks) / min(len(a), len(b))
    if share >= ALIKE and max(block.size for block in blocks) >= min(ENOUGH, len(a) // 2, len(b) // 2):
        return Judgement(Verdict.YES, "one quotation, cut or altered", because, round(share, 3))
    return Judgement(Verdict.NO, "other words", because, round(share, 3))


def differences(first: Said, second: Said) -> tuple[tuple[str, str], ...]:
    """Where two versions of one quotation differ inside the stretch that both have: the words of each side. What one
    of them leaves out at the beginning or end is a cut, no difference."""
    a, b = first.words, second.words
    found = list(SequenceMatcher(None, a, b, autojunk=False).get_opcodes())
    while found and found[0][0] in {"insert", "delete"}:
        found.pop(0)
    while found and found[-1][0] in {"insert", "delete"}:
        found.pop()
    return tuple((" ".join(a[i:j]), " ".join(b[k:m])) for tag, i, j, k, m in found if tag != "equal")


def gather_statements(said: Iterable[Said]) -> list[OneStatement]:
    """Every statement in one of the groups, in the order of their first member. Two statements of one report are never
    one: the report has them apart."""
    groups: list[OneStatement] = []
    index: defaultdict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for each in sorted(said, key=_order):
        keys = _keys(each)
        number, ground = _group_of(each, groups, sorted({n for key in keys for n in index.get(key, ())}))
        if number < 0:
            groups.append(OneStatement())
            number = len(groups) - 1
        groups[number].members.append(each)
        groups[number].grounds.append(ground)
        for key in keys:
            if number not in index[key][-1:]:
                index[key].append(number)
    return groups


def _order(said: Said) -> tuple[date, str, int, int]:
    first = said.statement.content[0]
    return said.published, said.ref.report, first.start, first.end


def _keys(said: Said) -> list[tuple[str, tuple[str, ...]]]:
    """Speaker and every stretch of three words: two versions of a quotation share one."""
    words = said.words
    if len(words) < ENOUGH:
        return []
    runs = sorted({words[at : at + 3] for at in range(len(words) - 2)})
    return [(speaker, run) for speaker in sorted(set(said.speakers)) for run in runs]


def _group_of(said: Said, groups: Sequence[OneStatement], near: Sequence[int]) -> tuple[int, Judgement]:
    best, ground = -1, Judgement(Verdict.YES, "first told")
    score = 0.0
    for number in near:
        members = groups[number].members
        if any(other.ref.report == said.ref.report for other in members):
            continue
        for other in members[-4:]:
            judged = same_words(other, said)
            if judged.verdict is Verdict.YES and (judged.score or 0.0) > score:
                best, ground, score = number, judged, judged.score or 0.0
    return best, ground
