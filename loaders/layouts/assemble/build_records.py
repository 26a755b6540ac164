"""The records of a person's own tracker: what each row of its tables says of an item, a round, a promise."""

from loaders.cells.addresses import address
from loaders.cells.values import at
from loaders.issue_log import IssueLog
from loaders.layouts.assemble.actions import is_action_row, read_action, refs_with_several_actions, review_and_ref
from loaders.layouts.assemble.background_text import add_left_out, background_lines
from loaders.layouts.assemble.evidence import labelled_line
from loaders.layouts.assemble.merge_rows import RecordMerger
from loaders.layouts.assemble.repeated_rows import KnownItem, RepeatedRows
from loaders.layouts.assemble.row_fields import RowFields, item_fields
from loaders.layouts.assemble.row_updates import RowUpdates, UpdateContext
from loaders.layouts.columns.column_map import PROMISE_FIELDS
from loaders.layouts.interpret.interpreted_table import InheritedValue, InterpretedTable
from loaders.layouts.rows.row_types import ItemRow
from loaders.layouts.select.choose_tables import TrackerTables
from loaders.layouts.select.sheet_roles import standing
from loaders.records import Record
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_periods import shown_round
from loaders.vocabulary.refs import ref_key

_NAMES_IT = ("review", "ref", "letter")


def gather_records(chosen: TrackerTables, review: InheritedValue | None, log: IssueLog) -> dict[str, list[Record]]:
    """Return the records of the canonical tables that the tables of a tracker hold."""
    gathered = RecordMerger(log, chosen.family[0].table.sheet.day_zero)
    dates: set[str] = set()
    for source in chosen.all:
        own = shown_round(source.inherited["date"].value) if "date" in source.inherited else ""
        _Rows(source, gathered, review, log, dated=bool(own) and own not in dates).add(
            describes=source in chosen.family
        )
        dates.add(own)
    return gathered.records()


