"""The tables of an edition: their columns, which papers and workbooks share, and the sheets of a workbook."""

from collections.abc import Callable, Container, Iterator, Sequence
from datetime import date
from functools import partial
from operator import attrgetter, itemgetter
from typing import Any

import pandas as pd

from analysis.counts import count_by_round
from analysis.movement import latest_movement, latest_rounds
from analysis.promises import next_promise
from analysis.rounds import rounds
from analysis.status import list_at, marks_by_round
from analysis.table_rows import row_by_recommendation, rows_of
from analysis.updates import KEY, latest_words
from model.terms import LIST_SEPARATOR, NOT_RATED, Kind, NameKind
from model.tracker.rows import RefRow, TableRow
from reports.document import Cell, Sheet, TableColumn
from reports.text.narrator import Narrator
from wording.answers.headline import movement_heading
from wording.answers.recommendation import decision_phrase, format_due, monitoring_kind_name, timing_word
from wording.catalogue import labels
from wording.formatting import begin_sentence, format_date, format_round, mark_letter, mark_meaning, mark_word

# Returns the cell of a mark and its basis.
MarkFunction = Callable[[str, object], Cell]
# The widths of columns, in letters.
_REF, _COUNT, _STATUS, _DATE, _NAME, _TITLE, _TEXT = 8, 14, 18, 20, 28, 44, 80


def notes_sheet(narrator: Narrator) -> Sheet:
    """Return the sheet of numbered notes on how to read the tables."""
    _ = narrator.translator
    return Sheet(
        name=_("Notes"),
        table_name="notes",
        title=_("Notes"),
        description=_("How the tables are to be read."),
        columns=(TableColumn(_("Number"), 10, itemgetter(0)), TableColumn(_("Note"), 110, itemgetter(1))),
        records=tuple(enumerate(labels("workbook-note", _).values(), start=1)),
    )


def recommendations_sheet(narrator: Narrator, keys: Sequence[tuple[str, str]] | None = None) -> Sheet:
    """Return the sheet of all recommendations, or of these, each by review and ref, in their order."""
    _, edition = narrator.translator, narrator.edition
    chosen, as_at = edition.chosen, edition.as_at
    listed = list_at(chosen, as_at=as_at).merge(latest_words(chosen, as_at=as_at), on=KEY, how="left")
    listed = listed.merge(next_promise(chosen, as_at=as_at, today=edition.today), on=KEY, how="left")
    rows = row_by_recommendation(listed.fillna({"open_promises": 0}).astype({"open_promises": "int64"}))

    def text(row: RefRow) -> TableRow:
        return narrator.recommendations[row.review, row.ref]

    def agency_status(row: RefRow) -> Cell:
        """Return the status that an agency gives itself as plain words, so that it is not counted as the office's."""
        status = getattr(narrator.self_assessments.get((row.review, row.ref)), "agency_status", None)
        return mark_word(status, narrator.scale, _) if isinstance(status, str) else None

    def closure(row: RefRow) -> Cell:
        decided = narrator.decisions.get((row.review, row.ref))
        return decision_phrase(decided[-1], narrator.names, _) if decided else None

    return Sheet(
        name=_("Recommendations"),
        table_name="recommendations",
        title=_("Every recommendation as it stands") if keys is None else _("The list of recommendations as filtered"),
        description=_("The latest words may be of an earlier round than the status."),
        columns=(
            *_identity_columns(narrator),
            TableColumn(_("Recommendation"), _TEXT, lambda row: _localised(narrator, text(row), "recommendation")),
            TableColumn(_("Status"), _STATUS, lambda row: narrator.mark(row.mark, row.basis)),
            TableColumn(_("Status given in"), _DATE, lambda row: _month(row.rated_on)),
            TableColumn(_("Same status since"), _DATE, lambda row: _month(row.status_since)),
            *name_columns(narrator),
            TableColumn(_("Agency status"), _STATUS, agency_status),
            TableColumn(_("Closure"), _NAME, closure),
            TableColumn(_("Latest words"), _TEXT, lambda row: _localised(narrator, row, "update")),
            TableColumn(_("Latest words of"), _DATE, lambda row: _month(row.round)),
            TableColumn(_("Next promise"), _DATE, lambda row: format_due(row, _) if row.open_promises else None),
            TableColumn(
                _("Where the promise stands"),
                _DATE,
                lambda row: timing_word(row.timing, _) if row.open_promises else None,
            ),
            TableColumn(_("Open promises"), _COUNT, attrgetter("open_promises")),
            *target_columns(narrator),
            TableColumn(_("Accepted"), _COUNT, lambda row: _stripped(text(row).accepted)),
            TableColumn(_("Related recommendations"), _STATUS, lambda row: _stripped(text(row).related_refs)),
        ),
        records=[rows[key] for key in (rows if keys is None else keys)],
    )


