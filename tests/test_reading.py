"""The journey, for one report and for many."""

from __future__ import annotations

from datetime import date

from onrecord.domain.reading import Reading
from onrecord.domain.report import Report
from onrecord.reading import read_report, read_reports
from onrecord.show.data import to_json

DAY = date(2025, 10, 21)


def test_many_reports_are_read_as_one_by_one_and_in_their_order():
    reports = [
        Report(
            text=f"“Number {n} is ready,” Foreign Minister Espen Dahl told reporters on Monday.",
            published=DAY,
            id=str(n),
        )
        for n in range(9)
    ]
    alone = [to_json(read_report(report)) for report in reports]
    together = list(read_reports(iter(reports), workers=3))
    assert [report.id for report, _ in together] == [report.id for report in reports]
    assert [to_json(outcome) for _, outcome in together if isinstance(outcome, Reading)] == alone


def test_a_report_on_which_reading_fails_costs_only_itself(monkeypatch):
    import onrecord.reading as journey

    real = journey.mark_report

    def failing(report, model):
        if report.id == "bad":
            message = "a fault of ours"
            raise RuntimeError(message)
        return real(report, model)

    monkeypatch.setattr(journey, "mark_report", failing)
    reports = [Report(text="The mayor said so.", published=DAY, id=name) for name in ("good", "bad", "fine")]
    outcomes = {report.id: outcome for report, outcome in read_reports(reports)}
    assert isinstance(outcomes["bad"], RuntimeError)
    assert isinstance(outcomes["good"], Reading)
    assert isinstance(outcomes["fine"], Reading)


def test_no_report_is_taken_long_before_its_turn():
    taken = []

    def endless():
        while True:
            taken.append(1)
            yield Report(text="The mayor said so.", published=DAY)

    stream = read_reports(endless(), workers=2)
    next(stream)
    assert len(taken) <= 6
    stream.close()


def test_an_empty_text_gives_an_empty_reading():
    reading = read_report(Report(text=" ", published=DAY))
    assert (reading.statements, reading.encounters, reading.actors) == ((), (), ())
