"""Check the rows of a workbook against one another: statuses, names, refs and dates."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from loaders.cells import DateCell, SheetCells, Value, address, column_and_row, plain_text
from loaders.parsing.rows import Field, ParsedRow, first_day
from loaders.parsing.tables import Tables
from loaders.records import Record, issue_at, make_issue
from loaders.vocabulary.names import KnownNames, fold_name
from model.dates import PartialDate
from model.terms import LIST_SEPARATOR, UNRATED, ClosureDecision, Kind, is_known_colour, label_key, named_recommendation
from model.tracker.columns import SHEETS, DataType
from model.tracker.reading import STATUSES_NOT_READ, Issue, MappedColumn, Severity

_RecommendationId = tuple[Field, Field]
# A key of comparison, with the row and the field of its cell.
_KeyedCell = tuple[object, ParsedRow, str]
_NAME_FIELDS = ("name", "short_name", "name_cy", "short_name_cy")
_COLOURS = "Red, Amber, Green, Blue, Purple, Grey, Black, #1b7a43"
_OF_NO_STATUS = ("statuses-taken-as-published", "key-missing")
_OF_EMPTY_CELLS = (*_OF_NO_STATUS, "value-missing", "snapshot-undated")
# Dates in numbers that a month-first spreadsheet leaves as text; one with dots stays text in every spreadsheet.
_DAY_FIRST = re.compile(r"(?:1[3-9]|2\d|3[01])[/-](?:0?[1-9]|1[0-2])[/-](?:\d{4}|\d{2})", re.ASCII)
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_YEAR = timedelta(days=365)
# The days, by table, that cannot be before the review was published.
_DAYS = {"recommendations": "target", "targets": "target", "progress": "date", "decisions": "date", "monitoring": "due"}


def validation_issues(tables: Tables, *, has_unread_key: bool = False) -> Iterator[Issue]:
    """Yield every issue between the rows of a workbook; a key that could not be read is not missing."""
    yield from _key_issues(tables, has_unread_key=has_unread_key)
    of_dated = (_progress_issues, _target_issues, _decision_issues, _early_issues, _date_column_issues)
    for find in (_name_issues, _review_issues, _recommendation_issues, _unlisted_issues, *of_dated):
        yield from find(tables)


def blank_tracker_issues(tables: Tables, issues: Sequence[Issue]) -> tuple[Issue, ...]:
    """Return issues with one for a tracker in which nothing, or no status, is filled in, instead of its empty cells.

    A list without any update needs no month, so that issue is left out too.
    """
    if not tables.recommendations:
        return tuple(issues)
    sheet = tables.recommendations[0].record.sheet
    listed = (each for row, _ in tables.recommendations for name, each in row.items() if name not in ("review", "ref"))
    reported = (row[field] for row, _ in tables.progress for field in ("status", "update", "update_cy"))
    replaced: tuple[str, ...] = () if tables.progress else ("snapshot-undated",)
    added = []
    if not any(listed) and not any(reported):
        replaced, added = _OF_EMPTY_CELLS, ["recommendations-empty"]
    elif not (tables.statuses_read or tables.proposed or any(one.code in STATUSES_NOT_READ for one in issues)):
        replaced, added = (*replaced, *_OF_NO_STATUS), ["statuses-missing"]
    others = (issue for issue in issues if issue.code not in replaced)
    return (*others, *(make_issue(code, sheet=sheet) for code in added))


def rule_colour_issues(columns: Sequence[MappedColumn], sheets: list[SheetCells], tables: Tables) -> Iterator[Issue]:
    """Yield one issue of each status column that a rule colours, unless a status was read from the words of a cell."""
    by_name = {sheet.name: sheet for sheet in sheets if sheet.coloured_by_rule}
    read = {record.value("status") for row, record in tables.progress if by_name and row["status"] is not None}
    words = {label_key(plain_text(value)) for value in read if value is not None}
    for mapped in columns:
        if mapped.field != "status" or mapped.sheet not in by_name:
            continue
        sheet, (column, heading) = by_name[mapped.sheet], column_and_row(mapped.cell)
        cells = {row.number: row.value_at(column) for row in sheet.rows if row.number > heading}
        is_blank = all(value is None for value in cells.values())
        rules = (area for area, by_own_value in sheet.coloured_by_rule if not (is_blank and by_own_value))
        areas = (area for area in rules if area.first_column <= column <= area.last_column)
        last = max(cells, default=0)
        rows = [n for area in areas for n in range(max(area.first_row, heading + 1), min(area.last_row, last) + 1)]
        if rows and words.isdisjoint(label_key(plain_text(value)) for value in cells.values()):
            found = f"{address(column, min(rows))}:{address(column, max(rows))}"
            yield sheet.issue("conditional-format-not-read", column, min(rows), found=found)


def _key_issues(tables: Tables, *, has_unread_key: bool) -> Iterator[Issue]:
    """Yield the issues of a scale: no key, repeated statuses, unknown colours, and no complete status."""
    with_status = [parsed for parsed in tables.key if parsed.text("status") is not None]
    scale = tables.scale
    if not with_status:
        if tables.proposed is None and not has_unread_key:
            yield make_issue("key-missing", statuses=", ".join(scale.names))
        return
    for parsed in with_status:
        status, colour = parsed.text("status") or "", parsed.text("colour")
        if label_key(status) in UNRATED:
            yield issue_at(parsed.record, "status", "key-status-reserved", found=status)
        if colour is not None and not is_known_colour(colour):
            yield issue_at(parsed.record, "colour", "word-unknown", found=colour, expected=_COLOURS)
    statuses = ((label_key(parsed.text("status") or ""), parsed, "status") for parsed in with_status)
    yield from _repeated_names(statuses, Severity.ERROR)
    if scale.complete and not scale.statuses[-1].complete:
        done, order = ", ".join(scale.complete), ", ".join(scale.names)
        yield issue_at(with_status[0].record, "status", "key-order-unknown", found=order, complete=done)
    if not scale.complete:
        yield issue_at(with_status[0].record, "complete", "key-none-complete", statuses=", ".join(scale.names))


def _name_issues(tables: Tables) -> Iterator[Issue]:
    """Yield the issues of names that are declared twice, and of themes and agencies that are nearly another's name."""
    cells = ((each, field, each.text("kind"), each.text(field)) for each in tables.names for field in _NAME_FIELDS)
    forms = (((kind, fold_name(name)), parsed, field) for parsed, field, kind, name in cells if kind and name)
    yield from _repeated_names(forms)
    yield from _similar_issues(tables, ("theme",), tables.themes)
    yield from _similar_issues(tables, ("lead_agency", "supporting_agencies"), tables.agencies)


