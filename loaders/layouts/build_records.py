"""The records of a free-layout tracker, built from the rows of its tables: items, updates and promises."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, count, groupby, pairwise

from loaders.cells import CellRow, ErrorCell, Value, displayed_text, plain_text, repeated_cells
from loaders.layouts.classify_rows import GroupRow, ItemRow
from loaders.layouts.find_tables import ColumnHeading, rows_issue
from loaders.layouts.interpret_tables import InterpretedTable, TrackerTables, title_above
from loaders.layouts.resolve_columns import ColumnRole
from loaders.layouts.row_records import IDENTIFIERS, RowReader, difference_issue, join_updates, labelled_line, merge
from loaders.records import Cell, Record, issue_at
from loaders.vocabulary.headings import ACTION_WORD, ColumnMeaning
from loaders.vocabulary.refs import PLACEHOLDERS, is_same_text, is_time, normalise_ref, ref_key
from loaders.vocabulary.rounds import round_key
from model.dates import Doubt, read_date
from model.terms import label_key, normalise_space
from model.tracker.reading import Issue

# The table of parts that are states of one list: a sheet for each month, a current and a closed sheet.
_STATES = -1
_LONGEST_NAME, _MOST_LISTED = 40, 4
# A review, a ref and the words of a band, normalised for comparison.
ItemInBand = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class ListPart:
    """A part of a list: a table, or all states of a list, and a band in it, or ""; with its words, title or sheet."""

    table: int
    band: str
    name: str = field(default="", compare=False)

    def may_edit(self, other: "ListPart") -> bool:
        """Return whether nearly the same text in another part may be an edited one: not in two bands."""
        return self.band == other.band or not (self.band and other.band)


def parts_of_rows(tables: TrackerTables) -> list[list[ListPart]]:
    """Return the part of the list that each row of each table is in.

    A sheet with a role is a state of one list, and so are sheets of several dates, and those with dated rows unless the
    sheets or the titles are themes.
    """
    dates = {round_key(source.inherited["date"].value) for source in tables.all if "date" in source.inherited}
    on_sheet = Counter(source.table.sheet.name for source in tables.item_tables)
    parts: list[list[ListPart]] = []
    for index, source in enumerate(tables.all):
        sheet, theme = source.table.sheet.name, source.inherited.get("theme")
        above = title_above(source.table) if on_sheet[sheet] > 1 else None
        title = plain_text(above.value) if above is not None else ""
        is_round = len(dates) > 1 and "date" in source.inherited
        is_state = is_round or source.sheet_role is not None or (source.dated and theme is None)
        of_table = plain_text(theme.value) if theme is not None else title or sheet
        by_group: dict[GroupRow | None, ListPart] = {}
        for group in {item.group_row: None for item in source.rows.items}:
            name = group.words if group is not None else of_table if len(tables.all) > 1 else ""
            band = label_key(group.words if group is not None else "") or label_key(title)
            by_group[group] = ListPart(_STATES if is_state else index, band, normalise_space(name))
        parts.append([by_group[item.group_row] for item in source.rows.items])
    return parts


def restarting_parts(tables: TrackerTables, parts: Sequence[Sequence[ListPart]]) -> Mapping[ListPart, str]:
    """Return the parts whose refs are those of other parts, about other items, each with a name of its own.

    A part restarts if half the refs it shares with earlier parts, or more, have another text, and it begins with the
    first ref of an earlier part or shares most of its refs.
    """
    if len({*chain.from_iterable(parts)}) < 2:
        return {}
    rows: dict[ListPart, dict[tuple[str, str], str]] = {}
    for source, of_rows in zip(tables.item_tables, parts, strict=False):
        review, by_name = source.columns.column(ColumnMeaning.REVIEW), source.inherited.get("review", Cell(None))
        for item, part, ref, text in zip(source.rows.items, of_rows, source.refs(), source.texts(), strict=True):
            if ref:
                identity = label_key(plain_text(item.row.value_at(review) or by_name.value)), ref
                rows.setdefault(part, {}).setdefault(identity, text)
    seen: dict[tuple[str, str], tuple[ListPart, str]] = {}
    firsts: set[tuple[str, str]] = set()
    restarting: set[ListPart] = set()
    for part, texts in rows.items():
        shared = [(*seen[key], text) for key, text in texts.items() if key in seen]
        others = sum(bool(before and text) and not is_same_text(before, text) for _, before, text in shared)
        most = len(shared) > 1 and 2 * len(shared) >= len(texts)
        if others and 2 * others >= len(shared) and (most or next(iter(texts)) in firsts):
            restarting |= {part, *(other for other, _, _ in shared)}
        for key, text in texts.items():
            seen.setdefault(key, (part, text))
        firsts.add(next(iter(texts)))
    return _short_names([part for part in rows if part in restarting])


def band_of(item: ItemRow) -> str:
    """Return the words of the band that a row is in; "" outside any band."""
    return label_key(item.group_row.words) if item.group_row is not None else ""


def unique_refs(
    items: Iterable[tuple[ListPart, Record]], names: Mapping[ListPart, str]
) -> tuple[list[str | None], list[Issue]]:
    """Return the ref that each item gets instead of its own, or None, and the issue of these.

    In parts in which the numbering restarts, each ref gets the name of its part. Any other ref that stands twice stays,
    and is an error.
    """
    refs: list[str | None] = []
    by_ref: dict[tuple[str, str], list[tuple[Record, str]]] = {}
    for part, record in items:
        written, name = record.value("ref"), names.get(part)
        is_ref = isinstance(written, str | int | float) and not is_time(plain_text(written))
        refs.append(f"{name} {normalise_ref(plain_text(written))}" if name and is_ref else None)
        if refs[-1] is not None:
            by_ref.setdefault(_identity(record), []).append((record, refs[-1]))
    same = max(by_ref.values(), key=len, default=[])
    if not same:
        return refs, []
    words = [*names.values()][:_MOST_LISTED], [ref for _, ref in same][:_MOST_LISTED]
    again, examples = (", ".join(f"“{word}”" for word in listed) for listed in words)
    found = normalise_ref(plain_text(same[0][0].value("ref")))
    return refs, [issue_at(same[:2][-1][0], "ref", "refs-restart", found=found, parts=again, refs=examples)]


def _short_names(parts: Sequence[ListPart]) -> dict[ListPart, str]:
    """Return the first words of the name of each part, with a number where several have the same."""
    words = {part: " ".join(part.name.replace(",", " ").replace(";", " ").split())[:_LONGEST_NAME] for part in parts}
    counts, numbers, names = Counter(map(ref_key, words.values())), Counter[str](), dict[ListPart, str]()
    for part, name in words.items():
        numbers[ref_key(name)] += 1
        names[part] = f"{name} ({numbers[ref_key(name)]})" if counts[ref_key(name)] > 1 else name
    return names


def refs_with_several_actions(source: InterpretedTable) -> dict[ItemInBand, str]:
    """Return the review, ref and band of each recommendation whose rows are several actions, with the ref as written.

    With a heading such as Action these are all refs with several texts; with another heading only if several refs, and
    half of all, have several texts, for a single repeated ref is rather a slip. Rows with dates are later wordings, and
    rows of one ref that are apart are recommendations of their own, such as where the numbering restarts.
    """
    columns = source.columns
    text, ref = columns.fields.get(ColumnMeaning.RECOMMENDATION), columns.column(ColumnMeaning.REF)
    excluded = columns.by_role[ColumnRole.ACTION] or ColumnMeaning.LETTER in columns.fields or source.dated
    if text is None or ref is None or excluded:
        return {}
    rows, review = [*zip(source.rows.items, source.refs(), strict=True)], columns.column(ColumnMeaning.REVIEW)
    runs = [run for run, _ in groupby((band_of(item), words) for item, words in rows)]
    texts: dict[ItemInBand, set[str]] = {}
    written: dict[ItemInBand, str] = {}
    for (item, ref_words), words in zip(rows, source.texts(), strict=True):
        if ref_words and words:
            key = label_key(plain_text(item.row.value_at(review))), ref_words, band_of(item)
            texts.setdefault(key, set()).add(words)
            written.setdefault(key, plain_text(item.row.value_at(ref)))
    several = {key: written[key] for key, words in texts.items() if len(words) > 1}
    habit = len(several) > 1 and 2 * len(several) >= len(texts)
    are_actions = several and (habit or ACTION_WORD.search(text.words)) and len(runs) == len({*runs})
    return several if are_actions else {}


# Fields in which an action may differ from its recommendation.
_ACTION_DETAILS = ("lead_agency", "supporting_agencies", "lead_role", "accepted", "target")
# The review of an item, and its ref with its index among those with that ref, normalised.
_ItemKey = tuple[str, str]


def build_records(
    tables: TrackerTables, review: Cell | None
) -> tuple[Mapping[str, Sequence[Record]], "list[AssembledTable]", list[Issue]]:
    """Return the records of each canonical table, what building them shows about the tracker's tables, and issues.

    `review` is that of items without one.
    """
    parts = parts_of_rows(tables)
    items = _Items(restarting_parts(tables, parts))
    dates, assembled = {""}, list[AssembledTable]()
    for source, of_rows in zip(tables.all, parts, strict=True):
        date = round_key(source.inherited["date"].value) if "date" in source.inherited else ""
        assembled.append(AssembledTable(source, items, review, is_later=date not in dates and not source.dated))
        assembled[-1].add_rows(of_rows, describes=source.is_among(tables.item_tables))
        dates.add(date)
    records, join_issues = items.records()
    return records, assembled, [*chain.from_iterable(table.issues for table in assembled), *join_issues]


@dataclass(slots=True)
class _Item:
    """An item by its first row, with what later rows add to it, and the lines below its text."""

    record: Record
    key: _ItemKey
    part: ListPart
    lines: dict[str, None] = field(default_factory=dict)

    def is_item_of(self, row: Record, *, may_be_edited: bool) -> bool:
        """Return whether a row with the same ref has the text of this item, or one that is nearly the same."""
        text, other = self.record.value("recommendation"), row.value("recommendation")
        if text is other:
            return True
        first, second = label_key(plain_text(text)), label_key(plain_text(other))
        return not (first and second) or first == second or (may_be_edited and is_same_text(first, second))

    def add(self, row: Record, *, is_action: bool, adds_text: bool) -> tuple[list[str], list[Issue]]:
        """Merge a later row into the item; return the details in which it differs as an action, and other differences.

        With `adds_text`, its text becomes a line of the item's text.
        """
        before, lines = self.record, ("recommendation",) if adds_text else ()
        self.record, differing = merge(before, row, lines=lines)
        of_action: list[str] = []
        issues: list[Issue] = []
        for name in differing:
            cell = row.cells[name]
            if name == "lead_agency" and not cell.row:  # its sheet is named after another agency
                others = map(str.strip, plain_text(self.record.value("supporting_agencies")).split(";"))
                listed = "; ".join(dict.fromkeys(filter(None, (*others, plain_text(cell.value)))))
                self.record = self.record.with_cells({"supporting_agencies": cell.changed(value=listed)})
            elif is_action and name in _ACTION_DETAILS and not cell.kind:
                of_action.append(name)
            else:
                issues.append(difference_issue(before, row, name))
        return of_action, issues

    def add_lines(self, lines: Sequence[str]) -> bool:
        """Add lines below the text, without repeats; return False if there is no text to add them to."""
        if isinstance(self.record.value("recommendation"), ErrorCell | None):
            return False
        self.lines |= dict.fromkeys(lines)
        return True

    def complete(self) -> Record:
        """Return the fields of the item, with its lines below its text."""
        text = displayed_text(self.record.value("recommendation"))
        return self.record.with_value("recommendation", "\n".join((text, *self.lines))) if self.lines else self.record


class _Items:
    """The items of all tables, with their updates and promises; `restarting` are the parts that number them anew."""

    def __init__(self, restarting: Mapping[ListPart, str]) -> None:
        self._restarting = restarting
        self._by_ref: dict[_ItemKey, list[_Item]] = {}
        self._updates: dict[tuple[_ItemKey, tuple[str, str]], list[Record]] = {}
        self.promises: list[tuple[_ItemKey, Record]] = []
        self._numbers: dict[str, dict[ListPart, int]] = {}
        self._last_number = 0

    def number_for(self, fields: Record, part: ListPart, lines: Sequence[str]) -> str:
        """Return a number as the ref of an item in a table without refs: the same text in a part has the same number.

        `lines` are other texts by which items differ. States of one list share their numbers; outside any band a text
        has the number that it has in a band.
        """
        text = plain_text(fields.value("recommendation") or fields.value("title"))
        numbers = self._numbers.setdefault(label_key("\n".join((text, *lines))), {})
        states = (n for other, n in numbers.items() if _STATES in (part.table, other.table) and part.may_edit(other))
        number = numbers.get(part) or next(states, 0)
        if not number or label_key(text) in PLACEHOLDERS:
            (review, _), free = _identity(fields), count(self._last_number + 1)
            number = self._last_number = next(n for n in free if (review, str(n)) not in self._by_ref)
        numbers[part] = number
        return str(number)

    def add(self, row: Record, identity: _ItemKey, part: ListPart) -> _Item:
        """Return a new item of a row; one without a ref is no other row's item."""
        others = self._by_ref.setdefault(identity if identity[1] else _item_key(row, identity, 0), [])
        others.append(_Item(row, _item_key(row, identity, len(others)), part))
        return others[-1]

    def with_ref(self, identity: _ItemKey, part: ListPart) -> list[_Item]:
        """Return the items with a ref that a row of a part may be about: none of another part that numbers anew."""
        existing, others = self._by_ref.get(identity, ()), self._restarting
        return [i for i in existing if not others or i.part == part or i.part not in others or part not in others]

    def of_update(self, identity: _ItemKey, part: ListPart) -> list[_Item]:
        """Return the items that a row of updates alone may be about, by its ref and its band."""
        existing, band = self._by_ref.get(identity, []), label_key(part.name)
        return [item for item in existing if band and label_key(item.part.name) == band] or existing

    def add_updates(self, key: _ItemKey, updates: Iterable[Record]) -> None:
        """Add updates of an item."""
        for update in updates:
            of_round = _kind_and_date(update.value("kind"), update.value("date"), update.sheet)
            self._updates.setdefault((key, of_round), []).append(update)

    def records(self) -> tuple[Mapping[str, Sequence[Record]], list[Issue]]:
        """Return the records of each table, and the issues of joining; rows of one item, round and kind are joined."""
        by_ref = sorted(self._by_ref.items(), key=lambda pair: "\0" in pair[0][1])  # those without a ref are last
        items = [item for _identity, alike in by_ref for item in alike]
        found, issues = unique_refs([(item.part, item.record) for item in items], self._restarting)
        refs = {item.key: ref for item, ref in zip(items, found, strict=True)}
        recommendations = [_with_ref(item.complete(), refs[item.key]) for item in items]
        updates: list[Record] = []
        for (key, _), rows in self._updates.items():
            joined, join_issues = join_updates([_with_ref(row, refs.get(key)) for row in rows])
            updates += joined
            issues += join_issues
        if len({record.sheet for record in recommendations}) == 1:
            recommendations.sort(key=lambda record: (record.place.row, record.place.column))
        promises = [_with_ref(promise, refs.get(key)) for key, promise in self.promises]
        revised = [(item, item.cells.get("revised_target")) for item in recommendations]  # it is unknown when
        targets = [i.replaced({**i.pick(IDENTIFIERS), "target": t}) for i, t in revised if t and t.value is not None]
        records = {"recommendations": recommendations, "progress": updates, "monitoring": promises, "targets": targets}
        return records, issues


