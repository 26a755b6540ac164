"""The updates of a row in a free-layout tracker: for each round an update, a response, and their evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from loaders.cells.addresses import address
from loaders.cells.values import ErrorCell, UncalculatedCell, Value, column_getter, plain_text
from loaders.issue_log import IssueLog
from loaders.layouts.assemble.actions import NO_ACTION, ActionText
from loaders.layouts.assemble.evidence import labelled_line, with_evidence
from loaders.layouts.assemble.repeated_rows import KnownItem
from loaders.layouts.assemble.row_fields import RowFields, read_status, response_fields, status_columns, update_fields
from loaders.layouts.columns.column_map import STANDALONE_EVIDENCE, PeriodColumns
from loaders.layouts.interpret.interpreted_table import InheritedValue, InterpretedTable
from loaders.layouts.rows.row_types import ItemRow
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_periods import last_day_key
from model.terms import Basis, Kind

_REPORTED_FIELDS = ("status", "update", "update_cy", "evidence")
_PROGRESS, _RESPONSE, _PUBLISHED = Kind.PROGRESS.value, Kind.RESPONSE.value, Basis.PUBLISHED.value
_IMPLIED_RESPONSE = {"kind": (_RESPONSE, ColumnMeaning.RESPONSE)}
_IMPLIED_KIND = {"kind": (_PROGRESS, ColumnMeaning.UPDATE)}
_IMPLIED_BASIS = {"basis": (_PUBLISHED, ColumnMeaning.STATUS)}


@dataclass(frozen=True, slots=True)
class _Pattern:
    """The pattern of an update: the locations of its fields, its inherited values, and whether its row has its date."""

    columns: Mapping[str, int]
    outside_row: Mapping[str, tuple[str, str]]
    inherited: Mapping[str, Value]
    dated: bool


class _Identity(NamedTuple):
    """The review and the ref that the updates of a row are about, with their locations."""

    values: Mapping[str, Value]
    columns: Mapping[str, int]
    outside_row: Mapping[str, tuple[str, str]]


class _RoundUpdates(NamedTuple):
    """The response and the update of a row in one round."""

    response: RowFields | None
    update: RowFields | None

    @property
    def reported(self) -> RowFields | None:
        """The update, or else the response."""
        return self.response if self.update is None else self.update

    def with_reported(self, fields: RowFields) -> "_RoundUpdates":
        """Return them with another update, or else another response."""
        return _RoundUpdates(fields, None) if self.update is None else _RoundUpdates(self.response, fields)


class RowUpdates(NamedTuple):
    """The updates of a row in the order of their rounds.

    Attributes:
        updates: the updates and responses.
        idle_action: the action of a row without updates, in the latest round.
        columns_left_out: the columns of evidence that could not be used.
    """

    updates: Sequence[RowFields]
    idle_action: RowFields | None = None
    columns_left_out: Sequence[int] = ()


class UpdateBuilder:
    """Builds the updates of the rows of one table; a row may take its date from the row above it."""

    def __init__(self, source: InterpretedTable, log: IssueLog) -> None:
        self._source, self._log = source, log
        self._rounds = source.columns.rounds
        self._date_column = source.columns.column(ColumnMeaning.DATE)
        self._last_dated: RowFields | None = None
        self._continued = False
        self._patterns = [(period, UpdatePatterns(source, period)) for period in self._rounds]
        self._latest_first = sorted(
            range(len(self._rounds)), key=lambda index: _last_day(self._rounds[index]), reverse=True
        )
        self._has_evidence = bool(source.columns.evidence_columns) or any(
            period.evidence_columns for period in self._rounds
        )

    def build(self, item: ItemRow, fields: RowFields, *, action: ActionText, continued: bool) -> RowUpdates:
        """Return the updates of a row; one that continues the row above takes its date if it has none itself.

        Args:
            item: the row.
            fields: the fields of the item in this row.
            action: the action of the row.
            continued: whether the row continues the row above.
        """
        self._continued = continued
        identity = _identity(fields)
        rounds = [self._round_updates(item, period, identity, action) for period in self._rounds]
        left_out: Sequence[int] = ()
        if self._has_evidence:
            rounds, left_out = self._with_evidence(item, rounds)
        updates = [update for both in rounds for update in both if update is not None]
        is_idle = bool(action.text) and bool(rounds) and not updates
        return RowUpdates(updates, self._idle_action(item, fields, identity, action) if is_idle else None, left_out)

    def build_repeated(self, item: ItemRow, known: KnownItem) -> list[RowFields]:
        """Return the updates of a row that repeats an item; most have a known pattern."""
        self._continued = False
        updates: list[RowFields] = []
        for period, patterns in self._patterns:
            update = patterns.build(item, known)
            if update is None:
                identity = _identity(known.fields._replace(row=item.row.number))
                both = self._round_updates(item, period, identity, NO_ACTION)
                updates += [found for found in both if found is not None]
                if both.reported is not None:
                    patterns.add(item, both.reported)
                continue
            if "date" in update.columns:
                self._last_dated = update
            updates.append(update)
        return updates

    def _round_updates(
        self, item: ItemRow, period: PeriodColumns, identity: _Identity, action: ActionText
    ) -> _RoundUpdates:
        """Return the response and the update of a row in a round."""
        response = response_fields(self._source, item, period)
        if response is not None:
            response = self._with_identity(response, identity, period, item, _IMPLIED_RESPONSE)
        update = update_fields(self._source, item, period)
        if (
            _has_report(update)
            or self._has_standalone_evidence(item, period)
            or (response is None and self._has_date(item))
        ):
            implied = _IMPLIED_KIND if update.values.get("kind") is None else {}
            if update.values.get("status") is not None and "basis" not in update.columns:
                implied = implied | _IMPLIED_BASIS
            update = self._with_identity(update, identity, period, item, implied)
            return _RoundUpdates(response, _with_action(update, period, action) if action.text else update)
        self._report_idle_values(update)
        if action.text and response is not None:
            response = _with_action(response, period, action)
        return _RoundUpdates(response, None)

    def _has_standalone_evidence(self, item: ItemRow, period: PeriodColumns) -> bool:
        """Return whether a row has evidence that counts without an update, such as a day of completion."""
        days = self._source.columns.evidence_columns if period.round is None else ()
        return any(
            heading.match.meaning in STANDALONE_EVIDENCE and item.row.value_at(heading.column) is not None
            for heading in days
        )

    def _has_date(self, item: ItemRow) -> bool:
        """Return whether a row has a date."""
        return item.row.value_at(self._date_column) is not None

    def _report_idle_values(self, update: RowFields) -> None:
        """Report the values of a round without an update, such as who would have rated it."""
        for name, value in update.values.items():
            if value is not None:
                sheet, cell = update.location(name)
                self._log.add("value-without-update", sheet=sheet, cell=cell, found=plain_text(value))

    def _with_identity(
        self,
        update: RowFields,
        identity: _Identity,
        period: PeriodColumns,
        item: ItemRow,
        implied: Mapping[str, tuple[str, ColumnMeaning]],
    ) -> RowFields:
        """Return an update with its review, its ref, its date, and the values that its heading implies."""
        values = {**update.values, **identity.values}
        columns = {**update.columns, **identity.columns}
        outside_row = {**update.outside_row, **identity.outside_row}
        date = self._date_outside_row(period, item)
        if date is not None:
            values["date"], outside_row["date"] = date.value, date.location
        elif self._date_column is not None:
            values["date"], columns["date"] = item.row.value_at(self._date_column), self._date_column
        for name, (value, meaning) in implied.items():
            columns.pop(name, None)
            values[name], outside_row[name] = value, (update.sheet, _implying_cell(period, meaning))
        complete = RowFields(update.sheet, update.row, values, columns, outside_row, update.parts)
        if date is None and self._date_column is not None:
            self._last_dated = complete
        return complete

    def _date_outside_row(self, period: PeriodColumns, item: ItemRow) -> InheritedValue | None:
        """Return the date of an update from its heading, from another row or from its table; else None."""
        sheet, last = self._source.table.sheet.name, self._last_dated
        if period.round is not None and period.cell is not None:
            return InheritedValue(period.round, (sheet, period.cell))
        if self._date_column is None and item.round_row is not None:
            return InheritedValue(item.round_row.round, (sheet, address(item.round_row.column, item.round_row.row)))
        if self._has_date(item):
            return None
        if self._date_column is not None and self._continued and last is not None:
            return InheritedValue(last.values.get("date"), last.location("date"))
        return self._source.inherited.get("date")

    def _with_evidence(
        self, item: ItemRow, rounds: Sequence[_RoundUpdates]
    ) -> tuple[list[_RoundUpdates], Sequence[int]]:
        """Return the updates of a row with its evidence, and the columns of evidence that could not be used.

        Evidence is added to the update of its round, or else to the latest update of the row.
        """
        without_round = self._source.columns.evidence_columns
        latest = next((index for index in self._latest_first if rounds[index].reported is not None), None)
        found: list[_RoundUpdates] = []
        left_out = [] if latest is not None else _filled_columns(item, without_round)
        for index, (period, both) in enumerate(zip(self._rounds, rounds, strict=True)):
            headings = [*(without_round if index == latest else ()), *period.evidence_columns]
            cells = [(heading, item.row.value_at(heading.column)) for heading in headings]
            usable = [
                (heading, value)
                for heading, value in cells
                if value is not None and not isinstance(value, ErrorCell | UncalculatedCell)
            ]
            update = both.reported
            if update is None:
                left_out += _filled_columns(item, headings)
            else:
                left_out += [h.column for h, value in cells if isinstance(value, ErrorCell | UncalculatedCell)]
            added = with_evidence(update, usable) if usable and update is not None else None
            found.append(both if added is None else both.with_reported(added))
        return found, left_out

    def _idle_action(self, item: ItemRow, fields: RowFields, identity: _Identity, action: ActionText) -> RowFields:
        """Return an action without an update in the latest round: its item's other actions may have updates there."""
        period = self._rounds[self._latest_first[0]]
        empty = RowFields(fields.sheet, fields.row, {}, {})
        return _with_action(self._with_identity(empty, identity, period, item, {}), period, action)


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
        pattern = _Pattern(update.columns, update.outside_row, inherited, "date" in update.columns)
        self._patterns[_shape(self._cells(item.row), update.values.get("status"))] = pattern

    def build(self, item: ItemRow, known: KnownItem) -> RowFields | None:
        """Return the update of a row of an item, if an earlier update had the same pattern."""
        cells = self._cells(item.row)
        status = read_status(self._sheet, item.row, *self._status) if self._status else None
        pattern = self._patterns.get(_shape(cells, status))
        if pattern is None:
            return None
        values = {**known.identifiers, **pattern.inherited}
        for name, index in self._fields:
            values[name] = cells[index]
        if status is not None:
            values["status"] = status
        if pattern.dated:
            values["date"] = cells[-1]  # the last column of the getter
        return RowFields(known.fields.sheet, item.row.number, values, pattern.columns, pattern.outside_row)


