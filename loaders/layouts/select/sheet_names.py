"""The values in the names of sheets and in titles that apply to every row: a round, an agency or a theme."""

import re
from collections.abc import Iterable, Sequence

from loaders.cells.addresses import address
from loaders.cells.values import CellRow, DateCell, Value, plain_text
from loaders.layouts.interpret.interpreted_table import InheritedValue, InterpretedTable
from loaders.layouts.select.sheet_roles import role_of_name
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.metadata_rows import is_date_label, is_metadata
from loaders.vocabulary.agency_initials import is_agency_name
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_periods import split_round
from loaders.vocabulary.name_periods import file_words, period_of_name, round_of_name
from model.text import label_key, normalise_space

_NO_THEME = re.compile(
    r"(?:(?:sheet|page|tab|table|part|report|return|meeting|round|update|dalen|taflen|tudalen|adroddiad)\s*\d*|\d+"
    r"|(?:in progress|red|amber|green|ar y gweill|coch|ambr|gwyrdd)"
    r"(?: (?:items|actions|issues|risks|recommendations))?)",
    re.IGNORECASE,
)
"""Names that are no theme: those that number the sheets or name a status."""
_WHOLE_LIST_NAMES = re.compile(
    r"(?:all|full|whole|entire|complete|combined|overall|consolidated|master|main|total)"
    r"(?: (?:list|tracker|register|log|plan|sheet|data|recommendations|recs|actions|agencies|themes|items))?"
    r"|everything|overview|summary|tracker|master tracker|recommendations|actions|action plan|action log|register"
    r"|y cyfan|popeth|pob (?:argymhelliad|un)|yr holl argymhellion|prif restr|trosolwg|crynodeb|argymhellion"
    r"|camau gweithredu|cynllun gweithredu|traciwr|cofrestr",
    re.IGNORECASE,
)


def inherit_sheet_names(sources: Sequence[InterpretedTable]) -> str | None:
    """Set a missing field of the tables from the names of their sheets; return the field, or None."""
    names = {source.table.sheet.name for source in sources}
    if len(names) < 2:
        return None
    named_sources = [(source, source.table.sheet.name, (source.table.sheet.name, "")) for source in sources]
    return _inherit(named_sources, sources)


def inherit_titles(sources: Sequence[InterpretedTable]) -> str | None:
    """Set a missing field of several tables on one sheet from the title above each; return the field, or None."""
    titles = [(source, title_above(source.table)) for source in sources]
    if sum(title is not None for _, title in titles) < 2:
        return None
    named_sources = [(source, plain_text(title.value), title.location) for source, title in titles if title is not None]
    return _inherit(named_sources, sources)


def title_above(table: FoundTable) -> InheritedValue | None:
    """Return the title of a table: the last row above its headings, if it has a single text.

    A metadata row, such as a date or an author, is no title.
    """
    for row in reversed(table.rows_above):
        columns = _filled_columns(row)
        if columns and is_metadata(plain_text(row.values[columns[0] - 1])):
            continue
        if len(columns) == 1 and isinstance(row.values[columns[0] - 1], str):
            return InheritedValue(row.values[columns[0] - 1], (table.sheet.name, address(columns[0], row.number)))
        return None
    return None


def snapshot_round(table: FoundTable, file_name: str) -> InheritedValue | None:
    """Return the round of a list without dates, from its sheet's name, its titles or its file's name."""
    sheet = table.sheet.name
    words = round_of_name(sheet)
    if words is not None:
        return InheritedValue(words, (sheet, ""))
    for row in table.rows_above:
        for column in _filled_columns(row):
            value = row.values[column - 1]
            stated = split_round(value)[1] if isinstance(value, str) else _date_after_label(row, column)
            if stated is not None:
                return InheritedValue(stated, (sheet, address(column, row.number)))
    stated = split_round(file_words(file_name))[1]
    return InheritedValue(stated, (sheet, ""), "file-name") if stated is not None else None


def is_name_of_whole_list(name: str) -> bool:
    """Return whether the name of a sheet is that of a whole list: All, Master, Summary, Recommendations."""
    return bool(_WHOLE_LIST_NAMES.fullmatch(normalise_space(name.replace("_", " "))))


def contains_all_others(source: InterpretedTable, sources: Sequence[InterpretedTable]) -> bool:
    """Return whether a table has every item of all other sheets, and more than each, so that they are its parts."""
    texts = _texts(source)
    others = [_texts(other) for other in sources if other.table.sheet is not source.table.sheet]
    return len(others) > 1 and all(other < texts for other in others)


def _inherit(
    named_sources: Sequence[tuple[InterpretedTable, str, tuple[str, str]]], sources: Sequence[InterpretedTable]
) -> str | None:
    """Set a missing field of each table from its name; a name of a sheet's role is neither a theme nor an agency.

    Nor is the name of a sheet with the whole list, whose parts are on other sheets.
    """
    names = [name for _, name, _ in named_sources]
    if _most(period_of_name(name) is not None for name in names) and not _any_rounds(sources):
        for source, name, location in named_sources:
            words = period_of_name(name)
            if words is not None:
                source.inherited.setdefault("date", InheritedValue(words, location))
        return "date"
    parts = [
        (source, name, location)
        for source, name, location in named_sources
        if role_of_name(split_round(name)[0]) is None
        and not _is_whole(source, name, sources)
        and (period_of_name(name) is None or round_of_name(name) is not None)
    ]
    if len({name for _, name, _ in parts}) < 2:
        return None
    field = _missing_field([name for _, name, _ in parts], [source for source, _, _ in parts])
    if field is not None:
        for source, name, location in parts:
            source.inherited.setdefault(field, InheritedValue(name, location))
    return field


def _is_whole(source: InterpretedTable, name: str, sources: Sequence[InterpretedTable]) -> bool:
    return is_name_of_whole_list(name) or (not is_agency_name(name) and contains_all_others(source, sources))


def _missing_field(names: Sequence[str], sources: Sequence[InterpretedTable]) -> str | None:
    """Return the field for the names: the one that no table has; of two, agencies if most look like agencies."""
    if _most(_NO_THEME.fullmatch(name.strip()) for name in names):
        return None
    agency = any(ColumnMeaning.LEAD_AGENCY in source.columns.fields for source in sources)
    theme = any(ColumnMeaning.THEME in source.columns.fields for source in sources)
    if agency and theme:
        return None
    if not agency and _most(is_agency_name(name) for name in names):
        return "lead_agency"
    return None if theme else "theme"


def _any_rounds(sources: Sequence[InterpretedTable]) -> bool:
    return any(period.round is not None for source in sources for period in source.columns.rounds)


def _most(answers: Iterable[object]) -> bool:
    listed = [bool(answer) for answer in answers]
    return 2 * sum(listed) > len(listed)


def _date_after_label(row: CellRow, column: int) -> Value:
    """Return a date cell after a label that names its date, as in Date of report: 12 June 2024."""
    value, label = row.value_at(column), _filled_columns(row)[0]
    is_labelled = label < column and is_date_label(plain_text(row.value_at(label)))
    return value if is_labelled and isinstance(value, DateCell) else None


def _filled_columns(row: CellRow) -> list[int]:
    return [column for column, value in enumerate(row.values, start=1) if value is not None]


def _texts(source: InterpretedTable) -> frozenset[str]:
    column = source.columns.column(ColumnMeaning.RECOMMENDATION)
    return frozenset(label_key(plain_text(item.row.value_at(column))) for item in source.rows.items)
