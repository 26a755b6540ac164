"""Issues of what was assumed about a tracker: the basis of its statuses, its refs and its texts."""

from collections.abc import Iterator

from loaders.issue_log import make_issue
from loaders.layouts.select.choose_tables import TrackerTables
from loaders.vocabulary.heading_aliases import ColumnMeaning
from model.issues.issue import Issue
from model.tracker.columns import RECOMMENDATIONS


def assumption_issues(tracker: TrackerTables) -> Iterator[Issue]:
    """Yield an issue each if statuses have no basis, or the items have no refs or no texts."""
    main = tracker.main
    sheet, cell = main.table.sheet.name, main.table.headings[0].cell
    meanings = {meaning for source in tracker.all for meaning in source.meanings}
    if ColumnMeaning.STATUS in meanings and ColumnMeaning.BASIS not in meanings:
        yield make_issue("statuses-taken-as-published", sheet=sheet, cell=cell)
    if ColumnMeaning.REF not in main.columns.fields and not main.refs_in_text and "ref" not in main.inherited:
        yield make_issue("refs-numbered", sheet=sheet, cell=cell)
    if ColumnMeaning.RECOMMENDATION not in meanings:
        heading = next(column.heading for column in RECOMMENDATIONS.columns if column.field == "recommendation")
        yield make_issue("heading-missing", sheet=sheet, cell=cell, expected=heading)
