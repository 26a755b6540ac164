"""The sheets of a workbook of results: records, and the summary."""

from collections.abc import Iterator
from typing import Any, cast

import pandas as pd

from analysis.movement import MovementRow, latest_movement, latest_rounds
from analysis.promises import PromiseRow
from analysis.rounds import rounds
from analysis.status import ListRow, MatrixRow, count_by_round, list_at, marks_by_round
from analysis.table_rows import rows_by_recommendation, rows_of
from model.terms import NOT_RATED, Kind, NameKind
from model.tracker.rows import RecommendationRow, UpdateRow
from reports.content.document import Cell, Sheet
from reports.excel.cell_text import (
    DATE_WIDTH,
    NAME_WIDTH,
    STATUS_WIDTH,
    TEXT_WIDTH,
    TITLE_WIDTH,
    agencies_cell,
    agency_status_cell,
    date_cell,
    localised_cell,
    month_cell,
    name_cell,
    recommendation_cells,
    recommendation_header,
    recommendation_widths,
    status_cell,
    text_cell,
)
from reports.text.narrator import Narrator
from wording.answers.headline import movement_heading
from wording.answers.occasions import format_due, monitoring_kind_name, timing_word
from wording.answers.recommendation import decision_phrase
from wording.format.dates import format_round
from wording.format.statuses import mark_letter, mark_meaning, mark_word
from wording.format.text import begin_sentence


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
        agencies_cell(narrator, text.supporting_agencies),
        name_cell(narrator, NameKind.ROLE, text.lead_role),
        narrator.mark(row.mark, row.basis),
        agency_status_cell(narrator, view.agency_status if view is not None else None),
        decision_phrase(decided[-1], narrator.names, narrator.translator) if decided else None,
        month_cell(row.rated_on),
        month_cell(row.moved_on),
        text_cell(text.accepted),
        date_cell(narrator, target, "target"),
        date_cell(narrator, target, "first"),
        target.slips if isinstance(target.first_words, str) else None,
        None if pd.isna(late) else int(late),
        text_cell(text.related_refs),
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
        date_cell(narrator, row, "date"),
        _("Response") if row.kind == Kind.RESPONSE else _("Progress"),
        narrator.mark(row.status, row.basis) if isinstance(row.status, str) else status_cell(narrator, NOT_RATED),
        name_cell(narrator, NameKind.ROLE, row.rated_by),
        localised_cell(narrator, row, "update"),
        text_cell(row.evidence),
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
