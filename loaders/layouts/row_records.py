"""The records of one row, each value with its cell: its item, updates and promise; and what joins rows into one."""

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from loaders.cells import CellRow, ErrorCell, Value, displayed_text, plain_text
from loaders.layouts.classify_rows import GroupRow, ItemRow
from loaders.layouts.find_tables import ColumnHeading
from loaders.layouts.interpret_tables import InterpretedTable
from loaders.layouts.resolve_columns import NEXT_STEPS, PROMISE_FIELDS, ColumnRole, PeriodColumns
from loaders.records import Cell, Record, cell_at, cell_of, cells_of, issue_at
from loaders.vocabulary.headings import ColumnMeaning
from loaders.vocabulary.refs import is_same_text, join_ref, split_ref
from loaders.vocabulary.rounds import last_day_key
from loaders.vocabulary.status_words import is_symbol
from model.terms import Basis, Kind, label_key, normalise_space
from model.tracker.reading import Issue, Severity

IDENTIFIERS = ("review", "ref")
# The kind of a cell that is the heading by which a value is known.
IMPLIED = "heading"
# The fields of an item that every row of a table may inherit.
_ITEM_NAMES = ("review", "ref", "title", "theme", "lead_agency")
_PROGRESS, _RESPONSE, _PUBLISHED = Kind.PROGRESS.value, Kind.RESPONSE.value, Basis.PUBLISHED.value
# Fields of items and updates that are the same in all rows, or compared by themselves.
_SETTLED = ("review", "ref", "date", "kind", "status", "statuses", "basis", "action", "rating")
_LONGEST_LABEL = 60
_Cells = dict[str, Cell]


