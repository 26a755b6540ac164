"""The updates of a row in a free-layout tracker: for each round an update, a response, and their evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from loaders.cells.addresses import address
from loaders.cells.values import Value, column_getter, plain_text
from loaders.issue_log import IssueLog
from loaders.layouts.assemble.evidence import add_evidence, labelled_line
from loaders.layouts.assemble.merge_rows import RecordMerger
from loaders.layouts.assemble.repeated_rows import KnownItem
from loaders.layouts.assemble.row_fields import RowFields, read_status, response_fields, status_columns, update_fields
from loaders.layouts.columns.column_map import STANDALONE_EVIDENCE, PeriodColumns
from loaders.layouts.interpret.interpreted_table import InheritedValue, InterpretedTable
from loaders.layouts.rows.row_types import ItemRow
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_periods import last_day_key
from model.terms import Basis, Kind

_REPORTED_FIELDS = ("status", "update", "update_cy", "evidence")
_PROGRESS, _RESPONSE, _PUBLISHED = Kind.PROGRESS.value, Kind.RESPONSE.value, Basis.PUBLISHED.value


@dataclass(frozen=True, slots=True)
class _Pattern:
    """The pattern of an update: the locations of its fields, its inherited values, and whether its row has its date."""

    columns: dict[str, int]
    outside_row: dict[str, tuple[str, str]]
    inherited: dict[str, Value]
    dated: bool


class UpdateContext(NamedTuple):
    """The item and the action that the updates of a row are about.

    Attributes:
        fields: the fields of the item in this row.
        item_index: its index among the items with its ref.
        action: the action of the row, with its heading; "" for no action.
        columns: the columns of the action.
        in_item_text: whether the action is also below the text of the item.
    """

    fields: RowFields
    item_index: int
    action: str = ""
    columns: Sequence[int] = ()
    in_item_text: bool = False


class UpdateBuilder:
    """Builds the updates of the rows of one table."""

    def __init__(self, source: InterpretedTable, merger: RecordMerger, log: IssueLog) -> None:
        self._source, self._merger, self._log = source, merger, log
        self._last_dated: RowFields | None = None
        self._continued = False
        self._patterns = [(period, UpdatePatterns(source, period)) for period in source.columns.rounds]
        self._latest_first = sorted(source.columns.rounds, key=_last_day, reverse=True)
        self._has_evidence = bool(source.columns.evidence_columns) or any(
            period.evidence_columns for period in source.columns.rounds
        )

    def add(self, item: ItemRow, context: UpdateContext, *, continued: bool) -> None:
        """Add the updates of a row; a row that continues the row above takes its date if it has none itself."""
        self._continued = continued
        updates = {id(period): self._add_round(item, period, context) for period in self._source.columns.rounds}
        if self._has_evidence:
            self._add_evidence(item, updates)
        if context.action and updates and not any(updates.values()):
            self._add_idle_action(item, context)

    def add_repeated(self, item: ItemRow, known: KnownItem) -> None:
        """Add the updates of a row that repeats an item; most have a known pattern."""
        self._continued = False
        for period, patterns in self._patterns:
            update = patterns.build(item, known)
            if update is None:
                update = self._add_round(item, period, UpdateContext(known.fields, known.index))
                if update is not None:
                    patterns.add(item, update)
                continue
            if "date" in update.columns:
                self._last_dated = update
            self._merger.add_update_to(known.key, update, kind=update.values["kind"])

    def _add_round(self, item: ItemRow, period: PeriodColumns, context: UpdateContext) -> RowFields | None:
        """Add the update and the response of a row in a round; return the update, else the response."""
        response = response_fields(self._source, item, period)
        if response is not None:
            self._set_identity(response, context.fields, period, item)
            self._set_implied(response, "kind", _RESPONSE, period, ColumnMeaning.RESPONSE)
            self._merger.add_update(response, kind=_RESPONSE, item=context.item_index)
        update = update_fields(self._source, item, period)
        if (
            _has_report(update)
            or self._has_standalone_evidence(item, period)
            or (response is None and self._has_date(item))
        ):
            self._set_identity(update, context.fields, period, item)
            if update.values.get("kind") is None:
                self._set_implied(update, "kind", _PROGRESS, period, ColumnMeaning.UPDATE)
            if update.values.get("status") is not None and "basis" not in update.columns:
                self._set_implied(update, "basis", _PUBLISHED, period, ColumnMeaning.STATUS)
            if context.action:
                _put_action(update, period, context)
            self._merger.add_update(update, kind=update.values.get("kind"), item=context.item_index)
            return update
        self._report_idle_values(update)
        if context.action and response is not None:
            _put_action(response, period, context)
        return response

    def _has_standalone_evidence(self, item: ItemRow, period: PeriodColumns) -> bool:
        """Return whether a row has evidence that counts without an update, such as a day of completion."""
        days = self._source.columns.evidence_columns if period.round is None else ()
        return any(
            heading.match.meaning in STANDALONE_EVIDENCE and item.row.value_at(heading.column) is not None
            for heading in days
        )

    def _has_date(self, item: ItemRow) -> bool:
        """Return whether a row has a date."""
        return item.row.value_at(self._source.columns.column(ColumnMeaning.DATE)) is not None

    def _report_idle_values(self, update: RowFields) -> None:
        """Report the values of a round without an update, such as who would have rated it."""
        for name, value in update.values.items():
            if value is not None:
                sheet, cell = update.location(name)
                self._log.add("value-without-update", sheet=sheet, cell=cell, found=plain_text(value))

    def _set_identity(self, update: RowFields, of: RowFields, period: PeriodColumns, item: ItemRow) -> None:
        """Set the review, the ref and the date of an update."""
        for name in ("review", "ref"):
            if name in of.values:
                if name in of.columns and name not in of.outside_row:
                    update.set_value(name, of.values[name], of.columns[name])
                else:
                    update.copy_field(name, of)
        column = self._source.columns.column(ColumnMeaning.DATE)
        if period.round is not None and period.cell is not None:
            update.inherit("date", InheritedValue(period.round, (update.sheet, period.cell)))
        elif column is not None:
            self._date_from_row(update, item, column)
        elif item.round_row is not None:
            location = (update.sheet, address(item.round_row.column, item.round_row.row))
            update.inherit("date", InheritedValue(item.round_row.round, location))
        elif "date" in self._source.inherited:
            update.inherit("date", self._source.inherited["date"])

    def _date_from_row(self, update: RowFields, item: ItemRow, column: int) -> None:
        value = item.row.value_at(column)
        if value is None and self._continued and self._last_dated is not None:
            update.inherit(
                "date", InheritedValue(self._last_dated.values.get("date"), self._last_dated.location("date"))
            )
        elif value is None and "date" in self._source.inherited:
            update.inherit("date", self._source.inherited["date"])
        else:
            update.set_value("date", value, column)
            self._last_dated = update

    def _set_implied(
        self, update: RowFields, name: str, value: str, period: PeriodColumns, like: ColumnMeaning
    ) -> None:
        """Set a value that the heading of an update implies."""
        heading = period.columns.get(like) or next(iter(period.columns.values()), None)
        cell = heading.cell if heading else ""
        update.columns.pop(name, None)
        update.values[name] = value
        update.outside_row[name] = (self._source.table.sheet.name, cell)

    def _add_evidence(self, item: ItemRow, updates: Mapping[int, RowFields | None]) -> None:
        """Add evidence columns to the updates of a row: to that of their round, else to the row's latest update."""
        columns = self._source.columns
        latest = next((update for period in self._latest_first if (update := updates[id(period)]) is not None), None)
        evidence = [(heading, latest) for heading in columns.evidence_columns]
        evidence += [(heading, updates[id(period)]) for period in columns.rounds for heading in period.evidence_columns]
        for heading, update in evidence:
            value = item.row.value_at(heading.column)
            if value is not None and (update is None or not add_evidence(update, heading, value)):
                self._source.rows_left_out.setdefault(heading.column, []).append(item.row.number)

    def _add_idle_action(self, item: ItemRow, context: UpdateContext) -> None:
        """Add an action without an update to the latest round, which may have updates of its item's other actions."""
        fields, period = RowFields(context.fields.sheet, context.fields.row), self._latest_first[0]
        self._set_identity(fields, context.fields, period, item)
        _put_action(fields, period, context)
        self._merger.add_idle_action(fields, kind=_PROGRESS, item=context.item_index, in_item_text=context.in_item_text)