class AssembledTable:
    """A table whose rows are merged into items; a row with a blank ref continues the item above it.

    Attributes:
        refs_with_actions: each review, ref and band whose rows are several actions, with the ref as written.
        action_differences: the rows of actions that differ from their recommendation, by field.
        issues: the issues of merging its rows.
    """

    def __init__(self, source: InterpretedTable, items: _Items, review: Cell | None, *, is_later: bool) -> None:
        """Prepare to add the rows; `is_later` means that the table has a date that no table before it has."""
        self.source, self._items, self._is_later = source, items, is_later
        self._reader = RowReader(source, review)
        self.issues: list[Issue] = []
        self.action_differences: dict[str, list[int]] = {}
        self.refs_with_actions = refs_with_several_actions(source)
        self._above: Record | None = None
        self._continuing: list[CellRow] = []
        self._repeats: list[CellRow] = []
        self._started: dict[tuple[ItemInBand, ListPart], _Item] = {}
        body, text = source.table.body, source.columns.column(ColumnMeaning.RECOMMENDATION)
        merged = repeated_cells(body, source.table.sheet.merged)
        pairs = pairwise(row.number for row in body)
        # the rows whose text is one cell over several rows, and so is one item
        self._merged_rows = {number for pair in pairs if (text, pair[1]) in merged for number in pair}
        self._repeats_items = source.dated or source.sheet_role is not None

    def left_out(self, heading: ColumnHeading) -> str:
        """Return the rows whose cell in a column could not be used, as one text."""
        return self.source.table.sheet.row_list(self._reader.left_out.get(heading.column, ()))

    def add_rows(self, parts: Sequence[ListPart], *, describes: bool) -> None:
        """Add all rows, each in its part of the list; `describes` means that the table lists items."""
        for item, part in zip(self.source.rows.items, parts, strict=True):
            self._add_row(item, part, describes=describes)
        self.issues += self._reader.issues
        for code, rows in (("rows-continue", self._continuing), ("rows-repeated", self._repeats)):
            self.issues += rows_issue(code, rows, self.source.table.sheet)

    def _add_row(self, row: ItemRow, part: ListPart, *, describes: bool) -> None:
        reader = self._reader
        fields, continued = self._identified(row, part)
        self._above = fields
        identity, review = _identity(fields), fields.cells.get("review")
        in_band = identity[0] if review is not None and not review.kind else "", identity[1], band_of(row)
        of_actions = in_band in self.refs_with_actions
        action = reader.action(row, is_text=of_actions)
        started = self._started.get((in_band, part))
        if describes:
            alike = self._items.with_ref(identity, part)
            listed = self._listed_item(fields, part, alike, started, of_actions=of_actions)
        else:
            alike = self._items.of_update(identity, part)
            listed = alike[0] if alike else None
            if len(alike) > 1:
                self.issues.append(issue_at(fields, "ref", "ref-of-several", found=plain_text(fields.value("ref"))))
        before = listed.record if listed is not None else None
        item = self._items.add(fields, identity, part) if listed is None and describes else listed
        is_action = action is not None
        differing, issues = listed.add(fields, is_action=is_action, adds_text=of_actions) if listed else ([], [])
        self.issues += issues
        if item is not None and describes and started is None:
            self._started[in_band, part] = item
        if action is not None and differing:
            action = self._with_differences(action, row, differing)
        is_in_text = self._add_lines(item, row, action, is_text=of_actions and not differing)
        key = item.key if item is not None else _item_key(fields, identity, 0)
        issue_count = len(reader.issues)
        updates = reader.updates(row, fields, action=action, continued=continued)
        self._items.add_updates(key, updates)
        promise = reader.promise(row, fields)
        if promise is not None:
            self._items.promises.append((key, promise))
        if action is not None and not updates and not is_in_text:
            idle = fields.with_cells({"action": action})
            self.issues.append(issue_at(idle, "action", "value-without-update", found=plain_text(action.value)))
        says_more = continued or is_in_text or updates or promise is not None or len(reader.issues) > issue_count
        if describes and listed is not None and listed.record == before and not (differing or issues or says_more):
            table = self.source.table
            is_own = listed.record.sheet == table.sheet.name and listed.record.place.row > table.header_row
            if is_own or "date" not in self.source.inherited:  # in a later round, an item may have no update
                self._repeats.append(row.row)

    def _identified(self, row: ItemRow, part: ListPart) -> tuple[Record, bool]:
        """Return the fields of a row with its ref, or that of the row above, or a number; and whether it continues.

        A row continues the one above if it has neither a ref nor an item's text, nor another title.
        """
        fields, above = self._reader.item(row), self._above
        is_stated = fields.value("ref") is not None or fields.value("recommendation") is not None
        if above is not None and not is_stated and fields.value("title") in (None, above.value("title")):
            self._continuing.append(row.row)
            return fields.with_cells({"ref": above.cell("ref")}), True
        if "ref" not in fields.cells:
            columns = self.source.columns
            is_one = part.table == _STATES or self.source.dated or row.row.number in self._merged_rows
            themes = [columns.fields[ColumnMeaning.THEME]] if ColumnMeaning.THEME in columns.fields else []
            others = (*columns.by_role[ColumnRole.BACKGROUND], *columns.by_role[ColumnRole.UNREAD], *themes)
            number = self._items.number_for(fields, part, [] if is_one else self._reader.lines(others, row.row))
            fields = fields.with_cells({"ref": fields.cell("recommendation").changed(value=number)})
        return fields, False

    def _listed_item(
        self, fields: Record, part: ListPart, listed: list[_Item], started: _Item | None, *, of_actions: bool
    ) -> _Item | None:
        """Return the item of a row among those with its ref, such as the one that its table started.

        A different text in a later table with another date is a later wording. On a row with a date it is one if it is
        nearly the same.
        """
        is_later = self._is_later and started is None
        first = next(iter(listed), None) if is_later else started
        if first is not None and of_actions:
            return first
        for item in listed:
            is_near = (self._repeats_items and not is_later) or item.record.sheet == fields.sheet
            if item.is_item_of(fields, may_be_edited=is_near and item.part.may_edit(part)):
                return item
        return first if is_later else None

    def _with_differences(self, action: Cell, row: ItemRow, names: Iterable[str]) -> Cell:
        """Return the action of a row with the details that differ from its recommendation, such as its owner."""
        headings = {name: self.source.columns.fields[ColumnMeaning(name)] for name in names}
        lines = [plain_text(action.value)]
        for name, heading in sorted(headings.items(), key=lambda pair: pair[1].column):
            self.action_differences.setdefault(name, []).append(row.row.number)
            lines.append(labelled_line(heading, row.row.value_at(heading.column)))
        return action.changed(value="\n".join(lines))

    def _add_lines(self, item: _Item | None, row: ItemRow, action: Cell | None, *, is_text: bool) -> bool:
        """Add the background lines and the action of a row below its item's text; return whether the action is there.

        With `is_text`, the action is there already.
        """
        headings = self.source.columns.by_role[ColumnRole.BACKGROUND]
        background = self._reader.lines(headings, row.row)
        lines = [*background, *([plain_text(action.value)] if action is not None and not is_text else [])]
        added = item is not None and item.add_lines(lines) if lines else is_text and action is not None
        if not added and background:
            self._reader.leave_out(row.row, headings)
        return added


@lru_cache(maxsize=4096, typed=True)
def _kind_and_date(kind: Value, stated: Value, sheet: str) -> tuple[str, str]:
    """Return both for comparison; a date that is not understood, such as This week, is another on another sheet."""
    is_unknown = isinstance(stated, str) and read_date(stated).doubt is Doubt.UNRECOGNISED
    date_key = label_key(plain_text(stated))
    return label_key(plain_text(kind)), f"{date_key}\0{sheet}" if is_unknown else date_key


def _identity(row: Record) -> _ItemKey:
    return label_key(plain_text(row.value("review"))), ref_key(row.value("ref"))


def _item_key(row: Record, identity: _ItemKey, index: int) -> _ItemKey:
    """Return the key of an item by its first row and its index among those with its ref; its updates have it, too."""
    review, ref = identity
    return review, f"{ref or ' '.join(row.place.location)}\0{index}"


def _with_ref(row: Record, ref: str | None) -> Record:
    return row if ref is None else row.with_value("ref", ref)