class RowReader:
    """Reads the rows of one table; a row may take its date from the row above it.

    Attributes:
        left_out: the rows whose cells of an evidence or background column could not be used, by column number.
        issues: the values that belong to no update.
    """

    def __init__(self, source: InterpretedTable, review: Cell | None) -> None:
        """Prepare to read the rows of a table; `review` is that of items without one."""
        columns = source.columns
        self._source, self._sheet = source, source.table.sheet
        outside = {**source.inherited, **({} if review is None else {"review": review})}
        self._outside = {name: cell for name, cell in outside.items() if name in _ITEM_NAMES}
        self._promise_columns = {m.value: columns.fields[m].column for m in PROMISE_FIELDS if m in columns.fields}
        self._rounds = [*columns.rounds.values()]
        self._implied = [*map(self._implied_cells, self._rounds)]
        self._date_column = columns.column(ColumnMeaning.DATE)
        self._last_date: Cell | None = None
        evidence = [use for use in columns.uses if use.role is ColumnRole.EVIDENCE]
        self._days = [use.heading.column for use in evidence if use.meaning is ColumnMeaning.COMPLETED]
        self._evidence = [(use.heading, columns.rounds.get(use.heading.round_key)) for use in evidence]
        self._latest_first = sorted(self._rounds, key=lambda period: last_day_key(period.round or ""), reverse=True)
        self.left_out: dict[int, list[int]] = {}
        self.issues: list[Issue] = []

    def item(self, item: ItemRow) -> Record:
        """Return the fields of a row that describe the item itself."""
        cells = cells_of(self._sheet, item.row, self._source.columns.field_columns)
        letter, ref = cells.pop("letter", None), cells.get("ref")
        if letter is not None and ref is not None and None not in (letter.value, ref.value):
            cells["ref"] = ref.changed(value=join_ref(ref.value, letter.value))
        text = cells.get("recommendation")
        split = split_ref(plain_text(text.value)) if self._source.refs_in_text and text is not None else None
        if text is not None and split is not None:
            cells["ref"], cells["recommendation"] = (text.changed(value=part) for part in split)
        group = item.group_row
        theme = {"theme": self._named(group, group.words)} if group is not None else {}
        place = cell_at(self._sheet, item.row.number, 1)
        return Record(place, {**self._outside, **theme, **cells}, self._sheet.day_zero, self._sheet.transposed)

    def lines(self, headings: Iterable[ColumnHeading], row: CellRow) -> list[str]:
        """Return the cells of a row under some headings as lines; broken ones are left out."""
        cells = [(heading, row.value_at(heading.column)) for heading in headings]
        self.leave_out(row, (heading for heading, value in cells if isinstance(value, ErrorCell)))
        return [labelled_line(heading, value) for heading, value in cells if not isinstance(value, ErrorCell | None)]

    def leave_out(self, row: CellRow, headings: Iterable[ColumnHeading]) -> None:
        """Note the cells of a row under some headings that could not be used."""
        for heading in headings:
            if row.value_at(heading.column) is not None:
                self.left_out.setdefault(heading.column, []).append(row.number)

    def action(self, item: ItemRow, *, is_text: bool) -> Cell | None:
        """Return the action of a row after its heading; with `is_text`, its text is itself one of several actions."""
        columns = self._source.columns
        headings = [columns.fields[ColumnMeaning.RECOMMENDATION]] if is_text else columns.by_role[ColumnRole.ACTION]
        filled = [each for each in headings if not isinstance(item.row.value_at(each.column), ErrorCell | None)]
        if not filled:
            return None
        text = "\n".join(labelled_line(heading, item.row.value_at(heading.column)) for heading in filled)
        return cell_of(self._sheet, item.row, filled[0].column).changed(value=text)

    def updates(self, item: ItemRow, fields: Record, *, action: Cell | None, continued: bool) -> list[Record]:
        """Return the updates of a row with its action; a row that continues the one above may take its date.

        The last of a round, which is a response if there is no update, has the action and the evidence.
        """
        identity = fields.pick(IDENTIFIERS)
        rounds = [(period, self._reported(item.row, fields, period)) for period in self._rounds]
        if self._evidence:
            self._add_evidence(item.row, rounds)
        updates: list[Record] = []
        for (period, by_kind), implied in zip(rounds, self._implied, strict=True):
            date = (implied.get("date") or self._date(item, continued=continued)) if by_kind else None
            for kind, cells in by_kind.items():
                cells.update(identity)
                if date is not None:
                    cells["date"] = date
                if "kind" not in cells or cells["kind"].value is None:
                    cells["kind"] = implied[kind]
                if "basis" not in cells and _is_filled(cells.get("status")):
                    cells["basis"] = implied[_PUBLISHED]
                if action is not None and kind == list(by_kind)[-1]:
                    cells["action"] = action
                    status, heading = cells.get("status"), period.columns.get(ColumnMeaning.STATUS)
                    if heading is not None and status is not None and plain_text(status.value):
                        cells["rating"] = status.changed(value=labelled_line(heading, status.value))
                updates.append(fields.replaced(cells))
        return updates

    def promise(self, item: ItemRow, fields: Record) -> Record | None:
        """Return the promise of a row; None without one."""
        if all(item.row.value_at(column) is None for column in self._promise_columns.values()):
            return None
        return fields.replaced({**fields.pick(IDENTIFIERS), **cells_of(self._sheet, item.row, self._promise_columns)})

    def _implied_cells(self, period: PeriodColumns) -> _Cells:
        """Return the cell of each kind and basis that the headings of a round imply, and of the date that they give."""
        place = next((heading.place for heading in period.columns.values()), Cell(None, self._sheet.name))
        cells = {value: place.changed(value=value, kind=IMPLIED) for value in (_PROGRESS, _RESPONSE, _PUBLISHED)}
        if period.round is not None and period.place is not None:
            cells["date"] = period.place.changed(value=period.round, kind=IMPLIED)
        return cells

    def _reported(self, row: CellRow, fields: Record, period: PeriodColumns) -> dict[str, _Cells]:
        """Return the cells of the response and of the update of a row in one round, by their kind.

        Values without an update, such as who would rate it, are issues.
        """
        found: dict[str, _Cells] = {}
        response = period.columns.get(ColumnMeaning.RESPONSE)
        if response is not None and row.value_at(response.column) is not None:
            found[_RESPONSE] = {"update": cell_of(self._sheet, row, response.column)}
        cells = self._update_cells(row, period)
        days = [*(self._days if period.round is None else ()), *(() if found else (self._date_column,))]
        is_filled = any(_is_filled(cells.get(name)) for name in ("update", "status", "update_cy", "evidence"))
        if is_filled or any(row.value_at(column) is not None for column in days):
            return {**found, _PROGRESS: cells}
        record = fields.replaced(cells)
        idle = ((name, plain_text(cell.value)) for name, cell in cells.items() if cell.value is not None)
        self.issues += (issue_at(record, name, "value-without-update", found=text) for name, text in idle)
        return found

    def _update_cells(self, row: CellRow, period: PeriodColumns) -> _Cells:
        cells = cells_of(self._sheet, row, period.field_columns)
        if texts := [heading for heading in period.joined_texts if row.value_at(heading.column) is not None]:
            cells["update"] = self._joined_texts(row, texts)
        status, shaded = period.status_cells
        fill = self._sheet.distinct_fill(row, shaded) if shaded else None
        if fill is not None:
            fills = self._sheet.fills_by_row[row.number]
            kind = "band" if fill in (fills.get(shaded - 1), fills.get(shaded + 1)) else ""
            place = cells["status"] if status else cell_of(self._sheet, row, shaded)
            cells["status"] = Cell(row.value_at(status), place.sheet, place.row, place.column, fill, kind)
        return cells

    def _joined_texts(self, row: CellRow, headings: Sequence[ColumnHeading]) -> Cell:
        """Return the texts of an update as one cell; a plan has its heading before it, as has a text after another."""
        first, is_plan = cell_of(self._sheet, row, headings[0].column), NEXT_STEPS.search(headings[0].words) is not None
        if len(headings) == 1 and not is_plan:
            return first
        lines = [f"{heading.words}: {displayed_text(row.value_at(heading.column))}" for heading in headings]
        lines[:1] = lines[:1] if is_plan else [displayed_text(first.value)]
        return first.changed(value="\n".join(lines))

    def _add_evidence(self, row: CellRow, rounds: Sequence[tuple[PeriodColumns, dict[str, _Cells]]]) -> None:
        """Add evidence as lines to the last update of its round, of the latest with an update where it names none."""
        reported = {id(period): list(by_kind.values())[-1] for period, by_kind in rounds if by_kind}
        latest = next((period for period in self._latest_first if id(period) in reported), None)
        for heading, named in self._evidence:
            cells = reported.get(id(latest if named is None else named))
            value = row.value_at(heading.column)
            if cells is None or isinstance(value, ErrorCell):
                self.leave_out(row, [heading])
            elif value is not None:
                before = cells.get("evidence", Cell(None))
                place = before if before.value is not None else cell_of(self._sheet, row, heading.column)
                lines = filter(None, (displayed_text(before.value), labelled_line(heading, value)))
                cells["evidence"] = place.changed(value="\n".join(lines))

    def _named(self, group: GroupRow, value: Value) -> Cell:
        """Return what a row that names a group or a round gives."""
        return cell_at(self._sheet, group.row, group.column, value).changed(kind=IMPLIED)

    def _date(self, item: ItemRow, *, continued: bool) -> Cell | None:
        """Return the date of an update from its row, the row above it, another row, or its table."""
        inherited = self._source.inherited.get("date")
        if self._date_column is None:
            return self._named(item.round_row, item.round_row.round) if item.round_row is not None else inherited
        date = cell_of(self._sheet, item.row, self._date_column)
        if date.value is not None or not continued or self._last_date is None:
            self._last_date = inherited if date.value is None and inherited is not None else date
        return self._last_date


