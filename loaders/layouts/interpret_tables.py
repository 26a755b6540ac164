"""The interpreted tables of a workbook: their column mapping, their row types, and what every row inherits."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TypeGuard

from loaders.cells import NumberCell, SheetCells, Value, plain_text
from loaders.layouts.classify_rows import ClassifiedRows, classify_rows
from loaders.layouts.find_tables import (
    EVIDENCE,
    ColumnHeading,
    FoundTable,
    apply_user_choices,
    choices_of,
    find_tables,
    is_user_choice,
)
from loaders.layouts.resolve_columns import FIELD_ROLES, UPDATE_FIELDS, ColumnMap, ColumnRole, resolve_columns
from loaders.layouts.weigh_columns import weigh_columns
from loaders.mapping.apply_mapping import has_chosen_header_row
from loaders.records import Cell
from loaders.vocabulary.headings import HEAD, ColumnMeaning, heading_parts
from loaders.vocabulary.refs import join_ref, ref_key, split_ref
from loaders.vocabulary.rounds import file_words, find_years, month_without_year
from model.terms import label_key
from model.tracker.reading import Issue

_DETAILS = (
    *(ColumnMeaning.REF, ColumnMeaning.LEAD_AGENCY, ColumnMeaning.THEME, ColumnMeaning.TARGET, ColumnMeaning.TITLE),
    ColumnMeaning.DATE,
)
_IN_REF = (ColumnMeaning.REF, ColumnMeaning.LETTER, ColumnMeaning.RECOMMENDATION)
# A heading that names the items themselves: with refs, its cells are a list of them.
_ITEM = re.compile(r"(?:actions?|bugs?|defects?|findings?|issues?|risks?|tasks?)", re.IGNORECASE)
# Any of these shows that a text with a background is that of an item.
_WITH_BACKGROUND = (ColumnMeaning.STATUS, ColumnMeaning.REF, ColumnMeaning.TARGET, ColumnMeaning.THEME)
# Evidence that is a detail of an item: when it was done, or how large its risk is.
_RATED = (ColumnMeaning.COMPLETED, ColumnMeaning.RATING)
_PERCENT = re.compile(r"%|\bper ?cent\b|\by cant\b", re.IGNORECASE)
# From the second share of texts with a ref at their beginning, a table has refs in its texts.
_NEARLY_ALL, _REF_SHARE = 0.9, 0.6


@dataclass(frozen=True, slots=True)
class InterpretedTable:
    """A table with its interpretation.

    Attributes:
        inherited: the values that apply to every row, by field: a theme, an agency, the date of a round.
        refs_in_text: whether its refs are prefixes of its texts.
    """

    table: FoundTable
    columns: ColumnMap
    rows: ClassifiedRows
    inherited: Mapping[str, Cell] = field(default_factory=dict)
    refs_in_text: bool = False

    @property
    def is_form(self) -> bool:
        """Whether the table is transposed and has only one item."""
        return self.table.sheet.transposed and len(self.table.body) == 1

    @property
    def dated(self) -> bool:
        """Whether each row has a date, or is below a row that names a round."""
        return ColumnMeaning.DATE in self.columns.fields or bool(self.rows.round_rows)

    @property
    def meanings(self) -> frozenset[ColumnMeaning]:
        """The meanings of its columns, in all rounds."""
        read = (use.meaning for use in self.columns.uses if use.role in FIELD_ROLES)
        return frozenset(meaning for meaning in read if meaning is not None)

    @property
    def is_mapped(self) -> bool:
        """Whether a person chose the column of its text, or its header row above a column with one."""
        texts = [self.columns.fields.get(meaning) for meaning in (ColumnMeaning.RECOMMENDATION, ColumnMeaning.ACTIVITY)]
        chosen_row = has_chosen_header_row(self.table.sheet)
        return any(heading is not None and (chosen_row or is_user_choice(heading)) for heading in texts)

    @property
    def lists_items(self) -> bool:
        """Whether the table lists items: it has a text, and another detail of each, or two if its heading is weak."""
        columns, meanings, text = self.columns, self.meanings, self.columns.fields.get(ColumnMeaning.RECOMMENDATION)
        count = sum(meaning in columns.fields for meaning in _DETAILS)
        count += max(len(meanings & {ColumnMeaning.STATUS, ColumnMeaning.UPDATE}), bool(columns.rounds))
        background = columns.by_role[ColumnRole.BACKGROUND]
        is_named = any(heading.match.evidence == "alias" or is_user_choice(heading) for heading in background)
        count += bool(background) and (is_named or not meanings.isdisjoint(_WITH_BACKGROUND))
        count += self.table.has(*_RATED)
        count += text is not None and ColumnMeaning.REF in columns.fields and bool(_ITEM.fullmatch(text.words.strip()))
        return text is not None and count >= (2 if text.match.weak else 1)

    @property
    def lists_updates(self) -> bool:
        """Whether the table only lists updates of items in another table; undated numbers after statuses are counts."""
        ref = 0 if self.dated else self.columns.column(ColumnMeaning.REF) or 0
        is_count = any(column < ref for column in self.columns.status_columns)
        is_text = ColumnMeaning.RECOMMENDATION in self.columns.fields
        return self.has_ref and not is_text and not is_count and bool(self.columns.rounds)

    @property
    def lists_promises(self) -> bool:
        """Whether the table only lists promises about items in another table."""
        fields = self.columns.fields
        return ColumnMeaning.ACTIVITY in fields and ColumnMeaning.RECOMMENDATION not in fields

    def inherit(self, values: Mapping[str, Cell]) -> "InterpretedTable":
        """Return the table with more values that apply to every row; they replace existing values of their fields."""
        return replace(self, inherited={**self.inherited, **values})

    def is_among(self, tables: "Iterable[InterpretedTable]") -> bool:
        """Return whether this table is one of some tables, whatever was learnt about it since."""
        return any(other.table is self.table for other in tables)

    def refs(self) -> list[str]:
        """Return the ref of each row as refs are compared: with its letter, or the beginning of its text."""
        rows = [item.row for item in self.rows.items]
        ref, letter, text = (self.columns.column(meaning) for meaning in _IN_REF)
        if self.refs_in_text:
            return [ref_key((split_ref(plain_text(row.value_at(text))) or ("", ""))[0]) for row in rows]
        cells = ((row.value_at(ref), row.value_at(letter)) for row in rows)
        return [ref_key(r if r is None or end is None else join_ref(r, end)) for r, end in cells]

    def texts(self) -> list[str]:
        """Return the text of each row as texts are compared."""
        column = self.columns.column(ColumnMeaning.RECOMMENDATION)
        return [label_key(plain_text(item.row.value_at(column))) for item in self.rows.items]

    def filled_rows(self, heading: ColumnHeading) -> list[int]:
        """Return the numbers of its rows with a cell in a column."""
        return [item.row.number for item in self.rows.items if item.row.value_at(heading.column) is not None]

    @property
    def has_ref(self) -> bool:
        """Whether it has a column of refs."""
        return ColumnMeaning.REF in self.columns.fields


def interpret_tables(
    sheets: Sequence[SheetCells], *, file_name: str, statuses: Collection[str]
) -> tuple[list[InterpretedTable], list[Issue]]:
    """Return the interpreted tables of a workbook, sheet by sheet, and the issues of interpreting them.

    `statuses` are the label keys of the statuses in the workbook's keys: a column of them is a status column. Tables
    with the same headings are read as the one with most rows.
    """
    tables = [table for sheet in sheets for table in find_tables(sheet)]
    named = [(tuple(label_key(heading.words) for heading in table.headings), table) for table in tables]
    fullest = dict(sorted(named, key=lambda pair: len(pair[1].body)))
    found = [_interpret(table, file_name, statuses, fullest[headings]) for headings, table in named]
    return [source for source, _ in found], [issue for _, issues in found for issue in issues]


def split_refs_from_texts(source: InterpretedTable) -> InterpretedTable:
    """Return a table without a ref column with its refs in its texts, if most of them begin with a ref.

    Repeated refs are no refs, but the points of a list. A ref column in which no item has a cell is none.
    """
    column, rows = source.columns.column(ColumnMeaning.RECOMMENDATION), source.rows.items
    ref = source.columns.fields.get(ColumnMeaning.REF)
    if ref is not None and not source.filled_rows(ref):
        columns = source.columns.with_role(ColumnRole.UNREAD, ColumnMeaning.REF, reason="note")
        without_ref = replace(source, columns=columns)
        source = without_ref if without_ref.lists_items or not source.lists_items else source
    if column is None or ColumnMeaning.REF in source.columns.fields or not rows:
        return source
    refs = [parts[0] for item in rows if (parts := split_ref(plain_text(item.row.value_at(column)))) is not None]
    return replace(source, refs_in_text=len(refs) >= _REF_SHARE * len(rows) and len(set(refs)) == len(refs))


def _join_ref_columns(source: InterpretedTable) -> InterpretedTable:
    """Return a table with the ref in two columns, such as a case and the number of its action.

    Neither is unique, but each pair of both stands once, in nearly every row. A blank case is that of the row above.
    """
    number, items = source.columns.fields.get(ColumnMeaning.REF), source.rows.items
    refs = [*filter(None, source.refs())]
    if number is None or source.dated or is_user_choice(number) or len(set(refs)) == len(refs):
        return source
    for use in source.columns.uses:
        case, is_named = use.heading.column, heading_parts(use.heading.words).get(ColumnMeaning.REF) == HEAD
        if use.role is ColumnRole.UNREAD and is_named and case < number.column and not is_user_choice(use.heading):
            cases = list[Value]()
            for item in items:
                cases.append(item.row.value_at(case) or (cases[-1] if cases else None))
            numbers = (item.row.value_at(number.column) for item in items)
            full = [pair for pair in zip(map(ref_key, cases), map(ref_key, numbers), strict=True) if all(pair)]
            if len({first for first, _ in full}) < len(set(full)) == len(full) >= _NEARLY_ALL * len(items):
                meanings = {case: ColumnMeaning.REF, number.column: ColumnMeaning.LETTER}
                named = ((use, meanings.get(use.heading.column)) for use in source.columns.uses)
                uses = tuple(u._replace(role=ColumnRole.ITEM, meaning=field) if field else u for u, field in named)
                filled = (i._replace(row=i.row.with_value(case, v)) for i, v in zip(items, cases, strict=True))
                rows = replace(source.rows, items=tuple(filled))
                return replace(source, columns=ColumnMap(uses), rows=rows)
    return source


def _interpret(
    table: FoundTable, file_name: str, statuses: Collection[str], alike: FoundTable
) -> tuple[InterpretedTable, Sequence[Issue]]:
    with_years, issues = _add_years(_with_percentages(table), file_name=file_name)
    chosen, source = apply_user_choices(with_years), _as_read(with_years, statuses, alike)
    if chosen.headings != with_years.headings:
        source = _with_confirmed_choices(source, choices_of(chosen)) or _as_read(chosen, statuses, chosen)
    column = source.columns.column(ColumnMeaning.RECOMMENDATION)
    if source.refs_in_text and column is not None:
        issues = [*issues, table.sheet.issue("refs-numbered", column, source.rows.items[0].row.number, kind="text")]
    return source, issues


def _add_years(table: FoundTable, *, file_name: str) -> tuple[FoundTable, list[Issue]]:
    """Return a table with a year for each heading that names a month without one, and the issue of the years.

    The year comes from other headings, from the titles or from the file name. Where none of them gives it, or the
    months are not in order, the headings are no rounds, and their columns are not read.
    """
    may_be_rounds = [heading for heading in table.headings if heading.match.meaning in (None, *UPDATE_FIELDS)]
    undated = {h.column: h for h in may_be_rounds if month_without_year(h.match.round)}
    if not undated:
        return table, []
    rounds = [heading.match.round for heading in table.headings if heading.match.round is not None]
    titles = (table.sheet.name, *table.texts_above, file_words(file_name))
    years, words = find_years([value for value, _ in groupby(rounds)], titles)
    dated: dict[int, ColumnHeading] = {}
    for column, heading in undated.items():
        year = years.get(month_without_year(heading.match.round))
        words_with_year = None if year is None else f"{heading.match.round} {year}"
        meaning = ColumnMeaning.MONTH if year is None else heading.match.meaning
        dated[column] = heading.matched(meaning=meaning, round=words_with_year)
    headings = tuple(dated.get(heading.column, heading) for heading in table.headings)
    taken = ", ".join(dict.fromkeys(plain_text(heading.match.round) for heading in dated.values()))
    found, first = ", ".join(dict.fromkeys(h.words for h in undated.values())), next(iter(undated.values()))
    issue = table.issue("round-year-given", first, found=found, taken=taken, by=words, of="headings")
    return replace(table, headings=headings), [issue] if years else []


def _with_percentages(table: FoundTable) -> FoundTable:
    """Return a table in which numbers are percentages below a heading for how much is done, such as % complete."""
    body = table.body
    for heading in table.headings:
        column, words = heading.column, heading.words
        numbers = [value for row in body if _is_plain_number(value := row.value_at(column))]
        are_shares = _PERCENT.search(words) is not None and ColumnMeaning.STATUS in heading_parts(words)
        if are_shares and numbers and min(numbers) >= 0 and max(numbers) <= 100:
            factor = 100 if max(numbers) <= 1 else 1
            shown = {value: NumberCell(value, f"{plain_text(round(value * factor, 2))}%") for value in numbers}
            cells = [(row, row.value_at(column)) for row in body]
            body = tuple(row.with_value(column, shown[v]) if _is_plain_number(v) else row for row, v in cells)
    return replace(table, body=body)


def _is_plain_number(value: Value) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool | NumberCell)


def _as_read(table: FoundTable, statuses: Collection[str], alike: FoundTable) -> InterpretedTable:
    """Return a table as its headings and values have it; if it then lists nothing, with the columns of one like it."""
    is_form = table.sheet.transposed and len(table.body) == 1
    source = _with_columns(table if is_form else weigh_columns(table, statuses))  # one value shows nothing of others
    if source.lists_items or len(table.body) >= len(alike.body):
        return source
    matches = [heading.match for heading in _as_read(alike, statuses, alike).table.headings]
    headings = tuple(replace(own, match=match) for own, match in zip(table.headings, matches, strict=True))
    return _with_columns(replace(table, headings=headings))


def _with_columns(table: FoundTable) -> InterpretedTable:
    columns = resolve_columns(table)
    return split_refs_from_texts(_join_ref_columns(InterpretedTable(table, columns, classify_rows(table, columns))))


def _with_confirmed_choices(source: InterpretedTable, fields: Mapping[int, str]) -> InterpretedTable | None:
    """Return a table as it was read, with what a person chose marked; None where a choice is another than was read.

    A choice that only confirms the reader changes nothing else, and what may mean something else stays marked.
    """
    read = {use.heading.column: use.chosen_as for use in source.columns.uses}
    if any(read.get(column) != field for column, field in fields.items() if field in ("", *ColumnMeaning)):
        return None
    by_column = {use.heading.column: use.heading for use in source.columns.uses}
    for column in by_column.keys() & fields.keys():
        if by_column[column].match.evidence != "position":  # a round by its place stays so
            by_column[column] = by_column[column].matched(evidence=EVIDENCE)
    uses = tuple(use._replace(heading=by_column[use.heading.column]) for use in source.columns.uses)
    headings = tuple(by_column.get(heading.column, heading) for heading in source.table.headings)
    return replace(source, table=replace(source.table, headings=headings), columns=ColumnMap(uses))
