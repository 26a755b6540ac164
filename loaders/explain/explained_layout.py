"""What the reader concluded about the layout of a workbook, stage by stage, as plain texts and numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from loaders.explain.sheet_account import SheetAccount
from model.tracker.reading import MappedColumn


class TableUse(StrEnum):
    """What a table was read as, or why it was not read."""

    ITEMS = "items"
    UPDATES = "updates"
    PROMISES = "promises"
    CANONICAL = "canonical"
    REPEATED = "repeated"
    OTHER_LIST = "other-list"
    NO_ROWS = "no-rows"
    STATUS_COUNT = "status-count"
    FEW_COLUMNS = "few-columns"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class ExplainedKey:
    """A key: its sheet, its cells and its statuses."""

    sheet: str
    cells: str
    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExplainedBlock:
    """A block of cells next to a table: its sheet, its cells and its kind."""

    sheet: str
    cells: str
    kind: str


@dataclass(frozen=True, slots=True)
class ExplainedColumn:
    """A column or a label with what it was read as.

    Attributes:
        column: its cell, its heading, and the field with its evidence; an empty field where it was not read.
        round: the words of the round that it belongs to.
        reason: why it was not read; "" for a column that was read.
    """

    column: MappedColumn
    round: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ExplainedRows:
    """The rows of a table by type, each type as row ranges; the rows of a form as cell ranges.

    Attributes:
        count: the number of items.
        items: the rows of items.
        groups: the rows that name a group.
        rounds: the rows that name a round.
        others: the rows that are no items.
        below: the rows below the table.
    """

    count: int
    items: str = ""
    groups: str = ""
    rounds: str = ""
    others: str = ""
    below: str = ""


@dataclass(frozen=True, slots=True)
class ExplainedTable:
    """A table or a form.

    Attributes:
        kind: `table`, `form` or `turned`.
        cells: its range, from its title to the last row below it.
        header_rows: its header rows as row ranges; "" for a form.
        columns: its columns from left to right, or its labels from top to bottom.
        inherited: the values that apply to every row, and that are in no column of it.
        use: what it was read as, or why it was not read.
        list_kind: what another list contains, such as risks.
    """

    sheet: str
    kind: str
    cells: str
    header_rows: str
    columns: tuple[ExplainedColumn, ...]
    inherited: tuple[MappedColumn, ...]
    rows: ExplainedRows
    use: TableUse
    list_kind: str = ""


@dataclass(frozen=True, slots=True)
class ExplainedLayout:
    """What each stage concluded.

    Attributes:
        layout: the layout; "" if no table is a tracker.
        canonical_sheets: the sheets that were read by their canonical headings in a workbook with a free layout.
        records: the number of records of each table.
        cells: what became of the cells of each sheet; empty if no table is a tracker.
    """

    file: str
    layout: str
    keys: tuple[ExplainedKey, ...]
    blocks: tuple[ExplainedBlock, ...]
    canonical_sheets: tuple[str, ...]
    tables: tuple[ExplainedTable, ...]
    records: Mapping[str, int]
    cells: tuple[SheetAccount, ...] = ()


def layout_from_json(content: Mapping[str, Any]) -> ExplainedLayout:
    """Return a layout from JSON. Raises ValueError, KeyError or TypeError if it is not valid."""
    return ExplainedLayout(
        str(content["file"]),
        str(content["layout"]),
        tuple(
            ExplainedKey(str(key["sheet"]), str(key["cells"]), tuple(map(str, key["statuses"])))
            for key in content["keys"]
        ),
        tuple(
            ExplainedBlock(str(found["sheet"]), str(found["cells"]), str(found["kind"])) for found in content["blocks"]
        ),
        tuple(map(str, content["canonical_sheets"])),
        tuple(map(_table_from_json, content["tables"])),
        {str(table): int(count) for table, count in content["records"].items()},
        tuple(map(_account_from_json, content["cells"])),
    )


def _account_from_json(content: Mapping[str, Any]) -> SheetAccount:
    counts = {name: int(content[name]) for name in ("used", "named", "blank")}
    return SheetAccount(str(content["sheet"]), **counts, unaccounted=tuple(map(str, content["unaccounted"])))


def _table_from_json(content: Mapping[str, Any]) -> ExplainedTable:
    texts = {name: str(content[name]) for name in ("sheet", "kind", "cells", "header_rows", "list_kind")}
    rows = content["rows"]
    return ExplainedTable(
        **texts,
        columns=tuple(
            ExplainedColumn(_column_from_json(found["column"]), str(found["round"]), str(found["reason"]))
            for found in content["columns"]
        ),
        inherited=tuple(map(_column_from_json, content["inherited"])),
        rows=ExplainedRows(int(rows["count"]), **{name: str(rows[name]) for name in _ROW_TYPES}),
        use=TableUse(content["use"]),
    )


_ROW_TYPES = ("items", "groups", "rounds", "others", "below")


def _column_from_json(content: Mapping[str, Any]) -> MappedColumn:
    texts = {name: str(content[name]) for name in ("sheet", "cell", "heading", "field", "evidence", "area")}
    choice = None if content["choice"] is None else str(content["choice"])
    candidates = tuple(map(str, content["candidates"]))
    return MappedColumn(**texts, score=int(content["score"]), candidates=candidates, choice=choice)