def labelled_line(heading: ColumnHeading, value: Value) -> str:
    """Return the text of a cell with its heading before it: Impact: High."""
    return f"{_label(heading.words)}: {displayed_text(value)}"


def _is_filled(cell: Cell | None) -> bool:
    return cell is not None and (cell.value is not None or cell.fill is not None)


@lru_cache(maxsize=512)
def _label(words: str) -> str:
    """Return a heading as a label: on one line, and cut after a word if it is long."""
    label = normalise_space(words).rstrip(" :")
    return label if len(label) <= _LONGEST_LABEL else f"{label[:_LONGEST_LABEL].rsplit(' ', 1)[0]}…"


def merge(first: Record, later: Record, *, lines: Collection[str]) -> tuple[Record, list[str]]:
    """Return a row with what a later one adds, and the fields in which they differ, but for those that are settled.

    A blank field is filled, and a text of a field among `lines` becomes a line unless it is one; of any other field the
    first value stays.
    """
    cells: dict[str, Cell] = {}
    differing: list[str] = []
    for name, cell in later.cells.items():
        before = first.value(name)
        if cell.value is None or cell.value == before or name in _SETTLED:
            continue
        text, text_before = displayed_text(cell.value), displayed_text(before)
        if before is None:
            cells[name] = cell
        elif name in lines:
            if f"\n{text}\n" not in f"\n{text_before}\n":
                cells[name] = first.cells[name].changed(value=f"{text_before}\n{text}")
        elif label_key(plain_text(cell.value)) not in map(label_key, (plain_text(before), *text_before.split("\n"))):
            differing.append(name)
    return first.with_cells(cells) if cells else first, differing


