"""Which column holds what: of several headings with one meaning, which counts, and to which round each belongs."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from loaders.cell_values import CellRow, Value, shown
from loaders.cells import SheetCells
from loaders.heading_aliases import Meaning
from loaders.heading_rounds import last_day, shown_round
from loaders.layouts.rival_statuses import holds_something, status_among
from loaders.layouts.tables_found import FoundTable, Heading

ITEM_FIELDS = (
    Meaning.REVIEW,
    Meaning.REF,
    Meaning.LETTER,
    Meaning.TITLE,
    Meaning.RECOMMENDATION,
    Meaning.THEME,
    Meaning.LEAD_AGENCY,
    Meaning.SUPPORTING,
    Meaning.LEAD_ROLE,
    Meaning.ACCEPTED,
    Meaning.TARGET,
    Meaning.RELATED,
    Meaning.TITLE_CY,
    Meaning.RECOMMENDATION_CY,
)
UPDATE_FIELDS = (
    Meaning.STATUS,
    Meaning.UPDATE,
    Meaning.RESPONSE,
    Meaning.EVIDENCE,
    Meaning.RATED_BY,
    Meaning.BASIS,
    Meaning.KIND,
    Meaning.UPDATE_CY,
)
PROMISE_FIELDS = (Meaning.ACTIVITY, Meaning.DUE, Meaning.WITH, Meaning.DONE, Meaning.OUTCOME)
_ONCE = (*ITEM_FIELDS, Meaning.DATE, *PROMISE_FIELDS)
_A_STATUS_AT_MOST = 25
"""Under a heading that is only a round, texts that are usually no longer than this are statuses."""


@dataclass(slots=True)
class Round:
    """The columns of one round: `value` and `cell` are its heading's; both are None where no heading names a round."""

    value: Value
    cell: str | None
    columns: dict[Meaning, Heading] = field(default_factory=dict)
    more: list[Heading] = field(default_factory=list)
    """Further columns of update text, whose words are added as lines of their own."""
    cells: tuple[tuple[str, int], ...] = ()
    """Each field of its updates with the number of its column; a response stands apart."""


@dataclass(slots=True)
class Columns:
    """How the columns of a table were understood.

    Attributes:
        once: the column of each field that an item has once.
        rounds: the columns of each round, in the order of the table.
        unread: headings that are known and were passed over, or unknown, with the reason.
        rivals: pairs of headings of which neither can be told to be the status.
        settled: the heading that was taken for the status, and one that may be it as well.
        placed: headings that name no round and were given one by where they stand, with the round's words.
        cells: each field of an item with the number of its column.
    """

    once: dict[Meaning, Heading] = field(default_factory=dict)
    rounds: list[Round] = field(default_factory=list)
    unread: list[tuple[Heading, str]] = field(default_factory=list)
    rivals: list[tuple[Heading, Heading]] = field(default_factory=list)
    settled: list[tuple[Heading, Heading]] = field(default_factory=list)
    placed: list[tuple[Heading, str]] = field(default_factory=list)
    cells: tuple[tuple[str, int], ...] = ()

    @property
    def dated(self) -> bool:
        """Whether each row says when it is from."""
        return Meaning.DATE in self.once

    @property
    def status_columns(self) -> set[int]:
        """The numbers of the columns that hold statuses."""
        return {one.columns[Meaning.STATUS].column for one in self.rounds if Meaning.STATUS in one.columns}

    def column(self, meaning: Meaning) -> int | None:
        """Return the number of a field's column."""
        heading = self.once.get(meaning)
        return heading.column if heading else None


def resolve_columns(table: FoundTable) -> Columns:
    """Return what each column of a table holds."""
    columns = Columns()
    headings = [_bare_round(one, table) for one in table.headings if not _only_a_round(one, table)]
    headings = _placed_by_position(headings, columns)
    for heading in sorted(headings, key=_first_to_count):
        _take(heading, columns)
    _settle_rivals(columns, table)
    _settle_texts(columns)
    _settle_latest(columns)
    columns.rounds.sort(key=_first_column)
    columns.unread.sort(key=lambda one: one[0].column)
    of_item = {meaning: heading for meaning, heading in columns.once.items() if meaning in ITEM_FIELDS}
    columns.cells = _cells(of_item)
    for group in columns.rounds:
        group.cells = _cells({m: heading for m, heading in group.columns.items() if m is not Meaning.RESPONSE})
    return columns


