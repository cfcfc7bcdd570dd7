"""A Reading on the terminal: who said what, who met, what is planned, what is off, what was left in doubt.

Everything that colour tells is told in words too, so that the output reads the same in a pipe or with ``NO_COLOR``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from onrecord.domain.actors import Actor
from onrecord.domain.entries import Doubt, Encounter, Statement, Status
from onrecord.domain.reading import Reading
from onrecord.domain.when import When
from onrecord.show.characters import one_line
from onrecord.show.outline import Outline, attribution, excerpt, outline, quoted
from onrecord.show.wording import joined, names, office, parties, published, speakers, when

INDENT = 5
"""Columns that every line of an entry stands in from the left; the entry's id stands in them on the first line."""

STYLES = {
    Status.HELD: "green",
    Status.ONGOING: "green",
    Status.SCHEDULED: "cyan",
    Status.PROPOSED: "cyan",
    Status.POSTPONED: "yellow",
    Status.OFF: "red",
}


def terminal(reading: Reading) -> RenderableType:
    """The reading for a rich ``Console`` of any width from about 40 columns."""
    arranged = outline(reading)
    parts: list[RenderableType] = [*_head(reading)]
    parts += _section("Who said what", (_statement(reading, arranged, entry) for entry in arranged.said))
    parts += _section("Who met whom", (_encounter(reading, arranged, entry) for entry in arranged.happened))
    parts += _section("What is planned (not yet held)", (_encounter(reading, arranged, e) for e in arranged.ahead))
    parts += _section("What is off or put off", (_encounter(reading, arranged, entry) for entry in arranged.fallen))
    parts += _section("In doubt", (_doubt(reading, number, doubt) for number, doubt in arranged.doubts))
    parts += _section("Who is who", [_who(reading.actors)] if reading.actors else [])
    parts += [Text(""), _flush(f"{arranged.sum()}.", "bold"), _flush(_reader(reading), "dim")]
    return Group(*parts)


def _reader(reading: Reading) -> str:
    return f"Read by Onrecord {reading.version}, model {reading.model}."


def _flush(text: str, style: str) -> RenderableType:
    """Text from the left margin on."""
    return _Hanging(Text(""), Text(one_line(text), style=style), indent=0)


def _head(reading: Reading) -> Iterator[RenderableType]:
    report = reading.report
    if report.title:
        yield _flush(report.title, "bold")
    yield _flush(", ".join(part for part in (report.outlet, published(report)) if part), "dim")
    if report.url:
        yield _flush(report.url, "dim")


def _section(title: str, entries: Iterable[RenderableType]) -> list[RenderableType]:
    """A heading and its entries with a line between; nothing at all where there is no entry."""
    listed = list(entries)
    if not listed:
        return []
    parts: list[RenderableType] = [Text(""), Text(title.upper(), style="bold underline")]
    for place, entry in enumerate(listed):
        parts += [Text("")] * bool(place) + [entry]
    return parts


