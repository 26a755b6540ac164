"""Check updates: that they have a recommendation, words, no duplicates, and a basis for their status."""

from loaders.issue_log import IssueLog
from loaders.parsing.rows import ParsedRow
from loaders.parsing.tables import Tables
from loaders.validation.recommendation_index import report_dates_before_review, report_unknown_refs
from model.dates.date import PartialDate
from model.terms import Kind


def check_progress(tables: Tables, log: IssueLog) -> None:
    """Report updates and promises without a recommendation, and updates repeated, without words or without a basis.

    Only updates of progress cannot be before the review: an agency may respond to a review before it is published.
    """
    report_unknown_refs(tables, log)
    _report_repeated(tables.progress, log)
    for parsed in tables.progress:
        row, record = parsed
        if row["update"] is None and "update" in record.columns and record.values.get("update") is None:
            log.add_at(record, "update", "update-empty")
        if row["status"] is not None and (record.values.get("basis") is None or "rated_by" in record.columns):
            _report_unexplained(parsed, log)
    later = (parsed for parsed in tables.progress if parsed.row["kind"] != Kind.RESPONSE)
    report_dates_before_review(later, "date", tables, log)


def _report_repeated(progress: list[ParsedRow], log: IssueLog) -> None:
    first: dict[tuple[object, ...], ParsedRow] = {}
    for parsed in progress:
        row, record = parsed
        stated, kind, ref = row["date"], row["kind"], row["ref"]
        if ref is None or kind is None or not isinstance(stated, PartialDate) or stated.first is None:
            continue
        previous = first.setdefault((row["review"], ref, stated.first, stated.last, kind), parsed)
        if previous is not parsed:
            number, sheet = str(previous.record.row), previous.record.sheet
            other = sheet if sheet != record.sheet else ""
            details = {"date": stated.words, "kind": str(kind), "first_row": number, "first_sheet": other}
            log.add_at(record, "ref", "update-repeated", found=str(ref), severity=None, **details)


def _report_unexplained(parsed: ParsedRow, log: IssueLog) -> None:
    record = parsed.record
    if record.values.get("basis") is None:
        log.add_at(record, "basis", "basis-missing", status=parsed.text("status") or "")
    if "rated_by" in record.columns and record.values.get("rated_by") is None:
        log.add_at(record, "rated_by", "rated-by-missing", status=parsed.text("status") or "")
