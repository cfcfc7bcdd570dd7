"""The time grammar: patterns over classes of words, read from ``lists/time_rules.toml`` and compiled once.

A pattern is a regular expression in which each element stands for one item of the text:

=================  ===================================================================================
``weekday``        an item of that class of ``lists/time_words.toml``
``'ago'``          that word
``n:number``       an item of the class; what it stands for (in the class called as the label,
                   if it belongs to that too) goes into the mark's parts as ``n``
``dir:(a | b)``    the same for a group; a label may stand several times in one pattern
``{month}``        the macro of that name
``<(a | 'b')``     looks back: the item before is one of these (``<!(...)``: is none of these)
``>(a | 'b')``     looks ahead, the same way (``>!(...)``)
``mark:( )``       what is marked, where the pattern also reads what stands around it
``( | ) ?``        as in a regular expression; blanks mean nothing
=================  ===================================================================================

Of patterns that overlap the longest counts, of equally long ones the one that stands first in the file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from onrecord.mark.time_words import OTHER, Item, numeral_samples, vocabulary

_FIRST_CHARACTER = 0xE000
"""Unicode's private use area starts here: no pattern syntax among its characters."""

_ELEMENT = re.compile(
    r"""
      (?P<look>[<>]!?)\((?P<any>[^()]*)\)
    | (?:(?P<group>[a-z]\w*):(?=\())
    | (?:(?P<label>[a-z]\w*):)?(?P<name>'[a-z]+'|[a-z]\w*)
    | (?P<space>\s+)
    | (?P<syntax>.)
    """,
    re.VERBOSE,
)
_EXTENT = "mark"
_DIGITS = "0123456789"
_LOOKS = {"<": "(?<=", "<!": "(?<!", ">": "(?=", ">!": "(?!"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern. ``type`` is the TIMEX3 type of what it finds, ``fixed`` are parts that every find of it bears,
    ``labels`` says which classes each labelled element takes its value from. ``fires`` and ``passes`` are sentences
    in which the rule must and must not find something (in ``fires`` between square brackets)."""

    name: str
    type: str
    pattern: re.Pattern[str]
    fixed: dict[str, str]
    labels: dict[str, tuple[str, ...]]
    fires: tuple[str, ...] = ()
    passes: tuple[str, ...] = ()

    def extent(self, match: re.Match[str]) -> tuple[int, int]:
        """The items that a match marks, half-open."""
        marked = match.span(_EXTENT) if _EXTENT in self.pattern.groupindex else (-1, -1)
        return marked if marked[0] >= 0 else match.span()

    def parts(self, match: re.Match[str], items: Sequence[Item]) -> dict[str, str]:
        """What the labelled elements of a match stand for."""
        found = dict(self.fixed)
        for label, classes in self.labels.items():
            start, end = match.span(label)
            name = label.rstrip(_DIGITS)
            value = _value(items[start:end], (name, *classes)) if start >= 0 else None
            if value is not None:
                found[name] = value
        return found


@dataclass(frozen=True, slots=True)
class Grammar:
    """All rules in order of precedence, and the character of each set of classes."""

    rules: tuple[Rule, ...]
    characters: dict[frozenset[str], str]

    def row(self, items: Iterable[Item]) -> str:
        """The items as the row of characters that the patterns run over, one for each."""
        return "".join(self.characters.get(frozenset(item.values), OTHER) if item.values else OTHER for item in items)


def _value(items: Sequence[Item], classes: tuple[str, ...]) -> str | None:
    for item in items:
        for name in classes:
            if name in item.values:
                return item.values[name]
    return None


@cache
def grammar() -> Grammar:
    """The grammar of ``lists/time_rules.toml``, compiled once.

    Raises:
        ValueError: a rule names a class that is not in the vocabulary.
    """
    text = resources.files("onrecord.mark").joinpath("lists/time_rules.toml").read_text("utf-8")
    table = tomllib.loads(text)
    characters = _characters()
    rules = tuple(_rule(entry, table["macros"], characters) for entry in table["rule"])
    return Grammar(rules, characters)


def _characters() -> dict[frozenset[str], str]:
    """One character for every set of classes an item can have."""
    words = vocabulary()
    values = [words.look_up(word) for word in (*words.plain, *words.cased)]
    values += [words.look_up(word.upper()) for word in words.cased]
    values += numeral_samples()
    signatures = sorted({tuple(sorted(value)) for value in values if value})
    return {frozenset(s): chr(_FIRST_CHARACTER + i) for i, s in enumerate(signatures)}


def _rule(entry: dict[str, Any], macros: dict[str, str], characters: dict[frozenset[str], str]) -> Rule:
    source = entry["pattern"]
    while "{" in source:
        source = re.sub(r"\{(\w+)\}", lambda match: f"({macros[match.group(1)]})", source)
    pattern, labels = _compile(source, characters)
    return Rule(
        entry["name"],
        entry["type"],
        pattern,
        {"kind": entry["kind"], **entry.get("parts", {})},
        labels,
        tuple(entry.get("fires", ())),
        tuple(entry.get("passes", ())),
    )


def _compile(source: str, characters: dict[frozenset[str], str]) -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """A pattern over characters, and the classes under each label."""
    out: list[str] = []
    labels: dict[str, list[str]] = {}
    open_groups: list[str] = []
    pending = ""
    for match in _ELEMENT.finditer(source):
        if match["look"]:
            names = [name.strip() for name in match["any"].split("|")]
            out.append(f"{_LOOKS[match['look']]}{_any_of(names, characters)})")
        elif match["group"]:
            pending = _unused(match["group"], labels)
            labels[pending] = []
        elif match["name"]:
            one = _any_of([match["name"]], characters)
            own = _unused(match["label"], labels) if match["label"] else ""
            out.append(f"(?P<{own}>{one})" if own else one)
            for label in (own, *open_groups):
                if label:
                    labels.setdefault(label, []).append(match["name"])
        elif match["syntax"]:
            out.append(_syntax(match["syntax"], pending, open_groups))
            pending = ""
    return re.compile("".join(out)), {
        label: tuple(names) for label, names in labels.items() if label.rstrip(_DIGITS) != _EXTENT
    }


def _unused(label: str, labels: Iterable[str]) -> str:
    """The label, with a number after it where it stands in the pattern already."""
    count = sum(known.rstrip(_DIGITS) == label for known in labels)
    return f"{label}{count}" if count else label


def _syntax(mark: str, pending: str, open_groups: list[str]) -> str:
    if mark == "(":
        open_groups.append(pending)
        return f"(?P<{pending}>" if pending else "(?:"
    if mark == ")":
        open_groups.pop()
    return mark


def _any_of(names: list[str], characters: dict[frozenset[str], str]) -> str:
    """A character class: every character whose set of classes holds one of ``names``."""
    for name in names:
        if not any(name in signature for signature in characters):
            message = f"no word belongs to the class {name}"
            raise ValueError(message)
    members = [char for signature, char in characters.items() if not signature.isdisjoint(names)]
    return f"[{''.join(members)}]"
