"""The first, a middle and the last recommendation as they were read, each value with the cell that it came from."""

from collections.abc import Iterator, Sequence
from datetime import date

from loaders.cells.values import plain_text
from loaders.parsing.rows import ParsedRow
from loaders.parsing.tables import Tables
from loaders.vocabulary.status_words import is_symbol
from model.dates import PartialDate
from model.tracker.reading import MAX_TEXT, CardValue, ItemCard

_OF_ITEM = ("ref", "title", "recommendation", "lead_agency", "supporting_agencies", "lead_role", "theme", "target")
_WORDS = ("update", "response", "evidence")
_EARLIEST = date.min


def item_cards(tables: Tables) -> tuple[ItemCard, ...]:
    """Return the first, a middle and the last recommendation; all of them where there are fewer."""
    listed = tables.recommendations
    numbers = sorted({0, len(listed) // 2, len(listed) - 1}) if listed else ()
    return tuple(ItemCard(n + 1, tuple(_values(listed[n], _updates(listed[n], tables)))) for n in numbers)


def _updates(item: ParsedRow, tables: Tables) -> Sequence[ParsedRow]:
    """Return the updates of a recommendation, the latest last; of one day those further down are later."""
    key = item.row["review"], item.row["ref"]
    found = [parsed for parsed in tables.progress if (parsed.row["review"], parsed.row["ref"]) == key]
    return sorted(found, key=_day)


def _day(parsed: ParsedRow) -> date:
    stated = parsed.date("date")
    return (stated.first if stated is not None else None) or _EARLIEST


def _values(item: ParsedRow, updates: Sequence[ParsedRow]) -> Iterator[CardValue]:
    yield from (value for field in _OF_ITEM if (value := _value(item, field)) is not None)
    rated = next((value for parsed in reversed(updates) if (value := _value(parsed, "status")) is not None), None)
    if rated is not None:
        yield rated
    if updates:
        latest = updates[-1]
        yield from (value for field in ("date", *_WORDS) if (value := _value(latest, field)) is not None)


def _value(parsed: ParsedRow, field: str) -> CardValue | None:
    value, cell = parsed.row.get(field), parsed.record.cells.get(field)
    sheet, place = cell.location if cell is not None else ("", "")
    written = cell.value if cell is not None else None
    if not isinstance(value, str | PartialDate):
        unread = plain_text(written)[:MAX_TEXT]
        return CardValue(field, "", sheet, place, unread=unread) if unread else None
    by_colour = field == "status" and cell is not None and (written is None or is_symbol(str(written)))
    shown = value[:MAX_TEXT] if isinstance(value, str) else value
    return CardValue(field, shown, sheet, place, by_colour and cell is not None and cell.fill is not None)