def difference_issue(first: Record, later: Record, name: str) -> Issue:
    """Return the issue of a field that differs in a later row; the first value stays."""
    value, existing = plain_text(later.value(name)), plain_text(first.value(name))
    if isinstance(later.value(name), ErrorCell):
        return issue_at(later, name, "cell-error", found=value)
    severity = Severity.ERROR if name == "recommendation" and not is_same_text(existing, value) else None
    place = _address(first.cell(name), later.cell(name).sheet)
    return issue_at(later, name, "item-differs", found=value, severity=severity, kept=existing, first=place)


def _address(cell: Cell, sheet: str) -> str:
    """Return the address of a cell as an issue of a sheet names it: with its sheet where that is another."""
    return cell.address if cell.address and cell.sheet == sheet else " ".join(filter(None, cell.location))


def join_updates(rows: Sequence[Record]) -> tuple[list[Record], list[Issue]]:
    """Return the rows of one update as one row, actions before their texts, then its broken rows; and the issues."""
    if len(rows) == 1:
        return [_with_action(rows[0])], []
    together, broken = ([row for row in rows if _is_broken(row) is broken] for broken in (False, True))
    if len(together) < 2:
        return [*map(_with_action, (*together, *broken))], []
    rated, issues = _join_statuses(together)
    joined, *others = map(_with_action, rated)
    for row in others:
        merged, differing = merge(joined, row, lines=("update", "update_cy", "evidence"))
        issues += [difference_issue(joined, row, name) for name in differing]
        joined = merged
    if not any("action" in row.cells for row in together):
        sheet = "" if len({row.sheet for row in rows}) > 1 else rows[0].sheet
        places = ((row.sheet, row.place.address if row.transposed else row.place.row) for row in rows)
        numbers = dict.fromkeys(f"{number}" if name == sheet else f"{name} {number}" for name, number in places)
        found = plain_text(rows[0].value("ref"))
        issues.append(issue_at(rows[0], "ref", "rows-joined", found=found, rows=", ".join(numbers)))
    return [joined, *map(_with_action, broken)], issues


def _is_broken(row: Record) -> bool:
    return any(isinstance(cell.value, ErrorCell) for cell in row.cells.values())


def _with_action(row: Record) -> Record:
    """Return an update with the action of its row before its text; with a broken text it is evidence."""
    action = row.cells.get("action")
    if action is None:
        return row
    name = "evidence" if isinstance(row.value("update"), ErrorCell) else "update"
    place, text = row.cell(name) if row.value(name) is not None else action, displayed_text(row.value(name))
    return row.with_cells({name: place.changed(value=f"{action.value}\n{text}" if text else action.value)})


def _join_statuses(rows: Sequence[Record]) -> tuple[list[Record], list[Issue]]:
    """Return rows whose first has the status that all share, or none if they differ: then each action names its own."""
    rated = [(key, row) for row in rows if (key := _status_key(row.cells.get("status", Cell(None))))]
    different = dict(reversed(rated))
    first, *later = rows
    if not rated:
        return [*rows], []
    taken = rated[0][1]
    if len(different) == 1:
        names = ("status", "basis") if first.value("basis") is None else ("status",)
        return [first.with_cells({name: taken.cells[name] for name in names if name in taken.cells}), *later], []
    if any("action" in row.cells for row in rows):
        found, ref = ", ".join(_status_text(different[key]) for key in dict(rated)), plain_text(taken.value("ref"))
        cells = ", ".join(_address(row.cell("status"), taken.cell("status").sheet) for _, row in rated)
        issues = [issue_at(taken, "status", "action-statuses-differ", found=found, ref=ref, cells=cells)]
        ratings = [(row, row.value("rating")) for row in rows]
        first, *later = (row.with_value("action", f"{row.value('action')}\n{r}") if r else row for row, r in ratings)
    else:
        place = " ".join(taken.cell("status").location)
        others = [row for key, row in rated if key != rated[0][0]]
        issues = [issue_at(row, "status", "statuses-differ", found=_status_text(row), first=place) for row in others]
    statuses = "\n".join(text for row in rows if (text := plain_text(row.value("status"))))
    none = {"status": taken.cells["status"].changed(value=None, fill=None), "statuses": Cell(statuses)}
    if first.cell("basis").kind == IMPLIED:  # by the status
        none["basis"] = first.cells["basis"].changed(value=None)
    return [first.with_cells(none), *later], issues


def _status_key(status: Cell) -> str:
    """Return a status for comparison: its words, or its colour if the words are blank or a mark; "" for none."""
    written = label_key(plain_text(status.value))
    return written if written and not is_symbol(written) else status.fill or written


def _status_text(row: Record) -> str:
    status = row.cell("status")
    return plain_text(status.value) or status.fill or ""
