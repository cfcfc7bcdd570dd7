from __future__ import annotations

import pytest

from onrecord.record.judgement import Verdict
from onrecord.record.persons import same_name
from onrecord.record.spellings import folded, lines


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Kim Kye-Gwan", "Kim Kye Gwan"),
        ("Roh Moo-hyun", "Roh Moo- hyun"),
        ("Enrique Peña Nieto", "Enrique Pena Nieto"),
        ("Laurent-Desire Kabila", "Laurent Kabila"),
        ("George W. Bush", "George Bush"),
        ("Tony Blair", "Anthony Blair"),
        ("J. Solana", "Javier Solana"),
        ("Mahmud Abbas", "Mahmoud Abbas"),
        ("Mobutu Sese Seko", "Mobutu Sese Seko Kuku"),
        ("Rafik Hariri", "Rafik al-Hariri"),
    ],
)
def test_one_persons_name_written_twice_is_one(first, second):
    assert same_name(first, second).verdict is Verdict.YES
    assert same_name(second, first).verdict is Verdict.YES


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("George W. Bush", "George H. W. Bush"),
        ("Laura Bush", "George Bush"),
        ("Lech Kaczynski", "Jaroslaw Kaczynski"),
        ("Martin King, Jr.", "Martin King Sr."),
        ("Kim Jong-il", "Kim Jong-un"),
        ("Raul Castro", "Fidel Castro"),
        ("George V", "George W. Bush"),
        ("George V", "George W"),
        ("Wang Qun", "Wang Kun"),
        ("James Soong", "James Sung"),
        ("Zhou Li", "Zhu Li"),
        ("Mohamed Abdi Ali", "Muhammed Ali"),
        ("Louis Saha", "al-Saha"),
        ("Blair", "Bush"),
    ],
)
def test_names_of_two_persons_are_two(first, second):
    assert same_name(first, second).verdict is not Verdict.YES
    assert same_name(second, first).verdict is not Verdict.YES


@pytest.mark.parametrize(
    ("short", "full"), [("Blair", "Tony Blair"), ("Roh", "Roh Moo-hyun"), ("Putin", "Vladimir Putin")]
)
def test_a_family_name_alone_decides_nothing(short, full):
    assert same_name(short, full).verdict is Verdict.UNSURE


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy", "Volodymyr Zelinsky"),
        ("Sergei Lavrov", "Sergey Lavrov", "Sergei Larov"),
        ("Lavrov", "Sergei Lavrov", "Sergei Ivanov"),
        ("Kim Kye-Gwan", "Kim Kye Gwan", "Kim Gye-Wan"),
    ],
)
def test_the_likelier_name_is_ranked_higher(query, better, worse):
    rank = [Verdict.NO, Verdict.UNSURE, Verdict.YES]
    assert rank.index(same_name(query, better).verdict) > rank.index(same_name(query, worse).verdict)


@pytest.mark.parametrize("line", lines("transliteration"), ids=lambda line: line[0])
def test_each_way_of_writing_a_sound_is_reached(line):
    written, (compared, *_) = line
    assert folded(f"bra{written}o") == folded(f"bra{compared}o")


@pytest.mark.parametrize(
    "name", ["transliteration", "nicknames", "given_names", "levels", "meals", "resetting", "opponents"]
)
def test_no_line_of_a_list_stands_twice(name):
    keys = [key for key, _ in lines(name)]
    assert sorted(set(keys)) == sorted(keys)


@pytest.mark.parametrize("line", lines("given_names"), ids=lambda line: line[0])
def test_each_spelling_of_a_given_name_is_reached_and_means_one_name(line):
    usual, forms = line
    for form in forms:
        assert same_name(f"{usual} Holm", f"{form} Holm").verdict is Verdict.YES
        others = [other for other, given in lines("given_names") if form in (other, *given)]
        assert others == [usual]


@pytest.mark.parametrize(
    ("first", "second", "rule"),
    [
        ("Donald Holm", "Donald Holm Jr.", "father or son"),
        ("Mohammad Javad Holm", "Javad Holm", "a given name left out"),
        ("Filipo Grandi", "Filipe Grandi", "one letter differs"),
    ],
)
def test_what_a_name_alone_does_not_tell_is_unsure(first, second, rule):
    assert (same_name(first, second).verdict, same_name(first, second).rule) == (Verdict.UNSURE, rule)


def test_forms_of_a_name_in_two_languages_are_not_taken_for_one():
    assert same_name("Vladimir Holm", "Volodymyr Holm").verdict is not Verdict.YES
