"""The records of a person's own tracker: what each row of its tables says of an item, a round, a promise."""

from collections.abc import Mapping

from loaders.addresses import address
from loaders.cell_values import shown
from loaders.heading_aliases import Meaning
from loaders.heading_rounds import last_day
from loaders.issue_log import IssueLog
from loaders.layouts.actions import action_of
from loaders.layouts.columns import PROMISE_FIELDS, Round
from loaders.layouts.gathered import Gathered
from loaders.layouts.kept_cells import add_evidence, kept_line
from loaders.layouts.row_cells import Told, at, item_told, response_told, update_told
from loaders.layouts.rows_sorted import ItemRow
from loaders.layouts.several_actions import several_actions, several_key
from loaders.layouts.source import Given, Source
from loaders.layouts.tables_chosen import Chosen
from loaders.records import Record
from model.terms import Basis, Kind

_SAYS_SOMETHING = ("status", "update", "update_cy", "evidence")
_NAMES_IT = ("review", "ref", "letter")
_PROGRESS, _RESPONSE, _PUBLISHED = Kind.PROGRESS.value, Kind.RESPONSE.value, Basis.PUBLISHED.value


def gather_records(chosen: Chosen, review: Given | None, log: IssueLog) -> dict[str, list[Record]]:
    """Return the records of the canonical tables that the tables of a tracker hold."""
    gathered = Gathered(log, chosen.family[0].table.sheet.day_zero)
    for source in chosen.all:
        describes = source in chosen.family
        _Rows(source, gathered, review, log).add(describes=describes)
    return gathered.records()


