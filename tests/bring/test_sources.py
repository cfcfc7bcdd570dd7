from __future__ import annotations

import io
from pathlib import Path

import pytest

from onrecord.bring import sources
from onrecord.bring.sources import MOST_BYTES, Brought, bytes_of
from onrecord.domain.errors import RefusedAddress, UnreadableReport


def read(source, stdin=None):
    return bytes_of(str(source), allow_private=False, stdin=stdin)


def test_a_file_gives_its_bytes_and_its_name(tmp_path):
    (tmp_path / "talks.txt").write_bytes(b"The talks ended.")
    assert read(tmp_path / "talks.txt") == Brought(b"The talks ended.", name="talks.txt")


def test_a_dash_reads_standard_input():
    assert read("-", io.BytesIO(b"The talks ended.")) == Brought(b"The talks ended.")


def test_a_file_over_the_limit_is_refused_unread(tmp_path, monkeypatch):
    large = tmp_path / "large.txt"
    with large.open("wb") as opened:
        opened.truncate(50_000_000)
    monkeypatch.setattr(sources.Path, "open", lambda *_: pytest.fail("opened"))
    with pytest.raises(UnreadableReport, match=r"large.txt has 50 MB, and one report is read up to 20 MB"):
        read(large)


def test_standard_input_is_read_no_further_than_the_limit():
    class Endless(io.RawIOBase):
        def read(self, size=-1):
            assert 0 < size <= MOST_BYTES + 1
            return b"a" * size

    with pytest.raises(UnreadableReport, match="standard input has more than 20 MB"):
        read("-", Endless())


@pytest.mark.parametrize("source", ["no/such/file.txt", "The talks ended on Tuesday.", ""])
def test_a_file_that_is_not_there_is_named(source, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UnreadableReport, match=r"there is no file|is a folder"):
        read(source)


@pytest.mark.parametrize("source", ["a\x00b", "a" * 5000, "bad\ud800name"])
def test_a_name_that_no_file_can_have_is_refused(source):
    with pytest.raises(UnreadableReport, match=r"cannot be read|there is no file"):
        read(source)


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(UnreadableReport, match="is a folder"):
        read(tmp_path)


def test_a_file_that_may_not_be_read_is_refused_with_the_systems_reason(tmp_path, monkeypatch):
    def closed(*_):
        raise PermissionError(13, "Permission denied")

    (tmp_path / "secret.txt").write_text("x")
    monkeypatch.setattr(sources.Path, "open", closed)
    with pytest.raises(UnreadableReport, match="Permission denied"):
        read(tmp_path / "secret.txt")


def test_a_device_without_end_is_refused():
    if not Path("/dev/zero").exists():
        pytest.skip("this system has no /dev/zero")
    with pytest.raises(UnreadableReport, match="more than 20 MB"):
        read("/dev/zero")


@pytest.mark.parametrize("source", ["ftp://a.example/x", "file:///etc/passwd", "gopher://a.example", "s3://bucket/x"])
def test_other_schemes_are_refused(source):
    with pytest.raises(RefusedAddress, match="not fetched"):
        read(source)
