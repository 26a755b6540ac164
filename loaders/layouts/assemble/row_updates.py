"""What a row of a person's own tracker says of each round: its update, its response, and what is kept with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from loaders.cells.addresses import address
from loaders.cells.values import Value, at, cells_of, plain_text
from loaders.issue_log import IssueLog
from loaders.layouts.assemble.evidence import add_evidence, labelled_line
from loaders.layouts.assemble.merge_rows import RecordMerger
from loaders.layouts.assemble.repeated_rows import KnownItem
from loaders.layouts.assemble.row_fields import RowFields, read_status, response_fields, status_columns, update_fields
from loaders.layouts.columns.column_map import SAYS_BY_ITSELF, Round
from loaders.layouts.interpret.interpreted_table import InheritedValue, InterpretedTable
from loaders.layouts.rows.row_types import ItemRow
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_periods import last_day
from model.terms import Basis, Kind

_SAYS_SOMETHING = ("status", "update", "update_cy", "evidence")
_PROGRESS, _RESPONSE, _PUBLISHED = Kind.PROGRESS.value, Kind.RESPONSE.value, Basis.PUBLISHED.value


class UpdateContext(NamedTuple):
    """What a row is about: the item as it tells of it, which of the items with its ref that is, and its action.

    `kept` says that the action stands below the text of the item, too.
    """

    told: RowFields
    item: int
    action: str = ""
    columns: Sequence[int] = ()
    kept: bool = False


class RowUpdates:
    """Adds what the rows of one table say of its rounds."""

    def __init__(self, source: InterpretedTable, gathered: RecordMerger, log: IssueLog) -> None:
        self._source, self._gathered, self._log = source, gathered, log
        self._dated: RowFields | None = None
        self._continued = False
        self._patterns = [(group, UpdatePatterns(source, group)) for group in source.columns.rounds]
        self._latest_first = sorted(source.columns.rounds, key=_last_day, reverse=True)
        self._keeps = bool(source.columns.kept) or any(one.kept for one in source.columns.rounds)

    def add(self, item: ItemRow, about: UpdateContext, *, continued: bool) -> None:
        """Add the updates of a row; one that goes on with the row above has its date where it gives none."""
        self._continued = continued
        said = {id(group): self._add_round(item, group, about) for group in self._source.columns.rounds}
        if self._keeps:
            self._keep(item, said)
        if about.action and said and not any(said.values()):
            self._add_idle_action(item, about)

    def add_again(self, item: ItemRow, known: KnownItem) -> None:
        """Add the updates of a row of which nothing is new but what it reports; most are made up like others before."""
        self._continued = False
        for group, patterns in self._patterns:
            update = patterns.update(item, known)
            if update is None:
                update = self._add_round(item, group, UpdateContext(known.told, known.item))
                if update is not None:
                    patterns.keep(item, update)
                continue
            if "date" in update.columns:
                self._dated = update
            self._gathered.add_to(known.place, update, kind=update.values["kind"])

    def _add_round(self, item: ItemRow, group: Round, about: UpdateContext) -> RowFields | None:
        """Add what a row says in a round; return its update, or its response where it says no more."""
        response = response_fields(self._source, item, group)
        if response is not None:
            self._place(response, about.told, group, item)
            self._give(response, "kind", _RESPONSE, group, ColumnMeaning.RESPONSE)
            self._gathered.add_update(response, kind=_RESPONSE, item=about.item)
        update = update_fields(self._source, item, group)
        if _says_something(update) or self._completed(item, group) or (response is None and self._dates(item)):
            self._place(update, about.told, group, item)
            if update.values.get("kind") is None:
                self._give(update, "kind", _PROGRESS, group, ColumnMeaning.UPDATE)
            if update.values.get("status") is not None and "basis" not in update.columns:
                self._give(update, "basis", _PUBLISHED, group, ColumnMeaning.STATUS)
            if about.action:
                _put_action(update, group, about)
            self._gathered.add_update(update, kind=update.values.get("kind"), item=about.item)
            return update
        self._tell_idle(update)
        if about.action and response is not None:
            _put_action(response, group, about)
        return response

    def _completed(self, item: ItemRow, group: Round) -> bool:
        """Say whether a row says nothing but when it was done, or how its parts stand."""
        days = self._source.columns.kept if group.value is None else ()
        return any(
            heading.understood.meaning in SAYS_BY_ITSELF and at(item.row, heading.column) is not None
            for heading in days
        )

    def _dates(self, item: ItemRow) -> bool:
        """Say whether a row says when it is from."""
        return at(item.row, self._source.columns.column(ColumnMeaning.DATE)) is not None

    def _tell_idle(self, update: RowFields) -> None:
        """Tell what stands in a round in which nothing was said: who would have rated it, and the like."""
        for name, value in update.values.items():
            if value is not None:
                sheet, cell = update.location(name)
                self._log.add("value-without-update", sheet=sheet, cell=cell, found=plain_text(value))

    def _place(self, update: RowFields, of: RowFields, group: Round, item: ItemRow) -> None:
        """Give an update its review, its ref and its date."""
        for name in ("review", "ref"):
            if name in of.values:
                if name in of.columns and name not in of.elsewhere:
                    update.set_value(name, of.values[name], of.columns[name])
                else:
                    update.copy_field(name, of)
        column = self._source.columns.column(ColumnMeaning.DATE)
        if group.value is not None and group.cell is not None:
            update.inherit("date", InheritedValue(group.value, (update.sheet, group.cell)))
        elif column is not None:
            self._date_from_row(update, item, column)
        elif item.round is not None:
            place = (update.sheet, address(item.round.column, item.round.row))
            update.inherit("date", InheritedValue(item.round.round, place))
        elif "date" in self._source.inherited:
            update.inherit("date", self._source.inherited["date"])

    def _date_from_row(self, update: RowFields, item: ItemRow, column: int) -> None:
        value = at(item.row, column)
        if value is None and self._continued and self._dated is not None:
            update.inherit("date", InheritedValue(self._dated.values.get("date"), self._dated.location("date")))
        elif value is None and "date" in self._source.inherited:
            update.inherit("date", self._source.inherited["date"])
        else:
            update.set_value("date", value, column)
            self._dated = update

    def _give(self, update: RowFields, name: str, value: str, group: Round, like: ColumnMeaning) -> None:
        """Give an update a value that its heading stands for."""
        heading = group.columns.get(like) or next(iter(group.columns.values()), None)
        cell = heading.cell if heading else ""
        update.columns.pop(name, None)
        update.values[name] = value
        update.elsewhere[name] = (self._source.table.sheet.name, cell)

    def _keep(self, item: ItemRow, said: Mapping[int, RowFields | None]) -> None:
        """Add to the updates of a row what is kept as their evidence: of its round, else of the row's latest update."""
        columns = self._source.columns
        latest = next((update for group in self._latest_first if (update := said[id(group)]) is not None), None)
        kept = [(heading, latest) for heading in columns.kept]
        kept += [(heading, said[id(group)]) for group in columns.rounds for heading in group.kept]
        for heading, update in kept:
            value = at(item.row, heading.column)
            if value is not None and (update is None or not add_evidence(update, heading, value)):
                self._source.rows_left_out.setdefault(heading.column, []).append(item.row.number)

    def _add_idle_action(self, item: ItemRow, about: UpdateContext) -> None:
        """Add an action of which nothing was reported to the latest round, where other actions of its item may be."""
        told, group = RowFields(about.told.sheet, about.told.row), self._latest_first[0]
        self._place(told, about.told, group, item)
        _put_action(told, group, about)
        self._gathered.add_idle(told, kind=_PROGRESS, item=about.item, kept=about.kept)


