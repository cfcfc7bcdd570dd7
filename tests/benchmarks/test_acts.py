"""The contract for measuring roots, and sentences of our own that each should get right."""

from __future__ import annotations

import json
import sys

import pytest

from benchmarks.acts import main, parsed
from onrecord.entries.roots import root_of

SENTENCES = [
    ("Torvia arrested two editors of the Daily Lantern on Monday.", "Torvia", "two editors", "COERCE"),
    ("Rebels shelled the port of Vessel overnight, killing nine sailors.", "Rebels", "the port", "ASSAULT"),
    ("The foreign minister of Torvia rejected the offer from Norland.", "Torvia", "Norland", "REJECT"),
    ("Norland accused Torvia of breaking the truce.", "Norland", "Torvia", "ACCUSE"),
    ("President Holm met Prime Minister Dahl in Oslo.", "President Holm", "Prime Minister Dahl", "CONSULT"),
    ("Norland has suspended military aid to Torvia.", "Norland", "Torvia", "SANCTION"),
    ("The Red Crescent delivered food and medicine to villages in the north.", "The Red Crescent", "villages", "AID"),
    ("Torvia released three sailors of Norland after a year in prison.", "Torvia", "three sailors", "YIELD"),
    ("Norland urged Torvia to open the border.", "Norland", "Torvia", "REQUEST"),
    ("Thousands of students protested against the government in Vessel.", "students", "the government", "PROTEST"),
    ("Torvia threatened to close the strait to ships from Norland.", "Torvia", "Norland", "THREATEN"),
    ("Norland praised Torvia for the release of the sailors.", "Norland", "Torvia", "SUPPORT"),
    ("Torvia agreed to send doctors to Norland.", "Torvia", "Norland", "AGREE"),
]


@pytest.mark.parametrize(("text", "source", "target", "root"), SENTENCES, ids=[each[3] for each in SENTENCES])
def test_a_plain_sentence_gets_its_root(text, source, target, root):
    assert root_of(*parsed({"text": text, "source": source, "target": target})).name == root


def test_each_sentence_gets_one_line(tmp_path, monkeypatch):
    given, out = tmp_path / "in.jsonl", tmp_path / "out" / "roots.jsonl"
    lines = [{"id": str(k), "text": t, "source": s, "target": o} for k, (t, s, o, _) in enumerate(SENTENCES[:3])]
    lines.append({"id": "none", "text": "It rained.", "source": "nobody", "target": ""})
    given.write_text("\n".join(map(json.dumps, lines)))
    monkeypatch.setattr(sys, "argv", ["acts", str(given), str(out)])
    main()
    found = [json.loads(line) for line in out.read_text().splitlines()]
    assert [set(each) for each in found] == [{"id", "root"}] * 4
    assert [each["id"] for each in found] == ["0", "1", "2", "none"]
    assert [each["root"] for each in found[:3]] == [each[3] for each in SENTENCES[:3]]


@pytest.mark.parametrize(
    ("text", "source", "target", "words"),
    [
        ("Torvia met Norland.", "Torvia", "Norland", (["Torvia"], ["Norland"])),
        (
            "The army of Torvia left Torvia.",
            "The army of Torvia",
            "Torvia",
            (["The", "army", "of", "Torvia"], ["Torvia"]),
        ),
        ("Torvia met Norland.", "Vessel", "", ([], [])),
    ],
)
def test_source_and_target_are_found_in_the_sentence(text, source, target, words):
    tokens, of_source, of_target = parsed({"text": text, "source": source, "target": target})
    assert ([tokens[at].text for at in of_source], [tokens[at].text for at in of_target]) == words
    assert not set(of_source) & set(of_target)
