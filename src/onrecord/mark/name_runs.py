"""Runs: sequences of capitalised pieces, and the names read from them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from onrecord.gazetteer import posts
from onrecord.gazetteer.lists import spread, words
from onrecord.gazetteer.names import Found, Kind, Role
from onrecord.mark.name_signs import Sheet

_LABELS = {Kind.BODY: "ORG", Kind.OUTLET: "ORG", Kind.PLACE: "PLACE", Kind.PEOPLE: "NATIONALITY"}
_NUMERALS = frozenset(("II", "III", "IV", "VI", "VII", "VIII", "XI", "XII", "XVI", "XXIII"))
_CLITICS = frozenset(("s", "t", "re", "ve", "ll", "d", "m"))
_LONGEST_PERSON = 6
_SHORTEST_ACRONYM, _LONGEST_ACRONYM = 2, 8
_PLACE_WORDS = frozenset(("in", "at", "near", "from", "outside", "around", "towards"))
_ORG_LINKS = frozenset(("of", "for"))
_INSIDE_ORG = frozenset(("and", "&", "the", "of", "for", "to", "on"))
_AFTER_INSTITUTION_LENGTHS = (4, 3, 2, 1)


def label_of(found: Found) -> str:
    """The label of a listed name."""
    if found.entry.kind is Kind.COUNTRY:
        return "NATIONALITY" if found.entry.role in (Role.ADJECTIVE, Role.MEMBERS) else "PLACE"
    return _LABELS[found.entry.kind]


# --- bodies of a state written small ---------------------------------------------------------------------------------


def mark_institutions(sheet: Sheet) -> None:
    """Mark "Chinese foreign ministry", the "army" of "Israel's army" and, on its own, "foreign ministry"."""
    for at, piece in enumerate(sheet.cut):
        if piece.text not in _institution_starts() or at in sheet.taken:
            continue
        last = _institution_end(sheet, at)
        if not last:
            continue
        owner = sheet.ending.get(at) if sheet.joined(at) else None
        if owner is not None and owner.entry.kind is Kind.COUNTRY:
            sheet.mark("ORG", owner.first, last, "names.institution")
        elif _owned(sheet, at) or "ministry" in sheet.spelled(at, last):
            sheet.mark("ORG", at, last, "names.institution")


def _institution_end(sheet: Sheet, at: int) -> int:
    """The end (a piece's index) of the institution that begins at piece ``at``, 0 if none does."""
    for length in _AFTER_INSTITUTION_LENGTHS:
        if at + length <= len(sheet.cut):
            form = sheet.spelled(at, at + length).replace("’", "'").replace("\n", " ")
            if form in words("institutions"):
                return at + length
    return 0


@cache
def _institution_starts() -> frozenset[str]:
    return frozenset(form.replace("'", " ").split()[0] for form in words("institutions"))


def _owned(sheet: Sheet, at: int) -> bool:
    """Whether a country's genitive stands before piece ``at``: "Russia's"."""
    owner = sheet.ending.get(at - 1)
    return owner is not None and owner.entry.kind is Kind.COUNTRY and sheet.cut[at - 1].text == "s"


# --- runs ------------------------------------------------------------------------------------------------------------


def runs(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """The longest sequences of pieces (half-open) that can be one name or names side by side."""
    at = 0
    while at < len(sheet.cut):
        if not _begins(sheet, at):
            at += 1
            continue
        end = at + 1
        while True:
            further = _goes_on(sheet, at, end)
            if further == end:
                break
            end = further
        yield at, end
        at = end


def _begins(sheet: Sheet, at: int) -> bool:
    if sheet.signs[at] in "GNH" or (sheet.signs[at] == "T" and sheet.cut[at].capital):
        return True
    follows = at + 1 < len(sheet.cut) and sheet.joined(at + 1) and sheet.signs[at + 1] == "N"
    return sheet.signs[at] == "p" and follows and (sheet.cut[at + 1].gap == "-" or sheet.cut[at].text in ("al", "el"))


def _goes_on(sheet: Sheet, first: int, at: int) -> int:
    """Where a run that has reached piece ``at`` is after one more step; ``at`` itself if it ends here."""
    cut, signs = sheet.cut, sheet.signs
    if at >= len(cut) or not sheet.joined(at):
        return at
    if cut[at].gap in ("'", "’") and cut[at].text in _CLITICS:
        return at
    if signs[at] in "GNH" or (signs[at] == "T" and cut[at].capital):
        return at + 1
    if cut[at].text in _NUMERALS and signs[at - 1] == "N":
        return at + 1
    if signs[at] == "p" or (cut[at].text in ("d", "l") and at + 1 < len(cut) and cut[at + 1].gap in ("'", "’")):
        for further in (at + 1, at + 2):
            if further < len(cut) and sheet.joined(further) and signs[further] == "N" and cut[at - 1].capital:
                return further + 1
            if further < len(cut) and signs[further] != "p":
                break
    if signs[at] == "w" and cut[at].gap in ("-", "'", "’", "- ") and _second_half(sheet, first, at):
        return at + 1
    return at


def _second_half(sheet: Sheet, first: int, at: int) -> bool:
    """The small second half of a given name: "Jong-il", "Ki-moon", or of a name with an apostrophe: "Ba'ath"."""
    word = sheet.cut[at].text
    if not word.isalpha() or sheet.signs[at - 1] != "N":
        return False
    if sheet.cut[at].gap in ("'", "’"):
        return word not in _CLITICS
    before = sheet.cut[first : at - 1]
    return any(piece.text in spread("surname_first") for piece in before) and word not in spread("common_words")


def read_run(sheet: Sheet, first: int, last: int) -> None:
    """Set the marks of one run."""
    start = first
    while start < last:
        end = _org_end(sheet, start, last)
        if end:
            start = end
            continue
        found = sheet.listed.get(start)
        if found is not None:
            sheet.mark(label_of(found), found.first, found.last, f"gazetteer.{found.entry.kind}")
            start = max(found.last, start + 1)
        elif sheet.signs[start] in "Np" and sheet.cut[start].text not in _NUMERALS:
            end = start + 1
            while end < last and sheet.signs[end] not in "GTH":
                end += 1
            _read_candidate(sheet, start, end)
            start = end
        else:
            start += 1


def _org_end(sheet: Sheet, start: int, last: int) -> int:
    """Mark an organisation that begins at piece ``start`` of a run that ends at ``last``; 0 if none begins there.

    It runs to the last word of ``org_words`` before a title or form of address, and over "of ..." after it. A listed
    name may be part of it ("China Southern Airlines") but is not cut out of the middle of a longer one.
    """
    if sheet.signs[start] in "TH" and not _title_in_org(sheet, start, last):
        return 0
    found = sheet.listed.get(start)
    end = 0
    at = start
    while at < last and (sheet.signs[at] != "H"):
        inner = sheet.listed.get(at)
        if inner is not None and inner.entry.kind in (Kind.BODY, Kind.OUTLET):
            if at == start:
                return 0
            if inner.last - inner.first > 1 or inner.entry.form not in words("org_words"):
                break
        if sheet.cut[at].text in words("org_words") and at > start:
            end = at + 1
        if sheet.signs[at] == "T" and sheet.cut[at].text not in words("org_words") and at > start and end:
            break
        at += 1
    if not end:
        if sheet.cut[start].text in words("org_words") and start + 1 < len(sheet.cut):
            end = _of_tail(sheet, start + 1)
            return _set_org(sheet, start, end) if end > start + 1 else 0
        return 0
    if found is not None and found.last >= end:
        return 0
    return _set_org(sheet, start, _of_tail(sheet, end))


def _title_in_org(sheet: Sheet, start: int, last: int) -> bool:
    """A title's word that is not one here: "Foreign Ministry", "Central Bank", "State Council"."""
    following = sheet.cut[start + 1].text if start + 1 < last else ""
    return following in words("org_words") and not posts.is_head(sheet.cut[start].text)


def _set_org(sheet: Sheet, start: int, end: int) -> int:
    return end if sheet.mark("ORG", start, end, "names.organisation", 0.9) else 0


def _of_tail(sheet: Sheet, at: int) -> int:
    """The end of "of Foreign Affairs", "for Democratic Change", "of the Red Cross and Red Crescent" from piece ``at``;
    ``at`` itself if nothing follows."""
    cut, signs = sheet.cut, sheet.signs
    if at + 1 >= len(cut) or not sheet.joined(at) or cut[at].text not in _ORG_LINKS:
        return at
    end = at
    while end < len(cut) and sheet.joined(end):
        if cut[end].text in _INSIDE_ORG:
            end += 1
            continue
        if not (cut[end].capital and signs[end] in "NGT") or _starts_person(sheet, end):
            break
        end += 1
    while end > at and not cut[end - 1].capital:
        end -= 1
    return end


def _starts_person(sheet: Sheet, at: int) -> bool:
    after = sheet.joined(at + 1) and sheet.cut[at + 1].capital
    return after and sheet.cut[at].text in spread("given_names")


# --- candidates ------------------------------------------------------------------------------------------------------


def _read_candidate(sheet: Sheet, first: int, last: int) -> None:
    """Name a capitalised sequence that no list and no organisation's word has named, or leave it over."""
    if sheet.signs[first] == "p" and last - first == 1:
        return
    label, by, score = _judged(sheet, first, last)
    if label:
        sheet.mark(label, first, last, by, score)
    else:
        sheet.leftover.append((first, last))


def _judged(sheet: Sheet, first: int, last: int) -> tuple[str, str, float]:
    """Label, reason and score of a capitalised sequence; an empty label where nothing speaks."""
    length = last - first
    if _introduced(sheet, first, last):
        return "ORG", "names.acronym", 0.9
    if _after_title(sheet, first) and length <= _LONGEST_PERSON:
        return "PERSON", "names.title", 0.95
    if any(piece.text in words("event_words") for piece in sheet.cut[first + 1 : last]):
        return "", "", 0.0
    if length > 1 and length <= _LONGEST_PERSON and not _shouted(sheet, first, last):
        by = _written_like_a_person(sheet, first, last)
        if by:
            return "PERSON", by, 0.9
    head = sheet.head_for(first, last)
    if head is not None:
        return head.label, head.by or "head", head.score
    return _guessed(sheet, first, last)


def _written_like_a_person(sheet: Sheet, first: int, last: int) -> str:
    """Why a sequence of several pieces is a person's name whatever stands around it, "" if nothing says so."""
    cut = sheet.cut[first:last]
    if cut[0].text in spread("given_names"):
        return "names.given"
    if cut[0].text in spread("surname_first") and len(cut) <= 4:
        return "names.surname-first"
    if "p" in sheet.signs[first:last]:
        return "names.particle"
    return "names.initial" if any(len(piece.text) == 1 or piece.text.endswith(".") for piece in cut) else ""


def _introduced(sheet: Sheet, first: int, last: int) -> bool:
    """A long form before its acronym in brackets: "Tupelo Peace Movement (TPM)"."""
    if last - first < 2 or last >= len(sheet.cut) or sheet.cut[last].gap != " (":
        return False
    acronym = sheet.cut[last].text
    initials = "".join(piece.text[0] for piece in sheet.cut[first:last])
    return _is_acronym(acronym) and acronym[0] == initials[0] and acronym[-1] in initials


def _after_title(sheet: Sheet, first: int) -> bool:
    """Whether a title or form of address stands right before piece ``first``."""
    if first == 0 or sheet.signs[first - 1] not in "TH":
        return False
    gap = sheet.cut[first].gap
    return gap in (" ", "\n") or (gap.startswith(".") and sheet.signs[first - 1] == "H")


def _is_acronym(word: str) -> bool:
    if word.lower() in spread("common_words"):
        return False
    return word.isupper() and word.isalnum() and _SHORTEST_ACRONYM <= len(word) <= _LONGEST_ACRONYM


def _shouted(sheet: Sheet, first: int, last: int) -> bool:
    return all(piece.text.isupper() and len(piece.text) > 1 for piece in sheet.cut[first:last])


def _guessed(sheet: Sheet, first: int, last: int) -> tuple[str, str, float]:
    """A weak guess from the words around, for where there is no head to ask."""
    if last - first == 1 and _is_acronym(sheet.cut[first].text):
        return "ORG", "names.acronym", 0.6
    before = sheet.cut[first - 1].text if sheet.joined(first) else ""
    after = sheet.cut[last].text if last < len(sheet.cut) and sheet.cut[last].gap in (" ", ", ") else ""
    opens = sheet.opens_sentence(first)
    if (after in words("said_verbs") or before == "said") and not (opens and last - first == 1 and not after):
        return "PERSON", "names.said", 0.6
    if before in _PLACE_WORDS:
        return "PLACE", "names.place-word", 0.5
    if 1 < last - first <= _LONGEST_PERSON - 2 and before.lower() != "the" and not _shouted(sheet, first, last):
        return "PERSON", "names.two-words", 0.5
    if last - first > 1 and before.lower() == "the":
        return "ORG", "names.the", 0.4
    return "", "", 0.0


def mark_again(sheet: Sheet) -> None:
    """Mark what was left over and is part of a person's name marked elsewhere ("Kim" after "Kim Kye-Gwan"), or, for
    want of that, has a place's word before it."""
    known: set[str] = set()
    for mark in sheet.marks:
        if mark.label == "PERSON":
            known.update(sheet.text[mark.start : mark.end].replace("-", " ").split())
    for first, last in sheet.leftover:
        if last - first <= 2 and sheet.cut[last - 1].text in known:
            sheet.mark("PERSON", first, last, "names.again", 0.9)