class _Rows:
    """Adds the rows of one table; a row whose own ref is blank goes on with the item above it.

    `dated` says that the table has a date of its own, which no table before it has.
    """

    def __init__(
        self,
        source: InterpretedTable,
        gathered: RecordMerger,
        review: InheritedValue | None,
        log: IssueLog,
        *,
        dated: bool,
    ) -> None:
        self._dated = dated
        self._source, self._gathered, self._review, self._log = source, gathered, review, log
        self._before: RowFields | None = None
        self._continuing: list[ItemRow] = []
        self._item = 0
        source.refs_with_actions = refs_with_several_actions(source)
        self._acts = bool(source.columns.actions or source.refs_with_actions)
        self._begun: dict[tuple[str, str], int] = {}
        self._says_more = any(name not in _NAMES_IT for name, _ in source.columns.cells)
        self._updates = RowUpdates(source, gathered, log)
        self._repeated = RepeatedRows(source)
        self._again = standing(source) is not None

    def add(self, *, describes: bool) -> None:
        for item in self._source.rows.items:
            known = self._repeated.find(item)
            if known is None:
                self._add_row(item, describes=describes)
            else:
                self._before, self._item = known.told, known.item
                self._updates.add_again(item, known)
        if self._continuing:
            first = self._continuing[0].row
            rows = ", ".join(str(one.row.number) for one in self._continuing)
            sheet = self._source.table.sheet.name
            self._log.add("rows-continue", sheet=sheet, cell=address(1, first.number), found=rows)

    def _add_row(self, item: ItemRow, *, describes: bool) -> None:
        told = item_fields(self._source, item)
        if self._review is not None and "review" not in told.columns:
            told.inherit("review", self._review)
        if self._continues(told):
            self._continuing.append(item)
            self._go_on(told)
        elif told.values.get("ref") is None and "ref" not in told.columns:
            self._number(told)
        columns: list[int] = []
        if self._acts:
            told.action, columns = read_action(self._source, told, item)
        known = None
        if describes:
            known = self._describe(item, told)
        elif self._says_more:
            self._gathered.tell_more(told)
        self._before = told
        if known is not None:
            self._updates.add_again(item, known)
            return
        action = self._with_own(told, item, columns) if told.action else ""
        about = UpdateContext(told, self._item, action, columns, self._add_lines(told, item, action, columns))
        self._updates.add(item, about, continued=bool(self._continuing) and self._continuing[-1] is item)
        self._add_promise(item, told)

    def _describe(self, item: ItemRow, told: RowFields) -> KnownItem | None:
        """Add what a row says of an item, and return it where there is nothing to tell of it and its ref is its own.

        A row with neither a ref nor a text may only be the first; another like it goes on with the row above it.
        """
        noted = self._log.noted
        self._add_item(told)
        own = "ref" in told.columns and bool(ref_key(told.values.get("ref")))
        stated = ColumnMeaning.REF in self._source.columns.once or told.values.get("recommendation") is not None
        if own and stated and self._log.noted == noted:
            return self._repeated.keep(item, told, self._item)
        return None

    def _add_item(self, told: RowFields) -> None:
        """Add what a row says of an item; a further action of one is part of it.

        Other words in a later table of its own date, or on a row with a date, are a later wording of the same.
        """
        if self._source.dated:
            self._item = self._gathered.add_item(told, edited=True)
            return
        named = review_and_ref(told)
        dated = self._dated and named not in self._begun
        if named in self._source.refs_with_actions and (named in self._begun or (dated and self._gathered.knows(told))):
            self._item = self._begun.setdefault(named, 0)
            self._gathered.add_action(told, self._item)
            return
        self._item = self._gathered.add_item(told, edited=dated, again=self._again)
        self._begun.setdefault(named, self._item)

    def _add_lines(self, told: RowFields, item: ItemRow, action: str, columns: list[int]) -> bool:
        """Add what a row says of its item beside the text, and its action; say whether the action is kept there.

        Where the texts are the actions, one stands there already; with what it has for itself it is a line as well.
        """
        lines = background_lines(self._source, item) if self._source.columns.background else []
        background = [column for _, of_line in lines for column in of_line]
        is_text = bool(action) and is_action_row(self._source, told)
        if action and (not is_text or told.differing_fields):
            lines.append((action, columns))
        if not lines:
            return is_text
        kept = self._gathered.add_lines(told, self._item, lines)
        if not kept:
            add_left_out(self._source, item, background)
        return kept

    def _with_own(self, told: RowFields, item: ItemRow, columns: list[int]) -> str:
        """Return the action of a row with what it has otherwise than its recommendation: its owner, its target."""
        lines, once = [told.action], self._source.columns.once
        for name in sorted(told.differing_fields, key=lambda one: once[ColumnMeaning(one)].column):
            heading = once[ColumnMeaning(name)]
            lines.append(labelled_line(heading, at(item.row, heading.column)))
            columns.append(heading.column)
            self._source.action_differences.setdefault(name, []).append(item.row.number)
        return "\n".join(lines)

    def _continues(self, told: RowFields) -> bool:
        """Say whether a row has neither a ref nor a text of an item, and follows one."""
        nothing = told.values.get("ref") is None and told.values.get("recommendation") is None
        return nothing and self._before is not None

    def _go_on(self, told: RowFields) -> None:
        if self._before is not None and self._before.values.get("ref") is not None:
            place = self._before.location("ref")
            told.columns.pop("ref", None)
            told.inherit("ref", InheritedValue(self._before.values["ref"], place))

    def _number(self, told: RowFields) -> None:
        told.set_value("ref", self._gathered.number(told), told.columns.get("recommendation", 1))

    def _add_promise(self, item: ItemRow, of: RowFields) -> None:
        columns = self._source.columns.once
        if ColumnMeaning.ACTIVITY not in columns:
            return
        told = RowFields(of.sheet, of.row)
        for meaning in PROMISE_FIELDS:
            if meaning in columns:
                told.set_value(meaning.value, at(item.row, columns[meaning].column), columns[meaning].column)
        if all(value is None for value in told.values.values()):
            return
        for name in ("review", "ref"):
            if name in of.values:
                told.copy_field(name, of)
        self._gathered.promises.append(told)
