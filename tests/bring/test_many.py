from __future__ import annotations

import gzip
import io
import json

import pytest

from onrecord.bring.many import number_in, reports_in, sources_in
from onrecord.domain.errors import ForeignLanguage, UndatedReport, UnreadableReport, WrongDate

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


def test_a_torn_archive_of_lines_is_refused_where_it_tears_and_what_came_before_stays(tmp_path):
    path = tmp_path / "torn.jsonl.gz"
    raw = "\n".join(line(str(number), title=f"{number**9:x}" * 30) for number in range(900)).encode()
    path.write_bytes(gzip.compress(raw)[:-9000])
    *reports, (name, error) = brought(path)
    assert [report.id for _, report in reports] == [str(number) for number in range(len(reports))]
    assert 100 < len(reports) < 900
    assert name == f"{path}:{len(reports) + 1}"
    assert "breaks off in the middle" in str(error)


@pytest.mark.parametrize("gone", [1, 8, 20])
def test_a_torn_report_is_refused(tmp_path, gone):
    path = tmp_path / "torn.txt.gz"
    path.write_bytes(gzip.compress(TEXT.encode())[:-gone])
    ((_, error),) = brought(path, published="2025-10-21")
    assert "breaks off in the middle" in str(error)


def test_a_line_of_fifty_megabytes_costs_only_itself(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_bytes(f"{line('1')}\n".encode() + b'{"text": "' + b"a" * 50_000_000 + f'"}}\n{line("3")}\n'.encode())
    (_, first), (name, error), (_, third) = brought(path)
    assert (first.id, third.id) == ("1", "3")
    assert name.endswith(":2")
    assert "more than 20 MB" in str(error)


@pytest.mark.parametrize("name", ["bomb.jsonl.gz", "bomb.warc.gz"])
def test_a_bomb_is_refused_before_it_bursts(tmp_path, name):
    begin = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 200000000\r\n\r\n" if "warc" in name else b"{"
    path = tmp_path / name
    path.write_bytes(gzip.compress(begin + b"a" * 200_000_000, 9))
    *_, (_, error) = brought(path)
    assert "bomb" in str(error)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"%PDF-1.7\n1 0 obj", "a PDF file"),
        (gzip.compress(b"%PDF-1.7\n1 0 obj"), "a PDF file"),
        (gzip.compress(gzip.compress(TEXT.encode())), "a gzip archive"),
        (b"PK\x03\x04 docx", "a ZIP archive"),
        (b"\x00\x01\x02\x03" * 99, "binary"),
        (b"\xff\xfe" + TEXT.encode("utf-16-be"), ""),
        (b"", "is empty"),
        (gzip.compress(b""), "is empty"),
    ],
    ids=["PDF", "packed PDF", "packed twice", "Word", "binary", "wrong byte order mark", "empty", "packed nothing"],
)
def test_what_is_no_report_is_refused_and_says_what_it_is(tmp_path, raw, words):
    path = tmp_path / "report.txt"
    path.write_bytes(raw)
    ((_, error),) = brought(path, published="2025-10-21")
    assert isinstance(error, UnreadableReport | ForeignLanguage)
    assert words in str(error)


@pytest.mark.parametrize("day", ["21/10/2025", "2025-02-30", "yesterday", "1066-10-14", "Monday, 21 October 2025"])
def test_a_line_with_a_day_that_is_none_costs_only_itself(tmp_path, day):
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join([line("1", published=day), line("2")]))
    (_, error), (_, report) = brought(path)
    assert isinstance(error, WrongDate)
    assert report.id == "2"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_report_is_read_in_whatever_encoding_it_is(tmp_path, encoding):
    text = f"{TEXT} “No date is set,” she said — the café’s guests were not asked."
    path = tmp_path / "report.txt"
    path.write_bytes(text.encode(encoding))
    ((_, report),) = brought(path, published="2025-10-21")
    assert report.text == text


def test_lines_with_a_byte_order_mark_are_lines(tmp_path):
    path = tmp_path / "news.txt"
    path.write_text(f"{line('1')}\n{line('2')}", encoding="utf-8-sig")
    assert [report.id for _, report in brought(path)] == ["1", "2"]


def test_standard_input_may_be_packed_and_of_any_size():
    raw = gzip.compress("\n".join(line(str(number), title="t" * 90_000) for number in range(300)).encode())
    found = [each.report.id for each in reports_in("-", stdin=io.BytesIO(raw))]
    assert len(found) == 300


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
    (tmp_path / "a.xml").write_text("<rss><channel><item/><item></item><item/></channel></rss>")
    found = [number_in(str(tmp_path / name)) for name in ("a.jsonl", "a.txt", "a.xml", "none.jsonl")]
    assert found == [2, 1, 3, 1]
    assert number_in("-") == number_in("https://news.example/feed") == 1


@pytest.mark.parametrize("name", ["a.jsonl", "a.txt", "a.xml"])
def test_a_parser_that_fails_costs_only_what_it_failed_on(tmp_path, monkeypatch, name):
    def breaks(*arguments):
        raise RecursionError

    for reader in ("fields_of_json", "fields_within", "fields_of_feed"):
        monkeypatch.setattr(f"onrecord.bring.many.{reader}", breaks)
    path = tmp_path / name
    path.write_text("<rss><item/></rss>" if name == "a.xml" else TEXT)
    ((_, error),) = brought(path, published="2025-10-21")
    assert "broke its reader (RecursionError)" in str(error)
