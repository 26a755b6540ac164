"""What is shown of a reading: its size and its names, and some recommendations with the cells they came from."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from loaders.cells import plain_text
from loaders.mapping.sheet_preview import SheetPreview
from loaders.options import NO_MAPPING, WorkbookMapping
from loaders.parsing.rows import ParsedRow, first_day
from loaders.parsing.tables import Tables
from loaders.records import Cell
from loaders.vocabulary.status_words import is_symbol
from model.dates import PartialDate, is_one_month
from model.terms import LIST_SEPARATOR
from model.tracker.reading import MAX_TEXT, CardValue, ItemCard, OpenQuestion, Reading, Row, WorkbookError

_OF_ITEM = ("ref", "title", "recommendation", "lead_agency", "supporting_agencies", "lead_role", "theme", "target")


@dataclass(frozen=True, slots=True)
class Summary:
    """The size of a tracker and the names in it.

    Attributes:
        agencies: lead agencies first, then those that only support, each in the order of the workbook.
        rounds: the months in which updates were reported, such as `2024-02`, oldest first.
        round_dates: the dates of those months; a date of several months only if none names the month alone.
    """

    recommendations: int = 0
    updates: int = 0
    monitoring: int = 0
    agencies: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    rounds: tuple[str, ...] = ()
    round_dates: tuple[PartialDate, ...] = ()


@dataclass(frozen=True, slots=True)
class PreviewedWorkbook:
    """A workbook that was read, or why no tracker is in it; with the first rows of its sheets.

    Attributes:
        reading: None where it is refused.
        refusal: the reason; None where it was read.
        mapping: the mapping that it was read by, as it fits the sheets.
        cards: some of its recommendations, with the cells that they were read from.
        summary: its size and names, also where its rows are left out.
    """

    reading: Reading | None
    refusal: WorkbookError | None
    sheets: tuple[SheetPreview, ...]
    questions: tuple[OpenQuestion, ...] = ()
    mapping: WorkbookMapping = NO_MAPPING
    cards: tuple[ItemCard, ...] = ()
    summary: Summary = Summary()

    @property
    def tracker(self) -> Reading:
        """What was read. Raises its refusal where it was not."""
        if self.reading is None:
            raise self.refusal or WorkbookError("no-table")
        return self.reading


def summarise(reading: Reading) -> Summary:
    """Return the size of a tracker, and its agencies, themes and rounds."""
    tables = ("recommendations", "progress", "monitoring")
    recommendations, progress, monitoring = (reading.rows.get(table, ()) for table in tables)
    leads, supporting = _texts(recommendations, "lead_agency"), _texts(recommendations, "supporting_agencies")
    dates = {id(date): date for row in progress if isinstance(date := row.get("date"), PartialDate)}
    rounds: dict[str, list[PartialDate]] = {}
    for date in dates.values():  # each only once, as very many rows share one
        if date.round:
            rounds.setdefault(date.round.isoformat()[:7], []).append(date)
    agencies = [*leads, *(agency for several in supporting for agency in several.split(LIST_SEPARATOR))]
    return Summary(
        recommendations=len(recommendations),
        updates=len(progress),
        monitoring=len(monitoring),
        agencies=tuple(dict.fromkeys(agencies)),
        themes=tuple(dict.fromkeys(_texts(recommendations, "theme"))),
        rounds=tuple(sorted(rounds)),
        round_dates=tuple(dict.fromkeys(date for month in sorted(rounds) for date in _month_dates(rounds[month]))),
    )


def _texts(rows: Iterable[Row], field: str) -> list[str]:
    return [value for row in rows if isinstance(value := row.get(field), str)]


def _month_dates(dates: Sequence[PartialDate]) -> tuple[PartialDate, ...]:
    """Return a date that names the month alone, if there is one; else each distinct date of the month."""
    month = next((date for date in dates if is_one_month(date)), None)
    return tuple({date.words: date for date in dates}.values()) if month is None else (month,)


def item_cards(tables: Tables) -> tuple[ItemCard, ...]:
    """Return the first, a middle and the last recommendation; all of them where there are fewer."""
    listed = tables.recommendations
    numbers = sorted({0, len(listed) // 2, len(listed) - 1}) if listed else ()
    return tuple(ItemCard(number + 1, tuple(_values(listed[number], tables))) for number in numbers)


def _values(item: ParsedRow, tables: Tables) -> Iterator[CardValue]:
    """Yield the values of a recommendation, of its latest status and of its latest update; of one day the lowest."""
    yield from (value for field in _OF_ITEM if (value := _value(item, field)) is not None)
    review, ref = item.row["review"], item.row["ref"]
    found = [each for each in tables.progress if each.row["ref"] == ref and each.row["review"] == review]
    updates = sorted(found, key=lambda parsed: first_day(parsed, "date") or date.min)
    rated = next((value for parsed in reversed(updates) if (value := _value(parsed, "status")) is not None), None)
    if rated is not None:
        yield rated
    for latest in updates[-1:]:
        yield from (
            value
            for field in ("date", "update", "response", "evidence")
            if (value := _value(latest, field)) is not None
        )


def _value(parsed: ParsedRow, field: str) -> CardValue | None:
    value, cell = parsed.row.get(field), parsed.record.cells.get(field, Cell(None))
    if not isinstance(value, str | PartialDate):
        unread = plain_text(cell.value)[:MAX_TEXT]
        return CardValue(field, "", *cell.location, unread=unread) if unread else None
    is_blank = cell.value is None or is_symbol(str(cell.value))
    shown = value[:MAX_TEXT] if isinstance(value, str) else value
    return CardValue(field, shown, *cell.location, field == "status" and is_blank and cell.fill is not None)