def summary_sheets(narrator: Narrator) -> tuple[Sheet, ...]:
    """Return the sheets of the tracker, in order."""
    return (
        _counts(narrator),
        _movement(narrator),
        _matrix(narrator),
        recommendations_sheet(narrator),
        _updates(narrator),
        _promises(narrator),
        _scale(narrator),
    )


def count_columns(
    narrator: Narrator, marks: Container[str] | None = None, *, group: TableColumn | None = None
) -> tuple[TableColumn, ...]:
    """Return the columns of a group and its number of recommendations at each of some marks, or at each that there is.

    A record has the group, then the number at each mark of the scale. The group is a round, unless its column is given.
    """
    _, scale = narrator.translator, narrator.scale
    return (
        group or TableColumn(_("Round"), _DATE, lambda record: _month(record[0])),
        *(
            TableColumn(begin_sentence(mark_word(mark, scale, _)), _COUNT, itemgetter(place))
            for place, mark in enumerate(scale.marks, start=1)
            if marks is None or mark in marks
        ),
        TableColumn(_("All"), 10, lambda record: sum(record[1:])),
    )


def count_records(counts: pd.DataFrame, by: str) -> list[tuple[Any, ...]]:
    """Return a record for each group of the column: the group, then the numbers at each mark."""
    return [(group, *map(int, rows["count"])) for group, rows in counts.groupby(by, sort=False, dropna=False)]


def _counts(narrator: Narrator) -> Sheet:
    _, edition = narrator.translator, narrator.edition
    return Sheet(
        name=_("Counts by round"),
        table_name="counts_by_round",
        title=_("How many recommendations stood at each status, round by round"),
        description=_("A recommendation keeps its status until it is rated again."),
        columns=count_columns(narrator),
        records=count_records(count_by_round(edition.chosen, as_at=edition.as_at), "round"),
    )


def movement_columns(narrator: Narrator, mark_of: MarkFunction) -> tuple[TableColumn, ...]:
    """Return the columns of how a recommendation moved."""
    _ = narrator.translator
    return (
        TableColumn(_("Status before"), _STATUS, lambda row: mark_of(row.from_mark, row.from_basis)),
        TableColumn(_("Status now"), _STATUS, lambda row: mark_of(row.to_mark, row.basis)),
        TableColumn(_("Movement"), 24, lambda row: movement_heading(row.movement, _)),
    )


def _movement(narrator: Narrator) -> Sheet:
    _, edition = narrator.translator, narrator.edition
    start, end = latest_rounds(edition.chosen, as_at=edition.as_at)
    description = _("There is no earlier round to compare with.")
    if start is not None:
        months = {"start": format_round(start, _), "end": format_round(end, _)}
        description = _("How each recommendation moved from {start} to {end}: one movement each.", **months)
    return Sheet(
        name=_("Movement"),
        table_name="movement",
        title=_("What moved between the latest two rounds"),
        description=description,
        columns=(*_identity_columns(narrator), *movement_columns(narrator, narrator.mark)),
        records=[*rows_of(latest_movement(edition.chosen, as_at=edition.as_at))],
    )


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
    return Sheet(
        name=_("Round by round"),
        table_name="matrix",
        title=_("Every recommendation, round by round"),
        description=_("What was given in each round; a status of an earlier round is not repeated."),
        columns=(*_identity_columns(narrator), *round_columns(narrator, months, narrator.mark)),
        records=[*rows_of(edition.chosen.recommendations)],
    )


