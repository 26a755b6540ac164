"""The name of a free layout, from the tables of the tracker and what the names of its sheets give."""

from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.select.inherit_names import NamedTables
from loaders.vocabulary.heading_aliases import ColumnMeaning

_BY_SHEETS = {"theme": "sheets-by-theme", "lead_agency": "sheets-by-agency", "date": "sheets-by-round"}


def layout_name(named: NamedTables) -> str:
    """Return the name of the layout of a tracker."""
    tracker, items = named.tables, named.tables.item_tables
    if 2 * sum(source.is_form for source in items) > len(items):
        return "forms"
    if tracker.update_tables:
        return "separate-sheets"
    if named.sheet_field:
        return _BY_SHEETS[named.sheet_field]
    if tracker.main.table.transposition is not None:
        return "turned"
    return "stacked" if named.title_field else _shape(tracker.main)


def _shape(source: InterpretedTable) -> str:
    if source.dated:
        return "long"
    named = [period for period in source.columns.rounds if period.round is not None]
    if not named:
        return "snapshot"
    texts = (ColumnMeaning.UPDATE, ColumnMeaning.RESPONSE)
    return "wide" if any(period.columns.keys() & {*texts} for period in named) else "matrix"
