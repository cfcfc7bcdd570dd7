"""The table of figures and its floors."""

from __future__ import annotations

from benchmarks import score
from benchmarks.score import Bar, Measure, bars, below, main, run, table


def test_every_floor_belongs_to_a_measure():
    assert set(bars()) <= {measure.name for measure in score.MEASURES}


def test_what_was_reached_is_no_less_than_the_floor_and_a_share():
    for figures in bars().values():
        for bar in figures.values():
            assert all(0 < each <= 1 for each in score.columns(bar) if each is not None)


def test_a_figure_at_its_floor_holds_and_one_below_it_falls():
    held = {"found": Bar(floor=0.8)}
    assert below({"found": 0.8}, held) == []
    assert below({"found": 0.799}, held) == ["found is 0.799, its floor 0.800"]


def test_a_figure_without_a_floor_does_not_fall():
    assert below({"found": 0.1}, {"found": Bar(wanted=0.8)}) == []


def test_the_table_says_what_falls_short_of_the_aim():
    held = {"found": Bar(wanted=0.8), "right": Bar(wanted=0.3)}
    first, second = table({"found": 0.7, "right": 0.31, "other": 1.0}, held, every=False)
    assert "short" in first
    assert "short" not in second


def test_without_data_a_measure_is_left_out_and_says_so(tmp_path, capsys):
    def never(shared, out):
        raise AssertionError

    assert run((Measure("gold", "", ("gold/dev",), never),), tmp_path, None, every=False) == []
    assert "there is no gold/dev" in capsys.readouterr().out


def test_a_measure_below_its_floor_is_named_with_its_measure(tmp_path, monkeypatch):
    monkeypatch.setattr(score, "bars", lambda: {"mine": {"found": Bar(floor=0.5)}})
    fallen = run((Measure("mine", "", (), lambda shared, out: {"found": 0.4}),), tmp_path, None, every=False)
    assert fallen == ["mine: found is 0.400, its floor 0.500"]


def test_without_any_data_the_command_says_how_to_name_them(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("ONRECORD_SHARED", str(tmp_path / "nowhere"))
    assert main([]) == 0
    assert "ONRECORD_SHARED" in capsys.readouterr().out
