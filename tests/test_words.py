"""One word per thing, on paper: docs/words.md and the domain hold each other."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from enum import Enum
from pathlib import Path

import pytest

import onrecord.domain

ROOT = Path(__file__).parent.parent
WORDS = (ROOT / "docs/words.md").read_text("utf-8")


def domain_classes() -> list[type]:
    """Every class that a module of the domain defines."""
    found = []
    for info in pkgutil.iter_modules(onrecord.domain.__path__, "onrecord.domain."):
        module = importlib.import_module(info.name)
        found += [each for _, each in inspect.getmembers(module, inspect.isclass) if each.__module__ == info.name]
    return found


def entries() -> dict[str, str]:
    """Bold words at the start of a table row or list item in words.md, with the rest of the line."""
    return dict(re.findall(r"^(?:\| |- )\*\*(\w+)\*\*(.*)$", WORDS, re.MULTILINE))


@pytest.mark.parametrize("each", domain_classes(), ids=lambda each: each.__name__)
def test_every_class_of_the_domain_has_its_word(each):
    assert each.__name__ in entries()


@pytest.mark.parametrize("each", [c for c in domain_classes() if issubclass(c, Enum)], ids=lambda each: each.__name__)
def test_every_value_of_a_choice_stands_beside_its_word(each):
    line = entries()[each.__name__]
    assert [member.value for member in each if f"`{member.value}`" not in line] == []


def test_no_word_is_left_over_from_a_class_that_is_gone():
    names = {each.__name__ for each in domain_classes()}
    coined = {"Record"}  # the file itself: record/store.py
    assert set(entries()) - names - coined == set()


def test_every_class_of_the_domain_says_what_it_means():
    assert [each.__name__ for each in domain_classes() if not inspect.getdoc(each)] == []


@pytest.mark.parametrize("path", [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md"], ids=lambda p: p.name)
def test_nothing_recorded_is_called_a_claim_or_a_fact(path):
    """We record that it was said, not that it is so. words.md itself may name the words it warns of."""
    text = path.read_text("utf-8")
    if path.name == "words.md":
        text = text.partition("## Words not used")[0]
    assert re.findall(r"\b(?:claims?|facts?)\b", text, re.IGNORECASE) == []
