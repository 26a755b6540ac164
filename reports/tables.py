"""The tables of an edition: their columns, which papers and workbooks share, and the sheets of a workbook."""

from collections.abc import Callable, Container, Iterator, Sequence
from datetime import date
from functools import partial
from operator import attrgetter, itemgetter
from typing import Any

import pandas as pd

from analysis.movement import latest_movement, latest_rounds
from analysis.promises import next_promise
from analysis.rounds import reported_by, rounds
from analysis.status import count_by_round, decisions, marks_by_round, self_assessments, status_at
from analysis.table_rows import KEY, latest_words, row_by_recommendation, rows_of
from model.terms import LIST_SEPARATOR, NOT_RATED, Kind, NameKind, RefRow, TableRow
from reports.document import Cell, Sheet, TableColumn
from reports.text.narrator import Narrator
from wording.answers.recommendation import decision_phrase, format_due, monitoring_kind_name
from wording.catalogue import label, labels
from wording.formatting import begin_sentence, format_round, format_row_date, mark_letter, mark_meaning, mark_word

# Returns the cell of a mark and its basis.
MarkFunction = Callable[[str, object], Cell]
# The widths of columns, in letters.
_REF, _COUNT, _STATUS, _DATE, _NAME, _TITLE, _TEXT = 8, 14, 18, 20, 28, 44, 80


def notes_sheet(narrator: Narrator) -> Sheet:
    """Return the sheet of numbered notes on how to read the tables."""
    _ = narrator.translator
    columns = TableColumn(_("Number"), 10, itemgetter(0)), TableColumn(_("Note"), 110, itemgetter(1))
    notes = tuple(enumerate(labels("workbook-note", _).values(), start=1))
    return Sheet(_("Notes"), "notes", _("Notes"), _("How the tables are to be read."), columns, notes)


def recommendations_sheet(narrator: Narrator, keys: Sequence[tuple[str, str]] | None = None) -> Sheet:
    """Return the sheet of all recommendations, or of these, each by review and ref, in their order."""
    _, edition = narrator.translator, narrator.edition
    chosen, as_at = edition.chosen, edition.as_at
    listed = status_at(chosen, as_at=as_at).merge(latest_words(chosen, as_at=as_at), on=KEY, how="left")
    listed = listed.merge(next_promise(chosen, as_at=as_at, today=edition.today), on=KEY, how="left")
    rows = row_by_recommendation(listed.fillna({"open_promises": 0}).astype({"open_promises": "int64"}))

    def text(field: str, row: RefRow) -> Cell:
        return narrator.words(narrator.recommendations[row.review, row.ref], field)

    def agency_status(row: RefRow) -> Cell:
        """Return the status that an agency gives itself as plain words, so that it is not counted as the office's."""
        statuses = [view.agency_status for view in narrator.about((row.review, row.ref), self_assessments)]
        return mark_word(statuses[0], narrator.scale, _) if statuses and isinstance(statuses[0], str) else None

    def closure(row: RefRow) -> Cell:
        decided = narrator.about((row.review, row.ref), decisions)
        return decision_phrase(decided[-1], narrator.names, _) if decided else None

    def timing(row: TableRow) -> Cell:
        return label("timing", row.timing, _) if row.open_promises else None

    title = _("Every recommendation as it stands") if keys is None else _("The list of recommendations as filtered")
    columns = (
        *_identity_columns(narrator),
        TableColumn(_("Recommendation"), _TEXT, partial(text, "recommendation")),
        TableColumn(_("Status"), _STATUS, lambda row: narrator.mark(row.mark, row.basis)),
        TableColumn(_("Status given in"), _DATE, lambda row: _month(row.rated_on)),
        TableColumn(_("Same status since"), _DATE, lambda row: _month(row.status_since)),
        *name_columns(narrator),
        TableColumn(_("Agency status"), _STATUS, agency_status),
        TableColumn(_("Closure"), _NAME, closure),
        TableColumn(_("Latest words"), _TEXT, lambda row: narrator.words(row, "update")),
        TableColumn(_("Latest words of"), _DATE, lambda row: _month(row.round)),
        TableColumn(_("Next promise"), _DATE, lambda row: format_due(row, _) if row.open_promises else None),
        TableColumn(_("Where the promise stands"), _DATE, timing),
        TableColumn(_("Open promises"), _COUNT, attrgetter("open_promises")),
        *target_columns(narrator),
        TableColumn(_("Accepted"), _COUNT, partial(text, "accepted")),
        TableColumn(_("Related recommendations"), _STATUS, partial(text, "related_refs")),
    )
    description = _("The latest words may be of an earlier round than the status.")
    records = [rows[key] for key in (rows if keys is None else keys)]
    return Sheet(_("Recommendations"), "recommendations", title, description, columns, records)


