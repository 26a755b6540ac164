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
    date_of,
    month_of,
    name_of,
    place,
    place_header,
    place_widths,
    plain,
    said,
    word_of,
)
from reports.text.narrator import Speaker, rows_of
from wording.answers.occasions import format_due, monitoring_kind_name, timing_word


def recommendations_sheet(speaker: Speaker) -> Sheet:
    """Return every recommendation as it stands."""
    _, edition = speaker.translator, speaker.edition
    listing = list_at(edition.chosen, as_at=edition.as_at)
    return Sheet(
        name=_("Recommendations"),
        table="recommendations",
        title=_("Every recommendation as it stands"),
        about=_("The status that holds, when it was given, and since when it has not changed."),
        header=(
            *place_header(speaker),
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
        rows=(_recommendation(speaker, row) for row in rows_of(listing)),
        size=len(listing),
        widths=(
            *place_widths(speaker),
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


def _recommendation(speaker: Speaker, row: Any) -> tuple[Cell, ...]:
    text = speaker.texts[row.review, row.ref]
    return (
        *place(speaker, row),
        said(speaker, text, "recommendation"),
        name_of(speaker, NameKind.THEME, row.theme),
        name_of(speaker, NameKind.AGENCY, row.lead_agency),
        agencies_of(speaker, text.supporting_agencies),
        name_of(speaker, NameKind.ROLE, text.lead_role),
        speaker.mark(row.mark, row.basis),
        month_of(row.rated_on),
        month_of(row.moved_on),
        plain(text.accepted),
        date_of(speaker, text, "target"),
        plain(text.related_refs),
    )


def updates_sheet(speaker: Speaker) -> Sheet:
    """Return every update up to the month."""
    _, edition = speaker.translator, speaker.edition
    given = edition.chosen.progress
    until = given[given["round"].le(edition.as_at)].sort_values("date", kind="stable")
    return Sheet(
        name=_("Updates"),
        table="updates",
        title=_("Every update, the oldest first"),
        about=_("What was reported up to the month; a response has no status unless one was given."),
        header=(
            *place_header(speaker),
            _("Round"),
            _("Reported"),
            _("Kind"),
            _("Status"),
            _("Rated by"),
            _("Update"),
            _("Evidence"),
        ),
        rows=(_update(speaker, row) for row in rows_of(until)),
        size=len(until),
        widths=(*place_widths(speaker), DATE, DATE, 14, STATUS, NAME, TEXT, TITLE),
    )


def _update(speaker: Speaker, row: Any) -> tuple[Cell, ...]:
    _ = speaker.translator
    return (
        *place(speaker, row),
        month_of(row.round),
        date_of(speaker, row, "date"),
        _("Response") if row.kind == Kind.RESPONSE else _("Progress"),
        speaker.mark(row.status, row.basis) if isinstance(row.status, str) else word_of(speaker, NOT_RATED),
        name_of(speaker, NameKind.ROLE, row.rated_by),
        said(speaker, row, "update"),
        plain(row.evidence),
    )


def promises_sheet(speaker: Speaker) -> Sheet:
    """Return every promise, by recommendation."""
    _ = speaker.translator
    chosen = speaker.edition.chosen.recommendations
    places = zip(chosen["review"], chosen["ref"], strict=True)
    promised = [row for place in places for row in speaker.promises.get(place, ())]
    return Sheet(
        name=_("Monitoring promises"),
        table="promises",
        title=_("What the overseer promised to do"),
        about=_("A promise is overdue only after the last day it could fall on."),
        header=(
            *place_header(speaker),
            _("Promise"),
            _("Due"),
            _("Kind"),
            _("With"),
            _("Where it stands"),
            _("Outcome"),
        ),
        rows=(_promise(speaker, row) for row in promised),
        size=len(promised),
        widths=(*place_widths(speaker), TEXT, DATE, 16, NAME, 18, TITLE),
    )


def _promise(speaker: Speaker, row: Any) -> tuple[Cell, ...]:
    _ = speaker.translator
    return (
        *place(speaker, row),
        said(speaker, row, "activity"),
        format_due(row, _),
        monitoring_kind_name(row.kind, _),
        name_of(speaker, NameKind.ROLE, row.with_whom),
        timing_word(row.timing, _),
        said(speaker, row, "outcome"),
    )
