"""Check updates: that they have a recommendation, words, no duplicates, and a basis for their status."""

from collections.abc import Iterator

from loaders.issue_log import issue_at
from loaders.parsing.rows import ParsedRow
from loaders.parsing.tables import Tables
from loaders.validation.recommendation_index import dates_before_review_issues, unknown_ref_issues
from model.dates.date import PartialDate
from model.issues.issue import Issue
from model.terms import Kind


def progress_issues(tables: Tables) -> Iterator[Issue]:
    """Yield the issues of updates and promises without a recommendation, and of updates repeated or without words.

    Only updates of progress cannot be before the review: an agency may respond to a review before it is published.
    """
    yield from unknown_ref_issues(tables)
    yield from _repeated_issues(tables.progress)
    for parsed in tables.progress:
        row, record = parsed
        is_empty = "update" in record.cells and record.value("update") is None
        if is_empty and row["update"] is None and row["update_cy"] is None:
            yield issue_at(record, "update", "update-empty")
        if row["status"] is not None and (record.value("basis") is None or "rated_by" in record.cells):
            yield from _unexplained_issues(parsed)
    later = (parsed for parsed in tables.progress if parsed.row["kind"] != Kind.RESPONSE)
    yield from dates_before_review_issues(later, "date", tables)


def _repeated_issues(progress: list[ParsedRow]) -> Iterator[Issue]:
    first: dict[tuple[object, ...], ParsedRow] = {}
    for parsed in progress:
        row, record = parsed
        stated, kind, ref = row["date"], row["kind"], row["ref"]
        if ref is None or kind is None or not isinstance(stated, PartialDate) or stated.first is None:
            continue
        previous = first.setdefault((row["review"], ref, stated.first, stated.last, kind), parsed)
        if previous is not parsed:
            number, sheet = str(previous.record.place.row), previous.record.sheet
            other = sheet if sheet != record.sheet else ""
            details = {"date": stated.words, "kind": str(kind), "first_row": number, "first_sheet": other}
            yield issue_at(record, "ref", "update-repeated", found=str(ref), severity=None, **details)


def _unexplained_issues(parsed: ParsedRow) -> Iterator[Issue]:
    record = parsed.record
    if record.value("basis") is None:
        yield issue_at(record, "basis", "basis-missing", status=parsed.text("status") or "")
    if "rated_by" in record.cells and record.value("rated_by") is None:
        yield issue_at(record, "rated_by", "rated-by-missing", status=parsed.text("status") or "")
