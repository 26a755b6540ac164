"""The sheets of the accessible workbook: counts, movement, matrix, recommendations, updates, promises, scale."""

from collections.abc import Iterator
from typing import cast

import pandas as pd

from analysis.movement import MovementRow, latest_movement, latest_rounds
from analysis.rounds import rounds
from analysis.status import MatrixRow, count_by_round, marks_by_round
from analysis.table_rows import rows_by_recommendation, rows_of
from model.tracker.rows import RecommendationRow
from reports.content.sheet import Cell, Sheet
from reports.excel.cell_text import (
    DATE_WIDTH,
    STATUS_WIDTH,
    TEXT_WIDTH,
    month_cell,
    recommendation_cells,
    recommendation_header,
    recommendation_widths,
    status_cell,
)
from reports.excel.record_sheets import promises_sheet, recommendations_sheet, updates_sheet
from reports.text.narrator import Narrator
from wording.answers.headline import movement_heading
from wording.format.dates import format_round
from wording.format.statuses import mark_letter, mark_meaning, mark_word
from wording.format.text import begin_sentence


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
            status_cell(narrator, row.from_mark, row.from_basis),
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