def summary_sheets(narrator: Narrator) -> tuple[Sheet, ...]:
    """Return the sheets of the tracker, in order."""
    first = _counts(narrator), _movement(narrator), _matrix(narrator), recommendations_sheet(narrator)
    return *first, _updates(narrator), _promises(narrator), _scale(narrator)


def count_columns(
    narrator: Narrator, marks: Container[str], *, group: TableColumn | None = None
) -> tuple[TableColumn, ...]:
    """Return the columns of a group and its number of recommendations at each of some marks.

    A record has the group, then the number at each mark of the scale. The group is a round, unless its column is given.
    """
    _, scale = narrator.translator, narrator.scale
    return (
        group or TableColumn(_("Round"), _DATE, lambda record: _month(record[0])),
        *(
            TableColumn(begin_sentence(mark_word(mark, scale, _)), _COUNT, itemgetter(place))
            for place, mark in enumerate(scale.marks, start=1)
            if mark in marks
        ),
        TableColumn(_("All"), 10, lambda record: sum(record[1:])),
    )


def count_records(counts: pd.DataFrame, by: str) -> list[tuple[Any, ...]]:
    """Return a record for each group of the column: the group, then the numbers at each mark."""
    return [(group, *map(int, rows["count"])) for group, rows in counts.groupby(by, sort=False, dropna=False)]


def _counts(narrator: Narrator) -> Sheet:
    _, edition = narrator.translator, narrator.edition
    title = _("How many recommendations stood at each status, round by round")
    description = _("A recommendation keeps its status until it is rated again.")
    records = count_records(count_by_round(edition.chosen, as_at=edition.as_at), "round")
    columns = count_columns(narrator, narrator.scale.marks)
    return Sheet(_("Counts by round"), "counts_by_round", title, description, columns, records)


def movement_columns(narrator: Narrator, mark_of: MarkFunction) -> tuple[TableColumn, ...]:
    """Return the columns of how a recommendation moved."""
    _ = narrator.translator
    return (
        TableColumn(_("Status before"), _STATUS, lambda row: mark_of(row.from_mark, row.from_basis)),
        TableColumn(_("Status now"), _STATUS, lambda row: mark_of(row.to_mark, row.basis)),
        TableColumn(_("Movement"), 24, lambda row: label("movement", row.movement, _)),
    )


def _movement(narrator: Narrator) -> Sheet:
    _, edition = narrator.translator, narrator.edition
    start, end = latest_rounds(edition.chosen, as_at=edition.as_at)
    description = _("There is no earlier round to compare with.")
    if start is not None:
        months = {"start": format_round(start, _), "end": format_round(end, _)}
        description = _("How each recommendation moved from {start} to {end}: one movement each.", **months)
    columns = (*_identity_columns(narrator), *movement_columns(narrator, narrator.mark))
    records = [*rows_of(latest_movement(edition.chosen, as_at=edition.as_at))]
    title = _("What moved between the latest two rounds")
    return Sheet(_("Movement"), "movement", title, description, columns, records)