@dataclass(frozen=True, slots=True)
class _Hanging:
    """A label at the left margin and text beside it, wrapped so that the label's columns stay free."""

    label: Text
    text: Text
    indent: int = INDENT

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Line by line, without white space at the ends of lines."""
        wrapped = self.text.wrap(console, max(20, options.max_width - self.indent))
        for place, line in enumerate(wrapped):
            margin = self.label if place == 0 else Text("")
            line.rstrip()
            yield margin + Text(" " * (self.indent - len(margin))) + line


def _entry(number: str, first: Text, rest: Iterable[Text]) -> RenderableType:
    """An entry: its number beside its first line, and what stands below."""
    under = [_Hanging(Text(""), line) for line in rest if line.plain]
    return Group(_Hanging(Text(number, style="bold"), first), *under)


def _statement(reading: Reading, arranged: Outline, statement: Statement) -> RenderableType:
    first = Text(one_line(speakers(statement)), style="bold" if statement.speakers else "bold yellow")
    beside = [
        _office(statement.speakers),
        f" to {names(statement.audience)}" if statement.audience else "",
        f", {when(statement.said)}" if statement.said else "",
        f", relayed by {names(statement.relayed_by)}" if statement.relayed_by else "",
    ]
    first = Text.assemble(first, (_plain("".join(beside)), "not bold"))
    told = [statement.manner.value, statement.act if statement.act != "say" else ""]
    evidence = [attribution(reading, statement), _time_words(statement.said)]
    words = ", ".join(f"“{one_line(piece)}”" for piece in evidence if piece)
    return _entry(
        statement.id,
        first,
        [Text(quoted(statement)), _details([*told, words]), _see_doubts(arranged, statement.id)],
    )


def _plain(text: str) -> str:
    """One harmless line that keeps a space it begins with."""
    return " " * text.startswith(" ") + one_line(text)


def _time_words(time: When | None) -> str:
    return time.passage.exact if time and time.passage else ""


def _office(actors: Sequence[Actor]) -> str:
    """The office of a single actor; nothing for several, whose offices "Who is who" lists."""
    return f" ({office(actors[0].offices[0])})" if len(actors) == 1 and actors[0].offices else ""


def _details(details: Iterable[str]) -> Text:
    return Text(one_line(" · ".join(detail for detail in details if detail)), style="dim")


def _encounter(reading: Reading, arranged: Outline, encounter: Encounter) -> RenderableType:
    told = [
        parties(encounter),
        when(encounter.when) if encounter.when else "",
        encounter.place.name if encounter.place else "",
    ]
    first = Text.assemble(
        (encounter.status.value.upper(), f"bold {STYLES[encounter.status]}"),
        f"  {encounter.kind.value}: ",
        (one_line(told[0]), "bold"),
        one_line("".join(f", {part}" for part in told[1:] if part)),
    )
    source = f"according to {names(encounter.according_to)}" if encounter.according_to else ""
    return _entry(
        encounter.id,
        first,
        [_details([source]), _mentions(reading, encounter), _see_doubts(arranged, encounter.id)],
    )


def _mentions(reading: Reading, encounter: Encounter) -> Text:
    """The first words that speak of the encounter, in their sentence, and the words of its time if they stand
    elsewhere; how many more passages speak of it."""
    shown = excerpt(reading, encounter.mentions[0], length=140)
    left, right = _marks_around(str(shown))
    line = Text.assemble(left, shown.before, (shown.exact, "bold not dim"), shown.after, right, style="dim")
    time_words = one_line(_time_words(encounter.when))
    if time_words and time_words not in str(shown):
        line.append(f", “{time_words}”")
    more = len(encounter.mentions) - 1
    return line.append(f" (+{more} more)") if more else line


def _see_doubts(arranged: Outline, entry: str) -> Text:
    numbers = arranged.doubts_about.get(entry, ())
    return Text(f"in doubt: see {joined(numbers)}", style="yellow") if numbers else Text("")


def _doubt(reading: Reading, number: str, doubt: Doubt) -> RenderableType:
    about = f"{doubt.kind} of {doubt.entry}" if doubt.entry else doubt.kind
    first = Text.assemble((one_line(about), "bold yellow"), f": {one_line(doubt.message)}")
    words = str(excerpt(reading, doubt.passage, length=140)) if doubt.passage else ""
    left, right = _marks_around(words)
    return _entry(number, first, [Text(f"{left}{words}{right}", style="dim")])


def _marks_around(words: str) -> tuple[str, str]:
    """Quotation marks for words of the report, none where they bear some or there are no words."""
    return ("", "") if not words or set(words) & set('“”"') else ("“", "”")


def _who(actors: Sequence[Actor]) -> RenderableType:
    """Everybody in the report, one a line: name, what they are, offices, other names."""
    lines: list[RenderableType] = []
    for actor in actors:
        told = [actor.kind.value, *(office(held) for held in actor.offices)]
        told += [f"also {joined(actor.also)}"] if actor.also else []
        line = Text.assemble((one_line(actor.name), "bold"), (f", {one_line('; '.join(told))}", "dim"))
        lines.append(_Hanging(Text(actor.id, style="dim"), line))
    return Group(*lines)
