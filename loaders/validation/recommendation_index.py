"""Index the recommendations by review and ref, and the reviews by their publication day."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from loaders.issue_log import issue_at
from loaders.parsing.rows import Field, ParsedRow
from loaders.parsing.tables import Tables
from loaders.records import Record
from model.issues.issue import Issue, Severity

RecommendationId = tuple[Field, Field]


def recommendation_id(parsed: ParsedRow) -> RecommendationId:
    """Return the review and the ref of a row, which together identify one recommendation."""
    return parsed.row["review"], parsed.row["ref"]


def recommendations_by_id(tables: Tables) -> Mapping[RecommendationId, ParsedRow]:
    """Return the recommendations by review and ref; of two with the same ref, the first."""
    found: dict[RecommendationId, ParsedRow] = {}
    for parsed in tables.recommendations:
        found.setdefault(recommendation_id(parsed), parsed)
    return found


def unknown_ref_issues(tables: Tables) -> Iterator[Issue]:
    """Yield an issue of each ref that has rows of other sheets and no recommendation, once, at its first row.

    It is a warning where the recommendation is published already: then the workbook may be merged, or its row was
    deleted. A workbook without recommendations is merged. An unknown review is reported elsewhere.
    """
    listed, published = recommendations_by_id(tables), frozenset(tables.known_recommendations)
    accepted = listed.keys() if listed else published
    reviews = {review for review, _ in (*listed, *published)}
    unlisted: dict[RecommendationId, list[ParsedRow]] = {}
    for parsed in tables.of_recommendations:
        name = recommendation_id(parsed)
        if name not in accepted and name[0] in reviews and name[1] is not None:
            unlisted.setdefault(name, []).append(parsed)
    for (review, ref), rows in unlisted.items():
        is_published = (review, ref) in published
        yield issue_at(
            rows[0].record,
            "ref",
            "ref-unknown",
            found=str(ref),
            severity=Severity.WARNING if is_published else None,
            review=str(review),
            count=str(len(rows)),
            published="yes" if is_published else "",
        )


def dates_before_review_issues(
    rows: Iterable[ParsedRow],
    field: str,
    tables: Tables,
    *,
    code: str = "date-before-review",
    severity: Severity | None = None,
) -> Iterator[Issue]:
    """Yield an issue of each date that ends before its review was published: often a wrong year."""
    published = publication_days(tables)
    for parsed in rows if published else ():
        stated, review = parsed.date(field), parsed.text("review")
        first = published.get(review) if review else None
        if stated is not None and stated.last is not None and first is not None and stated.last < first:
            details = {"found": stated.words, "published": first.isoformat(), "review": str(review)}
            yield issue_at(parsed.record, field, code, severity=severity, **details)


def repeated_on_date(rows: Iterable[ParsedRow], code: str) -> Iterator[Issue]:
    """Yield an issue of each row about the same recommendation and date as an earlier one."""
    first: dict[tuple[Field, ...], ParsedRow] = {}
    for parsed in rows:
        stated, (review, ref) = parsed.date("date"), recommendation_id(parsed)
        if ref is None or stated is None or stated.first is None:
            continue
        previous = first.setdefault((review, ref, stated.first.isoformat()), parsed)
        if previous is not parsed:
            place = location_relative_to(previous.record, "date", parsed.record)
            yield issue_at(parsed.record, "ref", code, found=str(ref), date=stated.words, first=place)


def location_relative_to(first: Record, field: str, other: Record) -> str:
    """Return the cell of a field of the first record, with its sheet if the other record is on another sheet."""
    sheet, cell = first.location(field)
    return cell if cell and sheet == other.location(field)[0] else f"{sheet} {cell}".strip()


def publication_days(tables: Tables) -> Mapping[str, date]:
    """Return the first possible publication day of each review that has one, here or in what is published."""
    days: dict[str, date] = {}
    for parsed in tables.reviews:
        stated, review = parsed.date("published"), parsed.text("review")
        if review is not None and stated is not None and stated.first is not None:
            days.setdefault(review, stated.first)
    return {**tables.publication_days, **days}