def round_columns(narrator: Narrator, months: Sequence[pd.Timestamp], mark_of: MarkFunction) -> Iterator[TableColumn]:
    """Yield the column of each round: the mark that a recommendation was given in it, or None."""
    edition, _ = narrator.edition, narrator.translator
    found = rows_of(marks_by_round(edition.chosen, as_at=edition.as_at))
    marks = {(row.review, row.ref, row.round): row for row in found}

    def mark_in(month: pd.Timestamp, row: RefRow) -> Cell:
        cell = marks.get((row.review, row.ref, month))
        return mark_of(cell.mark, cell.basis) if cell and cell.mark else None

    yield from (TableColumn(format_round(month, _, short=True), _STATUS, partial(mark_in, month)) for month in months)


def _matrix(narrator: Narrator) -> Sheet:
    _, edition = narrator.translator, narrator.edition
    months = rounds(edition.chosen, as_at=edition.as_at)
    title = _("Every recommendation, round by round")
    description = _("What was given in each round; a status of an earlier round is not repeated.")
    columns = (*_identity_columns(narrator), *round_columns(narrator, months, narrator.mark))
    return Sheet(_("Round by round"), "matrix", title, description, columns, [*rows_of(edition.chosen.recommendations)])


def name_columns(narrator: Narrator) -> tuple[TableColumn, ...]:
    """Return the columns of the theme of a recommendation, and of who leads and supports it."""
    _, texts = narrator.translator, narrator.recommendations

    def full_name(kind: NameKind, field: str, row: RefRow) -> Cell:
        return narrator.full_name(kind, getattr(texts[row.review, row.ref], field))

    def supporting(row: RefRow) -> Cell:
        named = texts[row.review, row.ref].supporting_agencies
        listed = named.split(LIST_SEPARATOR) if isinstance(named, str) else []
        return LIST_SEPARATOR.join(narrator.full_name(NameKind.AGENCY, name) for name in listed)

    return (
        TableColumn(_("Theme"), _NAME, partial(full_name, NameKind.THEME, "theme")),
        TableColumn(_("Lead agency"), _NAME, partial(full_name, NameKind.AGENCY, "lead_agency")),
        TableColumn(_("Supporting agencies"), _NAME, supporting),
        TableColumn(_("Lead role"), _NAME, partial(full_name, NameKind.ROLE, "lead_role")),
    )


def target_columns(narrator: Narrator) -> tuple[TableColumn, ...]:
    """Return the columns of the target dates of a recommendation, and how late it is."""
    _, targets = narrator.translator, narrator.targets

    def target(field: str, row: RefRow) -> Cell:
        return date_cell(narrator, targets[row.review, row.ref], field)

    def slips(row: RefRow) -> Cell:
        found = targets[row.review, row.ref]
        return found.slips if isinstance(found.first_words, str) else None

    def late(row: RefRow) -> Cell:
        days = targets[row.review, row.ref].days_late
        return None if pd.isna(days) else int(days)

    return (
        TableColumn(_("Target date"), _DATE, partial(target, "target")),
        TableColumn(_("First target date"), _DATE, partial(target, "first")),
        TableColumn(_("Slips of the target"), _COUNT, slips),
        TableColumn(_("Days late"), _COUNT, late),
    )


def _updates(narrator: Narrator) -> Sheet:
    """Return the sheet of every update up to the month."""
    _, edition = narrator.translator, narrator.edition
    updates = reported_by(edition.chosen, as_at=edition.as_at)

    def status(row: TableRow) -> Cell:
        return narrator.mark(row.status if isinstance(row.status, str) else NOT_RATED, row.basis)

    columns = (
        *_identity_columns(narrator),
        TableColumn(_("Round"), _DATE, lambda row: _month(row.round)),
        TableColumn(_("Reported"), _DATE, lambda row: date_cell(narrator, row, "date")),
        TableColumn(_("Kind"), _COUNT, lambda row: _("Response") if row.kind == Kind.RESPONSE else _("Progress")),
        TableColumn(_("Status"), _STATUS, status),
        TableColumn(_("Rated by"), _NAME, lambda row: narrator.full_name(NameKind.ROLE, row.rated_by)),
        TableColumn(_("Update"), _TEXT, lambda row: narrator.words(row, "update")),
        TableColumn(_("Evidence"), _TITLE, lambda row: narrator.words(row, "evidence")),
    )
    description = _("What was reported up to the month; a response has no status unless one was given.")
    title = _("Every update, the oldest first")
    return Sheet(_("Updates"), "updates", title, description, columns, [*rows_of(updates)])


