"""The records of a free-layout tracker, built from the rows of its tables: items, updates and promises."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, count, pairwise
from typing import NamedTuple

from loaders.cells.display import displayed_text
from loaders.cells.sheet import repeated_cells
from loaders.cells.values import CellRow, ErrorCell, UncalculatedCell, Value, plain_text
from loaders.issue_log import issue_at
from loaders.layouts.choose_tables import TrackerTables, sheet_role
from loaders.layouts.classify_rows import ItemRow
from loaders.layouts.find_tables import ColumnHeading, rows_issue
from loaders.layouts.interpret_tables import InterpretedTable
from loaders.layouts.merge_rows import (
    ListPart,
    ListParts,
    TableParts,
    band_of,
    difference_issue,
    find_parts,
    join_updates,
    merge,
    parts_of_tables,
    refs_restart,
    unique_refs,
    with_related_refs,
)
from loaders.layouts.resolve_columns import ColumnRole
from loaders.layouts.row_records import IDENTIFIERS, RowReader, labelled_line
from loaders.records import Cell, Record
from loaders.vocabulary.headings import ACTION_WORD, ColumnMeaning, round_key
from loaders.vocabulary.refs import PLACEHOLDERS, compared_text, is_same_text, ref_key
from model.dates import Doubt, read_date
from model.issue import Issue
from model.language import label_key

_OF_TARGET = {"review": "review", "ref": "ref", "revised_target": "target"}
"""The fields of the record of a revised target, by those of its item; when it was set is unknown."""
_ACTION_DETAILS = ("lead_agency", "supporting_agencies", "lead_role", "accepted", "target")
"""Fields in which an action may differ from its recommendation."""
_SEVERAL_REFS = 2
"""From so many refs on several rows, and half of all refs, repeated refs are no slip."""
_ItemKey = tuple[str, str]
"""The review of an item, and its ref with its index among those with that ref, normalised."""
_ItemInBand = tuple[str, str, str]
"""A review, a ref and the words of a band, normalised for comparison."""


def build_records(
    tables: TrackerTables, review: Cell | None
) -> tuple[Mapping[str, Sequence[Record]], "list[AssembledTable]", list[Issue]]:
    """Return the records of each canonical table, what building them shows about the tracker's tables, and issues.

    `review` is that of items without one.
    """
    parts = parts_of_tables(tables)
    items = _Items(find_parts(tables, parts))
    dates: set[str] = set()
    assembled: list[AssembledTable] = []
    for source, parts_of_table in zip(tables.all, parts, strict=True):
        date = round_key(source.inherited["date"].value) if "date" in source.inherited else ""
        dated = bool(date) and date not in dates
        assembled.append(AssembledTable(source, items, review, parts=parts_of_table, dated=dated))
        assembled[-1].add_rows(describes=source.is_among(tables.item_tables))
        dates.add(date)
    records, join_issues = items.records()
    return records, assembled, [*chain.from_iterable(table.issues for table in assembled), *join_issues]


class _Merged(NamedTuple):
    """Where a merged row differs as an action, its other differences, and whether it adds nothing to its item."""

    differing_fields: Sequence[str] = ()
    issues: Sequence[Issue] = ()
    is_repeat: bool = False


@dataclass(slots=True)
class _Item:
    """An item by its first row, with what later rows add to it, and the lines below its text."""

    record: Record
    key: _ItemKey
    part: ListPart
    lines: dict[str, None] = field(default_factory=dict)

    def is_item_of(self, row: Record, *, repeats_items: bool, may_be_edited: bool) -> bool:
        """Return whether a row with the same ref is this recommendation; each sheet may number its refs from 1.

        With `may_be_edited`, nearly the same text on the same sheet, or on one that repeats items, is the same.
        """
        first, second = (label_key(plain_text(record.value("recommendation"))) for record in (self.record, row))
        if not first or not second or first == second:
            return True
        return may_be_edited and (repeats_items or self.record.sheet == row.sheet) and is_same_text(first, second)

    def add(self, row: Record, *, is_action: bool, adds_text: bool = False) -> _Merged:
        """Merge a later row into the item; with `adds_text`, its text becomes a line of the item's text."""
        before, lines = self.record, ("recommendation",) if adds_text else ()
        self.record, differing = merge(before, row, lines=lines, ignored=("ref",))
        is_repeat = not differing and self.record == before
        of_action, issues = list[str](), list[Issue]()
        for name in differing:
            cell = row.cells[name]
            if name == "lead_agency" and not cell.row:  # its sheet is named after another agency
                self._add_supporting_agency(cell)
            elif is_action and name in _ACTION_DETAILS and not cell.kind:
                of_action.append(name)
            else:
                issues.append(difference_issue(before, row, name))
        return _Merged(of_action, issues, is_repeat)

    def add_lines(self, lines: Sequence[str]) -> bool:
        """Add lines below the text, without repeats; return False if there is no text to add them to."""
        text = self.record.value("recommendation")
        if text is None or isinstance(text, ErrorCell | UncalculatedCell):
            return False
        self.lines |= dict.fromkeys(lines)
        return True

    def complete(self) -> Record:
        """Return the fields of the item, with its lines below its text."""
        if not self.lines:
            return self.record
        text = displayed_text(self.record.value("recommendation"))
        return self.record.with_value("recommendation", "\n".join((text, *self.lines)))

    def _add_supporting_agency(self, cell: Cell) -> None:
        value, others = plain_text(cell.value), plain_text(self.record.value("supporting_agencies"))
        listed = [part.strip() for part in others.split(";") if part.strip()]
        if value not in listed:
            supporting = cell._replace(value="; ".join([*listed, value]))
            self.record = self.record.with_cells({"supporting_agencies": supporting})


