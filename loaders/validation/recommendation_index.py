"""Where a recommendation stands, and which days lie before its review was published."""

from collections.abc import Iterable, Mapping
from datetime import date

from loaders.issue_log import IssueLog
from loaders.parsing.rows import Field, ParsedRow
from loaders.parsing.tables import Tables
from loaders.records import Record

RecommendationId = tuple[Field, Field]


def recommendation_id(one: ParsedRow) -> RecommendationId:
    """Return the review and the ref of a row, which together name one recommendation."""
    return one.row["review"], one.row["ref"]


def recommendations_by_id(tables: Tables) -> Mapping[RecommendationId, ParsedRow]:
    """Return the recommendations by review and ref; of two with the same ref the first."""
    found: dict[RecommendationId, ParsedRow] = {}
    for one in tables.recommendations:
        found.setdefault(recommendation_id(one), one)
    return found


def report_unknown_refs(rows: list[ParsedRow], tables: Tables, log: IssueLog) -> None:
    """Note rows whose ref is no recommendation's; the review's own mistakes are told elsewhere."""
    known = {*recommendations_by_id(tables), *tables.known_recommendations}
    if {(row["review"], row["ref"]) for row, _ in rows} <= known:
        return
    reviews = {review for review, _ in known}
    for one in rows:
        review, ref = recommendation_id(one)
        if ref is not None and review in reviews and (review, ref) not in known:
            log.add_at(one.record, "ref", "ref-unknown", found=str(ref), review=str(review))


def report_dates_before_review(rows: Iterable[ParsedRow], field: str, tables: Tables, log: IssueLog) -> None:
    """Note dates that end before the review was published: often a wrong year."""
    published = publication_days(tables)
    for one in rows if published else ():
        stated, review = one.date(field), one.text("review")
        first = published.get(review) if review else None
        if stated is not None and stated.last is not None and first is not None and stated.last < first:
            log.add_at(one.record, field, "date-before-review", found=stated.words, published=first.isoformat())


def location_relative_to(first: Record, field: str, one: Record) -> str:
    """Return the cell of a field as another record may call it: with its sheet where that is another one."""
    sheet, cell = first.location(field)
    return cell if cell and sheet == one.location(field)[0] else f"{sheet} {cell}".strip()


def publication_days(tables: Tables) -> Mapping[str, date]:
    """Return the first day each review can have been published on, of those that say when."""
    days: dict[str, date] = {}
    for one in tables.reviews:
        stated, review = one.date("published"), one.text("review")
        if review is not None and stated is not None and stated.first is not None:
            days.setdefault(review, stated.first)
    return days
