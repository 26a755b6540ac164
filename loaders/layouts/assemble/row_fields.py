"""The cells of one row under the fields they hold, with the place of each."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from loaders.cells.addresses import address
from loaders.cells.display_text import words_of
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, StatusCell, Value, at, shown
from loaders.layouts.columns.column_map import Round
from loaders.layouts.interpret.interpreted_table import Given, Source
from loaders.layouts.rows.ref_prefix import split_ref
from loaders.layouts.rows.row_types import ItemRow
from loaders.layouts.tables.cell_fill import filled
from loaders.vocabulary.heading_aliases import Meaning


@dataclass(slots=True)
class Told:
    """Values by field: `columns` for those of the row itself, `elsewhere` for those that stand in another place.

    Updates that are made up alike share both.

    Attributes:
        action: the action of a recommendation that an update is about, with its heading; "" where there is none.
        rating: the status of an action, with its heading.
        own: the fields in which an action differs from its recommendation.
        lines: what is said of a recommendation beside its text.
        parts: further cells that became part of a field, by their places.
    """

    sheet: str
    row: int
    values: dict[str, Value] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    elsewhere: dict[str, tuple[str, str]] = field(default_factory=dict)
    action: str = ""
    rating: str = ""
    own: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    parts: dict[tuple[str, str], str] | None = None

    def put(self, name: str, value: Value, column: int) -> None:
        """Set a field that stands in the row."""
        self.values[name] = value
        self.columns[name] = column

    def give(self, name: str, given: Given) -> None:
        """Set a field that stands in another place."""
        self.values[name] = given.value
        self.elsewhere[name] = given.place

    def take(self, name: str, other: "Told") -> None:
        """Set a field that another says, at the place where it stands there."""
        self.values[name] = other.values[name]
        self.elsewhere[name] = other.place(name)

    def apart(self) -> "Told":
        """Return the same with places of its own, so that they can be changed."""
        return replace(self, columns=self.columns.copy(), elsewhere=self.elsewhere.copy())

    def add_part(self, place: tuple[str, str], name: str) -> None:
        """Say of a cell that it became part of a field."""
        self.parts = self.parts or {}
        self.parts[place] = name

    def place(self, name: str) -> tuple[str, str]:
        """Return the sheet and the cell of a field."""
        return self.elsewhere.get(name) or (self.sheet, address(self.columns.get(name, 1), self.row))


def item_told(source: Source, item: ItemRow) -> Told:
    """Return what a row says of the item itself."""
    told = Told(source.table.sheet.name, item.row.number)
    _put_all(told, source.columns.cells, item.row)
    if "letter" in told.columns:
        _join_letter(told)
    if source.refs_in_text:
        _split_ref(told)
    for name in ("ref", "title", "theme", "lead_agency"):
        if name in source.given and name not in told.columns:
            told.give(name, source.given[name])
    if item.group is not None and "theme" not in told.columns and not source.columns.once.keys() & {Meaning.THEME}:
        told.give("theme", Given(item.group.words, (told.sheet, address(item.group.column, item.group.row))))
    return told


def _put_all(told: Told, cells: Sequence[tuple[str, int]], row: CellRow) -> None:
    values, width = row.values, len(row.values)
    for name, column in cells:
        told.values[name] = values[column - 1] if column <= width else None
        told.columns[name] = column


def _join_letter(told: Told) -> None:
    letter, ref = shown(told.values.pop("letter", None)), told.values.get("ref")
    told.columns.pop("letter", None)
    if letter and ref is not None:
        told.values["ref"] = f"{shown(ref)}{letter}"


def _split_ref(told: Told) -> None:
    parts = split_ref(shown(told.values.get("recommendation")))
    if parts is not None:
        told.put("ref", parts[0], told.columns["recommendation"])
        told.values["recommendation"] = parts[1]


def update_told(source: Source, item: ItemRow, group: Round) -> Told:
    """Return what a row says of one round, except for a response."""
    told = Told(source.table.sheet.name, item.row.number)
    _put_all(told, group.cells, item.row)
    _add_lines(told, item.row, group)
    columns = status_columns(group)
    status = status_in(source.table.sheet, item.row, *columns) if columns else None
    if columns is not None and status is not None:
        told.put("status", status, columns[1])
    elif "status" in told.values:
        told.values["status"] = None
    return told


def response_told(source: Source, item: ItemRow, group: Round) -> Told | None:
    """Return the response a row holds in one round, if it holds one."""
    heading = group.columns.get(Meaning.RESPONSE)
    value = at(item.row, heading.column) if heading else None
    if heading is None or value is None:
        return None
    told = Told(source.table.sheet.name, item.row.number)
    told.put("update", value, heading.column)
    return told


def _add_lines(told: Told, row: CellRow, group: Round) -> None:
    """Add the words of further columns of text, each under its heading."""
    for heading in group.more:
        text = words_of(at(row, heading.column))
        if not text:
            continue
        before = told.values.get("update")
        told.add_part((told.sheet, address(heading.column, told.row)), "update")
        if before is None:
            told.put("update", at(row, heading.column), heading.column)
        else:
            told.values["update"] = f"{words_of(before)}\n{heading.words}: {text}"


def status_columns(group: Round) -> tuple[int | None, int] | None:
    """Return the column of a round's status, if it has one, and that of its fill: else the update's cell is filled."""
    heading, update = group.columns.get(Meaning.STATUS), group.columns.get(Meaning.UPDATE)
    shaded = heading or update
    return None if shaded is None else (heading.column if heading else None, shaded.column)


def status_in(sheet: SheetCells, row: CellRow, column: int | None, shaded: int) -> StatusCell | None:
    """Return what stands in the column of a status, with the fill that goes with it; None where there is neither."""
    value = at(row, column)
    fills = sheet.filled.get(row.number)
    fill = fills.get(shaded) if fills else None
    if fills is None or fill is None:
        return _status(value) if value is not None else None
    if len(fills) == 1:
        return _status(value, fill.colour, fill.conditional)
    colour = filled(sheet, row, shaded)
    if colour is None:
        return _status(value) if value is not None else None
    before, after = fills.get(shaded - 1), fills.get(shaded + 1)
    alike = (before is not None and before.colour == colour) or (after is not None and after.colour == colour)
    return _status(value, colour, fill.conditional, alike)


_status = lru_cache(maxsize=4096, typed=True)(StatusCell)
"""Makes a status once, for very many cells hold the same."""
