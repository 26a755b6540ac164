"""Name each column whose refs, names, statuses or texts are in the tracker in another form than in their cells."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from loaders.cells.addresses import CellAddress, address, column_and_row
from loaders.cells.display_text import displayed_text
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, Value
from loaders.issue_log import make_issue
from loaders.issue_ranges import issue_ranges
from loaders.parsing.tables import Tables
from loaders.records import Record
from model.issues.issue import Issue
from model.text import normalise_space

_ITEM_FIELDS = (
    *("ref", "title", "recommendation", "theme"),
    *("lead_agency", "supporting_agencies", "lead_role"),
)
_UPDATE_FIELDS = ("ref", "status", "update")
_PROMISE_FIELDS = ("ref", "activity")
_REF_FIELD = ("ref",)
_COLUMN_CODES = {
    *("actions-read", "column-as-evidence", "column-with-recommendation"),
    *("refs-in-text", "status-from-colour", "status-from-meaning", "name-published", "ref-published"),
}
"""Issues of a whole column that explain the form of its values, or what they were joined to."""
_JOINED_CODES = {*_COLUMN_CODES, "action-details-differ"}
"""Issues of a column whose cells were joined to a text of another column."""
_ROW_CODES = {"rows-joined", "rows-continue"}
"""Issues of rows that explain why their texts are joined."""
_Rows = Mapping[str, Mapping[int, CellRow]]
"""The rows by sheet and number."""
_NO_ROWS: Mapping[int, CellRow] = {}
_Column = tuple[str, int]
"""The sheet and the number of a column."""


@dataclass(frozen=True, slots=True)
class _ChangedValue:
    """A value that is not the text of its cell, the columns that it was joined from, and whether it is in a form."""

    sheet: str
    cell: CellAddress
    field: str
    text: str
    value: str
    joined_from: frozenset[_Column]
    in_form: bool

    @property
    def column(self) -> _Column:
        """The sheet and the column of its cell."""
        return self.sheet, self.cell[0]


def changed_value_issues(tables: Tables, sheets: Sequence[SheetCells], issues: Iterable[Issue]) -> Iterator[Issue]:
    """Yield one issue of each column and field with values in another form, unless other issues explain all of them.

    Blanks around a text and between its words do not count. A value may be joined from several cells, a part of a cell,
    a full name for an abbreviation, or another spelling.
    """
    changed = list(_changed_values(tables, sheets))
    changes = _unexplained(changed, list(issues)) if changed else []
    by_column: dict[tuple[str, int, str], list[_ChangedValue]] = {}
    for each in changes:
        column = 0 if each.in_form else each.cell[0]  # the values of a label of forms are in many columns
        by_column.setdefault((each.sheet, column, each.field), []).append(each)
    for found in by_column.values():
        first, count = found[0], len({each.cell for each in found})
        yield make_issue(
            "values-changed",
            sheet=first.sheet,
            cell=address(*first.cell),
            found=first.text,
            field=first.field,
            value=first.value,
            count=str(count),
            kind="joined" if first.joined_from else "form",
        )


def _unexplained(changes: Sequence[_ChangedValue], issues: Sequence[Issue]) -> list[_ChangedValue]:
    """Return the values that no issue explains: of their cell, of an equal cell, of their column or of joined rows."""
    named = {(issue.sheet, issue.cell) for issue in issues}
    columns, joined_columns = _columns(issues, _COLUMN_CODES), _columns(issues, _JOINED_CODES)
    numbered = {issue.sheet for issue in issues if issue.code == "refs-numbered"}
    made_unique = any(issue.code == "refs-restart" for issue in issues)
    joined_rows = [(issue.sheet, area) for issue in issues if issue.code in _ROW_CODES for area in issue_ranges(issue)]
    equal = {(each.column, each.text, each.value) for each in changes if (each.sheet, address(*each.cell)) in named}
    return [
        each
        for each in changes
        if (each.column, each.text, each.value) not in equal
        and each.column not in columns
        and not (each.joined_from and each.joined_from <= joined_columns)
        and not (each.field == "ref" and (each.sheet in numbered or (made_unique and each.text in each.value)))
        and not any(sheet == each.sheet and area.contains(*each.cell) for sheet, area in joined_rows)
    ]


def _columns(issues: Iterable[Issue], codes: Collection[str]) -> set[_Column]:
    """Return the columns of the issues with some codes."""
    return {(issue.sheet, column_and_row(issue.cell)[0]) for issue in issues if issue.cell and issue.code in codes}


def _changed_values(tables: Tables, sheets: Sequence[SheetCells]) -> Iterator[_ChangedValue]:
    """Yield each value that is not the text of its cell; equal pairs of a cell and its value are compared once."""
    cells: _Rows = {sheet.name: {row.number: row for row in sheet.rows} for sheet in sheets}
    equal: set[tuple[Value, str]] = set()
    for rows, names in (
        (tables.recommendations, _ITEM_FIELDS),
        (tables.progress, _UPDATE_FIELDS),
        (tables.monitoring, _PROMISE_FIELDS),
        (tables.targets, _REF_FIELD),
        (tables.decisions, _REF_FIELD),
    ):
        columns: Mapping[str, int] | None = None
        outside: Mapping[str, tuple[str, str]] | None = None
        for row, record in rows:
            if record.columns is not columns or record.outside_row is not outside:  # most rows share them
                columns, outside = record.columns, record.outside_row
                places = [(name, -1 if name in outside else columns.get(name, 0) - 1) for name in names]
            in_row = cells.get(record.sheet, _NO_ROWS).get(record.row)
            filled = in_row.values if in_row is not None else ()
            for name, index in places:
                value = row[name]
                in_own_row = 0 <= index < len(filled)
                content = filled[index] if in_own_row else _content(record, name, in_row, cells)
                if content == value or content is None or type(value) is not str or (content, value) in equal:
                    continue
                changed = _compare(record, name, content, value)
                if changed is None:
                    equal.add((content, value))
                else:
                    yield changed


def _content(record: Record, name: str, in_row: CellRow | None, cells: _Rows) -> Value:
    """Return what is in the cell of a field; None without a cell."""
    if name in record.outside_row:
        sheet, cell = record.outside_row[name]
        if not cell or sheet not in cells:
            return None
        column, number = column_and_row(cell)
        row = cells[sheet].get(number)
        return row.value_at(column) if row is not None else None
    return in_row.value_at(record.columns.get(name)) if in_row is not None else None


def _compare(record: Record, name: str, content: Value, value: str) -> _ChangedValue | None:
    """Return the value of a field if it is not the text of its cell, apart from blanks.

    The ref of a row without one is a number, with the cell of a text that it is no part of.
    """
    displayed, shown = displayed_text(content), normalise_space(value)
    text = normalise_space(displayed)
    if not text or text == shown or (name == "ref" and shown not in text and text not in shown):
        return None
    sheet, cell = record.location(name)
    location = sheet, column_and_row(cell)
    is_joined = set(_lines(value)) > set(_lines(displayed))
    joined_from = _joined_columns(record, name, location) if is_joined else frozenset()
    return _ChangedValue(*location, name, text, shown, joined_from, record.extent is not None)


def _lines(text: str) -> Iterator[str]:
    return map(normalise_space, text.split("\n"))


def _joined_columns(record: Record, name: str, location: tuple[str, CellAddress]) -> frozenset[_Column]:
    """Return the columns of the further cells of a field; its own column if there is no other."""
    column = (location[0], location[1][0])
    parts = {(sheet, column_and_row(cell)[0]) for (sheet, cell), part in record.parts.items() if part == name}
    return frozenset(parts - {column} or {column})
