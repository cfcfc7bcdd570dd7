from __future__ import annotations

import pytest

from benchmarks.name_pairs import JUDGEMENTS, LISTS, counted, figures, merged_wrongly, read_pairs


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_no_two_persons_become_one(path):
    found, otherwise = counted(path)
    assert merged_wrongly(found) == 0, otherwise


@pytest.mark.parametrize(("path", "floor"), [(LISTS[0], 0.90), (LISTS[1], 0.80)], ids=("made with", "unseen"))
def test_most_of_one_person_become_one(path, floor):
    found, otherwise = counted(path)
    assert figures(found)["same, recall"] >= floor, otherwise


def test_every_pair_stands_once_and_has_a_judgement():
    pairs = [pair for path in LISTS for pair in read_pairs(path)]
    assert {pair.gold for pair in pairs} == set(JUDGEMENTS)
    keys = [frozenset(part.strip() for part in pair.line.split("|")[1:]) for pair in pairs]
    assert len(set(keys)) == len(keys) > 250
