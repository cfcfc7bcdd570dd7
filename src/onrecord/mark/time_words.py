"""The text as a row of items, each with the classes of time words it belongs to: the alphabet of the time grammar.

A report of 255 words has some ten time expressions; sixty patterns run over its 1,500 characters would take longer
than all other marking. So the text is cut once, every word is looked up once in ``lists/time_words.toml``, and each
item becomes one character that stands for its set of classes ("Friday" is {weekday}, "second" is {second, ordinal}).
The patterns of ``time_grammar`` then run over that short row of characters, most of which ("." for a word that is
none of ours) they pass at once.

Hyphens between letters are left out of the row, so that "a two-week visit" and "two weeks" are the same to the
grammar; a dash between digits is an item, so that "18-19 November" is none of "18", "19".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import resources

OTHER = "."
"""The character of an item that belongs to no class."""


@dataclass(frozen=True, slots=True)
class Item:
    """A word, number or mark of the text. ``start``/``end`` are code points into the text; ``values`` gives, for each
    class the item belongs to, what it stands for there ("second": {"ordinal": "2", "second": "TS"})."""

    start: int
    end: int
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every class of words, by exact form (``cased``) and by lower-case form (``plain``), and the pattern that cuts
    the text into items."""

    cased: dict[str, dict[str, str]]
    plain: dict[str, dict[str, str]]
    item: re.Pattern[str]

    def look_up(self, word: str) -> dict[str, str]:
        """The classes of ``word`` with its value in each; a word in capitals throughout ("FRIDAY") counts as if
        written with a capital only. The returned dictionary is shared: do not change it."""
        lower = self.plain.get(word.lower(), _NONE)
        cased = self.cased.get(word) or (
            self.cased.get(word.capitalize()) if word.isupper() and len(word) > 3 else None
        )
        if not cased:
            return lower
        return {**lower, **cased} if lower else cased


