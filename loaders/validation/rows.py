"""Check the rows of a workbook against one another: what is repeated, missing, unknown or before its review."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from loaders.issue_log import issue_at
from loaders.parsing.rows import Field, ParsedRow
from loaders.parsing.tables import Tables
from loaders.records import Record
from loaders.validation.dates import date_column_issues, dates_before_review_issues, targets_before_updates_issues
from loaders.validation.statuses import key_issues
from loaders.vocabulary.names import KnownNames, fold_name
from model.dates.date import PartialDate
from model.issues.issue import Issue, Severity
from model.terms import LIST_SEPARATOR, ClosureDecision, Kind
from model.tracker.refs import named_recommendation

_RecommendationId = tuple[Field, Field]
_NAME_FIELDS = ("name", "short_name", "name_cy", "short_name_cy")


def validation_issues(tables: Tables, *, has_unread_key: bool = False) -> Iterator[Issue]:
    """Yield every issue between the rows of a workbook; a key that could not be read is not missing."""
    yield from key_issues(tables, has_unread_key=has_unread_key)
    yield from _name_issues(tables)
    yield from _review_issues(tables)
    yield from _recommendation_issues(tables)
    yield from _unlisted_issues(tables)
    yield from _progress_issues(tables)
    yield from _target_issues(tables)
    yield from _decision_issues(tables)
    yield from _early_issues(tables)
    yield from date_column_issues(tables)


def _name_issues(tables: Tables) -> Iterator[Issue]:
    """Yield the issues of names that are declared twice, and of themes and agencies that are nearly another's name."""
    first: dict[tuple[str, str], tuple[ParsedRow, str]] = {}
    for parsed in tables.names:
        for field in _NAME_FIELDS:
            kind, name = parsed.text("kind"), parsed.text(field)
            if kind is None or name is None:
                continue
            previous, form = first.setdefault((kind, fold_name(name)), (parsed, field))
            if previous is not parsed:
                yield issue_at(
                    parsed.record, field, "name-repeated", found=name, first=previous.record.cell(form).address
                )
    yield from _similar_issues(tables, ("theme",), tables.themes)
    yield from _similar_issues(tables, ("lead_agency", "supporting_agencies"), tables.agencies)


def _similar_issues(tables: Tables, fields: tuple[str, ...], known: KnownNames) -> Iterator[Issue]:
    """Yield an issue of each similar name, at its first cell; of two names similar to each other, the later one."""
    cells: dict[str, tuple[ParsedRow, str]] = {}
    for parsed in tables.recommendations:
        for field in fields:
            for name in filter(None, (parsed.text(field) or "").split(LIST_SEPARATOR)):
                cells.setdefault(name, (parsed, field))
    seen: set[str] = set()
    for name, (parsed, field) in cells.items():
        seen.add(name)
        other = known.similar_name(name)
        if other is not None and (other in seen or known.declares(other)):
            yield issue_at(parsed.record, field, "name-similar", found=name, similar=other)


def _review_issues(tables: Tables) -> Iterator[Issue]:
    """Yield the issues of repeated reviews, and of rows that name a review which is not on the Reviews sheet."""
    first: dict[str, ParsedRow] = {}
    for parsed in tables.reviews:
        review = parsed.text("review")
        if review is not None and first.setdefault(review, parsed) is not parsed:
            details = {"found": review, "first": first[review].record.cell("review").address}
            yield issue_at(parsed.record, "review", "name-repeated", severity=Severity.ERROR, **details)
    for parsed in (*tables.recommendations, *tables.of_recommendations) if first else ():
        name = parsed.text("review")
        if name is not None and name not in first:
            yield issue_at(parsed.record, "review", "review-unknown", found=name, expected=", ".join(first))


def _recommendation_issues(tables: Tables) -> Iterator[Issue]:
    """Yield the issues of repeated refs, and of related refs that are unknown or their own."""
    listed = _recommendations_by_id(tables)
    known = {*listed, *tables.known_recommendations}
    for parsed in tables.recommendations:
        review, ref = _id(parsed)
        previous = listed[review, ref]
        if ref is not None and previous is not parsed:
            place = _location_relative_to(previous.record, "ref", parsed.record)
            yield issue_at(parsed.record, "ref", "ref-repeated", found=str(ref), first=place)
        for related in filter(None, (parsed.text("related_refs") or "").split(LIST_SEPARATOR)):
            if related == ref or (review, related) not in known:
                yield issue_at(parsed.record, "related_refs", "related-unknown", found=related)


def _unlisted_issues(tables: Tables) -> Iterator[Issue]:
    """Yield an issue of each ref that has rows of other sheets and no recommendation, once, at its first row.

    It is a warning where the recommendation is published already: then the workbook may be merged, or its row was
    deleted. A workbook without recommendations is merged. An unknown review is reported elsewhere.
    """
    listed, published = _recommendations_by_id(tables), frozenset(tables.known_recommendations)
    accepted = listed.keys() if listed else published
    reviews = {review for review, _ in (*listed, *published)}
    unlisted: dict[_RecommendationId, list[ParsedRow]] = {}
    for parsed in tables.of_recommendations:
        name = _id(parsed)
        if name not in accepted and name[0] in reviews and name[1] is not None:
            unlisted.setdefault(name, []).append(parsed)
    for (review, ref), rows in unlisted.items():
        is_published = (review, ref) in published
        severity = Severity.WARNING if is_published else None
        details = {"review": str(review), "count": str(len(rows)), "published": "yes" if is_published else ""}
        yield issue_at(rows[0].record, "ref", "ref-unknown", found=str(ref), severity=severity, **details)


