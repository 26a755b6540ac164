"""The tables of a workbook that are its tracker, by their rows, the lines above them and the names of their sheets."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import log2
from typing import Self

from loaders.cells import DateCell, plain_text
from loaders.layouts.find_tables import FoundTable
from loaders.layouts.interpret_tables import InterpretedTable
from loaders.layouts.resolve_columns import FIELD_ROLES, ColumnRole
from loaders.records import Cell, cell_of, name_cell
from loaders.vocabulary import WORDS, text_pattern, words_pattern
from loaders.vocabulary.headings import ACTION_WORD, ColumnMeaning
from loaders.vocabulary.rounds import file_words, round_of_name, split_round
from model.dates import Precision, read_date
from model.terms import label_key, normalise_space

# The weight of a filled field for a table to be the tracker; that of any other field is 1.
_FIELD_WEIGHTS = {ColumnMeaning.STATUS: 3, ColumnMeaning.UPDATE: 2, ColumnMeaning.REF: 2}
# The factor of a table whose text is under a plain heading: Recommendation.
_PLAIN_TEXT_WEIGHT = 1.5
_SAMPLE = 400
# From this share of common column meanings, two tables are one tracker.
_SIMILAR_SHARE = 0.6
_KINDS: Mapping[str, str] = WORDS["list_kinds"]
# The words of recommendations, and of other kinds of rows that a list may have, such as risks.
_IN_HEADING = {
    is_other: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for is_other, words in ((False, _KINDS["recommendations"]), (True, _KINDS["other"]))
}
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


class SheetRole(StrEnum):
    """The state of a list that a sheet has."""

    CURRENT = "current"
    EARLIER = "earlier"
    CLOSED = "closed"


_ROLES = {
    SheetRole(role): re.compile(
        rf"(?:(?:{words}){WORDS['texts']['list_word']}|(?:argymhellion|camau gweithredu|statws|rhestr)\s+(?:{words}))"
    )
    for role, words in WORDS["sheet_roles"].items()
}


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
    similar = [
        source
        for source in items
        if source.is_among(mapped) or (bool(is_of_another_kind(source)) is is_other and _is_similar(source, main))
    ]
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


def heading_keys(source: InterpretedTable) -> set[str]:
    """Return the headings of a table as headings are compared."""
    return {label_key(heading.words) for heading in source.table.headings}


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
        return label.place._replace(value=label.words, kind="title") if is_title else None
    for row in reversed(table.rows_above):
        first, *others = row.filled_columns
        value = row.value_at(first)
        if is_metadata(plain_text(value)):
            continue
        is_title = not others and isinstance(value, str)
        return cell_of(table.sheet, row, first)._replace(kind="title") if is_title else None
    return None


def snapshot_round(table: FoundTable, file_name: str) -> Cell | None:
    """Return the round of a list without dates, from its sheet's name, the texts above it or its file's name.

    A text that says from which day the list is comes before a year in the name of the sheet, and before any other text;
    a day to come, such as that of the next meeting, does not count.
    """
    sheet = table.sheet.name
    words, in_file = round_of_name(sheet), split_round(file_words(file_name))[1]
    by_name = name_cell(words, sheet) if words is not None else None
    if by_name is not None and read_date(str(words)).date.precision is not Precision.YEAR:
        return by_name
    above = list(_days_above(table))
    stated = next((day for day, is_day_of_list in above if is_day_of_list), None)
    by_file = name_cell(in_file, sheet, "file-name") if in_file is not None else None
    return stated or by_name or next((day for day, _ in above), by_file)


def _days_above(table: FoundTable) -> Iterator[tuple[Cell, bool]]:
    """Yield each day above a table, but no day to come; and whether its text or label says that the list is from it."""
    for row in table.rows_above:
        label = ""
        for column in row.filled_columns:
            value, text = row.value_at(column), plain_text(row.value_at(column))
            words = split_round(text)[1] if isinstance(value, str) else None
            stated = value if isinstance(value, DateCell) and is_date_label(label) else words
            if stated is not None and not any(map(is_day_to_come, (text, label))):
                day = cell_of(table.sheet, row, column)._replace(value=stated, kind="title")
                yield day, states_day_of_list(text) or is_date_label(label)
            label = text


def role_of_name(name: str) -> SheetRole | None:
    """Return the role that a sheet's name gives, whatever its brackets and numbering; None without one."""
    words = normalise_space(re.sub(r"\([^)]*\)|\d+[.)]\s|[_–—-]", " ", name.replace("’", "'"))).casefold()
    return next((role for role, pattern in _ROLES.items() if pattern.fullmatch(words)), None)


def sheet_role(source: InterpretedTable) -> SheetRole | None:
    """Return the role of a table's sheet from its name without any date."""
    return role_of_name(split_round(source.table.sheet.name)[0])


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
    headings, others = heading_keys(source), heading_keys(main)
    common, either = source.meanings & main.meanings, source.meanings | main.meanings
    is_alike = len(common) >= _SIMILAR_SHARE * len(either) and main.has_ref is source.has_ref
    return headings == others or (is_alike and not headings.isdisjoint(others))


def _refs(source: InterpretedTable) -> set[str]:
    return {*source.refs()} - {""}
