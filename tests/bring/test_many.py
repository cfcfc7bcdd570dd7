from __future__ import annotations

import gzip
import io
import json

import pytest

from onrecord.bring.many import number_in, reports_in, sources_in
from onrecord.domain.errors import UndatedReport, UnreadableReport, WrongDate

TEXT = "The talks in Oslo ended on Tuesday without an agreement, the foreign minister of Norway said."


def line(id="1", **fields):
    return json.dumps({"id": id, "outlet": "Morning Wire", "published": "2025-10-21", "text": TEXT, **fields})


def brought(source, **options):
    """(name, report or error) for all that the source holds."""
    return [(found.name, found.report or found.error) for found in reports_in(str(source), **options)]


@pytest.mark.parametrize("name", ["news.jsonl", "news.ndjson", "news.jsonl.gz", "NEWS.JSONL.GZ", "news.txt", "news.gz"])
def test_json_lines_are_many_reports(tmp_path, name):
    path = tmp_path / name
    raw = f"{line('1')}\n\n{line('2', url='https://news.example/2', title='Talks end', dateline='OSLO')}\n".encode()
    path.write_bytes(gzip.compress(raw) if name.lower().endswith(".gz") else raw)
    (_, first), (_, second) = brought(path)
    assert (first.id, first.outlet, first.text, first.dated_by) == ("1", "Morning Wire", TEXT, "file")
    assert (second.id, second.url, second.title, second.dateline) == (
        "2",
        "https://news.example/2",
        "Talks end",
        "OSLO",
    )


def test_a_bad_line_costs_only_itself(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join([line("1"), '{"id": "2"', '{"id": "3"}', line("4", published=None), line("5")]))
    found = brought(path)
    assert [name.rpartition(":")[2] for name, _ in found] == ["1", "2", "3", "4", "5"]
    assert [getattr(each, "id", type(each)) for _, each in found] == [
        "1",
        UnreadableReport,
        UnreadableReport,
        UndatedReport,
        "5",
    ]


def test_what_is_given_wins(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text(line())
    ((_, report),) = brought(path, published="2025-10-22", outlet="Evening Post")
    assert (report.published.isoformat(), report.outlet, report.dated_by) == ("2025-10-22", "Evening Post", "given")


def test_a_day_given_that_is_none_is_no_reports_fault(tmp_path):
    with pytest.raises(WrongDate):
        brought(tmp_path / "news.jsonl", published="no day")


def test_a_name_of_a_file_is_no_id(tmp_path):
    path = tmp_path / "today.txt"
    path.write_text(TEXT)
    ((_, report),) = brought(path, published="2025-10-21")
    assert report.id == ""


def test_standard_input_may_hold_lines():
    found = brought("-", stdin=io.BytesIO(f"{line('1')}\n{line('2')}\n".encode()))
    assert [report.id for _, report in found] == ["1", "2"]


def test_one_object_over_several_lines_is_one_report(tmp_path):
    path = tmp_path / "one.json"
    path.write_text(json.dumps(json.loads(line("7")), indent=2))
    assert [report.id for _, report in brought(path)] == ["7"]


@pytest.mark.parametrize("name", ["torn.jsonl.gz", "torn.txt.gz"])
def test_a_torn_archive_is_refused_and_what_was_read_stays(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(gzip.compress("\n".join(line(str(number)) for number in range(50)).encode())[:-20])
    assert isinstance(brought(path)[-1][1], UnreadableReport) or name.endswith(".txt.gz")


@pytest.mark.parametrize("name", ["none.jsonl", "none.txt", "none.gz"])
def test_a_file_that_is_not_there_is_an_error_in_its_place(tmp_path, name):
    ((_, error),) = brought(tmp_path / name)
    assert isinstance(error, UnreadableReport)


def test_a_bomb_is_refused(tmp_path):
    path = tmp_path / "bomb.txt.gz"
    path.write_bytes(gzip.compress(b"a" * 30_000_000))
    ((_, error),) = brought(path)
    assert "more than 20 MB" in str(error)


def test_folders_are_searched_in_the_order_of_names(tmp_path):
    for name in ("b/2.txt", "b/1.txt", "a/x/3.html", ".git/config", "b/.hidden", "c.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    found = sources_in([str(tmp_path), "-", "https://news.example/a"])
    shown = [source.removeprefix(f"{tmp_path}/") for source in found]
    assert shown == ["c.txt", "a/x/3.html", "b/1.txt", "b/2.txt", "-", "https://news.example/a"]


def test_a_folder_within_itself_ends(tmp_path):
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    assert len(sources_in([str(tmp_path)])) == 1


def test_lines_are_counted_before_they_are_read(tmp_path):
    (tmp_path / "a.jsonl").write_text(f"{line()}\n\n{line()}\n")
    (tmp_path / "a.txt").write_text(TEXT)
    assert [number_in(str(tmp_path / name)) for name in ("a.jsonl", "a.txt", "none.jsonl")] == [2, 1, 1]
