"""What a paper will hold, told before it is made: its title, its first words, its parts and how much is in each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from icalendar import Calendar

from reports.calendar import calendar_bytes
from reports.document import Document, Heading, Paragraph, Table, Text
from reports.edition import Edition
from reports.furniture import furniture, subtitle, title_of
from reports.kinds import Paper
from reports.open_data import resources_of
from reports.pack import meeting_pack
from reports.panel import panel_report
from reports.panel_slides import panel_slides
from reports.said import Speaker
from reports.workbook_sheets import sheets_of
from wording.catalogue import Translator
from wording.dates import format_day

MOST_WORDS = 3
SLIDES = ".pptx"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a paper: its name, and how much it holds; "" where it holds nothing that is counted."""

    name: str
    holds: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """What a paper will hold, in its own language.

    Attributes:
        lines: what stands below its title.
        words: its first sentences.
        foot: what every page says.
        holds: how much it is, all together.
    """

    title: str
    lines: tuple[str, ...]
    words: tuple[str, ...]
    holds: str
    parts: tuple[Part, ...]
    foot: str


def outline_of(edition: Edition, paper: Paper, ending: str) -> Outline:
    """Return what a paper of an edition will hold in the format with this ending."""
    speaker = Speaker(edition)
    if paper is Paper.PANEL and ending == SLIDES:
        return _of_slides(speaker)
    if paper in (Paper.PANEL, Paper.PACK):
        return _of_document(panel_report(edition) if paper is Paper.PANEL else meeting_pack(edition), speaker)
    holds, parts = {Paper.WORKBOOK: _sheets, Paper.OPEN_DATA: _files, Paper.CALENDAR: _events}[paper](speaker)
    return Outline(title_of(speaker), subtitle(speaker), (), holds, parts, furniture(speaker))


def _of_document(document: Document, speaker: Speaker) -> Outline:
    _, blocks = speaker.translator, document.blocks
    starts = [place for place, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 1]
    until = starts[1] if len(starts) > 1 else len(blocks)
    first = [block for block in blocks[:until] if isinstance(block, Paragraph)][:MOST_WORDS]
    told = ("".join(span.words if isinstance(span, Text) else span.word for span in each.spans) for each in first)
    ends = [*starts[1:], len(blocks)][: len(starts)]
    titles = {speaker.title(row) for row in speaker.texts.values()}
    parts = tuple(_part(blocks[start:end], titles, _) for start, end in zip(starts, ends, strict=True))
    holds = _.plural("{n} part", "{n} parts", len(parts))
    return Outline(document.title, document.subtitle, tuple(told), holds, parts, document.furniture)


def _part(blocks: Sequence[object], titles: Collection[str], _: Translator) -> Part:
    """Return a part with how many recommendations stand below its heading, or else how many tables."""
    headings = [block.text for block in blocks if isinstance(block, Heading)]
    below = sum(text in titles for text in headings[1:])
    tables = sum(isinstance(block, Table) for block in blocks)
    if below:
        return Part(headings[0], _.plural("{n} recommendation", "{n} recommendations", below))
    return Part(headings[0], _.plural("{n} table", "{n} tables", tables) if tables else "")


def _of_slides(speaker: Speaker) -> Outline:
    _, slides = speaker.translator, panel_slides(speaker)
    parts = tuple(Part(slide.title) for slide in slides)
    holds = _.plural("{n} slide", "{n} slides", len(slides))
    return Outline(title_of(speaker), subtitle(speaker), (), holds, parts, furniture(speaker))


def _sheets(speaker: Speaker) -> tuple[str, tuple[Part, ...]]:
    _, sheets = speaker.translator, sheets_of(speaker)
    parts = tuple(Part(sheet.name, _rows(len(sheet.rows), _)) for sheet in sheets)
    return _.plural("{n} table, a sheet each", "{n} tables, a sheet each", len(parts)), parts


def _files(speaker: Speaker) -> tuple[str, tuple[Part, ...]]:
    _, resources = speaker.translator, resources_of(speaker.edition)
    parts = tuple(Part(one.file, _rows(len(one.table), _)) for one in resources)
    return _.plural("{n} file, and what its columns are", "{n} files, and what their columns are", len(parts)), parts


def _events(speaker: Speaker) -> tuple[str, tuple[Part, ...]]:
    _ = speaker.translator
    events = Calendar.from_ical(calendar_bytes(speaker.edition)).walk("VEVENT")
    parts = tuple(Part(str(each["summary"]), format_day(each.decoded("dtstart"), _)) for each in events)
    return _.plural("{n} event", "{n} events", len(parts)), parts


def _rows(count: int, _: Translator) -> str:
    return _.plural("{n} row", "{n} rows", count)
