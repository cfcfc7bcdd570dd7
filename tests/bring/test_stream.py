"""Bytes in pieces: what comes out is what gzip packed; damage and bombs are told, and one can go on behind damage."""

from __future__ import annotations

import gzip
import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.bring.stream import Damaged, Stream
from onrecord.domain.errors import UnreadableReport

LINES = b"".join(b"line %d of the archive\n" % number for number in range(20_000))


def stream(raw):
    return Stream(io.BytesIO(raw))


def lines_of(found):
    return list(iter(lambda: found.line(1000), b""))


@pytest.mark.parametrize(
    "pack",
    [
        bytes,
        gzip.compress,
        lambda raw: gzip.compress(raw[:7]) + gzip.compress(raw[7:]),
        lambda raw: gzip.compress(raw[:200_000]) + b"\x00" * 512 + gzip.compress(raw[200_000:]),
        lambda raw: gzip.compress(b"") + gzip.compress(raw),
    ],
    ids=["plain", "packed", "in members", "filled up between members", "behind an empty member"],
)
def test_the_bytes_are_those_that_were_packed(pack):
    assert b"".join(lines_of(stream(pack(LINES)))) == LINES
    assert stream(pack(LINES)).read(len(LINES) + 1) == LINES


@given(st.binary(max_size=400), st.lists(st.integers(1, 60), min_size=1))
def test_taking_in_any_pieces_loses_nothing(raw, sizes):
    found = stream(gzip.compress(raw))
    pieces = []
    for size in sizes * len(raw):
        ahead = found.peek(size)
        piece = found.read(size)
        assert piece == ahead
        pieces.append(piece)
    assert b"".join(pieces) == raw[: sum(map(len, pieces))] == raw[: sum(sizes) * len(raw)]


def test_a_longer_line_comes_in_parts_and_can_be_left_out():
    found = stream(b"a" * 300_000 + b"\nshort\n")
    assert found.line(10) == b"a" * 10
    found.skip_line()
    assert found.line(10) == b"short\n"
    assert found.line(10) == b""


def test_what_is_put_back_comes_again():
    found = stream(b"one\ntwo\n")
    found.put_back(found.line(9))
    assert found.read(99) == b"one\ntwo\n"


def test_leaving_out_more_than_there_is_tells_how_much_there_was():
    assert stream(b"12345").skip(9) == 5


def test_nothing_is_nothing():
    assert stream(b"").line(5) == stream(b"").peek(5) == b""


@pytest.mark.parametrize("gone", [1, 5, 8, 9, 1000])
def test_an_end_in_the_middle_is_damage(gone):
    found = stream(gzip.compress(LINES)[:-gone])
    with pytest.raises(Damaged, match="breaks off"):
        lines_of(found)
    with pytest.raises(Damaged):
        found.read(1_000_000)
    assert not found.resume()


def test_a_wrong_checksum_is_damage():
    packed = bytearray(gzip.compress(LINES))
    packed[-6] ^= 1
    with pytest.raises(Damaged, match="incorrect data check"):
        lines_of(stream(bytes(packed)))


def test_looking_ahead_of_damage_gives_what_is_sound():
    packed = gzip.compress(b"sound\n") + b"\x1f\x8b\x08no"
    assert stream(packed).peek(100) == b"sound\n"


def test_behind_damage_it_goes_on_with_the_next_member():
    first, second, third = (gzip.compress(word * 50) for word in (b"one\n", b"two\n", b"three\n"))
    found = stream(first + second[:12] + third)
    with pytest.raises(Damaged):
        lines_of(found)
    assert found.resume()
    assert found.line(99) == b"three\n"


def test_the_end_of_a_member_is_proved_without_the_next():
    sound, torn = gzip.compress(b"one"), gzip.compress(b"two" * 99)[:-9]
    found = stream(sound + torn)
    assert found.read(3) == b"one"
    found.prove()
    large = bytearray(gzip.compress(LINES))
    large[-6] ^= 1
    damaged = stream(bytes(large))
    with pytest.raises(Damaged):
        damaged.skip(len(LINES)), damaged.prove()


def test_a_bomb_is_refused_when_it_begins_to_burst():
    squeezer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(squeezer.compress(b"0" * 10_000_000) for _ in range(20)) + squeezer.flush()
    with pytest.raises(UnreadableReport, match="bomb") as raised:
        stream(bomb).skip(200_000_000)
    assert not isinstance(raised.value, Damaged)


def test_much_text_is_no_bomb():
    noise = zlib.compress(LINES) * 30
    raw = b"".join(noise[at : at + 40].hex().encode() + b" talks\n" for at in range(0, len(noise), 40)) * 40
    assert len(raw) > 100_000_000
    assert stream(gzip.compress(raw, 1)).skip(len(raw) + 1) == len(raw)
