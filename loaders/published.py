"""A workbook as what is published: its review, the words of its dates, its scale, and the reviews it describes."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz

from loaders.cells.values import plain_text
from loaders.issue_log import IssueLog, issue_at, make_issue
from loaders.options import ReadOptions
from loaders.parsing.rows import ParsedRow, plain_rows
from loaders.parsing.statuses import declares_scale
from loaders.parsing.tables import Tables
from loaders.records import Recognised, Record
from loaders.vocabulary.refs import ref_key
from loaders.vocabulary.status_words import status_labels
from model.dates.date import PartialDate
from model.issues.issue import Issue
from model.status.scale import Scale
from model.text import label_key
from model.tracker.columns import REVIEWS
from model.tracker.published import MAX_TEXT, Published, PublishedRecommendation

if TYPE_CHECKING:
    from model.tracker.reading import Row

_ASSUMED, _CANONICAL = "review-assumed", "canonical"
_MIN_SIMILARITY = 80.0
_MIN_PART_LENGTH = 25
"""So long a text is recognised as a part of another; a shorter one only as the whole."""
_CLEAR_SHARE = 0.6
"""The share of a workbook's recommendations that have the ref and the text of one review, to be read as that review."""
_TEXTS = ("title", "recommendation")
_DATES = {
    "recommendations": ("target",),
    "progress": ("date",),
    "monitoring": ("due",),
    "targets": ("date", "target"),
    "decisions": ("date",),
}
"""The dates of each table that may have published words."""


def name_published_review(recognised: Recognised, log: IssueLog, options: ReadOptions) -> tuple[Recognised, IssueLog]:
    """Return the records under the name of the published review that they are of, and the log with that as an issue.

    A review that the workbook names is left as it is, as is one that a person chose. Without a clear match the assumed
    name stays, with its issue: a person is asked.
    """
    assumed = next((issue for issue in log.issues if issue.code == _ASSUMED), None)
    if assumed is None:
        return recognised, log
    if options.review is not None:
        return (_without_assumed_title(recognised, options) if options.review == assumed.found else recognised), log
    recommendations = recognised.records.get("recommendations", ())
    counts = _matching_recommendations(recommendations, options.published)
    review = _clear_match(counts, len(recommendations))
    if review is None:
        return recognised, log
    total, matching = str(len(recommendations)), str(counts[review])
    renamed = replace(recognised, records=_renamed(recognised.records, assumed.found, review))
    named_log = IssueLog()
    named_log.extend(each for each in log.issues if each is not assumed)
    named_log.add(
        "review-published",
        sheet=assumed.sheet,
        cell=assumed.cell,
        found=review,
        matching=matching,
        count=total,
        assumed=assumed.found,
    )
    return _without_assumed_title(renamed, replace(options, review=review)), named_log


def word_dates_as_published(tables: Tables, published: Published) -> Tables:
    """Return the tables with each date in the published words of its days: "Feb 24" is February 2024."""
    words: dict[tuple[str, ...], str] = {}
    for date in published.dates:
        words.setdefault((date.field, date.first, date.last, date.precision), date.words)
    all_words = {(date.field, date.words) for date in published.dates}

    def reworded(parsed: ParsedRow, field: str) -> ParsedRow:
        stated = parsed.date(field)
        if stated is None or (field, stated.words) in all_words:
            return parsed
        usual = words.get((field, *_days(stated)))
        return parsed._replace(row={**parsed.row, field: replace(stated, words=usual)}) if usual else parsed

    rows: dict[str, Any] = {}
    for table, fields in _DATES.items() if words else ():
        for field in fields:
            rows[table] = [reworded(parsed, field) for parsed in rows.get(table, getattr(tables, table))]
    return replace(tables, **rows)