class _Items:
    """The items of all tables, with their updates and promises."""

    def __init__(self, parts: ListParts) -> None:
        self._parts = parts
        self._restarts: dict[str, int] = {}
        self._by_ref: dict[_ItemKey, list[_Item]] = {}
        self._without_ref: list[_Item] = []
        self._updates: dict[tuple[_ItemKey, tuple[str, str]], list[Record]] = {}
        self._promises: list[tuple[_ItemKey, Record]] = []
        self._numbers: dict[str, dict[ListPart, int]] = {}
        self._last_number = 0

    def add_restart(self, sheet: str, row: int) -> None:
        """Record a row below which the numbering restarts on a sheet: no two rows below it are one item."""
        self._restarts.setdefault(sheet, row)

    def number_for(self, fields: Record, part: ListPart, lines: Sequence[str]) -> str:
        """Return a number as the ref of an item in a table without refs: the same text in a part has the same number.

        `lines` are other texts by which items differ. States of one list share their numbers; outside any band a text
        has the number that it has in a band.
        """
        text = plain_text(fields.value("recommendation") or fields.value("title"))
        numbers = self._numbers.setdefault(label_key("\n".join((text, *lines))), {})
        states = (
            number
            for other, number in numbers.items()
            if (part.is_state or other.is_state) and (part.band == other.band or "" in (part.band, other.band))
        )
        number = numbers.get(part) or next(states, 0)
        if not number or label_key(text) in PLACEHOLDERS:
            review, free = compared_text(fields.value("review")), count(self._last_number + 1)
            number = self._last_number = next(n for n in free if (review, str(n)) not in self._by_ref)
        numbers[part] = number
        return str(number)

    def add(
        self, row: Record, part: ListPart, *, is_action: bool, repeats_items: bool, is_later: bool
    ) -> tuple[_Item, _Merged]:
        """Add or merge the item of a row; return it with what merging shows.

        With `repeats_items`, other sheets have its items as well: nearly the same text is the same item on any. With
        `is_later`, its date is later than that of the item: any text is a later wording of the same item.
        """
        review, ref = _identity(row)
        if not ref:
            self._without_ref.append(_Item(row, _item_key(row, 0), part))
            return self._without_ref[-1], _Merged()
        existing = self._by_ref.setdefault((review, ref), [])
        restart = self._restarts.get(row.sheet)
        candidates = [
            item
            for item in existing
            if self._parts.may_share_items(item.part, part)
            and (restart is None or item.record.sheet != row.sheet or item.record.place.row <= restart)
        ]
        for item in candidates:
            if item.is_item_of(row, repeats_items=repeats_items, may_be_edited=item.part.may_edit(part)):
                return item, item.add(row, is_action=is_action)
        if is_later and candidates:
            return candidates[0], candidates[0].add(row, is_action=is_action)
        existing.append(_Item(row, _item_key(row, len(existing)), part))
        return existing[-1], _Merged()

    def find(self, row: Record, part: ListPart) -> _Item | None:
        """Return the item with the ref of a row in its part of the list; None without one."""
        existing = self._by_ref.get(_identity(row), ())
        return next((item for item in existing if self._parts.may_share_items(item.part, part)), None)

    def of_update(self, row: Record, band: str) -> Sequence[_Item]:
        """Return the items that a row of updates alone may be about, by its ref and its band."""
        existing, names = self._by_ref.get(_identity(row), ()), self._parts.names
        return [item for item in existing if band and label_key(names.get(item.part, "")) == band] or existing

    def add_updates(self, key: _ItemKey, updates: Iterable[Record]) -> None:
        """Add updates of an item."""
        for update in updates:
            of_round = _kind_and_date(update.value("kind"), update.value("date"), update.sheet)
            self._updates.setdefault((key, of_round), []).append(update)

    def add_promise(self, key: _ItemKey, promise: Record) -> None:
        """Add a promise about an item."""
        self._promises.append((key, promise))

    def records(self) -> tuple[dict[str, Sequence[Record]], list[Issue]]:
        """Return the records of each table, and the issues of joining; rows of one item, round and kind are joined."""
        items = [*chain.from_iterable(self._by_ref.values()), *self._without_ref]
        found, issues = unique_refs([(item.part, item.record) for item in items], self._parts)
        refs = {item.key: ref for item, ref in zip(items, found, strict=True) if ref is not None}
        by_part: dict[ListPart, dict[str, str]] = {}
        for item in items if refs else ():
            if item.key in refs:
                by_part.setdefault(item.part, {})[ref_key(item.record.value("ref"))] = refs[item.key]
        recommendations = [
            _with_ref(with_related_refs(item.complete(), by_part.get(item.part, {})), refs.get(item.key))
            for item in items
        ]
        updates: list[Record] = []
        for (key, _), rows in self._updates.items():
            joined, join_issues = join_updates([_with_ref(row, refs.get(key)) for row in rows])
            updates += joined
            issues += join_issues
        if len({record.sheet for record in recommendations}) == 1:
            recommendations.sort(key=lambda record: (record.place.row, record.place.column))
        records: dict[str, Sequence[Record]] = {
            "recommendations": recommendations,
            "progress": updates,
            "monitoring": [_with_ref(promise, refs.get(key)) for key, promise in self._promises],
            "targets": [item.pick(_OF_TARGET) for item in recommendations if item.value("revised_target") is not None],
        }
        return records, issues


