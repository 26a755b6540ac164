"""The sheets of the accessible workbook with a row a recommendation, an update or a promise."""

from typing import Any

from analysis.status.latest_status import list_at
from model.terms import NOT_RATED, Kind, NameKind
from reports.content.sheet import Cell, Sheet
from reports.excel.cell_text import (
    DATE,
    NAME,
    STATUS,
    TEXT,
    TITLE,
    agencies_of,
    date_cell,
    localised_cell,
    month_cell,
    name_of,
    place_header,
    place_widths,
    plain,
    recommendation_cells,
    word_of,
)
from reports.text.narrator import Narrator, rows_of
from wording.answers.occasions import format_due, monitoring_kind_name, timing_word


def recommendations_sheet(narrator: Narrator) -> Sheet:
    """Return every recommendation as it stands."""
    _, edition = narrator.translator, narrator.edition
    listing = list_at(edition.chosen, as_at=edition.as_at)
    return Sheet(
        name=_("Recommendations"),
        table="recommendations",
        title=_("Every recommendation as it stands"),
        about=_("The status that holds, when it was given, and since when it has not changed."),
        header=(
            *place_header(narrator),
            _("Recommendation"),
            _("Theme"),
            _("Lead agency"),
            _("Supporting agencies"),
            _("Lead role"),
            _("Status"),
            _("Status given in"),
            _("Same status since"),
            _("Accepted"),
            _("Target date"),
            _("Related recommendations"),
        ),
        rows=(_recommendation(narrator, row) for row in rows_of(listing)),
        size=len(listing),
        widths=(
            *place_widths(narrator),
            TEXT,
            NAME,
            NAME,
            NAME,
            NAME,
            STATUS,
            DATE,
            DATE,
            14,
            DATE,
            18,
        ),
    )


def _recommendation(narrator: Narrator, row: Any) -> tuple[Cell, ...]:
    text = narrator.recommendations[row.review, row.ref]
    return (
        *recommendation_cells(narrator, row),
        localised_cell(narrator, text, "recommendation"),
        name_of(narrator, NameKind.THEME, row.theme),
        name_of(narrator, NameKind.AGENCY, row.lead_agency),
        agencies_of(narrator, text.supporting_agencies),
        name_of(narrator, NameKind.ROLE, text.lead_role),
        narrator.mark(row.mark, row.basis),
        month_cell(row.rated_on),
        month_cell(row.moved_on),
        plain(text.accepted),
        date_cell(narrator, text, "target"),
        plain(text.related_refs),
    )


def updates_sheet(narrator: Narrator) -> Sheet:
    """Return every update up to the month."""
    _, edition = narrator.translator, narrator.edition
    given = edition.chosen.progress
    until = given[given["round"].le(edition.as_at)].sort_values("date", kind="stable")
    return Sheet(
        name=_("Updates"),
        table="updates",
        title=_("Every update, the oldest first"),
        about=_("What was reported up to the month; a response has no status unless one was given."),
        header=(
            *place_header(narrator),
            _("Round"),
            _("Reported"),
            _("Kind"),
            _("Status"),
            _("Rated by"),
            _("Update"),
            _("Evidence"),
        ),
        rows=(_update(narrator, row) for row in rows_of(until)),
        size=len(until),
        widths=(*place_widths(narrator), DATE, DATE, 14, STATUS, NAME, TEXT, TITLE),
    )


def _update(narrator: Narrator, row: Any) -> tuple[Cell, ...]:
    _ = narrator.translator
    return (
        *recommendation_cells(narrator, row),
        month_cell(row.round),
        date_cell(narrator, row, "date"),
        _("Response") if row.kind == Kind.RESPONSE else _("Progress"),
        narrator.mark(row.status, row.basis) if isinstance(row.status, str) else word_of(narrator, NOT_RATED),
        name_of(narrator, NameKind.ROLE, row.rated_by),
        localised_cell(narrator, row, "update"),
        plain(row.evidence),
    )


def promises_sheet(narrator: Narrator) -> Sheet:
    """Return every promise, by recommendation."""
    _ = narrator.translator
    chosen = narrator.edition.chosen.recommendations
    places = zip(chosen["review"], chosen["ref"], strict=True)
    promised = [row for place in places for row in narrator.promises.get(place, ())]
    return Sheet(
        name=_("Monitoring promises"),
        table="promises",
        title=_("What the overseer promised to do"),
        about=_("A promise is overdue only after the last day it could fall on."),
        header=(
            *place_header(narrator),
            _("Promise"),
            _("Due"),
            _("Kind"),
            _("With"),
            _("Where it stands"),
            _("Outcome"),
        ),
        rows=(_promise(narrator, row) for row in promised),
        size=len(promised),
        widths=(*place_widths(narrator), TEXT, DATE, 16, NAME, 18, TITLE),
    )


def _promise(narrator: Narrator, row: Any) -> tuple[Cell, ...]:
    _ = narrator.translator
    return (
        *recommendation_cells(narrator, row),
        localised_cell(narrator, row, "activity"),
        format_due(row, _),
        monitoring_kind_name(row.kind, _),
        name_of(narrator, NameKind.ROLE, row.with_whom),
        timing_word(row.timing, _),
        localised_cell(narrator, row, "outcome"),
    )