def _progress_issues(tables: Tables) -> Iterator[Issue]:
    """Yield the issues of updates that are repeated, without words, or with a status that nobody explains."""
    yield from _repeated_issues(tables.progress, ("kind",))
    for row, record in tables.progress:
        is_blank = "update" in record.cells and record.value("update") is None
        if is_blank and row["update"] is None and row["update_cy"] is None:
            yield _missing(record, "update", "Update")
        if row["status"] is not None and record.value("basis") is None:
            yield _missing(record, "basis", "Basis")
        if row["status"] is not None and "rated_by" in record.cells and record.value("rated_by") is None:
            yield _missing(record, "rated_by", "Rated by")


def _target_issues(tables: Tables) -> Iterator[Issue]:
    """Yield the issues of targets that were set twice on a date, and of those that the sheet Targets does not have."""
    yield from _repeated_issues(tables.targets)
    history: dict[_RecommendationId, list[PartialDate]] = {}
    for parsed in sorted(tables.targets, key=_first_day):
        if (target := parsed.date("target")) is not None:
            history.setdefault(_id(parsed), []).append(target)
    for recommendation in tables.recommendations if history else ():
        target, listed = recommendation.date("target"), history.get(_id(recommendation), [])
        if target is None or target.last is None or not listed or listed[0].last is None:
            continue
        days = {(each.first, each.last) for each in listed}
        if (target.first, target.last) not in days and target.last > listed[0].last:
            first = listed[0].words
            yield issue_at(recommendation.record, "target", "target-differs", found=target.words, first=first)


def _decision_issues(tables: Tables) -> Iterator[Issue]:
    """Yield the issues of decisions without a reason or what supersedes, or repeated on a date.

    A reopening without a reason is an error: the reason is all that tells it from a mistake.
    """
    known = {*_recommendations_by_id(tables), *tables.known_recommendations}
    for parsed in tables.decisions:
        decision, written = parsed.text("decision"), parsed.text("superseded_by")
        if decision is not None and parsed.row["reason"] is None:
            severity = Severity.ERROR if decision == ClosureDecision.REOPENED else Severity.WARNING
            yield _missing(parsed.record, "reason", "Reason", severity)
        if written is None and decision == ClosureDecision.SUPERSEDED:
            yield _missing(parsed.record, "superseded_by", "Superseded by")
        named = named_recommendation(written, parsed.text("review") or "", known) if written else None
        if written and (named is None or named == _id(parsed)):
            yield issue_at(parsed.record, "superseded_by", "related-unknown", found=written)
    yield from _repeated_issues(tables.decisions)


def _early_issues(tables: Tables) -> Iterator[Issue]:
    """Yield the issues of dates before the review was published; a target or a kept promise there is an error.

    Only updates of progress cannot be before it: an agency may respond to a review before it is published. No column
    says when a promise was made; it answers a recommendation of the review.
    """
    error = Severity.ERROR
    done = [parsed for parsed in tables.monitoring if parsed.row["done"]]
    others = [parsed for parsed in tables.monitoring if not parsed.row["done"]]
    updates = [parsed for parsed in tables.progress if parsed.row["kind"] != Kind.RESPONSE]
    yield from dates_before_review_issues(tables.recommendations, "target", tables, severity=error)
    yield from targets_before_updates_issues(tables)
    yield from dates_before_review_issues(updates, "date", tables)
    yield from dates_before_review_issues(done, "due", tables, severity=error)
    yield from dates_before_review_issues(others, "due", tables)
    yield from dates_before_review_issues(tables.targets, "target", tables, severity=error)
    yield from dates_before_review_issues(tables.decisions, "date", tables)


def _repeated_issues(rows: Sequence[ParsedRow], fields: Iterable[str] = ()) -> Iterator[Issue]:
    """Yield an issue of each row about the same recommendation and date, and the same fields, as an earlier one."""
    first: dict[tuple[object, ...], ParsedRow] = {}
    for parsed in rows:
        stated, (review, ref) = parsed.date("date"), _id(parsed)
        values = [parsed.row[field] for field in fields]
        if ref is None or stated is None or stated.first is None or None in values:
            continue
        previous = first.setdefault((review, ref, stated.first, stated.last, *values), parsed)
        if previous is not parsed:
            place = _location_relative_to(previous.record, "date", parsed.record)
            yield issue_at(parsed.record, "ref", "update-repeated", found=str(ref), date=stated.words, first=place)


def _missing(record: Record, field: str, heading: str, severity: Severity = Severity.WARNING) -> Issue:
    return issue_at(record, field, "value-missing", severity=severity, heading=heading)


def _id(parsed: ParsedRow) -> _RecommendationId:
    """Return the review and the ref of a row, which together identify one recommendation."""
    return parsed.row["review"], parsed.row["ref"]


def _recommendations_by_id(tables: Tables) -> Mapping[_RecommendationId, ParsedRow]:
    """Return the recommendations by review and ref; of two with the same ref, the first."""
    return {_id(parsed): parsed for parsed in reversed(tables.recommendations)}


def _location_relative_to(first: Record, field: str, other: Record) -> str:
    """Return the cell of a field of the first record, with its sheet if the other record is on another sheet."""
    sheet, cell = first.cell(field).location
    return cell if cell and sheet == other.cell(field).location[0] else f"{sheet} {cell}".strip()


def _first_day(parsed: ParsedRow) -> date:
    """Return the day on which a target was set; one without a date counts as set first."""
    stated = parsed.date("date")
    return stated.first or date.min if stated is not None else date.min