def _repeated_names(cells: Iterable[_KeyedCell], severity: Severity | None = None) -> Iterator[Issue]:
    for parsed, field, first in _repeats(cells):
        found = parsed.text(field) or ""
        yield issue_at(parsed.record, field, "name-repeated", found=found, severity=severity, first=first)


def _repeats(cells: Iterable[_KeyedCell]) -> Iterator[tuple[ParsedRow, str, str]]:
    """Yield each cell whose key an earlier row has, as its row and field, with the place of the first."""
    first: dict[object, tuple[ParsedRow, str]] = {}
    for key, parsed, field in cells:
        previous, form = first.setdefault(key, (parsed, field))
        if previous is not parsed:
            sheet, cell = previous.record.cell(form).location
            is_near = cell and sheet == parsed.record.cell(form).location[0]
            yield parsed, field, cell if is_near else f"{sheet} {cell}".strip()


def _similar_issues(tables: Tables, fields: tuple[str, ...], known: KnownNames) -> Iterator[Issue]:
    """Yield an issue of each similar name, at its first cell; of two names similar to each other, the later one."""
    cells: dict[str, tuple[ParsedRow, str]] = {}
    for parsed in tables.recommendations:
        for field in fields:
            for name in _listed(parsed, field):
                cells.setdefault(name, (parsed, field))
    seen: set[str] = set()
    for name, (parsed, field) in cells.items():
        seen.add(name)
        other = known.similar_name(name)
        if other is not None and (other in seen or known.declares(other)):
            yield issue_at(parsed.record, field, "name-similar", found=name, similar=other)
        elif "lead_agency" in fields and (longer := known.longer_name(name)) is not None:
            yield issue_at(parsed.record, field, "name-similar", found=name, similar=longer, kind="short")


