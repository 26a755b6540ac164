"""The records of a free-layout tracker, built from the rows of its tables: items, updates and promises."""

from loaders.cells.addresses import address
from loaders.issue_log import IssueLog
from loaders.layouts.assemble.actions import is_action_row, read_action, refs_with_several_actions, review_and_ref
from loaders.layouts.assemble.background_text import add_left_out, background_lines
from loaders.layouts.assemble.evidence import labelled_line
from loaders.layouts.assemble.merge_rows import RecordMerger
from loaders.layouts.assemble.repeated_rows import KnownItem, RepeatedRows
from loaders.layouts.assemble.row_fields import RowFields, item_fields
from loaders.layouts.assemble.row_updates import UpdateBuilder, UpdateContext
from loaders.layouts.columns.column_map import PROMISE_FIELDS
from loaders.layouts.interpret.interpreted_table import InheritedValue, InterpretedTable
from loaders.layouts.rows.row_types import ItemRow
from loaders.layouts.select.choose_tables import TrackerTables
from loaders.layouts.select.sheet_roles import sheet_role
from loaders.records import Record
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_periods import round_key
from loaders.vocabulary.refs import ref_key

_IDENTIFIERS = ("review", "ref", "letter")


def build_records(tables: TrackerTables, review: InheritedValue | None, log: IssueLog) -> dict[str, list[Record]]:
    """Return the records of each canonical table, from the tables of a tracker."""
    merger = RecordMerger(log, tables.item_tables[0].table.sheet.day_zero)
    dates: set[str] = set()
    for source in tables.all:
        date = round_key(source.inherited["date"].value) if "date" in source.inherited else ""
        _TableRecords(source, merger, review, log, dated=bool(date) and date not in dates).add(
            describes=source in tables.item_tables
        )
        dates.add(date)
    return merger.records()