_NONE: dict[str, str] = {}
_NUMERIC = {"number", "scale"}
_QUOTED = re.compile(r"'([a-z]+)'")


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of ``lists/time_words.toml`` and the words that ``lists/time_rules.toml`` quotes, read once. The
    class of a quoted word is the word in its quotation marks."""
    tables = tomllib.loads(resources.files("onrecord.mark").joinpath("lists/time_words.toml").read_text("utf-8"))
    cased: dict[str, dict[str, str]] = {}
    plain: dict[str, dict[str, str]] = {}
    for name, words in tables.items():
        for word, value in words.items():
            table = plain if word == word.lower() else cased
            table.setdefault(word, {})[name] = value
    rules = resources.files("onrecord.mark").joinpath("lists/time_rules.toml").read_text("utf-8")
    for word in _QUOTED.findall(rules):
        plain.setdefault(word, {})[f"'{word}'"] = word
    dotted = sorted(
        (word for word in (*cased, *plain) if not word.isalpha() and "'" not in word[:1]), key=len, reverse=True
    )
    return Vocabulary(cased, plain, _item_pattern("|".join(re.escape(word) for word in dotted)))


def _item_pattern(dotted: str) -> re.Pattern[str]:
    return re.compile(
        rf"""
          (?P<break>\n[^\S\n]*\n\s*)
        | (?P<money>(?:[A-Z]{{0,3}}[$]|[£€¥])\s?\d[\d,.]*\d|(?:[A-Z]{{0,3}}[$]|[£€¥])\s?\d)
        | (?P<percent>\d[\d,.]*\s?%)
        | (?P<iso>\d{{4}}-[01]\d-[0-3]\d(?!\d))
        | (?P<slash>\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d\d)(?!\d))
        | (?P<clock>\d{{1,2}}:[0-5]\d(?::[0-5]\d)?(?!\d)|\d{{1,2}}\.[0-5]\d(?=\s*[ap]\.?m\b))
        | (?P<decade>(?:1[5-9]|20)\d0['’]?s\b|['’`]?[2-9]0['’]?s\b)
        | (?P<shortyear>['’`]\d\d(?![\d\w]))
        | (?P<mixed>\d+\s\d/\d(?!\d))
        | (?P<ordinal>\d+(?:st|nd|rd|th)\b)
        | (?P<large>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+\.\d+)
        | (?P<digits>\d+)
        | (?P<hyphen>[-–—])(?=\w)
        | (?P<dotted>(?<!\w)(?:{dotted}))(?!\w)
        | (?P<clitic>['’]s\b)
        | (?P<word>[^\W\d_]+)
        | (?P<mark>\S)
        """,
        re.VERBOSE,
    )


def items_of(text: str) -> list[Item]:
    """Cut ``text`` into items, numbers written in words drawn together ("twenty four", "two and a half")."""
    words = vocabulary()
    raw: list[Item] = []
    for match in words.item.finditer(text):
        kind = match.lastgroup or "mark"
        start, end = match.span()
        if kind in {"word", "dotted"}:
            raw.append(Item(start, end, words.look_up(match.group())))
        elif kind == "hyphen":
            item = _dash(text, start, end)
            if item is not None:
                raw.append(item)
        else:
            numeral = _NUMERALS.get(kind)
            raw.append(Item(start, end, numeral(match.group()) if numeral else _NONE))
    return _with_numbers(text, raw)


def _dash(text: str, start: int, end: int) -> Item | None:
    """A hyphen as an item: "dash" between digits, nothing inside a compound word, an unknown mark elsewhere."""
    before = text[start - 1] if start else " "
    if before.isdigit() and text[end].isdigit():
        return Item(start, end, {"dash": ""})
    return None if before.isalnum() else Item(start, end, _NONE)


def _digits(word: str) -> dict[str, str]:
    """The classes of a whole number in digits: it may be a day, an hour, a year, a time such as 1400."""
    number = int(word) if len(word) < 10 else 0
    values = {"number": str(number)}
    if len(word) <= 2:
        if 1 <= number <= 31:
            values["day"] = f"{number:02d}"
        if number <= 24:
            values["hour"] = f"{number:02d}"
    if len(word) == 4:
        if number <= 2400 and number % 100 < 60:
            values["clock4"] = f"{word[:2]}:{word[2:]}"
        if 1000 <= number < 2200:
            values["year" if number >= 1900 else "old_year"] = word
    return values


def _ordinal(word: str) -> dict[str, str]:
    number = int(word[:-2]) if len(word) < 8 else 0
    values = {"nth": str(number)}
    if 1 <= number <= 4:
        values["ordinal"] = str(number)
    if 1 <= number <= 31:
        values["day"] = f"{number:02d}"
    return values


def _mixed(word: str) -> dict[str, str]:
    """The number "2 1/2" as "2.5"; fractions that are not so short are left alone."""
    whole, fraction = word.split()
    over, under = fraction.split("/")
    share = int(over) / int(under) if int(under) else 1.0
    return {"number": f"{int(whole) + share:g}"} if share in {0.5, 0.25, 0.75} else {}


def _clock(word: str) -> dict[str, str]:
    hour, minute = re.split("[:.]", word)[:2]
    return {"clock": f"{int(hour):02d}:{minute}"} if int(hour) <= 24 else {}


def _slash(word: str) -> dict[str, str]:
    """Month, day and year, as Americans write them."""
    month, day, year = word.split("/")
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return {}
    century = "" if len(year) == 4 else ("20" if int(year) < 50 else "19")
    return {"iso": f"{century}{year}-{int(month):02d}-{int(day):02d}"}


def _decade(word: str) -> dict[str, str]:
    """A decade by its first three digits; "70s" without apostrophe may also be an age."""
    digits = re.sub(r"\D", "", word)
    if len(digits) == 4:
        return {"decade": digits[:3]}
    return {"decade_short" if word[0].isdigit() else "decade": f"19{digits[0]}"}


_NUMERALS: dict[str, Callable[[str], dict[str, str]]] = {
    "iso": lambda word: {"iso": word},
    "slash": _slash,
    "clock": _clock,
    "decade": _decade,
    "shortyear": lambda word: {"short_year": ("20" if int(word[1:]) < 50 else "19") + word[1:]},
    "mixed": _mixed,
    "ordinal": _ordinal,
    "large": lambda word: {"number": word.replace(",", "")},
    "digits": _digits,
    "clitic": lambda _: {"possessive": ""},
    "mark": lambda word: {"comma": ""} if word == "," else _NONE,
}


def _with_numbers(text: str, raw: list[Item]) -> list[Item]:
    """The items with neighbouring number words drawn together into one number."""
    items: list[Item] = []
    at = 0
    while at < len(raw):
        item = raw[at]
        starts = "number" in item.values or (
            "one" in item.values and at + 1 < len(raw) and "scale" in raw[at + 1].values
        )
        if not starts:
            items.append(item)
            at += 1
            continue
        end = at + 1
        while end < len(raw) and (raw[end].values.keys() & _NUMERIC) and text[raw[end].start].isalpha():
            end += 1
        made, used = _number(raw, at, end)
        if text[made.end : made.end + 11].lower() == " and a half" and "year" not in made.values:
            made = Item(made.start, raw[used + 2].end, {"number": f"{float(made.values['number']) + 0.5:g}"})
            used += 3
        items.append(made)
        at = used
    return items


def _number(raw: list[Item], start: int, end: int) -> tuple[Item, int]:
    """The number that the items ``start:end`` make, as far as they make one, and where it ends."""
    if end == start + 1:
        return raw[start], end
    parts = [raw[i].values for i in range(start, end)]
    first = float(parts[0].get("number", "1"))
    second = float(parts[1].get("number", "0"))
    if first in {18, 19, 20} and second >= 10 and "scale" not in parts[1]:  # "nineteen ninety-six"
        unit, used = _unit(parts, 2, tens=second)
        return Item(
            raw[start].start, raw[start + used - 1].end, _digits(str(int(first * 100 + second + unit)))
        ), start + used
    total, used = first, 1
    while used < len(parts):
        if "scale" in parts[used]:
            total *= float(parts[used]["scale"])
        elif total % 100 == 0 or (total % 10 == 0 and total % 100 >= 20 and float(parts[used]["number"]) < 10):
            total += float(parts[used]["number"])
        else:
            break
        used += 1
    values = _digits(str(int(total))) if total == int(total) else {"number": f"{total:g}"}
    return Item(raw[start].start, raw[start + used - 1].end, values), start + used


def _unit(parts: list[dict[str, str]], at: int, *, tens: float) -> tuple[float, int]:
    """The unit after the tens of a spoken year ("ninety *six*"), 0 where there is none, and where it ends."""
    if at < len(parts) and tens >= 20 and tens % 10 == 0 and float(parts[at].get("number", "99")) < 10:
        return float(parts[at]["number"]), at + 1
    return 0.0, at


def numeral_samples() -> list[dict[str, str]]:
    """Numerals such that every set of classes which a numeral can have is among them."""
    samples = [_digits(str(number)) for number in range(2500)]
    samples += [_digits(f"{number:02d}") for number in range(10)]
    samples += [_digits(f"{number:04d}") for number in range(1000)]
    samples += [_ordinal(f"{number}th") for number in range(40)]
    samples += [
        {name: ""}
        for name in ("iso", "clock", "decade", "decade_short", "short_year", "number", "possessive", "comma", "dash")
    ]
    return samples
