"""The interpreted tables of a workbook: their columns, rows and what these inherit; and which are the tracker."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import groupby
from math import log2
from typing import Self, TypeGuard

from loaders.cells import DateCell, NumberCell, SheetCells, Value, plain_text
from loaders.layouts.classify_rows import ClassifiedRows, classify_rows
from loaders.layouts.find_tables import EVIDENCE, ColumnHeading, FoundTable, apply_user_choices, choices_of, find_tables
from loaders.layouts.resolve_columns import FIELD_ROLES, NO_FIELD, UPDATE_FIELDS, ColumnMap, ColumnRole, resolve_columns
from loaders.layouts.weigh_columns import weigh_columns
from loaders.records import Cell, cell_of, name_cell
from loaders.vocabulary import WORDS, text_pattern, words_pattern
from loaders.vocabulary.headings import ACTION_WORD, HEAD, ColumnMeaning, heading_parts
from loaders.vocabulary.refs import join_ref, ref_key, split_ref
from loaders.vocabulary.rounds import file_words, month_without_year, months_with_years, round_of_name, split_round
from model.dates import Precision, read_date
from model.terms import label_key, normalise_space
from model.tracker.reading import Issue

_DETAILS = tuple(map(ColumnMeaning, ("ref", "lead_agency", "theme", "target", "title", "date")))
_IN_REF = (ColumnMeaning.REF, ColumnMeaning.LETTER, ColumnMeaning.RECOMMENDATION)
# A heading that names the items themselves: with refs, its cells are a list of them.
_ITEM = re.compile(r"(?:actions?|bugs?|defects?|findings?|issues?|risks?|tasks?)", re.IGNORECASE)
# Any of these shows that a text with a background is that of an item.
_WITH_BACKGROUND = (ColumnMeaning.STATUS, ColumnMeaning.REF, ColumnMeaning.TARGET, ColumnMeaning.THEME)
_PERCENT = re.compile(r"%|\bper ?cent\b|\by cant\b", re.IGNORECASE)
# From the second share of texts with a ref at their beginning, a table has refs in its texts.
_NEARLY_ALL, _REF_SHARE = 0.9, 0.6


class SheetRole(StrEnum):
    """The state of a list that a sheet has."""

    CURRENT = "current"
    EARLIER = "earlier"
    CLOSED = "closed"


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
    def heading_keys(self) -> set[str]:
        """Its headings as headings are compared."""
        return {label_key(heading.words) for heading in self.table.headings}

    @property
    def sheet_role(self) -> SheetRole | None:
        """The role of its sheet, from its name without any date."""
        return role_of_name(split_round(self.table.sheet.name)[0])

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
        chosen_row = self.table.sheet.mapping.header_row is not None
        return any(heading is not None and (chosen_row or heading.is_chosen) for heading in texts)

    @property
    def lists_items(self) -> bool:
        """Whether the table lists items: it has a text, and another detail of each, or two if its heading is weak."""
        columns, meanings, text = self.columns, self.meanings, self.columns.fields.get(ColumnMeaning.RECOMMENDATION)
        count = sum(meaning in columns.fields for meaning in _DETAILS)
        count += max(len(meanings & {ColumnMeaning.STATUS, ColumnMeaning.UPDATE}), bool(columns.rounds))
        background = columns.by_role[ColumnRole.BACKGROUND]
        is_named = any(heading.match.evidence == "alias" or heading.is_chosen for heading in background)
        count += bool(background) and (is_named or not meanings.isdisjoint(_WITH_BACKGROUND))
        count += self.table.has(ColumnMeaning.COMPLETED, ColumnMeaning.RATING)  # when it was done, or its risk
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

    def snapshot_round(self, file_name: str) -> Cell | None:
        """Return the round of a list without dates, from its sheet's name, the texts above it or its file's name.

        A text that says from which day the list is comes before a year in the name of the sheet, and before any other
        text; a day to come, such as that of the next meeting, does not count.
        """
        sheet = self.table.sheet.name
        words, in_file = round_of_name(sheet), split_round(file_words(file_name))[1]
        by_name = name_cell(words, sheet) if words is not None else None
        if by_name is not None and read_date(str(words)).date.precision is not Precision.YEAR:
            return by_name
        above = list(_days_above(self.table))
        stated = next((day for day, is_day_of_list in above if is_day_of_list), None)
        by_file = name_cell(in_file, sheet, "file-name") if in_file is not None else None
        return stated or by_name or next((day for day, _ in above), by_file)

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
        columns = source.columns.with_role(ColumnRole.UNREAD, ColumnMeaning.REF, issue=NO_FIELD)
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
    if number is None or source.dated or number.is_chosen:
        return source
    refs = [*filter(None, source.refs())]
    if len(set(refs)) == len(refs):
        return source
    for use in source.columns.uses:
        case, is_named = use.heading.column, heading_parts(use.heading.words).get(ColumnMeaning.REF) == HEAD
        if use.role is ColumnRole.UNREAD and is_named and case < number.column and not use.heading.is_chosen:
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
                rows = source.rows._replace(items=tuple(filled))
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
    years, words = months_with_years([value for value, _ in groupby(rounds)], titles)
    dated: dict[int, ColumnHeading] = {}
    for column, heading in undated.items():
        with_year = years.get(plain_text(heading.match.round))
        meaning = ColumnMeaning.MONTH if with_year is None else heading.match.meaning
        dated[column] = heading.matched(meaning=meaning, round=with_year)
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
        are_shares = _PERCENT.search(words) is not None and ColumnMeaning.STATUS in heading_parts(words)
        numbers = [v for row in body if are_shares and _is_plain_number(v := row.value_at(column))]
        if numbers and min(numbers) >= 0 and max(numbers) <= 100:
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


# The weight of a filled field for a table to be the tracker; that of any other field is 1.
_FIELD_WEIGHTS = {ColumnMeaning.STATUS: 3, ColumnMeaning.UPDATE: 2, ColumnMeaning.REF: 2}
# The factor of a table whose text is under a plain heading: Recommendation.
_PLAIN_TEXT_WEIGHT = 1.5
_SAMPLE = 400
# From this share of common column meanings, two tables are one tracker.
_SIMILAR_SHARE = 0.6
_KINDS: Mapping[str, str] = WORDS["list_kinds"]
# The words of recommendations, and of other kinds of rows that a list may have, such as risks.
_LISTED = {False: _KINDS["recommendations"], True: _KINDS["other"]}
_IN_HEADING = {is_other: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for is_other, words in _LISTED.items()}
_AS_NAME = {
    is_other: re.compile(WORDS["texts"]["list_title"].replace("{words}", words), re.IGNORECASE)
    for is_other, words in ((False, f"{_KINDS['recommendations']}|{_KINDS['names']}"), (True, _KINDS["other"]))
}
_LIKELIHOOD, _PLURAL = words_pattern("likelihood"), text_pattern("plural")
# Columns whose headings, such as Risk ID and Risk owner, can name the kind of the rows.
_ROW_MEANINGS = (ColumnMeaning.RECOMMENDATION, ColumnMeaning.REF, ColumnMeaning.TITLE, ColumnMeaning.LEAD_AGENCY)
_FILE_DETAILS, _NOTE = text_pattern("file_details"), text_pattern("note")
_LABELLED_TEXT = re.compile(r"(?P<label>[^:]{1,40}):(?:\s|$)")
_LABEL, _TITLE_LABEL, _DATE_LABEL = map(text_pattern, ("label", "title_label", "date_label"))
# Words that say from which day a list is.
_UPDATED = text_pattern("updated")
# Words of a day to come: that of the next meeting is not the day of the list.
_NEXT = text_pattern("day_to_come")
# Words that name no review when they stand with the day of a list alone.
_NO_NAME = text_pattern("no_name")


# What stands behind the words of a role in English, and before them in Welsh.
_BEHIND, _BEFORE = WORDS["texts"]["list_word"], r"(?:argymhellion|camau gweithredu|statws|rhestr)\s+"
_ROLES = {SheetRole(r): re.compile(rf"(?:{w}){_BEHIND}|{_BEFORE}(?:{w})") for r, w in WORDS["sheet_roles"].items()}


@dataclass(frozen=True, slots=True)
class TrackerTables:
    """The tables of a tracker.

    Attributes:
        item_tables: tables that list items, or else updates.
        update_tables: tables that only have updates of those items, or promises about them.
        other_lists: lists of another kind, such as risks, which are no part of the tracker.
        left_out: lists of an earlier month that nobody knows.
        sheet_field: the field that the names of its sheets give; None if they give none.
        title_field: the field that the titles of tables on one sheet give; None if they give none.
    """

    item_tables: tuple[InterpretedTable, ...]
    update_tables: tuple[InterpretedTable, ...] = ()
    other_lists: tuple[InterpretedTable, ...] = ()
    left_out: tuple[InterpretedTable, ...] = ()
    sheet_field: str | None = None
    title_field: str | None = None

    @property
    def all(self) -> tuple[InterpretedTable, ...]:
        """Every table that is read."""
        return (*self.item_tables, *self.update_tables)

    @property
    def main(self) -> InterpretedTable:
        """The first table that lists items, or else updates."""
        return self.item_tables[0]

    def with_others_of(self, other: Self, mapped: Mapping[str, bool]) -> Self | None:
        """Return the tracker with its tables of mapped sheets, and another one's of the others.

        It is None where neither lists items or updates. `mapped` has every sheet in its order.
        """

        def joined(own: Sequence[InterpretedTable], others: Sequence[InterpretedTable]) -> tuple[InterpretedTable, ...]:
            of_sheets = [(name, own if is_mapped else others) for name, is_mapped in mapped.items()]
            return tuple(source for name, tables in of_sheets for source in tables if source.table.sheet.name == name)

        items = joined(self.item_tables, other.item_tables)
        updates, lists = joined(self.update_tables, other.update_tables), joined(self.other_lists, other.other_lists)
        return replace(self, item_tables=items, update_tables=updates, other_lists=lists) if items else None

    def with_tables(self, changed: Iterable[InterpretedTable]) -> Self:
        """Return the tracker with new versions of some of the tables that are read."""
        latest = {id(source.table): source for source in changed}
        lists = (self.item_tables, self.update_tables)
        items, updates = (tuple(latest.get(id(source.table), source) for source in tables) for tables in lists)
        return replace(self, item_tables=items, update_tables=updates)


def choose_tables(sources: Sequence[InterpretedTable]) -> TrackerTables | None:
    """Return the tables that are the tracker, with each that a person mapped; None if none lists items or updates."""
    lists = [source for source in sources if source.rows.items]
    filled = [_with_actions(source, lists) for source in lists]
    mapped = [source for source in filled if source.is_mapped and not source.lists_promises]
    items = [source for source in filled if source.lists_items or source.is_among(mapped)]
    items = items or [source for source in filled if source.lists_updates]
    if not items:
        return None
    listing = [source for source in items if source.lists_items] or items
    main = max([s for s in listing if is_of_another_kind(s) is False] or listing, key=_tracker_score)
    is_other = bool(is_of_another_kind(main))
    unmapped = [source for source in filled if not is_other and not source.is_among(mapped)]
    others = tuple(source for source in unmapped if is_of_another_kind(source))
    alike = [s for s in items if bool(is_of_another_kind(s)) is is_other and _is_similar(s, main)]
    similar = [source for source in items if source.is_among((*mapped, *alike))]
    remaining = [source for source in filled if not source.is_among([*similar, *others])]
    refs = {ref for source in similar for ref in _refs(source)} if remaining else set()
    about_items = (source for source in remaining if source.lists_updates or source.lists_promises)
    return TrackerTables(tuple(similar), tuple(source for source in about_items if refs & _refs(source)), others)


def is_of_another_kind(source: InterpretedTable) -> bool | None:
    """Return whether a list is of another kind than recommendations and actions, such as risks; None if unknown.

    The heading of the text decides first, then a likelihood column (of risks), then the headings of refs, titles or
    owners, then the name of the sheet or the title above.
    """
    headings, title = source.columns.fields, title_above(source.table)
    text, *others = (headings[m].words if m in headings else "" for m in _ROW_MEANINGS)
    likelihood = any(_LIKELIHOOD.search(heading.words) for heading in source.table.headings)
    names = (source.table.sheet.name, plain_text(title.value) if title else "")
    kinds = (_kind_in_heading(text), likelihood or None, *map(_kind_in_heading, others), *map(_kind_of_name, names))
    return next((kind for kind in kinds if kind is not None), None)


def _kind_in_heading(words: str) -> bool | None:
    return next((is_other for is_other, pattern in _IN_HEADING.items() if pattern.search(words)), None)


def _kind_of_name(name: str) -> bool | None:
    """Return the kind that a name gives: Risks, Risk register, 3. Issues log; a single Risk may be a theme."""
    found = ((is_other, pattern.fullmatch(normalise_space(name))) for is_other, pattern in _AS_NAME.items())
    return next((other for other, match in found if match and (match["list"] or _PLURAL.search(match[0]))), None)


def is_metadata(text: str) -> bool:
    """Return whether a line gives when or by whom a workbook was updated, or is a note: "Updated 3 June", "Owner: CPS".

    The text before a colon is a label if it is one word, or ends in a word such as "by"; not if it introduces the
    title itself or is initials. A text with a day may have no other words than those that say what day it is.
    """
    words = normalise_space(text)
    rest, day = split_round(words)
    is_of_list = states_day_of_list(words) and not _NO_NAME.sub("", _UPDATED.sub("", rest)).strip()
    if day is not None and (is_of_list or is_day_to_come(words)):
        return True
    labelled = _LABELLED_TEXT.match(words)
    label = labelled["label"].strip() if labelled else ""
    is_label = bool(_LABEL.fullmatch(label)) and not label.isupper() and not _TITLE_LABEL.fullmatch(label)
    return is_label or bool(_FILE_DETAILS.match(words) or _NOTE.match(words))


def states_day_of_list(text: str) -> bool:
    """Return whether a text says from which day a list is: "Last updated: 14/10/2026", "Position as at June 2024"."""
    return bool(_UPDATED.search(text)) and not is_day_to_come(text)


def is_day_to_come(text: str) -> bool:
    """Return whether a text is about a day to come: "Next meeting: 12 December 2026"."""
    return bool(_NEXT.match(normalise_space(text)))


def is_date_label(text: str) -> bool:
    """Return whether a text is the label of a date: "Date of report", "As at"."""
    return bool(_DATE_LABEL.match(text)) or states_day_of_list(text)


def title_above(table: FoundTable) -> Cell | None:
    """Return the title of a table: the last row above its headings that is no metadata, if it has a single text.

    In a transposed sheet it is the first label, if nothing is known by that name and nothing is beside it.
    """
    if table.sheet.transposed:
        label = table.headings[0]
        is_title = label.match.meaning is None and label.match.round is None and not table.has_content(label.column)
        return label.place.changed(value=label.words, kind="title") if is_title else None
    row = next((row for row in reversed(table.rows_above) if not is_metadata(plain_text(row.contents[0]))), None)
    is_title = row is not None and row.filled_count == 1 and isinstance(row.contents[0], str)
    return cell_of(table.sheet, row, row.filled_columns[0]).changed(kind="title") if row and is_title else None


def _days_above(table: FoundTable) -> Iterator[tuple[Cell, bool]]:
    """Yield each day above a table, but no day to come; and whether its text or label says that the list is from it."""
    for row in table.rows_above:
        label = ""
        for column in row.filled_columns:
            value, text = row.value_at(column), plain_text(row.value_at(column))
            words = split_round(text)[1] if isinstance(value, str) else None
            stated = value if isinstance(value, DateCell) and is_date_label(label) else words
            if stated is not None and not any(map(is_day_to_come, (text, label))):
                day = cell_of(table.sheet, row, column).changed(value=stated, kind="title")
                yield day, states_day_of_list(text) or is_date_label(label)
            label = text


def role_of_name(name: str) -> SheetRole | None:
    """Return the role that a sheet's name gives, whatever its brackets and numbering; None without one."""
    words = normalise_space(re.sub(r"\([^)]*\)|\d+[.)]\s|[_–—-]", " ", name.replace("’", "'"))).casefold()
    return next((role for role, pattern in _ROLES.items() if pattern.fullmatch(words)), None)


