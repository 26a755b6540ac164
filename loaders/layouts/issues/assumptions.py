"""Issues of what was assumed about a tracker: the basis of its statuses, its refs and its texts."""

from loaders.issue_log import IssueLog
from loaders.layouts.select.choose_tables import TrackerTables
from loaders.vocabulary.heading_aliases import ColumnMeaning
from model.tracker.columns import RECOMMENDATIONS


def report_assumptions(tracker: TrackerTables, log: IssueLog) -> None:
    """Report once that statuses have no basis, or that the items have no refs or no texts."""
    main = tracker.main
    sheet, cell = main.table.sheet.name, main.table.headings[0].cell
    meanings = {meaning for source in tracker.all for meaning in source.meanings}
    if ColumnMeaning.STATUS in meanings and ColumnMeaning.BASIS not in meanings:
        log.add("statuses-taken-as-published", sheet=sheet, cell=cell)
    if ColumnMeaning.REF not in main.columns.fields and not main.refs_in_text and "ref" not in main.inherited:
        log.add("refs-numbered", sheet=sheet, cell=cell)
    if ColumnMeaning.RECOMMENDATION not in meanings:
        heading = next(column.heading for column in RECOMMENDATIONS.columns if column.field == "recommendation")
        log.add("heading-missing", sheet=sheet, cell=cell, expected=heading)
