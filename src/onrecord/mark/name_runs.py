"""Runs: sequences of capitalised pieces, and the names read from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from onrecord.gazetteer import posts
from onrecord.gazetteer.lists import spread, words
from onrecord.gazetteer.names import Found, Kind, Role
from onrecord.gazetteer.spelling import misspelled
from onrecord.mark.name_signs import Sheet

_BODIES = (Kind.BODY, Kind.GROUP, Kind.OUTLET)
_LABELS = {**dict.fromkeys(_BODIES, "ORG"), Kind.PLACE: "PLACE", Kind.PEOPLE: "NATIONALITY"}
_NUMERALS = frozenset(("II", "III", "IV", "VI", "VII", "VIII", "XI", "XII", "XVI", "XXIII"))
_CLITICS = frozenset(("s", "t", "re", "ve", "ll", "d", "m"))
_LONGEST_PERSON = 6
_LONGEST_GUESS = 3
_SHORTEST_ACRONYM, _LONGEST_ACRONYM = 2, 8
_PLACE_STARTS = frozenset(("Mount", "Lake", "Fort", "Camp", "Port"))
_PLACE_WORDS = frozenset(("in", "at", "near", "from", "outside", "around", "towards"))
_ORG_LINKS = frozenset(("of", "for"))
_ON_SOMETHING = frozenset(("Forum", "Council", "Committee", "Commission"))
_INSIDE_ORG = frozenset(("and", "&", "the", "of", "for", "to", "on"))
_INSTITUTION_LENGTHS = (4, 3, 2, 1)

_Judgement = tuple[str, str, float]
"""Label, reason and score of a name; an empty label where nothing speaks."""
_UNDECIDED: _Judgement = ("", "", 0.0)


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
    for length in _INSTITUTION_LENGTHS:
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
    if signs[at] == "w" and cut[at].gap in ("-", "'", "’", "- ") and _second_half(sheet, first, at):
        return at + 1
    return _over_particles(sheet, at)


def _over_particles(sheet: Sheet, at: int) -> int:
    """Past "de" or "al" and the capitalised piece after it: "Jaap | de Hoop", "Valery | d'Estaing"; ``at`` if not."""
    cut = sheet.cut
    elided = cut[at].text in ("d", "l") and at + 1 < len(cut) and cut[at + 1].gap in ("'", "’")
    if not cut[at - 1].capital or not (sheet.signs[at] == "p" or elided):
        return at
    further = at + 1
    while further < len(cut) and further <= at + 2 and sheet.joined(further):
        if sheet.signs[further] == "N" or (sheet.signs[further] == "G" and cut[further].gap == "-"):
            return further + 1
        if sheet.signs[further] != "p":
            break
        further += 1
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
    if found is not None and found.entry.kind in _BODIES and found.entry.role is Role.NAME:
        return 0
    end = _last_org_word(sheet, start, last)
    if end:
        return _set_org(sheet, start, _of_tail(sheet, end)) if found is None or found.last < end else 0
    if sheet.cut[start].text in words("org_words") and start + 1 < len(sheet.cut):
        end = _of_tail(sheet, start + 1)
    return _set_org(sheet, start, end) if end > start + 1 else 0


def _last_org_word(sheet: Sheet, start: int, last: int) -> int:
    """Where the last word of ``org_words`` after piece ``start`` ends, 0 if there is none before the run breaks off."""
    end = 0
    for at in range(start + 1, last):
        inner = sheet.listed.get(at)
        word = sheet.cut[at].text
        listed_body = inner is not None and inner.entry.kind in _BODIES
        if sheet.signs[at] == "H" or (listed_body and word not in words("org_words")):
            break
        if word in words("org_words"):
            end = at + 1
        elif sheet.signs[at] == "T" and end:
            break
    return end


def _title_in_org(sheet: Sheet, start: int, last: int) -> bool:
    """A title's word that is not one here: "Foreign Ministry", "Central Bank", "State Council"."""
    following = sheet.cut[start + 1].text if start + 1 < last else ""
    alone = start == 0 or sheet.signs[start - 1] != "T"
    return following in words("org_words") and (alone or not posts.is_head(sheet.cut[start].text))


def _set_org(sheet: Sheet, start: int, end: int) -> int:
    return end if sheet.mark("ORG", start, end, "names.organisation", 0.9) else 0


def _of_tail(sheet: Sheet, at: int) -> int:
    """The end of "of Foreign Affairs", "for Democratic Change", "of the Red Cross and Red Crescent" from piece ``at``;
    ``at`` itself if nothing follows."""
    cut, signs = sheet.cut, sheet.signs
    if at + 1 >= len(cut) or not sheet.joined(at):
        return at
    if cut[at].text not in _ORG_LINKS and not (cut[at].text == "on" and cut[at - 1].text in _ON_SOMETHING):
        return at
    end = at
    while end < len(cut) and sheet.joined(end):
        if cut[end].text in _INSIDE_ORG and not _another_body(sheet, end):
            end += 1
            continue
        if not (cut[end].capital and signs[end] in "NGT") or _starts_person(sheet, end):
            break
        end += 1
    while end > at and not cut[end - 1].capital:
        end -= 1
    return end