def _with_actions(source: InterpretedTable, others: Sequence[InterpretedTable]) -> InterpretedTable:
    """Mark the texts of a table as actions, if another table lists the recommendations with most of its refs.

    Its refs are those of recommendations only where their heading says so, or where some are there again.
    """
    columns, refs = source.columns, _refs(source)
    text, ref = (columns.fields.get(meaning) for meaning in (ColumnMeaning.RECOMMENDATION, ColumnMeaning.REF))
    if source.is_mapped or text is None or ref is None or not ACTION_WORD.search(text.words) or not columns.rounds:
        return source
    is_about_others = _IN_HEADING[False].search(ref.words) or len(refs) < len(source.rows.items)
    for other in others if is_about_others else ():
        described = other.columns.fields.get(ColumnMeaning.RECOMMENDATION)
        is_list = other.lists_items and described is not None and not ACTION_WORD.search(described.words)
        if is_list and not is_of_another_kind(other) and 2 * len(refs & _refs(other)) > len(refs):
            return replace(source, columns=columns.with_role(ColumnRole.ACTION, ColumnMeaning.RECOMMENDATION))
    return source


def _tracker_score(source: InterpretedTable) -> tuple[float, int]:
    """Return how likely a table is the tracker: the weight of each filled field, and its rows.

    A code list, a legend or an empty form scores low: few fields, few cells.
    """
    columns, count = source.columns, len(source.rows.items)
    read = [(use.heading.column, use.meaning) for use in columns.uses if use.role in FIELD_ROLES]
    sample = [item.row for item in source.rows.items[:_SAMPLE]]
    weights = {column: _FIELD_WEIGHTS.get(meaning or ColumnMeaning.NOTE, 1) for column, meaning in read}
    filled = sum(weights[column] for row in sample for column in row.filled_columns if column in weights)
    text = columns.fields.get(ColumnMeaning.RECOMMENDATION)
    plainness = _PLAIN_TEXT_WEIGHT if text is not None and not text.match.weak else 1.0
    return plainness * filled / max(1, len(sample)) * log2(1 + count), count


def _is_similar(source: InterpretedTable, main: InterpretedTable) -> bool:
    headings, others = source.heading_keys, main.heading_keys
    common, either = source.meanings & main.meanings, source.meanings | main.meanings
    is_alike = len(common) >= _SIMILAR_SHARE * len(either) and main.has_ref is source.has_ref
    return headings == others or (is_alike and not headings.isdisjoint(others))


def _refs(source: InterpretedTable) -> set[str]:
    return {*source.refs()} - {""}
