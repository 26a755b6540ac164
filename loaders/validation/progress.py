"""Updates: each of a recommendation that exists, told once, with words, and a status that says who gave it."""

from loaders.issue_log import IssueLog
from loaders.parsing.rows import ParsedRow
from loaders.parsing.tables import Tables
from loaders.validation.recommendation_index import report_dates_before_review, report_unknown_refs
from model.dates.date import PartialDate
from model.terms import Kind


def check_progress(tables: Tables, log: IssueLog) -> None:
    """Note updates of no recommendation, repeated ones, those without words, and statuses without their basis.

    Only updates of progress can lie before the review: an agency may answer a review before it is in print.
    """
    report_unknown_refs(tables.progress, tables, log)
    _tell_repeated(tables.progress, log)
    for one in tables.progress:
        row, record = one
        if row["update"] is None and "update" in record.columns and record.values.get("update") is None:
            log.add_at(record, "update", "update-empty")
        if row["status"] is not None and (record.values.get("basis") is None or "rated_by" in record.columns):
            _tell_unexplained(one, log)
    later = (one for one in tables.progress if one.row["kind"] != Kind.RESPONSE)
    report_dates_before_review(later, "date", tables, log)


def _tell_repeated(progress: list[ParsedRow], log: IssueLog) -> None:
    first: dict[tuple[object, ...], ParsedRow] = {}
    for one in progress:
        row, record = one
        stated, kind, ref = row["date"], row["kind"], row["ref"]
        if ref is None or kind is None or not isinstance(stated, PartialDate) or stated.first is None:
            continue
        before = first.setdefault((row["review"], ref, stated.first, stated.last, kind), one)
        if before is not one:
            number, sheet = str(before.record.row), before.record.sheet
            other = sheet if sheet != record.sheet else ""
            told = {"date": stated.words, "kind": str(kind), "first_row": number, "first_sheet": other}
            log.add_at(record, "ref", "update-repeated", found=str(ref), severity=None, **told)


def _tell_unexplained(one: ParsedRow, log: IssueLog) -> None:
    record = one.record
    if record.values.get("basis") is None:
        log.add_at(record, "basis", "basis-missing", status=one.text("status") or "")
    if "rated_by" in record.columns and record.values.get("rated_by") is None:
        log.add_at(record, "rated_by", "rated-by-missing", status=one.text("status") or "")