def _another_body(sheet: Sheet, at: int) -> bool:
    """Whether "and" leads on to another name: "and the World Bank", not "and Industry"."""
    if sheet.cut[at].text not in ("and", "&") or at + 1 >= len(sheet.cut):
        return False
    found = sheet.listed.get(at + 1)
    return not sheet.cut[at + 1].capital or (found is not None and found.entry.kind in _BODIES)


def _starts_person(sheet: Sheet, at: int) -> bool:
    after = sheet.joined(at + 1) and sheet.cut[at + 1].capital
    return after and sheet.cut[at].text in spread("given_names")


# --- candidates ------------------------------------------------------------------------------------------------------


def _read_candidate(sheet: Sheet, first: int, last: int) -> None:
    """Name a capitalised sequence that no list and no organisation's word has named, or leave it over."""
    thing = sheet.cut[first].text in words("thing_starts") and last - first > 1
    if thing or (sheet.signs[first] == "p" and last - first == 1) or _is_party_mark(sheet, first, last):
        return
    label, by, score = _judged(sheet, first, last)
    if label:
        sheet.mark(label, first, last, by, score)
    else:
        sheet.leftover.append((first, last))


def _is_party_mark(sheet: Sheet, first: int, last: int) -> bool:
    """The party and state of a US lawmaker in brackets: "(R-Fla.)"."""
    return last - first > 1 and len(sheet.cut[first].text) == 1 and sheet.cut[first + 1].gap == "-"


def _judged(sheet: Sheet, first: int, last: int) -> _Judgement:
    """Label, reason and score of a capitalised sequence; an empty label where nothing speaks."""
    length = last - first
    if _introduced(sheet, first, last):
        return "ORG", "names.acronym", 0.9
    if _after_title(sheet, first) and length <= _LONGEST_PERSON and not (length == 1 and _plain(sheet, first, last)):
        return "PERSON", "names.title", 0.95
    if any(piece.text in words("event_words") for piece in sheet.cut[first + 1 : last]):
        return _UNDECIDED
    if length > 1 and length <= _LONGEST_PERSON and not _shouted(sheet, first, last):
        by = _written_like_a_person(sheet, first, last)
        if by == "names.particle" and _neighbours(sheet, first, last)[0] in _PLACE_WORDS and length == 2:
            return "PLACE", "names.place-word", 0.5
        if by:
            return "PERSON", by, 0.9
    if length > 1 and (sheet.cut[last - 1].text in words("place_words") or sheet.cut[first].text in _PLACE_STARTS):
        return "PLACE", "names.place", 0.8
    return _UNDECIDED


def _written_like_a_person(sheet: Sheet, first: int, last: int) -> str:
    """Why a sequence of several pieces is a person's name whatever stands around it, "" if nothing says so."""
    cut = sheet.cut[first:last]
    if cut[0].text in spread("given_names"):
        return "names.given"
    if cut[0].text in spread("surname_first") and len(cut) <= 4:
        return "names.surname-first"
    if "p" in sheet.signs[first:last]:
        return "names.particle"
    initials = [len(piece.text) == 1 or piece.text.endswith(".") for piece in cut[:-1]]
    return "names.initial" if any(initials) else ""


def _introduced(sheet: Sheet, first: int, last: int) -> bool:
    """A long form before its acronym in brackets: "Tupelo Peace Movement (TPM)"."""
    if last - first < 2 or last >= len(sheet.cut) or sheet.cut[last].gap != " (":
        return False
    acronym = sheet.cut[last].text
    initials = "".join(piece.text[0] for piece in sheet.cut[first:last])
    return (
        _is_acronym(acronym)
        and acronym not in words("not_names")
        and acronym[0] == initials[0]
        and acronym[-1] in initials
    )


def _after_title(sheet: Sheet, first: int) -> bool:
    """Whether a title or form of address stands right before piece ``first``."""
    if first == 0 or sheet.signs[first - 1] not in "TH":
        return False
    gap = sheet.cut[first].gap
    return gap in (" ", "\n") or (gap.startswith(".") and sheet.signs[first - 1] == "H")


def _is_acronym(word: str) -> bool:
    if word.lower() in spread("common_words"):
        return False
    return word.isupper() and word.isalpha() and _SHORTEST_ACRONYM <= len(word) <= _LONGEST_ACRONYM


def _shouted(sheet: Sheet, first: int, last: int) -> bool:
    return all(piece.text.isupper() and len(piece.text) > 1 for piece in sheet.cut[first:last])