def _promises(narrator: Narrator) -> Sheet:
    """Return the sheet of every promise, by recommendation."""
    _, chosen = narrator.translator, narrator.edition.chosen.recommendations
    keys = zip(chosen["review"], chosen["ref"], strict=True)
    columns = (
        *_identity_columns(narrator),
        TableColumn(_("Promise"), _TEXT, lambda row: narrator.words(row, "activity")),
        TableColumn(_("Due"), _DATE, lambda row: format_due(row, _)),
        TableColumn(_("Kind"), 16, lambda row: monitoring_kind_name(row.kind, _)),
        TableColumn(_("With"), _NAME, lambda row: narrator.full_name(NameKind.ROLE, row.with_whom)),
        TableColumn(_("Where it stands"), _STATUS, lambda row: label("timing", row.timing, _)),
        TableColumn(_("Outcome"), _TITLE, lambda row: narrator.words(row, "outcome")),
    )
    description = _("A promise is overdue only after the last day it could fall on.")
    records = [promise for key in keys for promise in narrator.promises_about(key)]
    title = _("What the office promised to do")
    return Sheet(_("Monitoring promises"), "promises", title, description, columns, records)


def scale_columns(narrator: Narrator) -> tuple[TableColumn, ...]:
    """Return the columns of the key: a mark, whether it counts as complete, and its meaning."""
    _, scale = narrator.translator, narrator.scale
    complete = _.within("one status", "Complete")
    return (
        TableColumn(_("Status"), _STATUS, narrator.mark),
        TableColumn(complete, 12, lambda mark: _("Yes") if mark in scale.complete else _("No")),
        TableColumn(_("Meaning"), _TEXT, lambda mark: mark_meaning(mark, scale, _) or " "),  # a status may have none
    )


def _scale(narrator: Narrator) -> Sheet:
    _, scale = narrator.translator, narrator.scale
    columns = (*scale_columns(narrator), TableColumn(_("Letter"), 10, lambda mark: mark_letter(mark, scale, _)))
    description = _("The statuses, worst first, and the two marks that are no status.")
    return Sheet(_("Scale"), "scale", _("What each status means"), description, columns, scale.marks)


def _identity_columns(narrator: Narrator) -> tuple[TableColumn, ...]:
    """Return the columns that identify a recommendation: its review where there are several, its number, its title."""
    _ = narrator.translator

    def title(row: RefRow) -> Cell:
        texts = narrator.recommendations.get((row.review, row.ref))  # not listed, in a tracker with errors
        return texts and (narrator.words(texts, "title") or narrator.words(texts, "recommendation"))

    columns = (
        TableColumn(_("Review"), _NAME, attrgetter("review")),
        TableColumn(_("Number"), _REF, attrgetter("ref")),
        TableColumn(_("Title"), _TITLE, title),
    )
    return columns if narrator.has_several_reviews else columns[1:]


def _month(month: pd.Timestamp) -> Cell:
    """Return the first day of a month, or None where it is missing."""
    return None if pd.isna(month) else date(month.year, month.month, 1)


def date_cell(narrator: Narrator, row: object, field: str) -> Cell:
    """Return a date as words in its own precision, or None where it is missing."""
    is_given = isinstance(getattr(row, f"{field}_words"), str)
    return format_row_date(row, field, narrator.translator) if is_given else None