class UpdatePatterns:
    """The patterns of the updates of one round, by which of their cells are blank."""

    def __init__(self, source: InterpretedTable, period: PeriodColumns) -> None:
        date = source.columns.column(ColumnMeaning.DATE)
        self._sheet = source.table.sheet
        self._status = status_columns(period)
        separate = "status" if self._status else ""  # it is read from more than its cell
        read = [(name, column) for name, column in period.field_columns if name != separate]
        self._fields = [(name, index) for index, (name, _) in enumerate(read)]
        self._cells = column_getter([*(column for _, column in read), *([] if date is None else [date])])
        self._patterns: dict[tuple[bool, ...], _Pattern] = {}

    def add(self, item: ItemRow, update: RowFields) -> None:
        """Remember the pattern of the update of a row."""
        inherited = {name: update.values[name] for name in update.outside_row if name not in ("review", "ref")}
        pattern = _Pattern(update.columns.copy(), update.outside_row.copy(), inherited, "date" in update.columns)
        self._patterns[_shape(self._cells(item.row), update.values.get("status"))] = pattern

    def build(self, item: ItemRow, known: KnownItem) -> RowFields | None:
        """Return the update of a row of an item, if an earlier update had the same pattern."""
        cells = self._cells(item.row)
        status = read_status(self._sheet, item.row, *self._status) if self._status else None
        pattern = self._patterns.get(_shape(cells, status))
        if pattern is None:
            return None
        values = known.identifiers | pattern.inherited
        for name, index in self._fields:
            values[name] = cells[index]
        if status is not None:
            values["status"] = status
        if pattern.dated:
            values["date"] = cells[-1]  # the last column of the getter
        return RowFields(known.fields.sheet, item.row.number, values, pattern.columns, pattern.outside_row)


def _put_action(fields: RowFields, period: PeriodColumns, context: UpdateContext) -> None:
    """Set the action that an update is about."""
    fields.action, fields.columns["action"] = context.action, context.columns[0]
    for column in context.columns:
        fields.add_part((fields.sheet, address(column, fields.row)), "update")
    rated, heading = fields.values.get("status"), period.columns.get(ColumnMeaning.STATUS)
    if rated is not None and heading is not None and plain_text(rated):
        fields.rating = labelled_line(heading, rated)


def _last_day(period: PeriodColumns) -> str:
    return last_day_key(period.round) if period.round is not None else ""


def _has_report(update: RowFields) -> bool:
    return any(update.values.get(name) is not None for name in _REPORTED_FIELDS)


def _shape(cells: tuple[Value, ...], status: Value) -> tuple[bool, ...]:
    return (status is None, *[cell is None for cell in cells]) if None in cells else (status is None,)