class AssembledTable:
    """A table whose rows are merged into items; a row with a blank ref continues the item above it.

    Attributes:
        refs_with_actions: each review, ref and band whose rows are several actions, with the ref as written.
        action_differences: the rows of actions that differ from their recommendation, by field.
        issues: the issues of merging its rows.
    """

    def __init__(
        self, source: InterpretedTable, items: _Items, review: Cell | None, *, parts: TableParts, dated: bool
    ) -> None:
        """Prepare to add the rows; `dated` means that the table has a date that no table before it has."""
        self.source, self._items, self._parts = source, items, parts
        self._dated = dated and not source.dated
        self._reader = RowReader(source, review)
        self.issues: list[Issue] = []
        self._above: Record | None = None
        self._item: _Item | None = None
        self._continuing: list[CellRow] = []
        self._repeats: list[CellRow] = []
        self.refs_with_actions = _refs_with_several_actions(source)
        if not source.dated and refs_restart(source.refs()):
            items.add_restart(source.table.sheet.name, source.table.header_row)
        self._started: dict[tuple[_ItemInBand, ListPart], _Item] = {}
        self._merged_rows = _rows_of_merged_texts(source)
        self._repeats_items = source.dated or sheet_role(source) is not None
        self.action_differences: dict[str, list[int]] = {}

    def left_out(self, *headings: ColumnHeading) -> str:
        """Return the rows whose cell in some columns could not be used, as one text."""
        rows = (row for heading in headings for row in self._reader.left_out.get(heading.column, ()))
        return self.source.table.sheet.row_list(rows)

    def add_rows(self, *, describes: bool) -> None:
        """Add all rows; `describes` means that the table lists items."""
        for item in self.source.rows.items:
            self._add_row(item, describes=describes)
        self.issues += self._reader.issues
        for code, rows in (("rows-continue", self._continuing), ("rows-repeated", self._repeats)):
            self.issues += rows_issue(code, rows, self.source.table.sheet)

    def _add_row(self, item: ItemRow, *, describes: bool) -> None:
        reader = self._reader
        fields, continued = self._identified(item)
        self._above = fields
        is_text = _item_in_band(fields, item) in self.refs_with_actions
        action = reader.action(item, is_text=is_text)
        merged = _Merged()
        if describes:
            self._item, merged = self._merge_item(fields, item, is_action=action is not None)
        else:
            self._item = self._find_item_of_update(fields, item)
            if self._item is not None:
                merged = self._item.add(fields, is_action=action is not None)
        self.issues += merged.issues
        if action is not None and merged.differing_fields:
            action = self._with_differences(action, item, merged.differing_fields)
        is_in_text = self._add_lines(item, action, is_text=is_text and not merged.differing_fields)
        key, identity = self._item.key if self._item is not None else _item_key(fields, 0), fields.pick(IDENTIFIERS)
        before = len(reader.issues)
        updates = reader.updates(item, identity, action=action, continued=continued)
        self._items.add_updates(key, updates)
        promise = reader.promise(item, identity)
        if promise is not None:
            self._items.add_promise(key, promise)
        if action is not None and not updates and not is_in_text:
            idle = fields.with_cells({"action": action})
            self.issues.append(issue_at(idle, "action", "value-without-update", found=plain_text(action.value)))
        says_more = continued or is_in_text or updates or promise is not None or len(reader.issues) > before
        if describes and merged.is_repeat and not says_more:
            self._add_repeat(item)

    def _identified(self, item: ItemRow) -> tuple[Record, bool]:
        """Return the fields of a row with its ref, or that of the row above, or a number; and whether it continues.

        A row continues the one above if it has neither a ref nor an item's text, nor another title.
        """
        fields, above = self._reader.item(item), self._above
        is_stated = any(fields.value(name) is not None for name in ("ref", "recommendation"))
        if above is not None and not is_stated and fields.value("title") in (None, above.value("title")):
            self._continuing.append(item.row)
            return fields.with_cells({"ref": above.cell("ref")}), True
        if "ref" not in fields.cells:
            part, columns = self._parts.part(item), self.source.columns
            is_one = part.is_state or self.source.dated or item.row.number in self._merged_rows
            themes = [columns.fields[ColumnMeaning.THEME]] if ColumnMeaning.THEME in columns.fields else []
            others = (*columns.by_role[ColumnRole.BACKGROUND], *columns.by_role[ColumnRole.UNREAD], *themes)
            lines = [] if is_one else self._reader.lines(others, item.row)
            fields = fields.with_cells({"ref": fields.cell("recommendation")})
            fields = fields.with_value("ref", self._items.number_for(fields, part, lines))
        return fields, False

    def _add_repeat(self, item: ItemRow) -> None:
        """Record that a row says no more than an earlier one; in a later round, an item may have no update."""
        first, table = self._item.record if self._item is not None else None, self.source.table
        is_own = first is not None and first.sheet == table.sheet.name and first.place.row > table.header_row
        if is_own or "date" not in self.source.inherited:
            self._repeats.append(item.row)

    def _merge_item(self, fields: Record, item: ItemRow, *, is_action: bool) -> tuple[_Item, _Merged]:
        """Add or merge the item of a row; a further action of an item becomes part of it.

        A different text in a later table with another date is a later wording. On a row with a date it is one if it is
        nearly the same.
        """
        part = self._parts.part(item)
        key = _item_in_band(fields, item), part
        started = self._started.get(key)
        is_later = self._dated and started is None
        if key[0] in self.refs_with_actions:
            first = self._items.find(fields, part) if is_later else started
            if first is not None:
                self._started.setdefault(key, first)
                return first, first.add(fields, is_action=is_action, adds_text=True)
        repeats = self._repeats_items and not is_later
        merged = self._items.add(fields, part, is_action=is_action, repeats_items=repeats, is_later=is_later)
        self._started.setdefault(key, merged[0])
        return merged

    def _find_item_of_update(self, fields: Record, item: ItemRow) -> _Item | None:
        """Return the item that a row of updates alone is about, if it is listed; report it if it may be another."""
        items = self._items.of_update(fields, label_key(self._parts.name_of(item)))
        if len(items) > 1:
            self.issues.append(issue_at(fields, "ref", "ref-of-several", found=plain_text(fields.value("ref"))))
        return items[0] if items else None

    def _with_differences(self, action: Cell, item: ItemRow, names: Iterable[str]) -> Cell:
        """Return the action of a row with the details that differ from its recommendation, such as its owner."""
        headings = {name: self.source.columns.fields[ColumnMeaning(name)] for name in names}
        lines = [plain_text(action.value)]
        for name, heading in sorted(headings.items(), key=lambda pair: pair[1].column):
            self.action_differences.setdefault(name, []).append(item.row.number)
            lines.append(labelled_line(heading, item.row.value_at(heading.column)))
        return action._replace(value="\n".join(lines))

    def _add_lines(self, item: ItemRow, action: Cell | None, *, is_text: bool) -> bool:
        """Add the background lines and the action of a row below its item's text; return whether the action is there.

        With `is_text`, the action is there already.
        """
        headings = self.source.columns.by_role[ColumnRole.BACKGROUND]
        background = self._reader.lines(headings, item.row)
        lines = [*background, *([plain_text(action.value)] if action is not None and not is_text else [])]
        added = self._item is not None and self._item.add_lines(lines) if lines else is_text and action is not None
        if not added and background:
            self._reader.leave_out(item.row, headings)
        return added