class _Rows:
    """Adds the rows of one table; a row whose own ref is blank goes on with the item above it."""

    def __init__(self, source: Source, gathered: Gathered, review: Given | None, log: IssueLog) -> None:
        self._source, self._gathered, self._review, self._log = source, gathered, review, log
        self._before: Told | None = None
        self._dated: Told | None = None
        self._continuing: list[ItemRow] = []
        self._item = 0
        self._action: tuple[str, int] = ("", 0)
        source.several = several_actions(source)
        self._acts = bool(source.columns.actions or source.several)
        self._begun: dict[tuple[str, str], int] = {}
        self._latest_first = sorted(source.columns.rounds, key=_last_day, reverse=True)
        self._says_more = any(name not in _NAMES_IT for name, _ in source.columns.cells)
        self._keeps = bool(source.columns.kept) or any(one.kept for one in source.columns.rounds)

    def add(self, *, describes: bool) -> None:
        for item in self._source.rows.items:
            self._add_row(item, describes=describes)
        if self._continuing:
            first = self._continuing[0].row
            rows = ", ".join(str(one.row.number) for one in self._continuing)
            sheet = self._source.table.sheet.name
            self._log.add("rows-continue", sheet=sheet, cell=address(1, first.number), found=rows)

    def _add_row(self, item: ItemRow, *, describes: bool) -> None:
        told = item_told(self._source, item)
        if self._review is not None and "review" not in told.columns:
            told.give("review", self._review)
        if self._continues(told):
            self._continuing.append(item)
            self._go_on(told)
        elif told.values.get("ref") is None and "ref" not in told.columns:
            self._number(told)
        column = 0
        if self._acts:
            told.action, column = action_of(self._source, told, item)
        if describes:
            self._add_item(told)
        elif self._says_more:
            self._gathered.tell_more(told)
        self._before = told
        self._action = (self._with_own(told, item) if told.action else "", column)
        said = {id(group): self._add_round(item, group, told) for group in self._source.columns.rounds}
        if self._keeps:
            self._keep(item, said)
        if self._action[0] and not any(said.values()):
            self._add_idle_action(item, told)
        self._add_promise(item, told)

    def _add_item(self, told: Told) -> None:
        """Add what a row says of an item; a further action of one is part of it.

        Other words in a later table of its own date, or on a row with a date, are a later wording of the same.
        """
        if self._source.columns.dated:
            self._item = self._gathered.add_item(told, edited=True)
            return
        named = several_key(told)
        dated = "date" in self._source.given and named not in self._begun
        if named in self._source.several and (named in self._begun or (dated and self._gathered.knows(told))):
            self._item = self._begun.setdefault(named, 0)
            self._gathered.add_action(told, self._item)
            return
        self._item = self._gathered.add_item(told, edited=dated)
        self._begun.setdefault(named, self._item)

    def _with_own(self, told: Told, item: ItemRow) -> str:
        """Return the action of a row with what it has otherwise than its recommendation: its owner, its target."""
        lines, once = [told.action], self._source.columns.once
        for name in sorted(told.own, key=lambda one: once[Meaning(one)].column):
            heading = once[Meaning(name)]
            lines.append(kept_line(heading, at(item.row, heading.column)))
            self._source.own.setdefault(name, []).append(item.row.number)
        return "\n".join(lines)

    def _continues(self, told: Told) -> bool:
        """Say whether a row has neither a ref nor a text of an item, and follows one."""
        nothing = told.values.get("ref") is None and told.values.get("recommendation") is None
        return nothing and self._before is not None

    def _go_on(self, told: Told) -> None:
        if self._before is not None and self._before.values.get("ref") is not None:
            place = self._before.place("ref")
            told.columns.pop("ref", None)
            told.give("ref", Given(self._before.values["ref"], place))

    def _number(self, told: Told) -> None:
        place = (told.sheet, address(told.columns.get("recommendation", 1), told.row))
        told.give("ref", Given(self._gathered.number(told), place))

    def _add_idle_action(self, item: ItemRow, of: Told) -> None:
        """Add an action of which nothing was reported to the latest round, where other actions of its item may be."""
        told, group = Told(of.sheet, of.row), self._latest_first[0]
        self._place(told, of, group, item)
        self._put_action(told, group)
        self._gathered.add_idle(told, kind=_PROGRESS.casefold(), item=self._item)

    def _put_action(self, told: Told, group: Round) -> None:
        """Let an update be about the action of its row."""
        told.action, column = self._action
        told.columns["action"] = column
        rated, heading = told.values.get("status"), group.columns.get(Meaning.STATUS)
        if rated is not None and heading is not None and shown(rated):
            told.rating = kept_line(heading, rated)

    def _keep(self, item: ItemRow, said: Mapping[int, Told | None]) -> None:
        """Add to the updates of a row what is kept as their evidence: of its round, else of the row's latest update."""
        columns = self._source.columns
        latest = next((update for group in self._latest_first if (update := said[id(group)]) is not None), None)
        kept = [(heading, latest) for heading in columns.kept]
        kept += [(heading, said[id(group)]) for group in columns.rounds for heading in group.kept]
        for heading, update in kept:
            value = at(item.row, heading.column)
            if value is not None and (update is None or not add_evidence(update, heading, value)):
                self._source.not_kept.setdefault(heading.column, []).append(item.row.number)

    def _add_round(self, item: ItemRow, group: Round, of: Told) -> Told | None:
        """Add what a row says in a round; return its update, or its response where it says no more."""
        response = response_told(self._source, item, group)
        if response is not None:
            self._place(response, of, group, item)
            self._give(response, "kind", _RESPONSE, group, Meaning.RESPONSE)
            self._gathered.add_update(response, kind=_RESPONSE, item=self._item)
        update = update_told(self._source, item, group)
        if _says_something(update) or self._completed(item, group) or (response is None and self._dates(item)):
            self._place(update, of, group, item)
            if update.values.get("kind") is None:
                self._give(update, "kind", _PROGRESS, group, Meaning.UPDATE)
            if update.values.get("status") is not None and "basis" not in update.columns:
                self._give(update, "basis", _PUBLISHED, group, Meaning.STATUS)
            if self._action[0]:
                self._put_action(update, group)
            self._gathered.add_update(update, kind=shown(update.values.get("kind")).casefold(), item=self._item)
            return update
        self._tell_idle(update)
        if self._action[0] and response is not None:
            self._put_action(response, group)
        return response

    def _completed(self, item: ItemRow, group: Round) -> bool:
        """Say whether a row says nothing but when it was done."""
        days = self._source.columns.kept if group.value is None else ()
        return any(
            heading.understood.meaning is Meaning.COMPLETED and at(item.row, heading.column) is not None
            for heading in days
        )

    def _dates(self, item: ItemRow) -> bool:
        """Say whether a row says when it is from."""
        return at(item.row, self._source.columns.column(Meaning.DATE)) is not None

    def _tell_idle(self, update: Told) -> None:
        """Tell what stands in a round in which nothing was said: who would have rated it, and the like."""
        for name, value in update.values.items():
            if value is not None:
                sheet, cell = update.place(name)
                self._log.add("value-without-update", sheet=sheet, cell=cell, found=shown(value))

    def _place(self, update: Told, of: Told, group: Round, item: ItemRow) -> None:
        """Give an update its review, its ref and its date."""
        for name in ("review", "ref"):
            if name in of.values:
                if name in of.columns and name not in of.elsewhere:
                    update.put(name, of.values[name], of.columns[name])
                else:
                    update.take(name, of)
        column = self._source.columns.column(Meaning.DATE)
        if group.value is not None and group.cell is not None:
            update.give("date", Given(group.value, (update.sheet, group.cell)))
        elif column is not None:
            self._date_from_row(update, item, column)
        elif "date" in self._source.given:
            update.give("date", self._source.given["date"])

    def _date_from_row(self, update: Told, item: ItemRow, column: int) -> None:
        value = at(item.row, column)
        continued = bool(self._continuing) and self._continuing[-1] is item
        if value is None and continued and self._dated is not None:
            update.give("date", Given(self._dated.values.get("date"), self._dated.place("date")))
        elif value is None and "date" in self._source.given:
            update.give("date", self._source.given["date"])
        else:
            update.put("date", value, column)
            self._dated = update

    def _give(self, update: Told, name: str, value: str, group: Round, like: Meaning) -> None:
        """Give an update a value that its heading stands for."""
        heading = group.columns.get(like) or next(iter(group.columns.values()), None)
        cell = heading.cell if heading else ""
        update.columns.pop(name, None)
        update.values[name] = value
        update.elsewhere[name] = (self._source.table.sheet.name, cell)

    def _add_promise(self, item: ItemRow, of: Told) -> None:
        columns = self._source.columns.once
        if Meaning.ACTIVITY not in columns:
            return
        told = Told(of.sheet, of.row)
        for meaning in PROMISE_FIELDS:
            if meaning in columns:
                told.put(meaning.value, at(item.row, columns[meaning].column), columns[meaning].column)
        if all(value is None for value in told.values.values()):
            return
        for name in ("review", "ref"):
            if name in of.values:
                told.take(name, of)
        self._gathered.promises.append(told)


def _last_day(group: Round) -> str:
    return last_day(group.value) if group.value is not None else ""


def _says_something(update: Told) -> bool:
    return any(update.values.get(name) is not None for name in _SAYS_SOMETHING)
