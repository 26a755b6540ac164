"""The updates of a row in a free-layout tracker: for each round an update, a response, and their evidence."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from loaders.cells.display_text import displayed_text
from loaders.cells.values import ErrorCell, UncalculatedCell, Value, plain_text
from loaders.issue_log import issue_at
from loaders.layouts.assemble.actions import NO_TEXT, TextLine, labelled_line
from loaders.layouts.assemble.repeated_rows import IDENTIFIERS, KnownItem, UpdatePatterns
from loaders.layouts.assemble.row_fields import response_fields, update_fields
from loaders.layouts.columns.column_map import EVIDENCE_ROLES, STANDALONE_EVIDENCE, PeriodColumns
from loaders.layouts.interpret.interpreted_table import InheritedValue, InterpretedTable
from loaders.layouts.rows.row_types import ItemRow
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.records import Record
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_periods import last_day_key
from model.issues.issue import Issue
from model.terms import Basis, Kind

_REPORTED_FIELDS = ("status", "update", "update_cy", "evidence")
_PROGRESS, _RESPONSE, _PUBLISHED = Kind.PROGRESS.value, Kind.RESPONSE.value, Basis.PUBLISHED.value
_IMPLYING = {_PROGRESS: ColumnMeaning.UPDATE, _RESPONSE: ColumnMeaning.RESPONSE, _PUBLISHED: ColumnMeaning.STATUS}
"""The column whose heading implies each kind and basis."""
_Cells = Sequence[tuple[ColumnHeading, Value]]
_RoundCells = tuple[Sequence[tuple[Record, str]], Sequence[Issue]]
"""The response and the update of a row in one round, each with its kind, and the issues of its other cells."""


class _RowContext(NamedTuple):
    """A row, the review and the ref of its item, its action, and whether it continues the row above it."""

    item: ItemRow
    identity: Record
    action: TextLine = NO_TEXT
    continued: bool = False


class RowUpdates(NamedTuple):
    """The updates of a row by round, or else its action; columns of unused evidence; values without an update."""

    updates: Sequence[Record]
    idle_action: Record | None = None
    columns_left_out: Sequence[int] = ()
    issues: Sequence[Issue] = ()


class UpdateBuilder:
    """Builds the updates of the rows of one table; a row may take its date from the row above it."""

    def __init__(self, source: InterpretedTable) -> None:
        self._source = source
        self._rounds = [*source.columns.rounds.values()]
        self._date_column = source.columns.column(ColumnMeaning.DATE)
        self._last_dated: Record | None = None
        self._patterns = [(period, UpdatePatterns(source, period)) for period in self._rounds]
        evidence = [use for use in source.columns.uses if use.role in EVIDENCE_ROLES]
        self._days = [use.heading.column for use in evidence if use.meaning in STANDALONE_EVIDENCE]
        self._evidence = [(use.heading, source.columns.rounds.get(use.heading.round_key)) for use in evidence]
        last_days = [last_day_key(period.round or "") for period in self._rounds]
        self._latest_first = sorted(range(len(last_days)), key=last_days.__getitem__, reverse=True)

    def build(self, item: ItemRow, fields: Record, *, action: TextLine, continued: bool) -> RowUpdates:
        """Return the updates of a row with its action; one that continues the row above may take its date."""
        row = _RowContext(item, fields.pick(IDENTIFIERS), action, continued)
        rounds = [self._read_round(item, period) for period in self._rounds]
        evidence, left_out = self._read_evidence(item, rounds)
        updates = [
            update
            for index, (period, (found, _)) in enumerate(zip(self._rounds, rounds, strict=True))
            for update in self._round_updates(found, period, row, evidence.get(index, ()))
        ]
        idle = None
        if action.text and rounds and not updates:  # its item's other actions may have updates in the latest round
            blank = Record(fields.sheet, fields.row, {}, {}, fields.day_zero, turned=fields.turned)
            idle = self._complete(blank, self._rounds[self._latest_first[0]], row, (), kind="")
        issues = [issue for _, of_round in rounds for issue in of_round]
        return RowUpdates(updates, idle, left_out, issues)

    def build_repeated(self, item: ItemRow, known: KnownItem) -> tuple[Sequence[Record], Sequence[Issue]]:
        """Return the updates of a row that repeats an item, and their issues; most updates have a known pattern."""
        updates: list[Record] = []
        issues: Sequence[Issue] = ()
        for period, patterns in self._patterns:
            update = patterns.build(item, known)
            if update is not None:
                found = [update]
                if "date" in update.columns:
                    self._last_dated = update
            else:
                cells, others = self._read_round(item, period)
                issues = (*issues, *others)
                found = self._round_updates(cells, period, _RowContext(item, known.identity), ())
                for latest in found:  # not more than one: none is a response
                    patterns.add(item, latest)
            updates += found
        return updates, issues

    def _read_round(self, item: ItemRow, period: PeriodColumns) -> _RoundCells:
        """Return the cells of a row in one round; values without an update, such as who would rate it, are issues."""
        response, update = response_fields(self._source, item, period), update_fields(self._source, item, period)
        responses = [] if response is None else [(response, _RESPONSE)]
        days = self._days if period.round is None else ()
        if (
            any(update.values.get(name) is not None for name in _REPORTED_FIELDS)
            or any(item.row.value_at(column) is not None for column in days)
            or (response is None and item.row.value_at(self._date_column) is not None)
        ):
            return [*responses, (update, _PROGRESS)], ()
        idle = ((name, plain_text(value)) for name, value in update.values.items() if value is not None)
        issues = [issue_at(update, name, "value-without-update", found=text) for name, text in idle]
        return responses, issues

    def _round_updates(
        self, found: Sequence[tuple[Record, str]], period: PeriodColumns, row: _RowContext, evidence: _Cells
    ) -> list[Record]:
        """Return the response and the update of a row in one round; the last one has the action and the evidence."""
        first = row._replace(action=NO_TEXT)
        updates = [self._complete(fields, period, first, (), kind=kind) for fields, kind in found[:-1]]
        return [*updates, *(self._complete(fields, period, row, evidence, kind=kind) for fields, kind in found[-1:])]

    def _complete(
        self, fields: Record, period: PeriodColumns, row: _RowContext, evidence: _Cells, *, kind: str
    ) -> Record:
        """Return an update with its review, ref and date, what its heading implies, its action and its evidence."""
        item, identity, action, _ = row
        sheet, number = fields.sheet, fields.row
        values = {**fields.values, **identity.values}
        columns = {**fields.columns, **identity.columns}
        outside_row, parts = {**identity.outside_row}, fields.parts
        date = self._date_outside_row(period, row)
        if date is not None:
            values["date"], outside_row["date"] = date.value, date.location
        elif self._date_column is not None:
            values["date"], columns["date"] = item.row.value_at(self._date_column), self._date_column
        lacks_kind = bool(kind) and fields.values.get("kind") is None
        lacks_basis = fields.values.get("status") is not None and "basis" not in fields.columns
        implied = {**({"kind": kind} if lacks_kind else {}), **({"basis": _PUBLISHED} if lacks_basis else {})}
        for name, value in implied.items():
            columns.pop(name, None)
            heading = period.columns.get(_IMPLYING[value]) or next(iter(period.columns.values()), None)
            values[name], outside_row[name] = value, (sheet, heading.cell if heading else "")
        rating = ""
        if action.text:
            columns["action"] = action.columns[0]
            parts = {**parts, **{(sheet, fields.address(column)): "update" for column in action.columns}}
            rated, heading = fields.values.get("status"), period.columns.get(ColumnMeaning.STATUS)
            rating = labelled_line(heading, rated) if heading is not None and plain_text(rated) else ""
        if evidence:
            before = displayed_text(values.get("evidence"))
            if not before:
                columns["evidence"] = evidence[0][0].column
            lines = [labelled_line(heading, value) for heading, value in evidence]
            values["evidence"] = "\n".join([before, *lines] if before else lines)
            parts = {**parts, **{(sheet, fields.address(heading.column)): "evidence" for heading, _ in evidence}}
        complete = Record(
            sheet, number, columns, values, fields.day_zero, outside_row, parts, fields.turned, action.text, rating
        )
        if date is None and self._date_column is not None:
            self._last_dated = complete
        return complete

    def _date_outside_row(self, period: PeriodColumns, row: _RowContext) -> InheritedValue | None:
        """Return the date of an update from its heading, from another row or from its table; else None."""
        sheet, last, item = self._source.table.sheet, self._last_dated, row.item
        if period.round is not None and period.cell is not None:
            return InheritedValue(period.round, (sheet.name, period.cell))
        if self._date_column is None and item.round_row is not None:
            cell = sheet.address(item.round_row.column, item.round_row.row)
            return InheritedValue(item.round_row.round, (sheet.name, cell))
        if item.row.value_at(self._date_column) is not None:
            return None
        if self._date_column is not None and row.continued and last is not None:
            return InheritedValue(last.values.get("date"), last.location("date"))
        return self._source.inherited.get("date")

    def _read_evidence(
        self, item: ItemRow, rounds: Sequence[_RoundCells]
    ) -> tuple[Mapping[int, _Cells], Sequence[int]]:
        """Return the evidence of each round by its index, the latest where it names none; and the columns left out."""
        latest = next((index for index in self._latest_first if rounds[index][0]), -1)
        evidence: dict[int, list[tuple[ColumnHeading, Value]]] = {}
        left_out: list[int] = []
        for heading, period in self._evidence:
            value, index = item.row.value_at(heading.column), latest if period is None else self._rounds.index(period)
            if value is None:
                continue
            if index < 0 or not rounds[index][0] or isinstance(value, ErrorCell | UncalculatedCell):
                left_out.append(heading.column)
            else:
                evidence.setdefault(index, []).append((heading, value))
        return evidence, left_out
