"""The issues of a tracker that is not filled in yet: one issue in place of one for each empty cell."""

from collections.abc import Sequence

from loaders.issue_log import make_issue
from loaders.parsing.rows import ParsedRow
from loaders.parsing.tables import Tables
from model.issues.issue import Issue

_OF_EMPTY_CELLS = frozenset(
    {
        *("value-missing", "update-empty", "basis-missing", "rated-by-missing"),
        *("snapshot-undated", "statuses-taken-as-published", "key-missing"),
    }
)
_OF_NO_STATUS = frozenset({"statuses-taken-as-published", "key-missing"})
_OF_UNREAD_STATUS = frozenset(
    {
        *("status-unknown", "status-colour-disagrees", "statuses-differ", "action-statuses-differ", "colour-unsure"),
        *("colours-not-read", "status-columns-two", "statuses-side-by-side", "key-not-read", "fills-of-rows"),
        *("paper-status-blank", "paper-statuses-differ", "scale-proposed", "sheet-missing", "sheet-without-headings"),
    }
)
"""Issues of statuses that the workbook has and that were not read."""


def blank_tracker_issues(tables: Tables, issues: Sequence[Issue]) -> tuple[Issue, ...]:
    """Return issues with one for a tracker in which nothing, or no status, is filled in, instead of its empty cells.

    A list without any update needs no month, so that issue is left out too.
    """
    if not tables.recommendations:
        return tuple(issues)
    sheet = tables.recommendations[0].record.sheet
    if _is_blank(tables):
        others = tuple(issue for issue in issues if issue.code not in _OF_EMPTY_CELLS)
        return (*others, make_issue("recommendations-empty", sheet=sheet))
    if not tables.progress:
        issues = [issue for issue in issues if issue.code != "snapshot-undated"]
    if tables.statuses_read or tables.proposed is not None or any(one.code in _OF_UNREAD_STATUS for one in issues):
        return tuple(issues)
    others = tuple(issue for issue in issues if issue.code not in _OF_NO_STATUS)
    return (*others, make_issue("statuses-missing", sheet=sheet))


def _is_blank(tables: Tables) -> bool:
    """Return whether no recommendation has more than its ref, and no update has a status or a text."""
    return not any(map(_has_content, tables.recommendations)) and not any(
        parsed.row["status"] or parsed.row["update"] or parsed.row["update_cy"] for parsed in tables.progress
    )


def _has_content(parsed: ParsedRow) -> bool:
    return any(value for field, value in parsed.row.items() if field not in ("review", "ref"))