def name_columns(narrator: Narrator) -> tuple[TableColumn, ...]:
    """Return the columns of the theme of a recommendation, and of who leads and supports it."""
    _, texts = narrator.translator, narrator.recommendations

    def supporting(row: RefRow) -> Cell:
        named = texts[row.review, row.ref].supporting_agencies
        listed = named.split(LIST_SEPARATOR) if isinstance(named, str) else []
        return LIST_SEPARATOR.join(narrator.names.full(NameKind.AGENCY, name, _) for name in listed) or None

    def role(row: RefRow) -> Cell:
        return _full_name(narrator, NameKind.ROLE, texts[row.review, row.ref].lead_role)

    return (
        _name_column(narrator, _("Theme"), NameKind.THEME, "theme"),
        _name_column(narrator, _("Lead agency"), NameKind.AGENCY, "lead_agency"),
        TableColumn(_("Supporting agencies"), _NAME, supporting),
        TableColumn(_("Lead role"), _NAME, role),
    )


def target_columns(narrator: Narrator) -> tuple[TableColumn, ...]:
    """Return the columns of the target dates of a recommendation, and how late it is."""
    _ = narrator.translator

    def target(row: RefRow) -> Any:
        return narrator.targets[row.review, row.ref]

    def slips(row: RefRow) -> Cell:
        return target(row).slips if isinstance(target(row).first_words, str) else None

    def late(row: RefRow) -> Cell:
        days = target(row).days_late
        return None if pd.isna(days) else int(days)

    return (
        TableColumn(_("Target date"), _DATE, lambda row: _date(narrator, target(row), "target")),
        TableColumn(_("First target date"), _DATE, lambda row: _date(narrator, target(row), "first")),
        TableColumn(_("Slips of the target"), _COUNT, slips),
        TableColumn(_("Days late"), _COUNT, late),
    )


def _updates(narrator: Narrator) -> Sheet:
    """Return the sheet of every update up to the month."""
    _, edition = narrator.translator, narrator.edition
    progress = edition.chosen.progress
    updates = progress[progress["round"].le(edition.as_at)].sort_values("date", kind="stable")

    def status(row: TableRow) -> Cell:
        return narrator.mark(row.status, row.basis) if isinstance(row.status, str) else narrator.mark(NOT_RATED)

    return Sheet(
        name=_("Updates"),
        table_name="updates",
        title=_("Every update, the oldest first"),
        description=_("What was reported up to the month; a response has no status unless one was given."),
        columns=(
            *_identity_columns(narrator),
            TableColumn(_("Round"), _DATE, lambda row: _month(row.round)),
            TableColumn(_("Reported"), _DATE, lambda row: _date(narrator, row, "date")),
            TableColumn(_("Kind"), _COUNT, lambda row: _("Response") if row.kind == Kind.RESPONSE else _("Progress")),
            TableColumn(_("Status"), _STATUS, status),
            _name_column(narrator, _("Rated by"), NameKind.ROLE, "rated_by"),
            TableColumn(_("Update"), _TEXT, lambda row: _localised(narrator, row, "update")),
            TableColumn(_("Evidence"), _TITLE, lambda row: _stripped(row.evidence)),
        ),
        records=[*rows_of(updates)],
    )


