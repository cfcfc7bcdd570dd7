from __future__ import annotations

from datetime import date

import pytest

from onrecord.domain.actors import Actor, ActorKind, Mention, Office
from onrecord.domain.errors import WrongTable
from onrecord.domain.passage import Passage
from onrecord.domain.rulings import Given, Holder
from onrecord.record.actors import gather_actors
from onrecord.record.holders import Holders, decoded, holders_in, shipped
from onrecord.record.seen import Seen

HEAD = "name,variants,office,country,start,end,source\n"
GOOD = "Ana Silva,A. Silva; Ana da Silva,President,Chile,2020-01-01,2024-01-01,Example\n"


def problems(text):
    with pytest.raises(WrongTable) as caught:
        holders_in(text)
    return caught.value.problems


# ------------------------------------------------------------------------------------------------------------ a table


def test_a_row_says_who_held_what_from_when_to_when():
    assert holders_in(HEAD + GOOD) == (
        Holder(
            "Ana Silva",
            "president",
            "Chile",
            date(2020, 1, 1),
            date(2024, 1, 1),
            ("A. Silva", "Ana da Silva"),
            "Example",
        ),
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_is_read_as_spreadsheets_write_it(delimiter, mark, end):
    rows = [["Name", "country", "office", "start", "variants"], ["Silva", "Chile", "king", "2020-01-01", '"S|Ana"']]
    (row,) = holders_in(mark + end.join(delimiter.join(cells) for cells in rows) + end)
    assert (row.name, row.country, row.office, row.end, row.variants) == ("Silva", "Chile", "king", None, ("S", "Ana"))


def test_a_table_in_utf_16_is_read_where_its_mark_says_so():
    assert decoded("Ñ".encode("utf-16")) == decoded("Ñ".encode("utf-8-sig")) == "Ñ"


def test_a_table_in_another_encoding_names_the_line():
    with pytest.raises(WrongTable, match="UTF-8") as caught:
        decoded("a\nb\nÑ".encode("latin-1"))
    assert caught.value.problems == ("line 3: the byte 0xd1 is no UTF-8",)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (",,king,Chile,2020-01-01,,", "line 3, column name: it is empty"),
        ("Ana,,,Chile,2020-01-01,,", "line 3, column office: it is empty"),
        ("Ana,,king,,2020-01-01,,", "line 3, column country: it is empty"),
        ("Ana,,king,Chile,,,", "line 3, column start: it is empty"),
        ("Ana,,king,Chile,2020-02-30,,", "line 3, column start: '2020-02-30' is no day; write it like 2025-10-21"),
        ("Ana,,king,Chile,1.2.2020,,", "line 3, column start: '1.2.2020' is no day; write it like 2025-10-21"),
        ("Ana,,king,Chile,2020-01-01,now,", "line 3, column end: 'now' is no day; write it like 2025-10-21"),
        ("Ana,,king,Chile,2020-01-01,2019-01-01,", "line 3, column end: 2019-01-01 is before the start, 2020-01-01"),
        ("Ana,,king,Chile,2020-01-01", "line 3, all columns: 5 cells where the first line names 7 columns"),
        ("Анна,,king,Chile,2020-01-01,,", "no Latin letters"),
        ('"Ana,,king', "line 3"),
    ],
)
def test_a_row_that_cannot_be_taken_is_named_with_line_and_column(row, problem):
    assert any(problem in each for each in problems(HEAD + GOOD + row + "\n"))


def test_all_that_is_wrong_is_named_at_once():
    assert len(problems(HEAD + ",,king,Chile,x,,\nAna,,,Chile,2020-01-01,,\n")) == 3


def test_a_line_counts_from_the_top_of_the_file():
    assert problems("# mine\n\n" + HEAD + ",,king,Chile,2020-01-01,,\n") == ("line 4, column name: it is empty",)


def test_two_in_one_office_at_once_are_named():
    (problem,) = problems(HEAD + GOOD + "Bo Holm,,president,Chilean,2023-12-01,,\n")
    assert problem.startswith(
        "line 3, column start: Bo Holm is president of Chilean from 2023-12-01 on, but line 2 has"
    )


def test_the_day_of_handing_over_belongs_to_both():
    assert len(holders_in(HEAD + GOOD + "Bo Holm,,president,Chile,2024-01-01,,\n")) == 2


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("name,office,start\nAna,king,2020-01-01\n", "line 1: there is no column 'country'"),
        ("name,office,country,start,birthday\n", "line 1, column 5: 'birthday' is none of"),
        ("name,office,country,start,name\n", "line 1, column 5: 'name' stands there twice"),
    ],
)
def test_columns_that_are_missing_or_unknown_are_named(text, problem):
    assert any(each.startswith(problem) for each in problems(text))


@pytest.mark.parametrize("text", ["", "\n\n", "# only remarks\n"])
def test_an_empty_table_is_refused(text):
    with pytest.raises(WrongTable, match="empty"):
        holders_in(text)


# ------------------------------------------------------------------------------------------------- the table that ships


def test_every_row_that_ships_says_where_it_can_be_looked_up():
    assert all(each.source for each in shipped())
    assert len(set(shipped())) == len(shipped()) > 100


@pytest.mark.parametrize("row", shipped(), ids=lambda row: f"{row.name}, {row.office}, {row.start}")
def test_every_row_is_found_by_its_office_in_the_middle_of_its_time(row):
    last = row.end or date(2025, 11, 20)
    middle = row.start + (last - row.start) / 2
    found = Holders().described(f"the {row.office} of {row.country}", middle)
    assert found is not None
    assert found.name == row.name