def _put_action(told: RowFields, group: Round, about: UpdateContext) -> None:
    """Let an update be about the action of its row."""
    told.action, told.columns["action"] = about.action, about.columns[0]
    for column in about.columns:
        told.add_part((told.sheet, address(column, told.row)), "update")
    rated, heading = told.values.get("status"), group.columns.get(ColumnMeaning.STATUS)
    if rated is not None and heading is not None and plain_text(rated):
        told.rating = labelled_line(heading, rated)


def _last_day(group: Round) -> str:
    return last_day(group.value) if group.value is not None else ""


def _says_something(update: RowFields) -> bool:
    return any(update.values.get(name) is not None for name in _SAYS_SOMETHING)


@dataclass(frozen=True, slots=True)
class _Pattern:
    """How an update is made up: the places of its fields, what stands elsewhere, and whether its row has its date."""

    columns: dict[str, int]
    elsewhere: dict[str, tuple[str, str]]
    given: dict[str, Value]
    dated: bool


class UpdatePatterns:
    """How the updates of one round are made up, by which of their cells are blank."""

    def __init__(self, source: InterpretedTable, group: Round) -> None:
        date = source.columns.column(ColumnMeaning.DATE)
        self._sheet = source.table.sheet
        self._status = status_columns(group)
        apart = "status" if self._status else ""  # it is made of more than its cell
        read = [(name, column) for name, column in group.cells if name != apart]
        self._places = [(name, place) for place, (name, _) in enumerate(read)]
        self._cells = cells_of([*(column for _, column in read), *([] if date is None else [date])])
        self._patterns: dict[tuple[bool, ...], _Pattern] = {}

    def keep(self, item: ItemRow, update: RowFields) -> None:
        """Keep how the update of a row is made up."""
        given = {name: update.values[name] for name in update.elsewhere if name not in ("review", "ref")}
        pattern = _Pattern(update.columns.copy(), update.elsewhere.copy(), given, "date" in update.columns)
        self._patterns[_shape(self._cells(item.row), update.values.get("status"))] = pattern

    def update(self, item: ItemRow, known: KnownItem) -> RowFields | None:
        """Return the update of a row of an item, if one before was made up like it."""
        cells = self._cells(item.row)
        status = read_status(self._sheet, item.row, *self._status) if self._status else None
        pattern = self._patterns.get(_shape(cells, status))
        if pattern is None:
            return None
        values = known.named | pattern.given
        for name, place in self._places:
            values[name] = cells[place]
        if status is not None:
            values["status"] = status
        if pattern.dated:
            values["date"] = cells[-1]  # the last that is taken
        return RowFields(known.told.sheet, item.row.number, values, pattern.columns, pattern.elsewhere)


def _shape(cells: tuple[Value, ...], status: Value) -> tuple[bool, ...]:
    return (status is None, *[cell is None for cell in cells]) if None in cells else (status is None,)
