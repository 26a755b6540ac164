"""Every kind of trouble a workbook can have, and how much each matters.

Each code has its sentences in `wording.issues` and its paragraph in the workbook contract.
"""

from collections.abc import Mapping

from model.issue import Severity

SEVERITIES: Mapping[str, Severity] = {
    # Sheets and headings
    "sheet-missing": Severity.ERROR,
    "sheet-unknown": Severity.INFO,
    "sheet-without-headings": Severity.ERROR,
    "sheet-hidden": Severity.INFO,
    "rows-hidden": Severity.INFO,
    "columns-hidden": Severity.INFO,
    "rows-above-headings": Severity.INFO,
    "heading-missing": Severity.ERROR,
    "heading-repeated": Severity.ERROR,
    "heading-unknown": Severity.WARNING,
    "column-without-heading": Severity.WARNING,
    # Any cell
    "cell-error": Severity.ERROR,
    "formula-not-calculated": Severity.ERROR,
    "text-cleaned": Severity.INFO,
    "text-shortened": Severity.ERROR,
    "value-missing": Severity.ERROR,
    "flag-unknown": Severity.WARNING,
    # Dates: an error where an update cannot be placed without it
    "date-ambiguous": Severity.WARNING,
    "date-year-missing": Severity.WARNING,
    "date-impossible": Severity.WARNING,
    "date-out-of-range": Severity.WARNING,
    "date-unrecognised": Severity.WARNING,
    "date-without-days": Severity.ERROR,
    "date-before-review": Severity.WARNING,
    "date-from-day-number": Severity.INFO,
    # Reviews and recommendations
    "review-unknown": Severity.ERROR,
    "review-repeated": Severity.ERROR,
    "review-filled": Severity.INFO,
    "review-not-described": Severity.INFO,
    "recommendations-empty": Severity.ERROR,
    "ref-unknown": Severity.ERROR,
    "ref-repeated": Severity.ERROR,
    "related-unknown": Severity.WARNING,
    "related-itself": Severity.WARNING,
    # Updates
    "kind-unknown": Severity.ERROR,
    "status-unknown": Severity.ERROR,
    "basis-unknown": Severity.WARNING,
    "basis-missing": Severity.WARNING,
    "rated-by-missing": Severity.WARNING,
    "update-repeated": Severity.ERROR,
    "update-empty": Severity.WARNING,
    # Monitoring
    "monitoring-kind-unknown": Severity.WARNING,
    # Key
    "key-missing": Severity.INFO,
    "key-status-repeated": Severity.ERROR,
    "key-status-reserved": Severity.ERROR,
    "key-none-complete": Severity.WARNING,
    "key-colour-unknown": Severity.WARNING,
    # Names
    "agencies-split": Severity.INFO,
    "agency-repeated": Severity.INFO,
    "name-variant": Severity.INFO,
    "name-similar": Severity.WARNING,
    "name-kind-unknown": Severity.WARNING,
    "name-repeated": Severity.WARNING,
}
"""Each code of an `Issue` with its usual severity."""

FILE_FAULTS: tuple[str, ...] = (
    "file-missing",
    "file-is-folder",
    "file-unreadable",
    "file-empty",
    "file-too-large",
    "file-not-workbook",
    "file-old-format",
    "file-encrypted",
    "file-macros",
    "file-damaged",
    "too-many-sheets",
    "too-many-rows",
    "too-many-columns",
    "no-table",
)
"""Each code of a `WorkbookError`: the file cannot be used at all."""
