"""Web archives, written by warcio and then spoiled: what is sound comes, what is damaged costs only itself."""

from __future__ import annotations

import gzip
import io
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from onrecord.bring.many import number_in, reports_in
from onrecord.bring.stream import Stream
from onrecord.bring.warc import IN_PARTS, NO_SUCCESS, NO_TEXT, UNCHANGED, entries
from onrecord.domain.errors import UndatedReport, UnreadableReport

SENTENCE = "The talks in Oslo ended on Tuesday without an agreement, the foreign minister of Norway said."


def page(number, text=SENTENCE):
    return (
        f"<!doctype html><title>Report {number}</title><meta property='article:published_time' content='2025-10-21'>"
        f"<article><p>{text}</p><p>Nobody was to say on Wednesday what would come of report {number}.</p></article>"
    ).encode()


class Writer(WARCWriter):
    """Leaves no temporary file behind, as warcio's own does."""

    @staticmethod
    def _create_temp_file():
        return io.BytesIO()


class Archive:
    """Writes an archive record by record."""

    def __init__(self, *, packed=True):
        self.out = io.BytesIO()
        self.writer = Writer(self.out, gzip=packed)
        self.ends = [0]

    def write(self, record):
        self.writer.write_record(record)
        self.ends.append(self.out.tell())
        return self

    def page(
        self, number, body=None, *, status="200 OK", media="text/html; charset=utf-8", headers=(), kind="response"
    ):
        http = StatusAndHeaders(status, [("Content-Type", media), *headers], protocol="HTTP/1.1")
        body = io.BytesIO(page(number) if body is None else body)
        url = f"https://wire.example/{number}"
        return self.write(self.writer.create_warc_record(url, kind, payload=body, http_headers=http))

    def resource(self, number, body, media):
        url = f"https://wire.example/{number}"
        record = self.writer.create_warc_record(url, "resource", payload=io.BytesIO(body), warc_content_type=media)
        return self.write(record)

    def bytes(self):
        return self.out.getvalue()


def read(raw):
    return list(entries(Stream(io.BytesIO(raw))))


def numbers(found):
    """The number in the address of each record that brings something, "-" for an error, else why it was passed over."""
    return [each.url.rpartition("/")[2] if each.brought else "-" if each.error else each.passed for each in found]


def spoiled(raw, at, by=b"\xff\x00\xff"):
    return raw[:at] + by + raw[at + len(by) :]


@pytest.fixture(params=[True, False], ids=["packed", "plain"])
def packed(request):
    return request.param


def test_the_pages_of_an_archive_come_in_order(packed):
    found = read(Archive(packed=packed).page(1).page(2).page(3).bytes())
    assert numbers(found) == ["1", "2", "3"]
    assert [each.number for each in found] == [1, 2, 3]
    first = found[0].brought
    assert (first.raw, first.url, first.media, first.charset) == (
        page(1),
        "https://wire.example/1",
        "text/html",
        "utf-8",
    )


def test_an_archive_packed_as_a_whole_is_read_too():
    assert numbers(read(gzip.compress(Archive(packed=False).page(1).page(2).bytes()))) == ["1", "2"]


def test_what_holds_no_report_is_passed_over_and_says_why(packed):
    archive = Archive(packed=packed)
    writer = archive.writer
    archive.write(writer.create_warcinfo_record("a.warc", {"software": "a crawler"}))
    archive.write(
        writer.create_warc_record("https://wire.example/1", "request", payload=io.BytesIO(b"GET / HTTP/1.1\r\n\r\n"))
    )
    archive.page(1, b"\x89PNG", media="image/png")
    archive.page(2, status="404 Not Found")
    archive.page(3, status="301 Moved", headers=[("Location", "/4")])
    archive.write(
        writer.create_revisit_record("https://wire.example/5", "sha1:X", "https://wire.example/1", "2025-10-20")
    )
    archive.page(6)
    archive.page(7, b"{}", media="application/json")
    assert numbers(read(archive.bytes())) == [NO_TEXT, NO_SUCCESS, NO_SUCCESS, UNCHANGED, "6", NO_TEXT]


