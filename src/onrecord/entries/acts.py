"""What a statement does: announce, deny, demand, by the words of its cue and, where these only say, by what is said."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

SAY = "say"
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_AHEAD = 40
"""Characters of a content, behind its cue, in which the next word stands."""


@dataclass(frozen=True, slots=True)
class Act:
    """What a statement does: its ``name``, the ``rule`` that says so ("cue", "content" or "" for a mere "say") and the
    words it rests on."""

    name: str
    rule: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class ContentRule:
    """A rule of ``lists/content_acts.toml``: contents in which ``pattern`` is found do ``act``. ``fires`` is one,
    ``near_miss`` looks like one and is none."""

    act: str
    pattern: re.Pattern[str]
    fires: str
    near_miss: str


@cache
def acts() -> dict[str, str]:
    """Act by lower-case word, from ``lists/acts.txt``; "called+for" is "called" before "for"."""
    return {word: act for act, words in _lines("acts") for word in words.split()}


@cache
def act_roots() -> dict[str, str]:
    """The PLOVER root that an act amounts to, from ``lists/act_roots.txt``."""
    return dict(_lines("act_roots"))


@cache
def content_rules() -> tuple[ContentRule, ...]:
    """The rules of ``lists/content_acts.toml``, in their order."""
    listed = tomllib.loads(_file("content_acts.toml"))["rule"]
    return tuple(
        ContentRule(each["act"], re.compile(each["pattern"], re.IGNORECASE), each["fires"], each["near_miss"])
        for each in listed
    )


def act_of(cue: str, after: str = "", content: str = "") -> Act:
    """The act of a statement.

    ``cue`` are the words that attribute, ``after`` is the text behind them (in which "for" makes a demand of "called"),
    ``content`` what is said. The first listed word of the cue decides; where none is listed, the first rule for
    contents; else it is "say".

    >>> act_of("flatly denied").name, act_of("called", " for calm").name, act_of("called", " it a day").name
    ('deny', 'demand', 'say')
    >>> act_of("said", content="Both armies must withdraw").name
    'demand'
    """
    known = acts()
    words = _WORD.findall(cue.lower())
    following = [*words[1:], *_WORD.findall(after[:_AHEAD].lower())[:1], ""]
    for word, following_word in zip(words, following, strict=False):
        for key in (f"{word}+{following_word}", word):
            if key in known:
                return Act(known[key], "cue", key.replace("+", " "))
    for rule in content_rules():
        if found := rule.pattern.search(content):
            return Act(rule.act, "content", found[0])
    return Act(SAY)


def _file(name: str) -> str:
    return resources.files("onrecord.entries").joinpath(f"lists/{name}").read_text("utf-8")


def _lines(name: str) -> list[tuple[str, str]]:
    """The lines "key: words" of a list."""
    lines = (line for line in _file(f"{name}.txt").splitlines() if line.strip() and not line.startswith("#"))
    return [(key.strip(), words.strip()) for key, words in (line.split(":") for line in lines)]