class _TableRecords:
    """Adds the records of one table; a row with a blank ref continues the item above it.

    `dated` means that the table has a date that no table before it has.
    """

    def __init__(
        self,
        source: InterpretedTable,
        merger: RecordMerger,
        review: InheritedValue | None,
        log: IssueLog,
        *,
        dated: bool,
    ) -> None:
        self._dated = dated
        self._source, self._merger, self._review, self._log = source, merger, review, log
        self._previous: RowFields | None = None
        self._continuing: list[ItemRow] = []
        self._item_index = 0
        source.refs_with_actions = refs_with_several_actions(source)
        self._has_actions = bool(source.columns.actions or source.refs_with_actions)
        self._started: dict[tuple[str, str], int] = {}
        self._has_details = any(name not in _IDENTIFIERS for name, _ in source.columns.field_columns)
        self._updates = UpdateBuilder(source, merger, log)
        self._repeated = RepeatedRows(source)
        self._repeats_items = sheet_role(source) is not None

    def add(self, *, describes: bool) -> None:
        for item in self._source.rows.items:
            known = self._repeated.find(item)
            if known is None:
                self._add_row(item, describes=describes)
            else:
                self._previous, self._item_index = known.fields, known.index
                self._updates.add_repeated(item, known)
        if self._continuing:
            first = self._continuing[0].row
            rows = ", ".join(str(item.row.number) for item in self._continuing)
            sheet = self._source.table.sheet.name
            self._log.add("rows-continue", sheet=sheet, cell=address(1, first.number), found=rows)

    def _add_row(self, item: ItemRow, *, describes: bool) -> None:
        fields = item_fields(self._source, item)
        if self._review is not None and "review" not in fields.columns:
            fields.inherit("review", self._review)
        if self._is_continuation(fields):
            self._continuing.append(item)
            self._continue_item(fields)
        elif fields.values.get("ref") is None and "ref" not in fields.columns:
            self._set_number(fields)
        columns: list[int] = []
        if self._has_actions:
            fields.action, columns = read_action(self._source, fields, item)
        known = None
        if describes:
            known = self._describe(item, fields)
        elif self._has_details:
            self._merger.add_details(fields)
        self._previous = fields
        if known is not None:
            self._updates.add_repeated(item, known)
            return
        action = self._action_with_differences(fields, item, columns) if fields.action else ""
        context = UpdateContext(
            fields, self._item_index, action, columns, self._add_lines(fields, item, action, columns)
        )
        self._updates.add(item, context, continued=bool(self._continuing) and self._continuing[-1] is item)
        self._add_promise(item, fields)

    def _describe(self, item: ItemRow, fields: RowFields) -> KnownItem | None:
        """Add the item of a row; return it as a known item if the row has a ref and no issue was reported.

        A row with neither a ref nor a text may only be the first; another like it continues the row above it.
        """
        noted = self._log.add_count
        self._add_item(fields)
        has_ref = "ref" in fields.columns and bool(ref_key(fields.values.get("ref")))
        stated = ColumnMeaning.REF in self._source.columns.fields or fields.values.get("recommendation") is not None
        if has_ref and stated and self._log.add_count == noted:
            return self._repeated.add(item, fields, self._item_index)
        return None

    def _add_item(self, fields: RowFields) -> None:
        """Add or merge the item of a row; a further action of an item becomes part of it.

        A different text in a later table with another date, or on a row with a date, is a later wording.
        """
        if self._source.dated:
            self._item_index = self._merger.add_item(fields, edited=True)
            return
        key = review_and_ref(fields)
        dated = self._dated and key not in self._started
        if key in self._source.refs_with_actions and (
            key in self._started or (dated and self._merger.has_item(fields))
        ):
            self._item_index = self._started.setdefault(key, 0)
            self._merger.add_action(fields, self._item_index)
            return
        self._item_index = self._merger.add_item(fields, edited=dated, repeats_items=self._repeats_items)
        self._started.setdefault(key, self._item_index)

    def _add_lines(self, fields: RowFields, item: ItemRow, action: str, columns: list[int]) -> bool:
        """Add the background lines and the action of a row below its item's text; return whether the action is there.

        If the texts are the actions, the action is there already; with differing details it is a line as well.
        """
        lines = background_lines(self._source, item) if self._source.columns.background else []
        background = [column for _, of_line in lines for column in of_line]
        is_text = bool(action) and is_action_row(self._source, fields)
        if action and (not is_text or fields.differing_fields):
            lines.append((action, columns))
        if not lines:
            return is_text
        added = self._merger.add_lines(fields, self._item_index, lines)
        if not added:
            add_left_out(self._source, item, background)
        return added

    def _action_with_differences(self, fields: RowFields, item: ItemRow, columns: list[int]) -> str:
        """Return the action of a row with the details that differ from its recommendation, such as its owner."""
        lines, headings = [fields.action], self._source.columns.fields
        for name in sorted(fields.differing_fields, key=lambda name: headings[ColumnMeaning(name)].column):
            heading = headings[ColumnMeaning(name)]
            lines.append(labelled_line(heading, item.row.value_at(heading.column)))
            columns.append(heading.column)
            self._source.action_differences.setdefault(name, []).append(item.row.number)
        return "\n".join(lines)

    def _is_continuation(self, fields: RowFields) -> bool:
        """Return whether a row has neither a ref nor an item's text, and follows another row."""
        nothing = fields.values.get("ref") is None and fields.values.get("recommendation") is None
        return nothing and self._previous is not None

    def _continue_item(self, fields: RowFields) -> None:
        if self._previous is not None and self._previous.values.get("ref") is not None:
            location = self._previous.location("ref")
            fields.columns.pop("ref", None)
            fields.inherit("ref", InheritedValue(self._previous.values["ref"], location))

    def _set_number(self, fields: RowFields) -> None:
        fields.set_value("ref", self._merger.number_for(fields), fields.columns.get("recommendation", 1))

    def _add_promise(self, item: ItemRow, of: RowFields) -> None:
        columns = self._source.columns.fields
        if ColumnMeaning.ACTIVITY not in columns:
            return
        fields = RowFields(of.sheet, of.row)
        for meaning in PROMISE_FIELDS:
            if meaning in columns:
                fields.set_value(meaning.value, item.row.value_at(columns[meaning].column), columns[meaning].column)
        if all(value is None for value in fields.values.values()):
            return
        for name in ("review", "ref"):
            if name in of.values:
                fields.copy_field(name, of)
        self._merger.promises.append(fields)