def _cells(headings: Mapping[Meaning, Heading]) -> tuple[tuple[str, int], ...]:
    return tuple((meaning.value, heading.column) for meaning, heading in headings.items())


def _first_column(one: Round) -> int:
    headings = list(one.columns.values())
    own = [heading.column for heading in headings if heading.understood.evidence != "position"]
    return min(own or [heading.column for heading in headings], default=0)


def _first_to_count(heading: Heading) -> tuple[bool, bool, int, int]:
    one = heading.understood
    return one.weak, one.evidence == "fuzzy", -one.score, heading.column


def _only_a_round(heading: Heading, table: FoundTable) -> bool:
    """Say whether a heading is a round and nothing stands under it: no update is of that round."""
    if heading.understood.meaning is not None or heading.understood.round is None:
        return False
    column = heading.column
    return not any(
        (column <= len(row.values) and row.values[column - 1] is not None) or table.sheet.fill(column, row.number)
        for row in table.body
    )


def _bare_round(heading: Heading, table: FoundTable) -> Heading:
    """Return a heading that is only a round as that of statuses or of updates, by what stands under and beside it."""
    if heading.understood.meaning is not None or heading.understood.round is None:
        return heading
    held = [shown(row.values[heading.column - 1]) for row in table.body if heading.column <= len(row.values)]
    lengths = [len(text) for text in held if text]
    others = any(one.understood.meaning is Meaning.STATUS for one in table.headings)
    status = not others and (not lengths or median(lengths) <= _A_STATUS_AT_MOST)
    meaning = Meaning.STATUS if status else Meaning.UPDATE
    return replace(heading, understood=replace(heading.understood, meaning=meaning))


def _placed_by_position(headings: Sequence[Heading], columns: Columns) -> list[Heading]:
    """Give a heading that repeats once a round, such as RAG beside each update, the round of the column it follows."""
    rounds = {shown_round(one.understood.round) for one in headings if one.understood.round is not None}
    plain = Counter(one.understood.meaning for one in headings if one.understood.round is None)
    repeated = {m for m in UPDATE_FIELDS if plain[m] == len(rounds) > 1}
    first = next((one for one in headings if one.understood.round is not None), None)
    placed: list[Heading] = []
    current: Value = None
    leads = first is not None and any(
        one.understood.meaning in repeated and one.column < first.column for one in headings
    )
    for heading in reversed(headings) if leads else headings:
        stated = heading.understood.round
        current = stated if stated is not None else current
        if stated is None and heading.understood.meaning in repeated and current is not None:
            columns.placed.append((heading, shown(current)))
            heading = replace(heading, understood=replace(heading.understood, round=current, evidence="position"))  # noqa: PLW2901
        placed.append(heading)
    return placed[::-1] if leads else placed


def _take(heading: Heading, columns: Columns) -> None:
    meaning = heading.understood.meaning
    if meaning is Meaning.RATING:
        columns.unread.append((heading, "rating"))
    elif meaning is Meaning.NOTE or meaning is Meaning.STATUS_MEANING:
        columns.unread.append((heading, "note"))
    elif meaning is None:
        columns.unread.append((heading, "unknown"))
    elif meaning in _ONCE:
        _take_once(heading, meaning, columns)
    else:
        _take_in_round(heading, meaning, columns)


def _take_once(heading: Heading, meaning: Meaning, columns: Columns) -> None:
    """Let the first be it; an owner beside an agency is a role."""
    if meaning not in columns.once:
        columns.once[meaning] = heading
        return
    owner = meaning is Meaning.LEAD_AGENCY and heading.understood.weak
    if owner and Meaning.LEAD_ROLE not in columns.once:
        columns.once[Meaning.LEAD_ROLE] = heading
    else:
        columns.unread.append((heading, "second"))


