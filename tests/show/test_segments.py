from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.show.segments import Segment, Stretch, segments

LENGTH = 30
stretches = st.lists(
    st.builds(
        lambda start, length, kind, of: Stretch(start, min(LENGTH, start + length), kind, of),
        st.integers(0, LENGTH - 1),
        st.integers(1, LENGTH),
        st.sampled_from(["said", "name", "time"]),
        st.sampled_from(["", "s1", "s2", "e1"]),
    ),
    max_size=8,
)


@given(stretches, st.lists(st.integers(0, LENGTH), max_size=4))
def test_segments_cover_the_text_once_and_know_what_covers_them(marked, cuts):
    found = segments(marked, 0, LENGTH, cuts=cuts)
    assert [place for one in found for place in range(one.start, one.end)] == list(range(LENGTH))
    for one in found:
        for place in range(one.start, one.end):
            over = [stretch for stretch in marked if stretch.start <= place < stretch.end]
            assert set(one.kinds) == {stretch.kind for stretch in over}
            assert set(one.of) == {stretch.of for stretch in over} - {""}
    assert {cut for cut in cuts if cut < LENGTH} <= {one.start for one in found}


def test_stretches_that_cross_are_cut_at_each_other():
    assert segments([Stretch(0, 4, "said", "s1"), Stretch(2, 6, "said", "s2")], 0, 6) == [
        Segment(0, 2, ("said",), ("s1",)),
        Segment(2, 4, ("said",), ("s1", "s2")),
        Segment(4, 6, ("said",), ("s2",)),
    ]


def test_a_text_without_marks_is_one_segment():
    assert segments([], 3, 9) == [Segment(3, 9, (), ())]


def test_a_stretch_outside_is_left_out():
    assert segments([Stretch(0, 3, "said", "s1")], 3, 9) == [Segment(3, 9, (), ())]