def _identity(fields: RowFields) -> _Identity:
    """Return the review and the ref of an item: in their cells in its row, or in a cell outside it."""
    names = [name for name in ("review", "ref") if name in fields.values]
    in_row = [name for name in names if name in fields.columns and name not in fields.outside_row]
    return _Identity(
        {name: fields.values[name] for name in names},
        {name: fields.columns[name] for name in in_row},
        {name: fields.location(name) for name in names if name not in in_row},
    )


def _implying_cell(period: PeriodColumns, meaning: ColumnMeaning) -> str:
    """Return the cell of the heading that implies a value of an update: that of its column, or the first."""
    heading = period.columns.get(meaning) or next(iter(period.columns.values()), None)
    return heading.cell if heading else ""


def _with_action(fields: RowFields, period: PeriodColumns, action: ActionText) -> RowFields:
    """Return an update with the action that it is about."""
    locations = [(fields.sheet, address(column, fields.row)) for column in action.columns]
    rated, heading = fields.values.get("status"), period.columns.get(ColumnMeaning.STATUS)
    return fields._replace(
        action=action.text,
        columns={**fields.columns, "action": action.columns[0]},
        parts={**fields.parts, **dict.fromkeys(locations, "update")},
        rating=labelled_line(heading, rated) if heading is not None and plain_text(rated) else "",
    )


def _filled_columns(item: ItemRow, headings: Sequence[ColumnHeading]) -> list[int]:
    return [heading.column for heading in headings if item.row.value_at(heading.column) is not None]


def _last_day(period: PeriodColumns) -> str:
    return last_day_key(period.round) if period.round is not None else ""


def _has_report(update: RowFields) -> bool:
    return any(update.values.get(name) is not None for name in _REPORTED_FIELDS)


def _shape(cells: tuple[Value, ...], status: Value) -> tuple[bool, ...]:
    return (status is None, *[cell is None for cell in cells]) if None in cells else (status is None,)