def _review_issues(tables: Tables) -> Iterator[Issue]:
    """Yield the issues of repeated reviews, and of rows that name a review which is not on the Reviews sheet."""
    named = [(review, parsed, "review") for parsed in tables.reviews if (review := parsed.text("review")) is not None]
    yield from _repeated_names(named, Severity.ERROR)
    listed = dict.fromkeys(review for review, _, _ in named)
    for parsed in (*tables.recommendations, *tables.of_recommendations) if listed else ():
        name = parsed.text("review")
        if name is not None and name not in listed:
            yield issue_at(parsed.record, "review", "review-unknown", found=name, expected=", ".join(listed))


def _recommendation_issues(tables: Tables) -> Iterator[Issue]:
    """Yield the issues of repeated refs, and of related refs that are unknown or their own."""
    with_ref = [(_id(parsed), parsed, "ref") for parsed in tables.recommendations if parsed.row["ref"] is not None]
    for parsed, field, first in _repeats(with_ref):
        yield issue_at(parsed.record, field, "ref-repeated", found=parsed.text("ref") or "", first=first)
    known = {*map(_id, tables.recommendations), *tables.known_recommendations}
    for parsed in tables.recommendations:
        review, ref = _id(parsed)
        for related in _listed(parsed, "related_refs"):
            if related == ref or (review, related) not in known:
                yield issue_at(parsed.record, "related_refs", "related-unknown", found=related)


def _unlisted_issues(tables: Tables) -> Iterator[Issue]:
    """Yield an issue of each ref that has rows of other sheets and no recommendation, once, at its first row.

    It is a warning where the recommendation is published already: then the workbook may be merged, or its row was
    deleted. A workbook without recommendations is merged. An unknown review is reported elsewhere.
    """
    listed, published = set(map(_id, tables.recommendations)), set(tables.known_recommendations)
    reviews = {review for review, _ in (*listed, *published)}
    unlisted: dict[_RecommendationId, list[ParsedRow]] = {}
    for parsed in tables.of_recommendations:
        name = _id(parsed)
        if name not in (listed or published) and name[0] in reviews and name[1] is not None:
            unlisted.setdefault(name, []).append(parsed)
    for (review, ref), rows in unlisted.items():
        severity, is_published = (Severity.WARNING, "yes") if (review, ref) in published else (None, "")
        details = {"review": str(review), "count": str(len(rows)), "published": is_published}
        yield issue_at(rows[0].record, "ref", "ref-unknown", found=str(ref), severity=severity, **details)


def _progress_issues(tables: Tables) -> Iterator[Issue]:
    """Yield the issues of updates that are repeated, without words, or with a status that nobody explains."""
    yield from _repeated_issues(tables.progress, ("kind",))
    for row, record in tables.progress:
        if row["update"] is None and row["update_cy"] is None and _is_left_blank(record, "update"):
            yield _missing(record, "update", "Update")
        if row["status"] is not None and row["basis"] is None and record.value("basis") is None:
            yield _missing(record, "basis", "Basis")
        if row["status"] is not None and row["rated_by"] is None and _is_left_blank(record, "rated_by"):
            yield _missing(record, "rated_by", "Rated by")


def _target_issues(tables: Tables) -> Iterator[Issue]:
    """Yield the issues of targets that were set twice on a date, and of those that the sheet Targets does not have."""
    yield from _repeated_issues(tables.targets)
    history: dict[_RecommendationId, list[PartialDate]] = {}
    for parsed in sorted(tables.targets, key=lambda parsed: first_day(parsed, "date") or date.min):
        if (target := parsed.date("target")) is not None:
            history.setdefault(_id(parsed), []).append(target)
    for recommendation in tables.recommendations if history else ():
        target, listed = recommendation.date("target"), history.get(_id(recommendation), [])
        if target is None or target.last is None or not listed or listed[0].last is None:
            continue
        days = {(each.first, each.last) for each in listed}
        if (target.first, target.last) not in days and target.last > listed[0].last:
            yield issue_at(recommendation.record, "target", "target-differs", found=target.words, first=listed[0].words)


