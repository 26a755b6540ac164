"""The sheets of a workbook of results: records, and the summary."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, cast

import pandas as pd
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from analysis.movement import MovementRow, latest_movement, latest_rounds
from analysis.promises import PromiseRow
from analysis.rounds import rounds
from analysis.status import ListRow, MatrixRow, count_by_round, list_at, marks_by_round
from analysis.table_rows import rows_by_recommendation, rows_of
from model.terms import LIST_SEPARATOR, NOT_RATED, UNRATED, Kind, NameKind
from model.tracker.rows import RecommendationRow, RefRow, UpdateRow
from reports.document import Cell, Sheet
from reports.reproducible import storable, unzip_files, zip_files
from reports.text.narrator import Narrator
from wording.answers.headline import movement_heading
from wording.answers.occasions import format_due, monitoring_kind_name, timing_word
from wording.answers.recommendation import decision_phrase
from wording.format.dates import format_date, format_round
from wording.format.statuses import mark_letter, mark_meaning, mark_word
from wording.format.text import begin_sentence

REF_WIDTH, STATUS_WIDTH, NAME_WIDTH, TITLE_WIDTH, TEXT_WIDTH, DATE_WIDTH = 8, 18, 28, 44, 80, 20
"""The widths of columns, in letters."""
_PROPERTIES = "docProps/core.xml"
_MAX_CELL_LENGTH = 32_767  # the most characters of a cell in Excel
_MAX_SHEET_NAME_LENGTH = 31


def recommendations_sheet(narrator: Narrator) -> Sheet:
    """Return the sheet of every recommendation with its latest status."""
    _, edition = narrator.translator, narrator.edition
    listing = list_at(edition.chosen, as_at=edition.as_at)
    return Sheet(
        name=_("Recommendations"),
        table_name="recommendations",
        title=_("Every recommendation as it stands"),
        description=_("The status that holds, when it was given, and since when it has not changed."),
        header=(
            *recommendation_header(narrator),
            _("Recommendation"),
            _("Theme"),
            _("Lead agency"),
            _("Supporting agencies"),
            _("Lead role"),
            _("Status"),
            _("Agency status"),
            _("Closure"),
            _("Status given in"),
            _("Same status since"),
            _("Accepted"),
            _("Target date"),
            _("First target date"),
            _("Slips of the target"),
            _("Days late"),
            _("Related recommendations"),
        ),
        rows=(_recommendation(narrator, row) for row in rows_of(listing, ListRow)),
        row_count=len(listing),
        widths=(
            *recommendation_widths(narrator),
            TEXT_WIDTH,
            NAME_WIDTH,
            NAME_WIDTH,
            NAME_WIDTH,
            NAME_WIDTH,
            STATUS_WIDTH,
            STATUS_WIDTH,
            NAME_WIDTH,
            DATE_WIDTH,
            DATE_WIDTH,
            14,
            DATE_WIDTH,
            DATE_WIDTH,
            *(14, 14),
            18,
        ),
    )


def _recommendation(narrator: Narrator, row: ListRow) -> tuple[Cell, ...]:
    text, target = narrator.recommendations[row.review, row.ref], narrator.targets[row.review, row.ref]
    late: Any = target.days_late
    view, decided = narrator.self_assessments.get((row.review, row.ref)), narrator.decisions.get((row.review, row.ref))
    return (
        *recommendation_cells(narrator, row),
        localised_cell(narrator, text, "recommendation"),
        name_cell(narrator, NameKind.THEME, row.theme),
        name_cell(narrator, NameKind.AGENCY, row.lead_agency),
        _agencies_cell(narrator, text.supporting_agencies),
        name_cell(narrator, NameKind.ROLE, text.lead_role),
        narrator.mark(row.mark, row.basis),
        _agency_status_cell(narrator, view.agency_status if view is not None else None),
        decision_phrase(decided[-1], narrator.names, narrator.translator) if decided else None,
        month_cell(row.rated_on),
        month_cell(row.moved_on),
        _text_cell(text.accepted),
        _date_cell(narrator, target, "target"),
        _date_cell(narrator, target, "first"),
        target.slips if isinstance(target.first_words, str) else None,
        None if pd.isna(late) else int(late),
        _text_cell(text.related_refs),
    )


def updates_sheet(narrator: Narrator) -> Sheet:
    """Return the sheet of every update up to the month."""
    _, edition = narrator.translator, narrator.edition
    progress = edition.chosen.progress
    updates = progress[progress["round"].le(edition.as_at)].sort_values("date", kind="stable")
    return Sheet(
        name=_("Updates"),
        table_name="updates",
        title=_("Every update, the oldest first"),
        description=_("What was reported up to the month; a response has no status unless one was given."),
        header=(
            *recommendation_header(narrator),
            _("Round"),
            _("Reported"),
            _("Kind"),
            _("Status"),
            _("Rated by"),
            _("Update"),
            _("Evidence"),
        ),
        rows=(_update(narrator, row) for row in rows_of(updates, UpdateRow)),
        row_count=len(updates),
        widths=(
            *recommendation_widths(narrator),
            DATE_WIDTH,
            DATE_WIDTH,
            14,
            STATUS_WIDTH,
            NAME_WIDTH,
            TEXT_WIDTH,
            TITLE_WIDTH,
        ),
    )


def _update(narrator: Narrator, row: UpdateRow) -> tuple[Cell, ...]:
    _ = narrator.translator
    return (
        *recommendation_cells(narrator, row),
        month_cell(row.round),
        _date_cell(narrator, row, "date"),
        _("Response") if row.kind == Kind.RESPONSE else _("Progress"),
        narrator.mark(row.status, row.basis) if isinstance(row.status, str) else _status_cell(narrator, NOT_RATED),
        name_cell(narrator, NameKind.ROLE, row.rated_by),
        localised_cell(narrator, row, "update"),
        _text_cell(row.evidence),
    )


def promises_sheet(narrator: Narrator) -> Sheet:
    """Return the sheet of every promise, by recommendation."""
    _ = narrator.translator
    chosen = narrator.edition.chosen.recommendations
    recommendation_ids = zip(chosen["review"], chosen["ref"], strict=True)
    promised = [row for recommendation_id in recommendation_ids for row in narrator.promises.get(recommendation_id, ())]
    return Sheet(
        name=_("Monitoring promises"),
        table_name="promises",
        title=_("What the office promised to do"),
        description=_("A promise is overdue only after the last day it could fall on."),
        header=(
            *recommendation_header(narrator),
            _("Promise"),
            _("Due"),
            _("Kind"),
            _("With"),
            _("Where it stands"),
            _("Outcome"),
        ),
        rows=(_promise(narrator, row) for row in promised),
        row_count=len(promised),
        widths=(*recommendation_widths(narrator), TEXT_WIDTH, DATE_WIDTH, 16, NAME_WIDTH, 18, TITLE_WIDTH),
    )


def _promise(narrator: Narrator, row: PromiseRow) -> tuple[Cell, ...]:
    _ = narrator.translator
    return (
        *recommendation_cells(narrator, row),
        localised_cell(narrator, row, "activity"),
        format_due(row, _),
        monitoring_kind_name(row.kind, _),
        name_cell(narrator, NameKind.ROLE, row.with_whom),
        timing_word(row.timing, _),
        localised_cell(narrator, row, "outcome"),
    )


def summary_sheets(narrator: Narrator) -> tuple[Sheet, ...]:
    """Return the sheets of the tracker, in order."""
    return (
        _counts(narrator),
        _movement(narrator),
        _matrix(narrator),
        recommendations_sheet(narrator),
        updates_sheet(narrator),
        promises_sheet(narrator),
        _scale(narrator),
    )


def _counts(narrator: Narrator) -> Sheet:
    _, edition = narrator.translator, narrator.edition
    counts = count_by_round(edition.chosen, as_at=edition.as_at)
    marks = narrator.scale.marks
    rows = [
        (
            month_cell(cast("pd.Timestamp", month)),
            *(int(n) for n in round_counts["count"]),
            int(round_counts["count"].sum()),
        )
        for month, round_counts in counts.groupby("round")
    ]
    words = (begin_sentence(mark_word(mark, narrator.scale, _)) for mark in marks)
    return Sheet(
        name=_("Counts by round"),
        table_name="counts_by_round",
        title=_("How many recommendations stood at each status, round by round"),
        description=_("A recommendation keeps its status until it is rated again."),
        header=(_("Round"), *words, _("All")),
        rows=rows,
        row_count=len(rows),
        widths=(DATE_WIDTH, *(14 for _mark in marks), 10),
    )


def _movement(narrator: Narrator) -> Sheet:
    _, edition = narrator.translator, narrator.edition
    start, end = latest_rounds(edition.chosen, as_at=edition.as_at)
    moves = latest_movement(edition.chosen, as_at=edition.as_at)
    rows = (
        (
            *recommendation_cells(narrator, row),
            _status_cell(narrator, row.from_mark, row.from_basis),
            narrator.mark(row.to_mark, row.basis),
            movement_heading(row.movement, _),
        )
        for row in rows_of(moves, MovementRow)
    )
    description = (
        _("There is no earlier round to compare with.")
        if start is None
        else _(
            "How each recommendation moved from {start} to {end}: one movement each.",
            start=format_round(start, _),
            end=format_round(end, _),
        )
    )
    return Sheet(
        name=_("Movement"),
        table_name="movement",
        title=_("What moved between the latest two rounds"),
        description=description,
        header=(*recommendation_header(narrator), _("Status before"), _("Status now"), _("Movement")),
        rows=rows,
        row_count=len(moves),
        widths=(*recommendation_widths(narrator), STATUS_WIDTH, STATUS_WIDTH, 24),
    )


def _matrix(narrator: Narrator) -> Sheet:
    _, edition = narrator.translator, narrator.edition
    months = rounds(edition.chosen, as_at=edition.as_at)
    return Sheet(
        name=_("Round by round"),
        table_name="matrix",
        title=_("Every recommendation, round by round"),
        description=_("What was given in each round; a status of an earlier round is not repeated."),
        header=(*recommendation_header(narrator), *(format_round(month, _) for month in months)),
        rows=_matrix_rows(narrator),
        row_count=len(edition.chosen.recommendations),
        widths=(*recommendation_widths(narrator), *(STATUS_WIDTH for _month in months)),
    )


def _matrix_rows(narrator: Narrator) -> Iterator[tuple[Cell, ...]]:
    """Yield a row for each recommendation with its mark in each round."""
    edition = narrator.edition
    cells_by_recommendation = rows_by_recommendation(marks_by_round(edition.chosen, as_at=edition.as_at), MatrixRow)
    for row in rows_of(edition.chosen.recommendations, RecommendationRow):
        cells = cells_by_recommendation.get((row.review, row.ref), [])
        yield (
            *recommendation_cells(narrator, row),
            *(narrator.mark(cell.mark, cell.basis) if cell.mark else None for cell in cells),
        )


def _scale(narrator: Narrator) -> Sheet:
    _, scale = narrator.translator, narrator.scale
    rows = tuple(
        (
            narrator.mark(mark),
            mark_letter(mark, scale, _),
            mark_meaning(mark, scale, _),
            _("Yes") if mark in scale.complete else _("No"),
        )
        for mark in scale.marks
    )
    return Sheet(
        name=_("Scale"),
        table_name="scale",
        title=_("What each status means"),
        description=_("The statuses, worst first, and the two marks that are no status."),
        header=(_("Status"), _("Letter"), _("Meaning"), _("Complete")),
        rows=rows,
        row_count=len(rows),
        widths=(STATUS_WIDTH, 10, TEXT_WIDTH, 12),
    )


def recommendation_cells(narrator: Narrator, row: RefRow) -> tuple[Cell, ...]:
    """Return the cells that identify a recommendation: its review where there are several, its number, its title."""
    texts = narrator.recommendations[row.review, row.ref]
    title = localised_cell(narrator, texts, "title") or localised_cell(narrator, texts, "recommendation")
    return (row.review, row.ref, title) if narrator.has_several_reviews else (row.ref, title)


def recommendation_header(narrator: Narrator) -> tuple[str, ...]:
    """Return the headings of the columns that identify a recommendation."""
    _ = narrator.translator
    return (*([_("Review")] if narrator.has_several_reviews else []), _("Number"), _("Title"))


def recommendation_widths(narrator: Narrator) -> tuple[int, ...]:
    """Return the widths of the columns that identify a recommendation."""
    return (*([NAME_WIDTH] if narrator.has_several_reviews else []), REF_WIDTH, TITLE_WIDTH)


def _status_cell(narrator: Narrator, mark: str, basis: object = None) -> Cell:
    """Return a status as a mark; not rated and not reported as a word."""
    return narrator.mark(mark, basis) if mark not in UNRATED else mark_word(mark, narrator.scale, narrator.translator)


def localised_cell(narrator: Narrator, row: object, field: str) -> Cell:
    """Return a text of a row in the language of the paper, or in English where there is no Welsh."""
    text = narrator.localised(row, field)
    return text.words if text else None


def name_cell(narrator: Narrator, kind: NameKind, name: object) -> Cell:
    """Return the full name of a theme, an agency or a role."""
    return narrator.names.full(kind, name, narrator.translator) if isinstance(name, str) else None


def _agencies_cell(narrator: Narrator, names: object) -> Cell:
    """Return the full names of several agencies."""
    if not isinstance(names, str):
        return None
    full_names = (
        narrator.names.full(NameKind.AGENCY, name, narrator.translator) for name in names.split(LIST_SEPARATOR)
    )
    return LIST_SEPARATOR.join(full_names)


def _text_cell(value: object) -> Cell:
    """Return a text without spaces at its ends, or None where it is blank."""
    return value.strip() if isinstance(value, str) and value.strip() else None


def month_cell(month: pd.Timestamp) -> Cell:
    """Return the first day of a month, or None where it is missing."""
    return None if pd.isna(month) else date(month.year, month.month, 1)


def _date_cell(narrator: Narrator, row: object, field: str) -> Cell:
    """Return a date as words in its own precision, or None where it is missing."""
    words = getattr(row, f"{field}_words")
    if not isinstance(words, str):
        return None
    first, last, precision = (getattr(row, f"{field}{part}") for part in ("", "_last", "_precision"))
    return format_date(first, last, precision, words, narrator.translator)


def _agency_status_cell(narrator: Narrator, status: object) -> Cell:
    """Return the status that an agency gives itself as plain words, so that it is not counted as the office's."""
    return mark_word(status, narrator.scale, narrator.translator) if isinstance(status, str) else None


