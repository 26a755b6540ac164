"""What the names of sheets, and the titles above tables, say of every row: a round, an agency or a theme."""

import re
from collections.abc import Iterable, Sequence

from loaders.cells.addresses import address
from loaders.cells.values import CellRow, DateCell, Value, plain_text
from loaders.layouts.interpret.interpreted_table import InheritedValue, InterpretedTable
from loaders.layouts.select.sheet_roles import role_of_name
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.metadata_rows import is_metadata, is_date_label
from loaders.vocabulary.agency_initials import is_agency_name
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_periods import split_round
from loaders.vocabulary.name_periods import file_words, period_of_name, round_of_name
from model.text import label_key

_NO_THEME = re.compile(
    r"(?:(?:sheet|page|tab|table|part|report|return|meeting|round|update|dalen|taflen|tudalen|adroddiad)\s*\d*|\d+"
    r"|(?:in progress|red|amber|green|ar y gweill|coch|ambr|gwyrdd)"
    r"(?: (?:items|actions|issues|risks|recommendations))?)",
    re.IGNORECASE,
)
"""Names of sheets that number them or name a status, and so are no theme."""
_WHOLE = re.compile(
    r"(?:all|full|whole|entire|complete|combined|overall|consolidated|master|main|total)"
    r"(?: (?:list|tracker|register|log|plan|sheet|data|recommendations|recs|actions|agencies|themes|items))?"
    r"|everything|overview|summary|tracker|master tracker|recommendations|actions|action plan|action log|register"
    r"|y cyfan|popeth|pob (?:argymhelliad|un)|yr holl argymhellion|prif restr|trosolwg|crynodeb|argymhellion"
    r"|camau gweithredu|cynllun gweithredu|traciwr|cofrestr",
    re.IGNORECASE,
)


def inherit_sheet_names(sources: Sequence[InterpretedTable]) -> str | None:
    """Fill what the tables do not say from the names of their sheets; return the field they were taken for."""
    names = {source.table.sheet.name for source in sources}
    if len(names) < 2:
        return None
    places = [(source, source.table.sheet.name, (source.table.sheet.name, "")) for source in sources]
    return _give(places, sources)


def inherit_titles(sources: Sequence[InterpretedTable]) -> str | None:
    """Fill what several tables on one sheet do not say from the title above each; return the field it was."""
    titles = [(source, title_above(source.table)) for source in sources]
    if sum(title is not None for _, title in titles) < 2:
        return None
    places = [(source, plain_text(title.value), title.location) for source, title in titles if title is not None]
    return _give(places, sources)


def title_above(table: FoundTable) -> InheritedValue | None:
    """Return the last row above a table's headings that holds one text, where it holds no other.

    A row that says when or by whom the workbook was kept is no title.
    """
    for row in reversed(table.rows_above):
        held = _held(row)
        if held and is_metadata(plain_text(row.values[held[0] - 1])):
            continue
        if len(held) == 1 and isinstance(row.values[held[0] - 1], str):
            return InheritedValue(row.values[held[0] - 1], (table.sheet.name, address(held[0], row.number)))
        return None
    return None


def snapshot_round(table: FoundTable, file_name: str) -> InheritedValue | None:
    """Return the round that a list without dates is from: as its sheet's name, its titles or its file say."""
    sheet = table.sheet.name
    words = round_of_name(sheet)
    if words is not None:
        return InheritedValue(words, (sheet, ""))
    for row in table.rows_above:
        for column in _held(row):
            value = row.values[column - 1]
            stated = split_round(value)[1] if isinstance(value, str) else _date_after_label(row, column)
            if stated is not None:
                return InheritedValue(stated, (sheet, address(column, row.number)))
    stated = split_round(file_words(file_name))[1]
    return InheritedValue(stated, (sheet, ""), "file-name") if stated is not None else None


def is_name_of_whole_list(name: str) -> bool:
    """Say whether the name of a sheet says that it holds the whole list: All, Master, Summary, Recommendations."""
    return bool(_WHOLE.fullmatch(" ".join(name.replace("_", " ").split())))


def contains_all_others(source: InterpretedTable, sources: Sequence[InterpretedTable]) -> bool:
    """Say whether a table holds every item of all others, and more than any of them: they are its parts."""
    own = _texts(source)
    others = [_texts(one) for one in sources if one.table.sheet is not source.table.sheet]
    return len(others) > 1 and all(texts < own for texts in others)


def _give(
    places: Sequence[tuple[InterpretedTable, str, tuple[str, str]]], sources: Sequence[InterpretedTable]
) -> str | None:
    """Give each source what its name says; one that only says how things stand or stood is no theme and no agency.

    Nor is that of a sheet with the whole list, whose parts stand on others.
    """
    named = [name for _, name, _ in places]
    if _most(period_of_name(name) is not None for name in named) and not _any_rounds(sources):
        for source, name, place in places:
            words = period_of_name(name)
            if words is not None:
                source.inherited.setdefault("date", InheritedValue(words, place))
        return "date"
    lasting = [place for place in places if role_of_name(split_round(place[1])[0]) is None]
    lasting = [place for place in lasting if not _is_whole(place[0], place[1], sources)]
    lasting = [place for place in lasting if period_of_name(place[1]) is None or round_of_name(place[1]) is not None]
    if len({name for _, name, _ in lasting}) < 2:
        return None
    field = _missing_field([name for _, name, _ in lasting], [source for source, _, _ in lasting])
    if field is not None:
        for source, name, place in lasting:
            source.inherited.setdefault(field, InheritedValue(name, place))
    return field


def _is_whole(source: InterpretedTable, name: str, sources: Sequence[InterpretedTable]) -> bool:
    return is_name_of_whole_list(name) or (not is_agency_name(name) and contains_all_others(source, sources))


def _missing_field(names: Sequence[str], sources: Sequence[InterpretedTable]) -> str | None:
    """Return the field that the names stand for: the one no table has, and of two what they look like."""
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
    return any(one.round is not None for source in sources for one in source.columns.rounds)


def _most(answers: Iterable[object]) -> bool:
    listed = [bool(answer) for answer in answers]
    return 2 * sum(listed) > len(listed)


def _date_after_label(row: CellRow, column: int) -> Value:
    """Return a real date beside the words that say what it is of, as in Date of report: 12 June 2024."""
    value, label = row.value_at(column), _held(row)[0]
    says = label < column and is_date_label(plain_text(row.value_at(label)))
    return value if says and isinstance(value, DateCell) else None


def _held(row: CellRow) -> list[int]:
    return [column for column, value in enumerate(row.values, start=1) if value is not None]


def _texts(source: InterpretedTable) -> frozenset[str]:
    column = source.columns.column(ColumnMeaning.RECOMMENDATION)
    return frozenset(label_key(plain_text(item.row.value_at(column))) for item in source.rows.items)
