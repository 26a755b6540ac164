"""A workbook as what is published: its review, the words of its dates, its scale, and the reviews it describes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rapidfuzz import fuzz

from loaders.cells import plain_text
from loaders.options import ReadOptions
from loaders.parsing.rows import Field, ParsedRow, plain_rows
from loaders.parsing.statuses import scale_from_key
from loaders.parsing.tables import Tables
from loaders.records import IssueLog, Recognised, Record, issue_at, make_issue
from loaders.vocabulary.refs import is_same_text, ref_key
from loaders.vocabulary.status_words import status_labels
from model.issue import Issue
from model.status import Scale
from model.terms import label_key
from model.tracker.columns import OF_RECOMMENDATIONS, RECOMMENDATIONS, REVIEWS, DataType
from model.tracker.reading import MAX_TEXT, Published, Row

# So long a text is recognised as a part of another, which need only be similar; a shorter one only as the whole.
_MIN_PART_LENGTH, _PART_SIMILARITY = 25, 90
# The share of a workbook's recommendations that have the ref and the text of one review, to be read as that review.
_CLEAR_SHARE = 0.6


def name_published_review(recognised: Recognised, log: IssueLog, options: ReadOptions) -> tuple[Recognised, IssueLog]:
    """Return the records under the name of the published review that they are of, and the log with that as an issue.

    A review that the workbook names is left as it is, as is one that a person chose; a published review has a title of
    its own. Without a clear match the assumed name stays, with its issue: a person is asked.
    """
    assumed = next((issue for issue in log.issues if issue.code == "review-assumed"), None)
    if assumed is None:
        return recognised, log
    review, matching, listed = options.review, 0, recognised.records.get("recommendations", ())
    if review is None:
        review, matching = _matching_review(listed, options.published)
    elif review != assumed.found or review not in options.published.reviews:
        return recognised, log
    if review is None:
        return recognised, log
    records = {
        table: [each.with_value("review", review) if each.value("review") == assumed.found else each for each in rows]
        for table, rows in recognised.records.items()
    }
    records["reviews"] = [
        record
        for record in records.get("reviews", ())
        if record.value("review") != review or record.cells.keys() - {"review", "title"}
    ]
    if options.review is None:
        details = {"matching": str(matching), "count": str(len(listed)), "assumed": assumed.found}
        place = {"sheet": assumed.sheet, "cell": assumed.cell}
        issues, log = [each for each in log.issues if each is not assumed], IssueLog()
        log.add_all([*issues, make_issue("review-published", found=review, severity=None, **place, **details)])
    return replace(recognised, records=records), log


def word_dates_as_published(tables: Tables, published: Published) -> Tables:
    """Return the tables with each date in the published words of its days: "Feb 24" is February 2024."""
    words = {tuple(date[:4]): date.words for date in reversed(published.dates)}
    all_words = {(date.field, date.words) for date in published.dates}

    def reworded(parsed: ParsedRow, fields: Sequence[str]) -> ParsedRow:
        changed: dict[str, Field] = {}
        for field in fields:
            stated = parsed.date(field)
            if stated is not None and (field, stated.words) not in all_words:
                days = (day.isoformat() if day else "" for day in (stated.first, stated.last))
                usual = words.get((field, *days, stated.precision.value))
                changed |= {field: replace(stated, words=usual)} if usual else {}
        return parsed._replace(row={**parsed.row, **changed}) if changed else parsed

    rows: dict[str, Any] = {}
    for plan in (RECOMMENDATIONS, *OF_RECOMMENDATIONS) if words else ():
        fields = [column.field for column in plan.columns if column.data_type is DataType.DATE]
        rows[plan.table] = [reworded(parsed, fields) for parsed in getattr(tables, plan.table)]
    return replace(tables, **rows)


def use_published_scale(tables: Tables, published: Published, log: IssueLog, *, layout: str) -> Tables:
    """Return the tables with the published scale, if they have the same statuses, order and complete statuses.

    One issue names the statuses whose name or meaning is another. A canonical workbook is where the scale is changed on
    purpose: it keeps its own until it is merged.
    """
    scale = published.scale
    names = _same_statuses(tables.scale, scale) if scale is not None else None
    if scale is None or names is None or tables.scale == scale:
        return tables
    differing = [
        status.name
        for status in tables.scale.statuses
        if status.name != names[status.name] or _is_reworded(status.meaning, scale[names[status.name]].meaning)
    ]
    has_key = scale_from_key(tables.key) is not None
    is_canonical = layout == "canonical" and has_key
    if differing and has_key:
        first = next(parsed for parsed in tables.key if parsed.text("status") in differing)
        mode = "canonical" if is_canonical else ""
        log.add_at(first.record, "meaning", "scale-published", found=", ".join(differing), layout=mode)
    if is_canonical:
        return tables
    renamed = ({"status": names.get(parsed.text("status") or "")} for parsed in tables.progress)
    progress = [p._replace(row={**p.row, **new}) for p, new in zip(tables.progress, renamed, strict=True)]
    return replace(tables, scale=scale, progress=progress)


def round_issues(tables: Tables, published: Published) -> Iterator[Issue]:
    """Yield that a workbook belongs to a round, and an error for each recommendation that differs from the published.

    It has the recommendations of the tracker that the round was collected for: another text is one of another tracker,
    or was changed since.
    """
    yield make_issue("round-workbook")
    by_id = {(each.review, each.ref): each for each in published.recommendations}
    for parsed in tables.recommendations if by_id else ():
        review, ref = parsed.text("review") or "", parsed.text("ref") or ""
        other = by_id.get((review, ref))
        if other is None or other.text != (parsed.text("recommendation") or "")[:MAX_TEXT]:
            field, kind = ("ref", "ref") if other is None else ("recommendation", "text")
            yield issue_at(parsed.record, field, "round-other-tracker", found=ref, review=review, kind=kind)


def review_rows(tables: Tables, log: IssueLog) -> list[Row]:
    """Return a row for each review; a name without a row on a Reviews sheet is its title too, and is reported."""
    if tables.reviews:
        return plain_rows(tables.reviews)
    used = [parsed.text("review") for parsed in tables.recommendations + tables.progress]
    names = dict.fromkeys(name for name in used if name is not None)
    rows: list[Row] = []
    for name in names:
        log.add("review-not-described", found=name)
        rows.append({column.field: None for column in REVIEWS.columns} | {"review": name, "title": name})
    return rows


def _matching_review(records: Sequence[Record], published: Published) -> tuple[str | None, int]:
    """Return the review of which most recommendations have the ref and the text, with their number.

    None if they are few, or if another review has half as many.
    """
    by_id = {(each.review, ref_key(each.ref)): (each.title, each.text) for each in published.recommendations}
    counts = dict.fromkeys(published.reviews, 0)
    for record in records if by_id else ():
        texts = [plain_text(record.value(field)) for field in ("title", "recommendation")]
        for review in counts:
            published_texts = by_id.get((review, ref_key(record.value("ref"))), ("", ""))
            pairs = ((text, other) for text in texts for other in published_texts if text and other)
            counts[review] += any(_is_alike(text, other) for text, other in pairs)
    ranked = sorted(counts, key=lambda review: -counts[review])
    most, second = ([counts[review] for review in ranked] + [0, 0])[:2]
    is_clear = most > 2 * second and most >= _CLEAR_SHARE * len(records)
    return (ranked[0], most) if is_clear else (None, 0)


def _is_alike(text: str, other: str) -> bool:
    if is_same_text(text, other) or min(len(text), len(other)) < _MIN_PART_LENGTH:
        return is_same_text(text, other)
    return fuzz.partial_ratio(label_key(text), label_key(other)) >= _PART_SIMILARITY


def _same_statuses(scale: Scale, published: Scale) -> Mapping[str, str] | None:
    """Return the published name of each status of a scale; None if statuses, order or completeness differ.

    A status is the same by its word in either language or by its letters, in any case. A scale that says of no status
    that it is complete differs in none.
    """
    if not scale.ordered or len(scale.statuses) != len(published.statuses):
        return None
    labels, pairs = status_labels(published), list(zip(scale.statuses, published.statuses, strict=True))
    same_words = all(labels.get(label_key(status.name)) == other.name for status, other in pairs)
    same_completeness = all(status.complete == other.complete or not scale.complete for status, other in pairs)
    return {status.name: other.name for status, other in pairs} if same_words and same_completeness else None


def _is_reworded(meaning: str, published: str) -> bool:
    return bool(meaning) and label_key(meaning).rstrip(" .!") != label_key(published).rstrip(" .!")