def _take_in_round(heading: Heading, meaning: Meaning, columns: Columns) -> None:
    group = _round(heading.understood.round, heading.cell, columns)
    before = group.columns.get(meaning)
    if before is None:
        group.columns[meaning] = heading
    elif meaning is Meaning.UPDATE:
        group.more.append(heading)
    elif meaning is Meaning.STATUS and before.understood.weak == heading.understood.weak:
        columns.rivals.append((before, heading))
    else:
        columns.unread.append((heading, "second"))


def _round(value: Value, cell: str, columns: Columns) -> Round:
    key = shown_round(value) if value is not None else None
    for one in columns.rounds:
        if (shown_round(one.value) if one.value is not None else None) == key:
            return one
    made = Round(value, cell if value is not None else None)
    columns.rounds.append(made)
    return made


def _settle_rivals(columns: Columns, table: FoundTable) -> None:
    """Let the status of a round be the one of its rivals that holds the scale's words, where only one does."""
    for group in columns.rounds:
        first = group.columns.get(Meaning.STATUS)
        contested = [pair for pair in columns.rivals if pair[0] is first]
        rivals = [*dict.fromkeys(one for pair in contested for one in pair)]
        taken = status_among(rivals, table) if rivals else None
        if taken is not None:
            group.columns[Meaning.STATUS] = taken
            columns.rivals = [pair for pair in columns.rivals if pair not in contested]
            columns.settled += [(taken, one) for one in rivals if one is not taken and holds_something(one, table)]


def _settle_texts(columns: Columns) -> None:
    """Let the only text of an item be the recommendation, and drop statuses between which nobody can tell."""
    if Meaning.RECOMMENDATION not in columns.once and Meaning.TITLE in columns.once:
        columns.once[Meaning.RECOMMENDATION] = columns.once.pop(Meaning.TITLE)
    promises = Meaning.ACTIVITY in columns.once and Meaning.RECOMMENDATION not in columns.once
    if promises and Meaning.DUE not in columns.once and Meaning.TARGET in columns.once:
        columns.once[Meaning.DUE] = columns.once.pop(Meaning.TARGET)
    if Meaning.ACTIVITY not in columns.once:
        for meaning in PROMISE_FIELDS:
            heading = columns.once.pop(meaning, None)
            if heading is not None and meaning is Meaning.DUE and Meaning.TARGET not in columns.once:
                columns.once[Meaning.TARGET] = heading
            elif heading is not None:
                columns.unread.append((heading, "note"))
    for group in columns.rounds:
        if any(first is group.columns.get(Meaning.STATUS) for first, _ in columns.rivals):
            del group.columns[Meaning.STATUS]


def _settle_latest(columns: Columns) -> None:
    """Where headings name rounds, let a column that names none belong to the latest of them, if that has none."""
    named = [one for one in columns.rounds if one.value is not None]
    plain = next((one for one in columns.rounds if one.value is None), None)
    if plain is None or not named:
        return
    columns.rounds.remove(plain)
    latest = max(named, key=lambda one: last_day(one.value))
    for meaning, heading in plain.columns.items():
        free = meaning not in latest.columns and meaning not in (Meaning.RESPONSE, Meaning.UPDATE)
        if free and not heading.understood.weak:
            latest.columns[meaning] = replace(heading, understood=replace(heading.understood, evidence="position"))
            columns.placed.append((heading, shown(latest.value)))
        else:
            columns.unread.append((heading, "undated"))
    columns.unread += [(heading, "undated") for heading in plain.more]
    if Meaning.DATE in columns.once:
        columns.unread.append((columns.once.pop(Meaning.DATE), "undated"))


def filled(sheet: SheetCells, row: CellRow, column: int) -> str | None:
    """Return the colour a cell is filled with, unless the row's first cell that holds something is filled alike."""
    fill = sheet.fill(column, row.number)
    if fill is None:
        return None
    first = next((place for place, value in enumerate(row.values, start=1) if value is not None), column)
    beside = sheet.fill(first, row.number) if first != column else None
    return None if beside is not None and beside.colour == fill.colour else fill.colour