def _promises(narrator: Narrator) -> Sheet:
    """Return the sheet of every promise, by recommendation."""
    _, chosen = narrator.translator, narrator.edition.chosen.recommendations
    promised: list[TableRow] = []
    for key in zip(chosen["review"], chosen["ref"], strict=True):
        promised += narrator.promises.get(key, ())
    return Sheet(
        name=_("Monitoring promises"),
        table_name="promises",
        title=_("What the office promised to do"),
        description=_("A promise is overdue only after the last day it could fall on."),
        columns=(
            *_identity_columns(narrator),
            TableColumn(_("Promise"), _TEXT, lambda row: _localised(narrator, row, "activity")),
            TableColumn(_("Due"), _DATE, lambda row: format_due(row, _)),
            TableColumn(_("Kind"), 16, lambda row: monitoring_kind_name(row.kind, _)),
            _name_column(narrator, _("With"), NameKind.ROLE, "with_whom"),
            TableColumn(_("Where it stands"), _STATUS, lambda row: timing_word(row.timing, _)),
            TableColumn(_("Outcome"), _TITLE, lambda row: _localised(narrator, row, "outcome")),
        ),
        records=promised,
    )


def scale_columns(narrator: Narrator) -> tuple[TableColumn, ...]:
    """Return the columns of the key: a mark, whether it counts as complete, and its meaning."""
    _, scale = narrator.translator, narrator.scale
    return (
        TableColumn(_("Status"), _STATUS, narrator.mark),
        TableColumn(
            _.within("one status", "Complete"), 12, lambda mark: _("Yes") if mark in scale.complete else _("No")
        ),
        TableColumn(_("Meaning"), _TEXT, lambda mark: mark_meaning(mark, scale, _)),
    )


def _scale(narrator: Narrator) -> Sheet:
    _, scale = narrator.translator, narrator.scale
    return Sheet(
        name=_("Scale"),
        table_name="scale",
        title=_("What each status means"),
        description=_("The statuses, worst first, and the two marks that are no status."),
        columns=(*scale_columns(narrator), TableColumn(_("Letter"), 10, lambda mark: mark_letter(mark, scale, _))),
        records=scale.marks,
    )


def _identity_columns(narrator: Narrator) -> tuple[TableColumn, ...]:
    """Return the columns that identify a recommendation: its review where there are several, its number, its title."""
    _ = narrator.translator

    def title(row: RefRow) -> Cell:
        texts = narrator.recommendations[row.review, row.ref]
        return _localised(narrator, texts, "title") or _localised(narrator, texts, "recommendation")

    number_and_title = TableColumn(_("Number"), _REF, lambda row: row.ref), TableColumn(_("Title"), _TITLE, title)
    review = (TableColumn(_("Review"), _NAME, lambda row: row.review),)
    return review + number_and_title if narrator.has_several_reviews else number_and_title


def _name_column(narrator: Narrator, heading: str, kind: NameKind, field: str) -> TableColumn:
    """Return the column of the full names of themes, agencies or roles in a field."""
    return TableColumn(heading, _NAME, lambda row: _full_name(narrator, kind, getattr(row, field)))


def _full_name(narrator: Narrator, kind: NameKind, name: object) -> Cell:
    return narrator.names.full(kind, name, narrator.translator) if isinstance(name, str) else None


def _localised(narrator: Narrator, row: object, field: str) -> Cell:
    """Return a text of a row in the language of the paper, or in English where there is no Welsh."""
    text = None if row is None else narrator.localised(row, field)
    return text.words if text else None


def _stripped(value: object) -> Cell:
    """Return a text without spaces at its ends, or None where it is blank."""
    return (value.strip() or None) if isinstance(value, str) else None


def _month(month: pd.Timestamp) -> Cell:
    """Return the first day of a month, or None where it is missing."""
    return None if pd.isna(month) else date(month.year, month.month, 1)


def _date(narrator: Narrator, row: object, field: str) -> Cell:
    """Return a date as words in its own precision, or None where it is missing."""
    words = getattr(row, f"{field}_words")
    if not isinstance(words, str):
        return None
    first, last, precision = (getattr(row, f"{field}{part}") for part in ("", "_last", "_precision"))
    return format_date(first, last, precision, words, narrator.translator)
