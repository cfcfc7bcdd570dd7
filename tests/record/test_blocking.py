from __future__ import annotations

import random
from datetime import date, timedelta
from time import process_time

import pytest

from onrecord.domain.actors import Actor, ActorKind
from onrecord.record import actors as module
from onrecord.record.actors import gather_actors
from onrecord.record.pairs import pairs
from onrecord.record.seen import Seen

SOUNDS = ("ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "zu")


def people(number):
    """So many people with 225 given names and 3,375 family names, drawn at random, each in one report."""
    draw = random.Random(1)
    for n in range(number):
        given, family = "".join(draw.choices(SOUNDS, k=2)), "".join(draw.choices(SOUNDS, k=3))
        actor = Actor("A1", f"{given.title()}n {family.title()}k", ActorKind.PERSON)
        yield Seen(f"R{n}", date(2025, 1, 1) + timedelta(n % 300), actor)


@pytest.fixture
def comparisons(monkeypatch):
    """How many names were compared, as a list that grows."""
    made = []
    real = module.same_name

    def counted(first, second):
        made.append(1)
        return real(first, second)

    monkeypatch.setattr(module, "same_name", counted)
    return made


def test_names_are_not_compared_all_with_all(comparisons):
    gather_actors(people(4000))
    assert len(comparisons) < 4000 * 60  # all with all: 8,000,000


def test_ten_thousand_are_matched_in_seconds():
    began = process_time()
    groups = gather_actors(people(10_000))
    pairs(groups)
    assert process_time() - began < 20
    assert len(groups) > 5000
