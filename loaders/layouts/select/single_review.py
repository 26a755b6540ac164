"""The single review of a tracker without a review column: from another sheet, its title or its file."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from loaders.cells.values import Value, plain_text
from loaders.issue_log import make_issue
from loaders.layouts.interpret.interpreted_table import InheritedValue
from loaders.layouts.select.choose_tables import TrackerTables
from loaders.layouts.select.sheet_names import role_of_name, title_above
from loaders.records import Record
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_periods import split_round
from model.issues.issue import Issue
from model.text import normalise_space

_MAX_NAME_LENGTH = 60
_DEFAULT_NAME = "Tracker"


@dataclass(frozen=True, slots=True)
class TrackerReviews:
    """The single review, if no column has reviews; the records of reviews; and the title that names the first."""

    single: InheritedValue | None
    records: tuple[Record, ...]
    title: InheritedValue | None = None


def single_review(
    tracker: TrackerTables,
    extra_records: Mapping[str, Sequence[Record]],
    file_name: str,
    *,
    chosen_name: str | None = None,
) -> tuple[TrackerReviews, list[Issue]]:
    """Return the name of the single review and the records of reviews; no name for tables with a review column.

    An assumed name leaves out any round, so that the next file of the same tracker has the same review. If a sheet
    lists several reviews, the review of each row is unknown, which is an error. `chosen_name` is the name that a person
    chose, which takes precedence.
    """
    main = tracker.main
    described = tuple(extra_records.get("reviews", ()))
    if ColumnMeaning.REVIEW in main.columns.fields:
        return TrackerReviews(None, described), []
    reviews = _reviews_in(described)
    if len(reviews) == 1 or (not reviews and len(reviews := _reviews_in(extra_records.get("monitoring", ()))) == 1):
        [only] = reviews.values()
        name = plain_text(only.value)
        return TrackerReviews(only, described or (_record(tracker, name, name, only.location),)), []
    issues = [main.table.issue("heading-missing", expected="Review")] if reviews else []
    assumed, issue = _assume_review(tracker, file_name, chosen_name)
    return replace(assumed, records=(*described, *assumed.records)), [*issues, issue]


def _reviews_in(records: Sequence[Record]) -> dict[str, InheritedValue]:
    """Return each review that records name, with its first location."""
    reviews: dict[str, InheritedValue] = {}
    for record in records:
        name = normalise_space(plain_text(record.values.get("review")))
        if name:
            reviews.setdefault(name.casefold(), InheritedValue(name, record.location("review")))
    return reviews


def _assume_review(tracker: TrackerTables, file_name: str, chosen_name: str | None) -> tuple[TrackerReviews, Issue]:
    main = tracker.main
    sheet = main.table.sheet.name
    title = title_above(main.table) if not main.inherited.keys() & {"theme", "lead_agency"} else None
    if title is not None and role_of_name(split_round(plain_text(title.value))[0]) is not None:
        title = None  # Open, or Current position, is only a role
    title_text = plain_text(title.value) if title is not None else _file_title(file_name)
    sheets = {source.table.sheet.name for source in tracker.item_tables}
    candidates = [
        title_text,
        _file_title(file_name),
        *(sheets if len(sheets) == 1 and not any(map(role_of_name, sheets)) else ()),
    ]
    names = [normalise_space(split_round(candidate)[0])[:_MAX_NAME_LENGTH].strip() for candidate in candidates]
    name = chosen_name or next((candidate for candidate in names if candidate), _DEFAULT_NAME)
    location = title.location if title is not None else (sheet, "")
    reviews = TrackerReviews(
        InheritedValue(name, location),
        (_record(tracker, name, title_text or name, location),),
        InheritedValue(title_text, location) if location[1] else None,
    )
    return reviews, make_issue("review-assumed", sheet=location[0], cell=location[1], found=name)


def _record(tracker: TrackerTables, name: str, title: str, location: tuple[str, str]) -> Record:
    table, outside_row = tracker.main.table, {"review": location, "title": location}
    values: dict[str, Value] = {"review": name, "title": title}
    return Record(table.sheet.name, table.header_row, {}, values, table.sheet.day_zero, outside_row)


def _file_title(file_name: str) -> str:
    return re.sub(r"[_\s]+", " ", re.sub(r"\.\w{2,4}$", "", file_name)).strip()
