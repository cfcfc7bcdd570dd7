"""Offices: the posts that the text gives to people.

Three forms are read: the title before the name ("Russian Foreign Minister Sergei Lavrov"), the apposition after it
("Lavrov, Russia's foreign minister,") and the apposition before it ("Russia's foreign minister, Sergei Lavrov,").
Each word becomes a sign, and one pattern over the signs is the grammar of a title:

    D article   F former, then   M word before a post   P post   L of, for   N and   S genitive   W who
    C country, body, or person in the genitive   A form of address   u any other small word
    . anything else, and the end of a phrase
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.domain.actors import Office
from onrecord.domain.passage import Passage
from onrecord.gazetteer import posts
from onrecord.gazetteer.lists import words
from onrecord.gazetteer.names import Kind, Role, look_up
from onrecord.resolve.persons import clean
from onrecord.resolve.scene import Scene

_FORMER = frozenset(("former", "ex", "late", "ousted", "deposed", "onetime"))
_TAIL_WORDS = frozenset(("state", "staff", "affairs", "parliament", "house", "homeland", "defence", "defense"))
_LONGEST = 14
_SIGNS = {
    **dict.fromkeys(("of", "for", "to", "on", "in", "with", "at"), "L"),
    "and": "N",
    **dict.fromkeys(("the", "a", "an", "his", "her", "its", "their", "our", "my"), "D"),
    **dict.fromkeys(("then", "newly", "new", "current", "visiting", "outgoing", "incoming"), "F"),
    **dict.fromkeys(_FORMER, "F"),
    **dict.fromkeys(("who", "whose"), "W"),
}

_TAIL = r"(?:L+D?P?[MC]+(?:[LN]+D?[MC]+)*)?"
_BEFORE_NAME = re.compile(
    rf"(?:(?P<owner>[FM]*C+S?)(?P<owned>[FMuN]{{0,5}}P+{_TAIL})|(?P<bare>[FM]*(?:MNM+)?P+{_TAIL}))A*$",
)
_AFTER_NAME = re.compile(
    rf"D?(?:(?P<owner>[FM]*C+S?)(?P<owned>[FMuN]{{0,4}}P+{_TAIL})|(?P<bare>[FM]*(?:MNM+)?P+{_TAIL}))(?=L|W|$)",
)

_DESCRIPTION = re.compile(r"(?:D(?P<owner>[FM]*C+S?)|(?P<genitive>C+S)|D)(?P<part>[FMuN]{0,4}P+)$")


_ANY_DESCRIPTION = re.compile(
    r"D?(?:(?P<owner>[FM]*C+S?)(?P<owned>[FMuN]{0,4}P+)|(?P<bare>(?<=D)[FMuN]{0,4}P+|[FM]*P+))$"
)


@dataclass(frozen=True, slots=True)
class Titled:
    """A title read from the text: the office, and the stretch that gives it, pieces ``first`` to ``last`` (half-open).
    ``rule`` names the form it was read in."""

    office: Office
    first: int
    last: int
    rule: str


@dataclass(frozen=True, slots=True)
class _Unit:
    """One word, or one name mark as a whole, with its sign; ``first``/``last`` are pieces (half-open)."""

    sign: str
    first: int
    last: int


def offices_at(scene: Scene, index: int) -> list[Titled]:
    """The offices given to the person that mark ``index`` names, by the words around that mark."""
    first, last = scene.span_of[index]
    found = [_before_name(scene, first), _after_name(scene, last), _before_comma(scene, first, last)]
    return [titled for titled in found if titled is not None]


def _before_name(scene: Scene, first: int) -> Titled | None:
    """Read "Russian Foreign Minister" before "Sergei Lavrov"."""
    units = _leftwards(scene, first)
    match = _BEFORE_NAME.search("".join(unit.sign for unit in units))
    return _titled(scene, units, match, "title") if match else _rank_before(scene, first)


def address_before(scene: Scene, first: int) -> int:
    """The first piece of a name with its form of address: "Mr." of "Mr. Trent"; ``first`` if it has none."""
    while first and scene.joined(first) and _unit(scene, first - 1).sign == "A":
        first -= 1
    return first


def _rank_before(scene: Scene, first: int) -> Titled | None:
    """Read "Sen." before "Elizabeth Warren"."""
    if not first or not scene.joined(first):
        return None
    start, end = scene.cut[first - 1].start, scene.cut[first - 1].end
    end += scene.text[end : end + 1] == "."
    post = posts.rank_of(scene.text[start:end])
    return Titled(Office(post, passage=Passage.of(scene.text, start, end)), first - 1, first, "title") if post else None


def _after_name(scene: Scene, last: int) -> Titled | None:
    """Read ", Russia's foreign minister," after "Lavrov"."""
    if last >= len(scene.cut) or scene.cut[last].gap not in (", ", ",\n", " (", " — ", " - "):
        return None
    units = _rightwards(scene, last)
    match = _AFTER_NAME.match("".join(unit.sign for unit in units))
    if match is None:
        return None
    rest = [scene.cut[unit.first].text for unit in units[match.end() :] if unit.first < unit.last]
    if any(word in words("said_verbs") for word in rest):
        return None
    return _titled(scene, units, match, "apposition")


def _before_comma(scene: Scene, first: int, last: int) -> Titled | None:
    """Read "Russia's foreign minister," before "Sergei Lavrov,"."""
    if scene.cut[first].gap not in (", ", ",\n", "), ") or first == 0:
        return None
    units = _leftwards(scene, first, over_gap=True)
    signs = "".join(unit.sign for unit in units)
    match = _BEFORE_NAME.search(signs)
    if match is None:
        return None
    determined = bool(match["owner"]) or signs[: match.start()].endswith("D")
    start = units[match.start()].first
    closed = last >= len(scene.cut) or not scene.joined(last)
    if not closed and not _opens_sentence(scene, start - signs[: match.start()].endswith("D")):
        return None
    before = [at for at in (start - 1, start - 2) if at >= 0]
    after_person = any(scene.label(at) == "PERSON" and not scene.joined(at + 1) for at in before)
    return _titled(scene, units, match, "apposition") if determined and not after_person else None


def _opens_sentence(scene: Scene, at: int) -> bool:
    """Whether piece ``at`` is the first of its sentence: "The president of Chad, Idriss Deby has ..."."""
    return at <= 0 or any(sign in ".?!\n" for sign in scene.cut[at].gap)


def _leftwards(scene: Scene, first: int, *, over_gap: bool = False) -> list[_Unit]:
    """The units that lead up to piece ``first``, in the order of the text, without a break between them. With
    ``over_gap`` it does not matter what stands right before ``first``, and brackets around an acronym are no break."""
    units: list[_Unit] = []
    at = first - 1
    while at >= 0 and len(units) < _LONGEST:
        parted = not (over_gap and at + 1 == first) and not scene.joined(at + 1)
        if parted and not (over_gap and scene.cut[at + 1].gap in (" (", ") ")):
            break
        unit = _unit(scene, at)
        units.append(unit)
        if unit.sign == ".":
            break
        at = unit.first - 1
    return units[::-1]


def _rightwards(scene: Scene, first: int) -> list[_Unit]:
    """The units from piece ``first`` on, up to the next break; a "." stands for what breaks."""
    units: list[_Unit] = []
    at = first
    while at < len(scene.cut) and len(units) < _LONGEST:
        if at > first and not scene.joined(at):
            break
        unit = _unit(scene, at)
        units.append(unit)
        at = unit.last
    return units if len(units) < _LONGEST else [*units, _Unit(".", at, at)]


def _unit(scene: Scene, at: int) -> _Unit:
    """The unit that piece ``at`` lies in."""
    index = scene.mark_of.get(at)
    if index is not None:
        first, last = scene.span_of[index]
        person = scene.names[index].label == "PERSON" and not scene.genitive(last)
        return _Unit("." if person else "C", first, last)
    word = scene.cut[at].text
    low = word.lower()
    if scene.genitive(at):
        return _Unit("S", at, at + 1)
    dotted = scene.text[scene.cut[at].end : scene.cut[at].end + 1] == "."
    known = _SIGNS.get(low, "")
    known = "" if known == "F" and low not in _FORMER and word[0].isupper() else known
    sign = known or _title_sign(f"{word}." if dotted else word) or _title_sign(word)
    if not sign:
        breaks = any(low in words(name) for name in ("function_words", "said_verbs", "auxiliaries"))
        sign = "." if breaks or word[0].isupper() else "u"
    return _Unit(sign, at, at + 1)


@cache
def _title_sign(word: str) -> str:
    """The sign of a word that may be part of a title, "" if it may not."""
    if posts.is_head(word) and word.lower() != "house":
        return "P"
    if posts.is_modifier(word) or word.lower() in _TAIL_WORDS:
        return "M"
    return "A" if word in words("honorifics") else ""


def _titled(scene: Scene, units: Sequence[_Unit], match: re.Match[str], rule: str) -> Titled | None:
    """The office that a match over the signs of ``units`` speaks of."""
    group = "part" if "part" in match.groupdict() else "owned" if match["owner"] else "bare"
    parts = [unit for unit in units[match.start(group) : match.end(group)] if unit.sign != "A"]
    owners = [unit for unit in units[match.start() : match.end()] if unit.sign == "C"]
    low = [scene.cut[at].text.lower() for unit in parts for at in range(unit.first, unit.last)]
    former = any(word in _FORMER for word in low) or any(
        scene.cut[unit.first].text.lower() in _FORMER for unit in units[match.start() : match.end()]
    )
    title = _title(scene, parts)
    if not title:
        return None
    of = _owner(scene, owners[-1]) if owners else ""
    first, last = units[match.start()].first, units[match.end() - 1].last
    passage = Passage.of(scene.text, scene.cut[first].start, scene.cut[last - 1].end)
    return Titled(Office(title, of, former, passage), first, last, rule)


def _title(scene: Scene, parts: Sequence[_Unit]) -> str:
    """The words of a title in small letters, without what stands for its owner: "foreign minister"."""
    signs = "".join(unit.sign for unit in parts)
    whole = not re.search(r"L[^L]*[CD]", signs)
    kept = [unit for unit in (parts if whole else parts[: signs.index("L")]) if unit.sign != "F"]
    if not kept:
        return ""
    text = clean(scene.text[scene.cut[kept[0].first].start : scene.cut[kept[-1].last - 1].end])
    return text.lower()


def _owner(scene: Scene, unit: _Unit) -> str:
    """Whose post it is: a country's usual name, or the body or person as the text has it; nobody's for "Islamist"."""
    form = clean(scene.text[scene.cut[unit.first].start : scene.names[scene.mark_of[unit.first]].end])
    entry = look_up(form)
    if entry is not None and entry.kind is Kind.PEOPLE:
        return ""
    return entry.name if entry is not None and entry.kind is Kind.COUNTRY and entry.role is not Role.SEAT else form


def read_description(scene: Scene, at: int) -> Titled | None:
    """The definite description by office whose last word is piece ``at``: "the Ukrainian leader", "Russia's foreign
    minister"; None where the post goes on, a name follows, or nothing makes it definite ("a foreign minister")."""
    following = at + 1
    if scene.joined(following) and (scene.label(following) == "PERSON" or _unit(scene, following).sign in "PA"):
        return None
    units = _leftwards(scene, following, over_gap=True)
    signs = "".join(unit.sign for unit in units)
    match = _DESCRIPTION.search(signs)
    if match is None:
        return None
    start = match.start()
    article = units[start]
    if article.sign == "D" and scene.cut[article.first].text.lower() != "the":
        return None
    return _titled(scene, units, match, "description")


def read_any_description(scene: Scene, at: int) -> Titled | None:
    """The description by office whose last word is piece ``at``, definite or not: "a senior Danish diplomat"; None
    where the post goes on or a name follows."""
    if posts.singular(scene.cut[at].text) != scene.cut[at].text:
        return None
    following = at + 1
    if scene.joined(following) and (scene.label(following) == "PERSON" or _unit(scene, following).sign in "PA"):
        return None
    units = _leftwards(scene, following, over_gap=True)
    match = _ANY_DESCRIPTION.search("".join(unit.sign for unit in units))
    return _titled(scene, units, match, "description") if match else None
