"""The records of a free-layout tracker, built from the rows of its tables: items, updates and promises."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from loaders.cells.merged_cells import repeated_cells
from loaders.cells.values import CellRow, plain_text
from loaders.issue_log import issue_at
from loaders.layouts.assemble.actions import (
    ItemInBand,
    TextLine,
    item_in_band,
    labelled_line,
    labelled_lines,
    read_action,
    refs_with_several_actions,
)
from loaders.layouts.assemble.list_parts import ListPart, TableParts, find_parts, parts_of_tables, refs_restart
from loaders.layouts.assemble.merge_item import ItemMerger, MergedDetails
from loaders.layouts.assemble.merge_rows import RecordMerger
from loaders.layouts.assemble.repeated_rows import IDENTIFIERS, KnownItem, RepeatedRows
from loaders.layouts.assemble.row_fields import ItemKey, item_fields, item_key
from loaders.layouts.assemble.row_updates import UpdateBuilder
from loaders.layouts.columns.column_map import PROMISE_FIELDS, ColumnRole
from loaders.layouts.interpret.interpreted_table import InheritedValue, InterpretedTable
from loaders.layouts.rows.row_types import ItemRow
from loaders.layouts.select.choose_tables import TrackerTables
from loaders.layouts.select.sheet_names import sheet_role
from loaders.layouts.tables.detect_tables import rows_issue
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.records import Record
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_periods import round_key
from model.issues.issue import Issue
from model.text import label_key


@dataclass(frozen=True, slots=True)
class BuiltRecords:
    """The records of each canonical table, what building them shows about the tables that they are from, and issues."""

    records: Mapping[str, Sequence[Record]]
    tables: "tuple[AssembledTable, ...]"
    issues: tuple[Issue, ...] = ()


def build_records(tables: TrackerTables, review: InheritedValue | None) -> BuiltRecords:
    """Return the records of the tables of a tracker; `review` is that of items without one."""
    parts = parts_of_tables(tables)
    merger = RecordMerger(find_parts(tables, parts))
    dates: set[str] = set()
    assembled: list[AssembledTable] = []
    for source, parts_of_table in zip(tables.all, parts, strict=True):
        date = round_key(source.inherited["date"].value) if "date" in source.inherited else ""
        dated = bool(date) and date not in dates
        assembled.append(AssembledTable(source, merger, review, parts=parts_of_table, dated=dated))
        assembled[-1].merge_rows(describes=source.is_among(tables.item_tables))
        dates.add(date)
    records, join_issues = merger.records()
    issues = (*chain.from_iterable(table.issues for table in assembled), *join_issues)
    return BuiltRecords(records, tuple(assembled), issues)


class AssembledTable:
    """A table whose rows are merged into records; a row with a blank ref continues the item above it.

    Attributes:
        refs_with_actions: each review, ref and band whose rows are several actions, with the ref as written.
        action_differences: the rows of actions that differ from their recommendation, by field.
        rows_left_out: the rows whose cells of an evidence or background column could not be used, by column number.
        issues: the issues of merging its rows.
    """

    def __init__(
        self,
        source: InterpretedTable,
        merger: RecordMerger,
        review: InheritedValue | None,
        *,
        parts: TableParts,
        dated: bool,
    ) -> None:
        """Prepare to merge the rows; `dated` means that the table has a date that no table before it has."""
        self._dated, self._parts = dated and not source.dated, parts
        self.source, self._merger, self._review = source, merger, review
        self.issues: list[Issue] = []
        self._previous: Record | None = None
        self._previous_row = 0
        self._continuing: list[CellRow] = []
        self._item: ItemMerger | None = None
        self.refs_with_actions = refs_with_several_actions(source)
        restarts = not source.dated and refs_restart(source.refs())
        if restarts:
            merger.add_restart(source.table.sheet.name, source.table.header_row)
        self._started: dict[tuple[ItemInBand, ListPart], ItemMerger] = {}
        self._updates = UpdateBuilder(source)
        self._merged_rows = _rows_of_merged_texts(source)
        self._repeated = RepeatedRows(source, may_repeat=not (restarts or self.refs_with_actions))
        self._repeats_items = source.dated or sheet_role(source) is not None
        self._repeats: list[CellRow] = []
        self.action_differences: dict[str, list[int]] = {}
        self.rows_left_out: dict[int, list[int]] = {}

    def left_out(self, *headings: ColumnHeading) -> str:
        """Return the rows whose cell in some columns could not be used, as one text."""
        rows = (row for heading in headings for row in self.rows_left_out.get(heading.column, ()))
        return self.source.table.sheet.row_list(rows)

    def merge_rows(self, *, describes: bool) -> None:
        """Merge all rows; `describes` means that the table lists items."""
        for item in self.source.rows.items:
            known = self._repeated.find(item)
            if known is None:
                self._merge_row(item, describes=describes)
            else:
                self._previous, self._item = known.fields, known.item
                self._add_repeated(item, known, is_repeat=True)
            self._previous_row = item.row.number
        for code, rows in (("rows-continue", self._continuing), ("rows-repeated", self._repeats)):
            self.issues += rows_issue(code, rows, self.source.table.sheet)

    def _merge_row(self, item: ItemRow, *, describes: bool) -> None:
        fields = item_fields(self.source, item, self._review)
        above = self._row_continued(fields)
        if above is not None:
            self._continuing.append(item.row)
            columns = {name: column for name, column in fields.columns.items() if name != "ref"}
            fields = fields._replace(columns=columns).with_field_of(above, "ref")
        elif fields.values.get("ref") is None and "ref" not in fields.columns:
            part = self._parts.part(item)
            is_one = part.is_state or self.source.dated or item.row.number in self._merged_rows
            by_role, fields_read = self.source.columns.by_role, self.source.columns.fields
            themes = [fields_read[ColumnMeaning.THEME]] if ColumnMeaning.THEME in fields_read else []
            others = () if is_one else (*by_role[ColumnRole.BACKGROUND], *by_role[ColumnRole.UNREAD], *themes)
            lines, _ = labelled_lines(others, item.row)
            number = self._merger.number_for(fields, part, [line.text for line in lines])
            fields = fields.with_value("ref", number, fields.columns.get("recommendation", 1))
        continued = above is not None
        is_text = bool(self.refs_with_actions) and item_in_band(fields, item) in self.refs_with_actions
        action = read_action(self.source, item, is_text=is_text)
        self._previous = fields
        merged = MergedDetails()
        if describes:
            self._item, merged = self._merge_item(fields, item, is_action=bool(action.text))
            known = None if merged.issues else self._repeated.add(item, fields, self._item)
            if known is not None:
                self._add_repeated(item, known, is_repeat=merged.is_repeat)
                return
        else:
            self._item = self._find_item_of_update(fields, item)
            if self._item is not None:
                merged = self._item.merge(fields, is_action=bool(action.text))
        self.issues += merged.issues
        if action.text and merged.differing_fields:
            action = self._with_differences(action, item, merged.differing_fields)
        in_item_text = self._add_lines(fields, item, action, is_text=is_text, differs=bool(merged.differing_fields))
        has_updates = self._add_updates(item, fields, action, in_item_text=in_item_text, continued=continued)
        has_promise = self._add_promise(item, fields)
        if describes and merged.is_repeat and not (continued or in_item_text or has_updates or has_promise):
            self._add_repeat(item)

    def _add_repeat(self, row: ItemRow) -> None:
        """Record that a row says no more than an earlier one; in a later round, an item may have no update."""
        first, table = self._item.record if self._item is not None else None, self.source.table
        is_own = first is not None and first.sheet == table.sheet.name and first.row > table.header_row
        if is_own or "date" not in self.source.inherited:
            self._repeats.append(row.row)

    def _row_continued(self, fields: Record) -> Record | None:
        """Return the row above one with neither a ref nor an item's text, nor another title; None for other rows."""
        above, title = self._previous, fields.values.get("title")
        is_stated = any(fields.values.get(name) is not None for name in ("ref", "recommendation"))
        if above is None or is_stated or title not in (None, above.values.get("title")):
            return None
        return above._replace(row=self._previous_row)

    def _merge_item(self, fields: Record, item: ItemRow, *, is_action: bool) -> tuple[ItemMerger, MergedDetails]:
        """Add or merge the item of a row; a further action of an item becomes part of it.

        A different text in a later table with another date is a later wording. On a row with a date it is one if it is
        nearly the same.
        """
        part = self._parts.part(item)
        key = item_in_band(fields, item), part
        started = self._started.get(key)
        is_later = self._dated and started is None
        if key[0] in self.refs_with_actions:
            first = self._merger.find_item(fields, part) if is_later else started
            if first is not None:
                self._started.setdefault(key, first)
                return first, first.add_action(fields, is_action=is_action)
        repeats = self._repeats_items and not is_later
        merged = self._merger.add_item(fields, part, is_action=is_action, repeats_items=repeats, is_later=is_later)
        self._started.setdefault(key, merged[0])
        return merged

    def _find_item_of_update(self, fields: Record, item: ItemRow) -> ItemMerger | None:
        """Return the item that a row of updates alone is about, if it is listed; report it if it may be another."""
        items = self._merger.items_of_update(fields, label_key(self._parts.name_of(item)))
        if len(items) > 1:
            self.issues.append(issue_at(fields, "ref", "ref-of-several", found=plain_text(fields.values.get("ref"))))
        return items[0] if items else None

    def _with_differences(self, action: TextLine, item: ItemRow, names: Iterable[str]) -> TextLine:
        """Return the action of a row with the details that differ from its recommendation, such as its owner."""
        fields = self.source.columns.fields
        headings = {name: fields[ColumnMeaning(name)] for name in names}
        lines, columns = [action.text], [*action.columns]
        for name, heading in sorted(headings.items(), key=lambda pair: pair[1].column):
            self.action_differences.setdefault(name, []).append(item.row.number)
            lines.append(labelled_line(heading, item.row.value_at(heading.column)))
            columns.append(heading.column)
        return TextLine("\n".join(lines), columns)

    def _add_lines(self, fields: Record, item: ItemRow, action: TextLine, *, is_text: bool, differs: bool) -> bool:
        """Add the background lines and the action of a row below its item's text; return whether the action is there.

        If the texts are the actions, the action is there already; with differing details it is a line as well.
        """
        background, broken_columns = labelled_lines(self.source.columns.by_role[ColumnRole.BACKGROUND], item.row)
        in_text = is_text and bool(action.text)
        lines = [*background, *([action] if action.text and (not in_text or differs) else [])]
        added = self._item is not None and self._item.add_lines(fields, lines) if lines else in_text
        self._leave_out(item, broken_columns)
        if not added:
            self._leave_out(item, [column for line in background for column in line.columns])
        return added

    def _add_updates(
        self, item: ItemRow, fields: Record, action: TextLine, *, in_item_text: bool, continued: bool
    ) -> bool:
        """Add the updates of a row; return whether it has any, or an action or values without an update."""
        found = self._updates.build(item, fields, action=action, continued=continued)
        self._leave_out(item, found.columns_left_out)
        self.issues += found.issues
        key = self._key(fields)
        for update in found.updates:
            self._merger.add_update(key, update)
        if found.idle_action is not None:
            self._merger.add_idle_action(key, found.idle_action, in_item_text=in_item_text)
        return bool(found.updates or found.idle_action or found.issues)

    def _add_repeated(self, item: ItemRow, known: KnownItem, *, is_repeat: bool) -> None:
        updates, issues = self._updates.build_repeated(item, known)
        self.issues += issues
        for update in updates:
            self._merger.add_update(known.item.key, update)
        if is_repeat and not updates and not issues:
            self._add_repeat(item)

    def _leave_out(self, item: ItemRow, columns: Iterable[int]) -> None:
        """Record that cells of a row in some columns were left out."""
        for column in columns:
            self.rows_left_out.setdefault(column, []).append(item.row.number)

    def _add_promise(self, item: ItemRow, of: Record) -> bool:
        """Add the promise of a row; return whether it has one."""
        headings = self.source.columns.fields
        columns = {meaning.value: headings[meaning].column for meaning in PROMISE_FIELDS if meaning in headings}
        values = {name: item.row.value_at(column) for name, column in columns.items()}
        if all(value is None for value in values.values()):
            return False
        identity = of.pick(IDENTIFIERS)
        promise = identity._replace(columns={**identity.columns, **columns}, values={**identity.values, **values})
        self._merger.add_promise(self._key(of), promise)
        return True

    def _key(self, fields: Record) -> ItemKey:
        """Return the key of the item that a row is about, also if no table lists it."""
        return self._item.key if self._item is not None else item_key(fields, 0)


def _rows_of_merged_texts(source: InterpretedTable) -> set[int]:
    """Return the rows whose text is one cell over several rows, and so is one item."""
    body, text = source.table.body, source.columns.column(ColumnMeaning.RECOMMENDATION)
    repeated = repeated_cells(body, source.table.sheet.merged) if source.table.sheet.merged else set()
    pairs = pairwise(row.number for row in body) if repeated else ()
    return {number for pair in pairs if (text, pair[1]) in repeated for number in pair}
