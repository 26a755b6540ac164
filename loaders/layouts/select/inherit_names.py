"""Inherit a field of every row of a table from the name of its sheet or its title: a round, an agency or a theme."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from loaders.cells.values import plain_text
from loaders.layouts.interpret.interpreted_table import InheritedValue, InterpretedTable
from loaders.layouts.select.choose_tables import TrackerTables
from loaders.layouts.select.sheet_names import role_of_name, title_above
from loaders.vocabulary.agency_initials import is_agency_name
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_periods import split_round
from loaders.vocabulary.name_periods import period_of_name, round_of_name
from model.text import normalise_space

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
_NamedTable = tuple[InterpretedTable, str, tuple[str, str]]
"""A table, its name, and the sheet and the cell of the name."""


def inherit_names(tracker: TrackerTables) -> TrackerTables:
    """Return a tracker with missing fields from the names of its sheets, and then from the titles of its tables."""
    sources = ((source, source.table.sheet.name) for source in tracker.item_tables if not source.is_form)
    names = [(source, name, (name, "")) for source, name in sources]
    sheet_field, changed = _inherit(names) if len({name for _, name, _ in names}) > 1 else (None, [])
    tracker = tracker.with_tables(changed)
    title_field = None
    for sheet in dict.fromkeys(source.table.sheet.name for source in tracker.item_tables):
        on_sheet = [source for source in tracker.item_tables if source.table.sheet.name == sheet]
        if len(on_sheet) > 1 and not on_sheet[0].is_form:
            above = [(source, title) for source in on_sheet if (title := title_above(source.table)) is not None]
            titles = [(source, plain_text(title.value), title.location) for source, title in above]
            field, changed = _inherit(titles) if len(titles) > 1 else (None, [])
            title_field = field or title_field
            tracker = tracker.with_tables(changed)
    return replace(tracker, sheet_field=sheet_field, title_field=title_field)


def is_name_of_whole_list(name: str) -> bool:
    """Return whether the name of a sheet is that of a whole list: All, Master, Summary, Recommendations."""
    return bool(_WHOLE_LIST_NAMES.fullmatch(normalise_space(name.replace("_", " "))))


def contains_all_others(source: InterpretedTable, sources: Sequence[InterpretedTable]) -> bool:
    """Return whether a table has every item of all other sheets, and more than each, so that they are its parts."""
    texts = set(source.texts())
    others = [set(other.texts()) for other in sources if other.table.sheet is not source.table.sheet]
    return len(others) > 1 and all(other < texts for other in others)


def _inherit(named: Sequence[_NamedTable]) -> tuple[str | None, list[InterpretedTable]]:
    """Return the field that names give, and the tables with it; a role or the whole list is no theme and no agency."""
    sources = [source for source, *_ in named]
    field: str | None = "date"
    found = [(source, words, at) for source, name, at in named if (words := period_of_name(name)) is not None]
    if 2 * len(found) <= len(named):
        found = [(source, name, at) for source, name, at in named if _is_part(source, name, sources)]
        names = [name for _, name, _ in found]
        field = _missing_field(names, [source for source, *_ in found]) if len(set(names)) > 1 else None
    values = [(source, InheritedValue(words, at)) for source, words, at in found if field not in source.inherited]
    return field, [source.inherit({field: value}) for source, value in values if field is not None]


def _is_part(source: InterpretedTable, name: str, sources: Sequence[InterpretedTable]) -> bool:
    """Return whether a name can be that of a part of the list: of no role, no whole list and no period."""
    is_period = period_of_name(name) is not None and round_of_name(name) is None
    is_whole = is_name_of_whole_list(name) or (not is_agency_name(name) and contains_all_others(source, sources))
    return role_of_name(split_round(name)[0]) is None and not is_period and not is_whole


def _missing_field(names: Sequence[str], sources: Sequence[InterpretedTable]) -> str | None:
    """Return the field for the names: the one that no table has; of two, agencies if most look like agencies."""
    if _most(_NO_THEME.fullmatch(name.strip()) for name in names):
        return None
    agency = any(ColumnMeaning.LEAD_AGENCY in source.columns.fields for source in sources)
    theme = any(ColumnMeaning.THEME in source.columns.fields for source in sources)
    if not agency and _most(is_agency_name(name) for name in names):
        return "lead_agency"
    return None if theme else "theme"


def _most(answers: Iterable[object]) -> bool:
    listed = [bool(answer) for answer in answers]
    return 2 * sum(listed) > len(listed)