def _decision_issues(tables: Tables) -> Iterator[Issue]:
    """Yield the issues of decisions without a reason or what supersedes, or repeated on a date.

    A reopening without a reason is an error: the reason is all that tells it from a mistake.
    """
    known = {*map(_id, tables.recommendations), *tables.known_recommendations}
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
    """Yield the issues of dates that end before their review was published, often by a wrong year.

    An agency may respond to a review before it is published. Where the publication is unknown, a target is too early
    that ends more than a year before the first update of its review.
    """
    published, first_updates = dict(tables.publication_days), dict[str, date]()
    published |= {r.text("review") or "": day for r in reversed(tables.reviews) if (day := first_day(r, "published"))}
    for parsed in tables.progress:
        review, day = parsed.text("review") or "", first_day(parsed, "date")
        if day is not None:
            first_updates[review] = min(day, first_updates.get(review, day))
    for table, field in _DAYS.items():
        for parsed in getattr(tables, table):
            stated, review = parsed.date(field), parsed.text("review") or ""
            first, update = published.get(review), first_updates.get(review)
            if stated is None or stated.last is None or parsed.row.get("kind") == Kind.RESPONSE:
                continue
            if first is not None and stated.last < first:
                details = {"found": stated.words, "published": first.isoformat(), "review": review}
                severity = Severity.ERROR if field == "target" or parsed.row.get("done") else Severity.WARNING
                yield issue_at(parsed.record, field, "date-before-review", severity=severity, **details)
            elif table == "recommendations" and not first and update is not None and stated.last < update - _YEAR:
                yield issue_at(parsed.record, field, "date-before-review", found=stated.words, date=update.isoformat())


def _date_column_issues(tables: Tables) -> Iterator[Issue]:
    """Yield, for each column, an issue of dates that may be read month first, and one of dates without a year.

    A date outside the row, such as in a heading, belongs to no column.
    """
    columns: dict[tuple[str, str, int], dict[Value, list[Record]]] = {}
    for plan in SHEETS:
        for field in (column.field for column in plan.columns if column.data_type is DataType.DATE):
            for _, record in getattr(tables, plan.table):
                cell = record.cells.get(field)
                if cell is not None and not cell.kind and isinstance(cell.value, DateCell | str):
                    values = columns.setdefault((cell.sheet, field, cell.column), {})
                    values.setdefault(cell.value, []).append(record)
    for (_, field, _), values in columns.items():
        text = next((value for value in values if isinstance(value, str) and _DAY_FIRST.fullmatch(value)), "")
        swapped = [value for value in values if text and _may_be_swapped(value)]
        for value in swapped[:1]:
            found, count = plain_text(value), str(sum(len(values[each]) for each in swapped))
            yield issue_at(values[value][0], field, "dates-may-be-swapped", found=found, text=text, count=count)
        for value in [each for each in values if _hides_year(each)][:1]:
            yield issue_at(values[value][0], field, "date-year-hidden", found=plain_text(value))


def _may_be_swapped(value: Value) -> bool:
    is_ambiguous = isinstance(value, DateCell) and value.value.day <= 12 and value.value.day != value.value.month
    return is_ambiguous and _format_letters(value) & {"d", "m"} != {"m"}  # which shows no day


def _hides_year(value: Value) -> bool:
    letters = _format_letters(value)
    return {"m", "d"} <= letters and not {"y", "e"} & letters


def _format_letters(value: Value) -> set[str]:
    return set(_QUOTED.sub("", value.number_format).lower()) if isinstance(value, DateCell) else set()


def _repeated_issues(rows: Sequence[ParsedRow], fields: Iterable[str] = ()) -> Iterator[Issue]:
    """Yield an issue of each row about the same recommendation and date, and the same fields, as an earlier one."""
    dated = (
        ((_id(parsed), stated.first, stated.last, *values), parsed, "date")
        for parsed in rows
        if (stated := parsed.date("date")) is not None and stated.first is not None and parsed.row["ref"] is not None
        if None not in (values := [parsed.row[field] for field in fields])
    )
    for parsed, field, first in _repeats(dated):
        stated = parsed.date(field)
        details = {"found": parsed.text("ref") or "", "date": stated.words if stated else "", "first": first}
        yield issue_at(parsed.record, "ref", "update-repeated", severity=None, **details)


def _is_left_blank(record: Record, field: str) -> bool:
    return field in record.cells and record.value(field) is None


def _missing(record: Record, field: str, heading: str, severity: Severity = Severity.WARNING) -> Issue:
    return issue_at(record, field, "value-missing", severity=severity, heading=heading)


def _listed(parsed: ParsedRow, field: str) -> list[str]:
    """Return the names or refs of a field that holds a list."""
    return [each for each in (parsed.text(field) or "").split(LIST_SEPARATOR) if each]


def _id(parsed: ParsedRow) -> _RecommendationId:
    """Return the review and the ref of a row, which together identify one recommendation."""
    return parsed.row["review"], parsed.row["ref"]