def test_a_resource_is_read_as_it_is(packed):
    archive = (
        Archive(packed=packed).resource(1, SENTENCE.encode(), "text/plain").resource(2, b"%PDF-1.7", "application/pdf")
    )
    first, second = read(archive.bytes())
    assert (first.brought.raw, first.brought.media) == (SENTENCE.encode(), "text/plain")
    assert second.passed == NO_TEXT


@pytest.mark.parametrize(
    ("pack", "packing"),
    [
        (gzip.compress, "gzip"),
        (zlib.compress, "deflate"),
        (lambda raw: zlib.compress(raw)[2:-4], "Deflate"),
        (bytes, "gzip"),
        (bytes, "br"),
        (bytes, "identity"),
    ],
    ids=["gzip", "deflate", "raw deflate", "unpacked by the crawler", "unpacked from brotli", "identity"],
)
def test_what_the_host_packed_is_unpacked(pack, packing):
    archive = Archive().page(1, pack(page(1)), headers=[("Content-Encoding", packing)])
    assert read(archive.bytes())[0].brought.raw == page(1)


def test_chunks_are_put_together():
    body = page(1)
    chunks = b"%x\r\n%b\r\n%x\r\n%b\r\n0\r\n\r\n" % (99, body[:99], len(body) - 99, body[99:])
    archive = Archive().page(1, chunks, headers=[("Transfer-Encoding", "chunked")])
    assert read(archive.bytes())[0].brought.raw == body


def test_a_packing_nobody_unpacks_is_refused():
    (found,) = read(Archive().page(1, b"\x0b\x03\x80", headers=[("Content-Encoding", "br")]).bytes())
    assert "packed in a way that is not unpacked here (br)" in str(found.error)


@pytest.mark.parametrize("packing", ["gzip", "deflate"])
def test_a_page_that_unpacks_to_too_much_is_refused(packing):
    bomb = {"gzip": gzip.compress, "deflate": zlib.compress}[packing](b"<p>" + b"a" * 60_000_000)
    found = read(Archive().page(1, bomb, headers=[("Content-Encoding", packing)]).page(2).bytes())
    assert numbers(found) == ["-", "2"]
    assert "more than 20 MB" in str(found[0].error)


def test_a_record_of_too_many_bytes_is_refused_and_a_large_picture_passed_over():
    large = b"<p>" + b"many words " * 2_000_000
    archive = Archive(packed=False).resource(1, large, "text/html").resource(2, large, "image/tiff").page(3)
    found = read(archive.bytes())
    assert numbers(found) == ["-", NO_TEXT, "3"]
    assert "has 22 MB" in str(found[0].error)


def test_bytes_that_changed_are_told_by_their_digest():
    archive = Archive(packed=False).page(1).page(2)
    raw = archive.bytes()
    found = read(raw.replace(b"ended on Tuesday", b"ended on Tuesdax", 1))
    assert numbers(found) == ["-", "2"]
    assert "digest" in str(found[0].error)


@pytest.mark.parametrize("where", [0, 1, 2])
@pytest.mark.parametrize("depth", [30, 200, -12])
def test_a_damaged_member_costs_only_itself(where, depth):
    archive = Archive().page(1).page(2).page(3)
    at = (archive.ends[where] if depth > 0 else archive.ends[where + 1]) + depth
    expected = ["1", "2", "3"]
    expected[where] = "-"
    assert numbers(read(spoiled(archive.bytes(), at))) == expected


@pytest.mark.parametrize("gone", [1, 40, 300])
def test_bytes_missing_in_the_middle_cost_one_record(gone, packed):
    archive = Archive(packed=packed).page(1).page(2).page(3)
    raw, end = archive.bytes(), archive.ends[2]
    assert numbers(read(raw[: end - gone - 60] + raw[end - 60 :])) == ["1", "-", "3"]