def mark_leftover(sheet: Sheet) -> None:
    """Name what was left over: what is part of a person's name marked elsewhere ("Kim" after "Kim Kye-Gwan"); what the
    head knows; who is beside a verb of saying, and who is named so elsewhere; last a weak guess from the words around.
    """
    _part_pairs(sheet)
    _settle(sheet, _named_elsewhere(sheet))
    _settle(sheet, _by_head)
    _settle(sheet, _beside_said)
    _settle(sheet, _named_elsewhere(sheet))
    _settle(sheet, _guessed)


def _settle(sheet: Sheet, judge: Callable[[Sheet, int, int], _Judgement]) -> None:
    """Ask ``judge`` about everything left over, and mark what it knows."""
    left, sheet.leftover = sheet.leftover, []
    for first, last in left:
        label, by, score = judge(sheet, first, last)
        if label:
            sheet.mark(label, first, last, by, score)
        else:
            sheet.leftover.append((first, last))


def _named_elsewhere(sheet: Sheet) -> Callable[[Sheet, int, int], _Judgement]:
    """A judge that knows the persons marked so far by every part of their names."""
    known = _words_of_persons(sheet)
    long = sorted(known)

    def judge(sheet: Sheet, first: int, last: int) -> _Judgement:
        word = sheet.cut[last - 1].text
        if last - first <= 2 and (word in known or any(misspelled(word, other) for other in long)):
            return "PERSON", "names.again", 0.9
        return _UNDECIDED

    return judge


def _words_of_persons(sheet: Sheet) -> set[str]:
    """The capitalised words of all persons marked so far."""
    return {
        word
        for mark in sheet.marks
        if mark.label == "PERSON"
        for word in sheet.text[mark.start : mark.end].replace("-", " ").split()
        if word[0].isupper()
    }


def _part_pairs(sheet: Sheet) -> None:
    """Part "the Smith-Jones meeting" into two persons where both words are persons' names elsewhere."""
    known = _words_of_persons(sheet)
    left, sheet.leftover = sheet.leftover, []
    for first, last in left:
        pair = last - first == 2 and sheet.cut[first + 1].gap in ("-", "–")
        if pair and sheet.cut[first].text in known and sheet.cut[first + 1].text in known:
            sheet.mark("PERSON", first, first + 1, "names.again", 0.8)
            sheet.mark("PERSON", first + 1, last, "names.again", 0.8)
        else:
            sheet.leftover.append((first, last))


def _by_head(sheet: Sheet, first: int, last: int) -> _Judgement:
    """What the neural head says; not believed of a word of every day nor of the first half of "Franco-African"."""
    head = sheet.head_for(first, last)
    single = last - first == 1
    half = single and last < len(sheet.cut) and sheet.cut[last].gap == "-"
    if (
        head is None
        or half
        or (single and sheet.cut[first].text in words("org_words"))
        or (head.label != "ORG" and _plain(sheet, first, last))
    ):
        return _UNDECIDED
    return head.label, head.by or "head", head.score


def _beside_said(sheet: Sheet, first: int, last: int) -> _Judgement:
    """A person before or after "said", "told"; not an acronym, nor a sequence of common words."""
    before, after = _neighbours(sheet, first, last)
    acronym = last - first == 1 and _is_acronym(sheet.cut[first].text)
    if (
        before in _PLACE_WORDS
        or acronym
        or last - first > _LONGEST_PERSON
        or not (after in words("said_verbs") or before == "said")
    ):
        return _UNDECIDED
    return ("PERSON", "names.said", 0.6) if not _plain(sheet, first, last) else _UNDECIDED


def _guessed(sheet: Sheet, first: int, last: int) -> _Judgement:
    """An acronym is a body; after "in" stands a place; two or three names in a row are a person, if no article precedes
    them."""
    before, _ = _neighbours(sheet, first, last)
    if last - first == 1 and _is_acronym(sheet.cut[first].text):
        return "ORG", "names.acronym", 0.6
    if before in _PLACE_WORDS and not _genitive_follows(sheet, last):
        return "PLACE", "names.place-word", 0.5
    if before.lower() == "the" or _plain(sheet, first, last):
        return _UNDECIDED
    return ("PERSON", "names.two-words", 0.5) if 1 < last - first <= _LONGEST_GUESS else _UNDECIDED


def _neighbours(sheet: Sheet, first: int, last: int) -> tuple[str, str]:
    """The word before and the word after, "" where something else than a space or a comma parts them."""
    before = sheet.cut[first - 1].text if sheet.joined(first) else ""
    after = sheet.cut[last].text if last < len(sheet.cut) and sheet.cut[last].gap in (" ", ", ") else ""
    return before, after


def _genitive_follows(sheet: Sheet, at: int) -> bool:
    return at < len(sheet.cut) and sheet.cut[at].gap in ("'", "’") and sheet.cut[at].text == "s"


def _plain(sheet: Sheet, first: int, last: int) -> bool:
    """Whether a sequence is common words with capitals ("Most Favored Nation") or all in capitals."""
    common = any(piece.text.lower() in spread("common_words") for piece in sheet.cut[first:last])
    return common or _shouted(sheet, first, last)