@lru_cache(maxsize=4096, typed=True)
def _kind_and_date(kind: Value, stated: Value, sheet: str) -> tuple[str, str]:
    """Return both for comparison; a date that is not understood, such as This week, is another on another sheet."""
    is_unknown = isinstance(stated, str) and read_date(stated).doubt is Doubt.UNRECOGNISED
    date_key = compared_text(stated)
    return compared_text(kind), f"{date_key}\0{sheet}" if is_unknown else date_key


def _identity(row: Record) -> _ItemKey:
    return compared_text(row.value("review")), ref_key(row.value("ref"))


def _item_key(row: Record, index: int) -> _ItemKey:
    """Return the key of an item by its first row and its index among those with its ref; its updates have it, too."""
    review, ref = _identity(row)
    return review, f"{ref or ' '.join(row.place.location)}\0{index}"


def _with_ref(row: Record, ref: str | None) -> Record:
    return row if ref is None else row.with_value("ref", ref)


def _item_in_band(fields: Record, item: ItemRow) -> _ItemInBand:
    review = fields.cells.get("review")
    named = compared_text(review.value) if review is not None and not review.kind else ""
    return named, ref_key(fields.value("ref")), band_of(item)


def _refs_with_several_actions(source: InterpretedTable) -> dict[_ItemInBand, str]:
    """Return the review, ref and band of each recommendation whose rows are several actions, with the ref as written.

    With a heading such as Action these are all refs with several texts; with another heading only if several refs, and
    half of all, have several texts, for a single repeated ref is rather a slip. Rows with dates are later wordings, and
    rows in which the numbering restarts are recommendations of their own.
    """
    columns = source.columns
    text, ref = columns.fields.get(ColumnMeaning.RECOMMENDATION), columns.column(ColumnMeaning.REF)
    excluded = columns.by_role[ColumnRole.ACTION] or ColumnMeaning.LETTER in columns.fields or source.dated
    if text is None or ref is None or excluded:
        return {}
    texts: dict[_ItemInBand, set[str]] = {}
    written: dict[_ItemInBand, str] = {}
    review, refs = columns.column(ColumnMeaning.REVIEW), source.refs()
    for item, ref_words, words in zip(source.rows.items, refs, source.texts(), strict=True):
        if ref_words and words:
            key = compared_text(item.row.value_at(review)), ref_words, band_of(item)
            texts.setdefault(key, set()).add(words)
            written.setdefault(key, plain_text(item.row.value_at(ref)))
    several = {key: written[key] for key, words in texts.items() if len(words) > 1}
    habit = len(several) >= _SEVERAL_REFS and 2 * len(several) >= len(texts)
    are_actions = several and (habit or ACTION_WORD.search(text.words)) and not refs_restart(refs)
    return several if are_actions else {}


def _rows_of_merged_texts(source: InterpretedTable) -> set[int]:
    """Return the rows whose text is one cell over several rows, and so is one item."""
    body, text = source.table.body, source.columns.column(ColumnMeaning.RECOMMENDATION)
    repeated = repeated_cells(body, source.table.sheet.merged) if source.table.sheet.merged else set()
    pairs = pairwise(row.number for row in body) if repeated else ()
    return {number for pair in pairs if (text, pair[1]) in repeated for number in pair}
