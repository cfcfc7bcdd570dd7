"""A record asked from Python: the questions of the command line as methods.

>>> import onrecord, tempfile, pathlib
>>> folder = tempfile.TemporaryDirectory()
>>> news = pathlib.Path(folder.name, "news.txt")
>>> _ = news.write_text("“No date has been set,” Foreign Minister Espen Dahl told reporters on Monday.", "utf-8")
>>> record = onrecord.Record(pathlib.Path(folder.name, "record.db"), create=True)
>>> [step.added.value for step in record.add(news, published="2025-10-21", outlet="Morning Wire")]
['new']
>>> [(row["day"], row["speakers"], row["content"]) for row in record.said("Dahl", about="date")]
[('2025-10-20', 'Espen Dahl', 'No date has been set')]
>>> record.said("Dahl", until="2025-10-01"), record.met(), record.planned(), record.changes()
([], [], [], [])
>>> [row["name"] for row in record.actors("dahl")], [row["what"] for row in record.search("date")]
(['Espen Dahl'], ['report', 'statement'])
>>> record.close(); folder.cleanup()
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from os import PathLike
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from onrecord.domain.rulings import Ruling
    from onrecord.keeping import Step
    from onrecord.record.asking import Asked
    from onrecord.record.connection import Connection

Row = dict[str, str | int | None]
"""One row of an answer: the columns that ``--format json`` writes. Days are ISO 8601, offsets count code points into
the text of the report."""

Day = date | str | None
"""A day: a date, or one of the forms of ``onrecord read --published``; None for no limit."""


class Record:
    """A record of many reports, open until ``close``; also for ``with``.

    Every question can be narrowed down: ``since`` and ``until`` are days (both included) on which a thing was said or
    happened, for ``changes`` on which it became known; ``outlet`` is the publisher; ``actors`` are names or ids, each
    of which must have a part in it; ``limit`` is the most rows, 0 for all. Questions raise ``NotInRecord`` for names,
    ids and words that the record knows nothing of, ``WrongDate`` for days that are none.
    """

    def __init__(self, where: str | PathLike[str] | None = None, *, create: bool = False) -> None:
        """The record in a file or at the address of a PostgreSQL database; without it, the one in your folder for data.
        It is made if it is not there and ``create`` is set.

        Raises:
            WrongRecord: there is none, it is no record or was made by a later version, or cannot be opened.
        """
        from pathlib import Path

        from onrecord.keeping import default_file
        from onrecord.record.store import Store

        place = default_file() if where is None else where if isinstance(where, str) else Path(where)
        self._store = Store.open(place, create=create)

    @property
    def name(self) -> str:
        """How the record is called, without a password."""
        return self._store.name

    def close(self) -> None:
        """End it."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(self, *sources: str | PathLike[str], published: str | None = None, outlet: str = "") -> list[Step]:
        """Keep reports from files, folders and addresses, as ``onrecord add`` does: what became of each, in their
        order. One that cannot be read is refused (``Step.refused`` says why) and costs only itself.

        Raises:
            WrongDate: ``published`` is no date.
            WrongRecord: the record takes no more.
        """
        from os import fspath

        from onrecord.bring.many import sources_in
        from onrecord.keeping import add

        return list(
            add(self._store, sources_in([fspath(source) for source in sources]), published=published, outlet=outlet)
        )

    def said(
        self,
        who: str,
        *,
        about: str = "",
        to: str = "",
        since: Day = None,
        until: Day = None,
        outlet: str = "",
        actors: Sequence[str] = (),
        limit: int = 0,
    ) -> list[Row]:
        """What ``who`` said, newest first: about something (words of it), to somebody."""
        from onrecord.record import asking

        asked = _asked(since, until, outlet, actors, limit)
        return asking.said(self._connection(), who, about=about, to=to, asked=asked)

    def met(
        self,
        *who: str,
        since: Day = None,
        until: Day = None,
        outlet: str = "",
        actors: Sequence[str] = (),
        limit: int = 0,
    ) -> list[Row]:
        """Encounters that all of ``who`` took part in, held or going on by the latest report of each, latest first."""
        from onrecord.record import asking

        return asking.met(self._connection(), who, asked=_asked(since, until, outlet, actors, limit))

    def planned(
        self, *, since: Day = None, until: Day = None, outlet: str = "", actors: Sequence[str] = (), limit: int = 0
    ) -> list[Row]:
        """Encounters scheduled or proposed by the latest report of each, soonest first; without days asked for, only
        what still lay ahead when the latest report was published."""
        from onrecord.record import asking

        return asking.planned(self._connection(), asked=_asked(since, until, outlet, actors, limit))

    def changes(
        self,
        *,
        likely: bool = False,
        since: Day = None,
        until: Day = None,
        outlet: str = "",
        actors: Sequence[str] = (),
        limit: int = 0,
    ) -> list[Row]:
        """What changed, with the words before and after, newest first; ``likely``: what is not proven, instead."""
        from onrecord.record import asking, questions

        ask: Callable[..., list[Row]] = questions.questions if likely else asking.changes
        return ask(self._connection(), asked=_asked(since, until, outlet, actors, limit))

    def timeline(
        self, *, since: Day = None, until: Day = None, outlet: str = "", actors: Sequence[str] = (), limit: int = 0
    ) -> list[Row]:
        """What was said and what happened, day by day, oldest first."""
        from onrecord.record import asking

        return asking.timeline(self._connection(), asked=_asked(since, until, outlet, actors, limit))

    def search(
        self,
        words: str,
        *,
        since: Day = None,
        until: Day = None,
        outlet: str = "",
        actors: Sequence[str] = (),
        limit: int = 0,
    ) -> list[Row]:
        """Statements and reports with all of these words, newest first."""
        from onrecord.record import asking

        return asking.search(self._connection(), words, asked=_asked(since, until, outlet, actors, limit))

    def show(self, id: str) -> dict[str, list[Row]]:
        """One statement, encounter, actor, change or report by its id: its parts by their headings in small letters,
        the first is the thing itself."""
        from onrecord.record.entry import show

        return {heading.lower(): rows for heading, rows in show(self._connection(), id)}

    def report(self, id: str) -> dict[str, list[Row]]:
        """One report by its id here, its id at its outlet, or its address; parts as in ``show``."""
        from onrecord.record.entry import report

        return {heading.lower(): rows for heading, rows in report(self._connection(), id)}

    def actors(self, named: str = "", *, kind: str = "", undecided: bool = False, limit: int = 0) -> list[Row]:
        """Who is in the record, those with undecided judgements first, then by number of statements. ``named`` are
        words of a name, ``kind`` is one of ``ActorKind`` ("" for all but unnamed sources)."""
        from onrecord.record.casting import Wanted, actors

        return actors(self._connection(), Wanted(named, kind, undecided, limit=limit))

    def actor(self, name: str) -> dict[str, list[Row]]:
        """One actor by id or name: names and offices found, why they are held to be one, who is near, passages; parts
        as in ``show``."""
        from onrecord.record.casting import actor

        return {heading.lower(): rows for heading, rows in actor(self._connection(), name)}

    def merge(self, first: str, second: str, *, because: str = "") -> Ruling:
        """Judge two actors, by id or name, to be one; it stays until ``undo``.

        Raises:
            WrongRuling: they are one already, cannot be one, or were judged two.
        """
        from onrecord.record.judging import merge

        self._connection()
        return merge(self._store, first, second, reason=because)

    def split(self, actor: str, *out: str, because: str = "") -> list[Ruling]:
        """Judge that some appearances of an actor ("R0123456789ab/A3", or a name) are somebody else's.

        Raises:
            WrongRuling: nothing would stay, or some of them were judged one.
        """
        from onrecord.record.judging import split

        self._connection()
        return split(self._store, actor, out, reason=because)

    def undo(self, *ids: str) -> list[Ruling]:
        """Take judgements back, by their ids."""
        from onrecord.record.judging import undo

        return undo(self._store, ids)

    def _connection(self) -> Connection:
        """The record ready to be asked: what is known across reports is up to date."""
        if self._store.is_stale():
            from onrecord.keeping import bring_up_to_date

            bring_up_to_date(self._store)
        return self._store.connection


def _asked(since: Day, until: Day, outlet: str, actors: Sequence[str], limit: int) -> Asked:
    from onrecord.record.asking import Asked

    return Asked(_day(since), _day(until), outlet, tuple(actors), limit)


def _day(given: Day) -> date | None:
    from onrecord.bring.dates import parse_published

    return parse_published(given) if isinstance(given, str) else given