# --------------------------------------------------------------------------------------------------------- who is meant


@pytest.mark.parametrize(
    ("words", "day", "name"),
    [
        ("the Russian president", date(2006, 10, 1), "Vladimir Putin"),
        ("The Russian president", date(2009, 10, 1), "Dmitry Medvedev"),
        ("Russia's president", date(2025, 10, 1), "Vladimir Putin"),
        ("Ukraine’s president", date(2025, 10, 1), "Volodymyr Zelenskyy"),
        ("the president of the United States", date(2003, 10, 1), "George W. Bush"),
        ("the U.S. secretary of state", date(2025, 10, 1), "Marco Rubio"),
        ("the Chinese prime minister", date(2025, 10, 1), "Li Qiang"),
        ("the UN secretary-general", date(2005, 10, 1), "Kofi Annan"),
        ("the Russian foreign minister", date(2025, 10, 1), "Sergey Lavrov"),
    ],
)  # fmt: skip
def test_a_description_by_office_means_who_held_it_on_the_day(words, day, name):
    found = Holders().described(words, day)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("a Russian president", date(2006, 10, 1)),
        ("the former Russian president", date(2006, 10, 1)),
        ("the next Russian president", date(2006, 10, 1)),
        ("the Russian vice president", date(2006, 10, 1)),
        ("the Russian presidential aide", date(2006, 10, 1)),
        ("the Russian presidents", date(2006, 10, 1)),
        ("the Russian leader", date(2006, 10, 1)),
        ("the Russian minister", date(2006, 10, 1)),
        ("the US secretary", date(2006, 10, 1)),
        ("the Russian president", date(1985, 10, 1)),
        ("the Russian president", date(2008, 5, 9)),
        ("the president", date(2006, 10, 1)),
        ("the Ruritanian president", date(2006, 10, 1)),
    ],
)  # fmt: skip
def test_a_description_that_does_not_tell_for_certain_means_nobody(words, day):
    assert Holders().described(words, day) is None


def test_a_users_row_goes_before_the_table_that_ships():
    own = Holder("Bo Holm", "president", "Russia", date(2000, 1, 1))
    assert Holders([own]).described("the Russian president", date(2006, 10, 1)) == own


# ------------------------------------------------------------------------------------------------------- across reports


def person(name, title="", of="", *, former=False):
    offices = (Office(title, of, former),) if title else ()
    return Actor("A1", name, ActorKind.PERSON, offices=offices)


def unnamed(name):
    text = f"The {name} said"
    return Actor("A1", name, ActorKind.UNNAMED, mentions=(Mention(Passage.of(text, 0, len(text) - 5), "nominal"),))


def known(*given, holders=()):
    listed = [Seen(f"R{n}", date.fromisoformat(day), actor) for n, (day, actor) in enumerate(given)]
    return {one.name: [each.report for each in one.members] for one in gather_actors(listed, Given(holders=holders))}


def test_one_in_office_is_one_by_name_by_family_name_and_by_office():
    assert known(
        ("2006-10-01", unnamed("Russian president")),
        ("2009-10-01", unnamed("Russian president")),
        ("2025-10-01", person("Putin")),
        ("2025-10-02", person("Vladimir Putin", "president", "Russia")),
        ("2025-10-02", unnamed("Russian president")),
    ) == {"Vladimir Putin": ["R0", "R2", "R3", "R4"], "Dmitry Medvedev": ["R1"]}  # fmt: skip


def test_of_two_presidents_of_one_name_the_one_in_office_is_meant():
    assert known(
        ("1991-03-01", person("Bush", "president", "United States")),
        ("1992-03-01", person("George Bush", "president", "United States")),
        ("2005-03-01", person("George Bush", "president", "United States")),
        ("2005-03-01", person("Bush", "president")),
        ("2005-03-01", person("George Bush", "president", "United States", former=True)),
    ) == {"George H. W. Bush": ["R0", "R1", "R4"], "George W. Bush": ["R2", "R3"]}  # fmt: skip


def test_a_family_name_with_a_title_is_not_said_of_who_held_it_at_another_time():
    assert known(
        ("1999-03-01", person("Lee", "president")), ("2009-03-01", person("Lee Myung-bak", "president", "South Korea"))
    ) == {"Lee": ["R0"], "Lee Myung-bak": ["R1"]}


def test_a_common_family_name_alone_does_not_mean_an_office_holder():
    assert known(("2025-10-01", person("Lee"))) == {"Lee": ["R0"]}
    assert known(("2003-10-01", person("Bush"))) == {"Bush": ["R0"]}


def test_a_listed_family_name_alone_means_nobody_long_before_his_time():
    assert known(("1985-10-01", person("Putin"))) == {"Putin": ["R0"]}


def test_a_namesake_in_the_office_of_another_country_is_kept_apart():
    listed = [
        Seen("R0", date(2025, 10, 1), person("Vladimir Putin", "president", "Russia")),
        Seen("R1", date(2025, 10, 1), person("Vladimir Putin", "mayor", "Serbia")),
    ]
    assert [len(one.members) for one in gather_actors(listed)] == [1, 1]


def test_the_spellings_of_a_users_table_are_one():
    own = Holder("Ihor Tkachuk", "mayor", "Ruritania", date(2020, 1, 1), None, ("Igor Tkatschuk",))
    assert known(
        ("2025-10-01", person("Ihor Tkachuk")), ("2025-10-01", person("Igor Tkatschuk")),
        ("2025-10-01", unnamed("mayor of Ruritania")), holders=(own,),
    ) == {"Ihor Tkachuk": ["R0", "R1", "R2"]}  # fmt: skip