def write_text(sheet: Worksheet, row_index: int, column: int, text: str, style: Format) -> None:
    """Write a text literally; one that XlsxWriter would read as a rich string is written in two parts."""
    stored = storable(text)
    stored = stored if len(stored) <= _MAX_CELL_LENGTH else f"{stored[: _MAX_CELL_LENGTH - 1]}…"
    if stored.startswith("<r>") and stored.endswith("</r>"):
        sheet.write_rich_string(row_index, column, *stored[:2], stored[2:], style)
    else:
        sheet.write_string(row_index, column, stored or " ", style)


def sheet_name(name: str) -> str:
    """Return a name without the characters that Excel forbids in the name of a sheet."""
    return re.sub(r"[\[\]:*?/\\]", " ", name).strip("' ")[:_MAX_SHEET_NAME_LENGTH]


def quote_sheet_name(name: str) -> str:
    """Return the name of a sheet as a formula or a link has it."""
    return "'" + name.replace("'", "''") + "'"


def set_language(book: bytes, tag: str) -> bytes:
    """Return a workbook with its language in its properties, which XlsxWriter has no setting for."""
    files = unzip_files(book)
    end = b"</cp:coreProperties>"
    files[_PROPERTIES] = files[_PROPERTIES].replace(end, f"<dc:language>{tag}</dc:language>".encode() + end)
    return zip_files(files)