@pytest.mark.parametrize("gone", [1, 40, 300])
def test_an_archive_that_breaks_off_keeps_what_came_before(gone, packed):
    raw = Archive(packed=packed).page(1).page(2).bytes()[:-gone]
    # the last line end of a plain archive may be missing without any loss
    assert numbers(read(raw)) == (["1", "2"] if gone == 1 and not packed else ["1", "-"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"Content-Length: ", b"Content-Length: x"),
        (b"Content-Length: ", b"Content-Length: 9"),
        (b"Content-Length: ", b"Content-Length: -"),
        (b"Content-Length: ", b"Content-Lenght: "),
        (b"WARC-Target-URI: ", b"WARC-Target-URX: "),
        (b"WARC/1.0", b"WARX/1.0"),
        (b"HTTP/1.1 200 OK", b"HTTP/1.1 OK 200"),
    ],
    ids=[
        "length no number",
        "length too large",
        "length below nothing",
        "no length",
        "no address",
        "no first line",
        "no status",
    ],
)
def test_a_header_gone_wrong_costs_only_its_record(old, new):
    archive = Archive(packed=False).page(1).page(2).page(3)
    raw, start = archive.bytes(), archive.ends[1]
    found = numbers(read(raw[:start] + raw[start:].replace(old, new, 1)))
    assert (found[0], found[-1]) == ("1", "3")
    assert found[1:-1] in (["-"], [NO_SUCCESS])


def test_a_header_without_end_is_refused():
    raw = Archive(packed=False).page(1).bytes() + b"WARC/1.0\r\n" + b"X-Long: y\r\n" * 20_000
    assert numbers(read(raw)) == ["1", "-"]


def test_a_record_in_several_parts_is_passed_over():
    raw = Archive(packed=False).page(1).bytes().replace(b"WARC-Type", b"WARC-Segment-Number: 1\r\nWARC-Type", 1)
    assert numbers(read(raw)) == [IN_PARTS]


def test_reports_come_from_an_archive_and_say_where_they_stood(tmp_path):
    archive = Archive().page(1).page(2, b"\x89PNG", media="image/png").page(3, b"<title>No words</title>")
    archive.resource(4, SENTENCE.encode(), "text/plain")
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(archive.bytes())
    first, second, third, fourth = reports_in(str(path))
    assert first.name == f"{path}:1 https://wire.example/1"
    assert first.report.text.startswith(SENTENCE)
    assert (first.report.url, first.report.published.isoformat(), first.report.dated_by) == (
        "https://wire.example/1",
        "2025-10-21",
        "meta",
    )
    assert second.passed == NO_TEXT
    assert isinstance(third.error, UnreadableReport)
    assert isinstance(fourth.error, UndatedReport)
    assert number_in(str(path)) == 4


def test_the_day_of_the_crawl_is_not_the_day_of_publication(tmp_path):
    path = tmp_path / "crawl.warc"
    path.write_bytes(Archive(packed=False).resource(1, SENTENCE.encode(), "text/plain").bytes())
    ((found),) = reports_in(str(path))
    assert isinstance(found.error, UndatedReport)
    ((dated),) = reports_in(str(path), published="2025-10-21")
    assert dated.report.text == SENTENCE


WHOLE = {packed: Archive(packed=packed).page(1).page(2).page(3) for packed in (True, False)}


@given(
    st.booleans(),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=4),
    st.integers(0, 200),
)
@settings(max_examples=60, deadline=None)
def test_whatever_is_spoiled_reading_ends_without_an_error(packed, spoils, gone):
    """Records before the first damage come as they were; no record comes twice."""
    archive = WHOLE[packed]
    raw = bytearray(archive.bytes())
    places = [int(share * len(raw)) for share, _ in spoils]
    for at, (_, by) in zip(places, spoils, strict=True):
        raw[at] = by
    del raw[len(raw) - gone :]
    found = [each for each in numbers(read(bytes(raw))) if each in {"1", "2", "3"}]
    assert len(found) == len(set(found))
    whole = sum(end <= min([*places, len(raw)]) for end in archive.ends[1:])
    assert found[:whole] == ["1", "2", "3"][:whole]
