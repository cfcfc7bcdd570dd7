"""Words for encounters: the kind head knows few calls, so that listed words say which encounters are calls."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from onrecord.domain.entries import EncounterKind
from onrecord.domain.marks import Token

SURE = 0.95
"""Probability that an encounter is a call where listed words say so."""
REACH = 4
"""Tokens behind a word within which "by phone" belongs to it."""


@cache
def listed() -> Mapping[str, Any]:
    """``lists/calls.toml``."""
    return tomllib.loads(resources.files("onrecord.mark").joinpath("lists/calls.toml").read_text("utf-8"))


def is_call(tokens: Sequence[Token], anchor: int) -> bool:
    """Whether listed words make the encounter that token ``anchor`` speaks of a call."""
    here = tokens[anchor]
    inside = [t.text.lower() for t in tokens[max(0, anchor - 1) : anchor + 1 + REACH] if t.sentence == here.sentence]
    at = inside.index(here.text.lower())
    before, after = inside[:at], inside[at + 1 :]
    if here.text.lower() in listed()["itself"] or (before[-1:] and before[-1] in listed()["before"]):
        return True
    behind = f" {' '.join(after)} "
    return any(f" {phrase} " in behind for phrase in listed()["after"])


def kinds_of(tokens: Sequence[Token], anchor: int, head: Mapping[str, float]) -> dict[str, float]:
    """The probability of each kind: as the head says, unless words say that it is a call."""
    if not is_call(tokens, anchor):
        return dict(head)
    rest = sum(share for kind, share in head.items() if kind != EncounterKind.CALL) or 1.0
    left = {kind: round(share / rest * (1 - SURE), 4) for kind, share in head.items()}
    return left | {str(EncounterKind.CALL): SURE}