def use_published_scale(tables: Tables, published: Published, log: IssueLog, *, layout: str) -> Tables:
    """Return the tables with the published scale, if they have the same statuses, order and complete statuses.

    One issue names the statuses whose name or meaning is another. A canonical workbook is where the scale is changed on
    purpose: it keeps its own until it is merged.
    """
    scale = published.scale
    names = same_statuses(tables.scale, scale) if scale is not None else None
    if scale is None or names is None or tables.scale == scale:
        return tables
    differing = [
        status.name
        for status in tables.scale.statuses
        if status.name != names[status.name] or _is_reworded(status.meaning, scale[names[status.name]].meaning)
    ]
    is_canonical = layout == _CANONICAL and declares_scale(tables.key)
    if differing and declares_scale(tables.key):
        first = next(parsed for parsed in tables.key if parsed.text("status") in differing)
        mode = "canonical" if is_canonical else ""
        log.add_at(first.record, "meaning", "scale-published", found=", ".join(differing), layout=mode)
    if is_canonical:
        return tables
    progress = [
        parsed._replace(row={**parsed.row, "status": names[status]})
        if (status := parsed.text("status")) is not None and names[status] != status
        else parsed
        for parsed in tables.progress
    ]
    return replace(tables, scale=scale, progress=progress)


def same_statuses(scale: Scale, published: Scale) -> Mapping[str, str] | None:
    """Return the published name of each status of a scale; None if statuses, order or completeness differ.

    A status is the same by its word in either language or by its letters, in any case. A scale that says of no status
    that it is complete differs in none.
    """
    if not scale.ordered or len(scale.statuses) != len(published.statuses):
        return None
    labels = status_labels(published)
    names: dict[str, str] = {}
    for status, other in zip(scale.statuses, published.statuses, strict=True):
        same_completeness = status.complete == other.complete or not scale.complete
        if labels.get(label_key(status.name)) != other.name or not same_completeness:
            return None
        names[status.name] = other.name
    return names


def round_issues(tables: Tables, published: Published) -> Iterator[Issue]:
    """Yield that a workbook is that of a round, and an error of each recommendation that is not published like this.

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


def review_rows(tables: Tables, log: IssueLog) -> "list[Row]":
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


def _matching_recommendations(records: Sequence[Record], published: Published) -> Counter[str]:
    """Return, for each published review, how many recommendations have the ref and the text of one of its own."""
    by_id = {(each.review, ref_key(each.ref)): each for each in published.recommendations}
    counts: Counter[str] = Counter()
    for record in records if by_id else ():
        ref = ref_key(record.value("ref"))
        texts = [label_key(plain_text(record.value(field))) for field in _TEXTS]
        for review in published.reviews:
            other = by_id.get((review, ref))
            if other is not None and _are_alike(texts, other):
                counts[review] += 1
    return counts


def _clear_match(counts: Counter[str], total: int) -> str | None:
    """Return the review with most of the recommendations; None if they are few, or another review has half as many."""
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < _CLEAR_SHARE * total:
        return None
    is_clear = len(ranked) == 1 or 2 * ranked[1][1] < ranked[0][1]
    return ranked[0][0] if is_clear else None


def _are_alike(texts: Sequence[str], published: PublishedRecommendation) -> bool:
    others = [label_key(text) for text in (published.title, published.text)]
    return any(_is_alike(text, other) for text in texts if text for other in others if other)


def _is_alike(text: str, other: str) -> bool:
    if fuzz.ratio(text, other) >= _MIN_SIMILARITY or fuzz.token_sort_ratio(text, other) >= _MIN_SIMILARITY:
        return True
    is_long = min(len(text), len(other)) >= _MIN_PART_LENGTH
    return is_long and fuzz.partial_ratio(text, other) >= _MIN_SIMILARITY + 10


def _renamed(records: Mapping[str, Sequence[Record]], name: str, review: str) -> Mapping[str, Sequence[Record]]:
    """Return the records with another name of the review."""
    return {
        table: [record.with_value("review", review) if record.value("review") == name else record for record in listed]
        for table, listed in records.items()
    }


def _without_assumed_title(recognised: Recognised, options: ReadOptions) -> Recognised:
    """Return the records without the title that was assumed for a published review, which has one of its own."""
    if options.review not in options.published.reviews:
        return recognised
    described = [
        record
        for record in recognised.records.get("reviews", ())
        if record.value("review") != options.review or record.cells.keys() - {"review", "title"}
    ]
    return replace(recognised, records={**recognised.records, "reviews": described})


def _days(stated: PartialDate) -> tuple[str, str, str]:
    """Return the first and the last day of a date, and its precision."""
    first, last = (day.isoformat() if day else "" for day in (stated.first, stated.last))
    return first, last, stated.precision.value


def _is_reworded(meaning: str, published: str) -> bool:
    return bool(meaning) and label_key(meaning).rstrip(" .!") != label_key(published).rstrip(" .!")
