"""The sheet of the list of recommendations, as the list on screen has it."""

from collections.abc import Iterator, Sequence

from analysis.promises import NextPromiseRow, next_promise
from analysis.status import ListRow, list_at
from analysis.table_rows import rows_of
from analysis.updates import LatestWordsRow, latest_words
from model.terms import NameKind
from reports.content.sheet import Cell, Sheet
from reports.excel.cell_text import (
    DATE_WIDTH,
    NAME_WIDTH,
    STATUS_WIDTH,
    TEXT_WIDTH,
    localised_cell,
    month_cell,
    name_cell,
    recommendation_cells,
    recommendation_header,
    recommendation_widths,
)
from reports.text.narrator import Narrator
from wording.answers.occasions import format_due, timing_word


def listing_sheet(narrator: Narrator, keys: Sequence[tuple[str, str]]) -> Sheet:
    """Return the sheet of these recommendations, each by review and ref, in their order."""
    _ = narrator.translator
    columns = (
        (_("Status"), STATUS_WIDTH),
        (_("Theme"), NAME_WIDTH),
        (_("Lead agency"), NAME_WIDTH),
        (_("Latest words"), TEXT_WIDTH),
        (_("Latest words of"), DATE_WIDTH),
        (_("Same status since"), DATE_WIDTH),
        (_("Next promise"), DATE_WIDTH),
        (_("Where the promise stands"), DATE_WIDTH),
        (_("Open promises"), 14),
    )
    return Sheet(
        name=_("Recommendations"),
        table_name="recommendations",
        title=_("The list of recommendations as filtered"),
        description=_("The latest words may be of an earlier round than the status."),
        header=(*recommendation_header(narrator), *(heading for heading, _width in columns)),
        rows=_rows(narrator, keys),
        row_count=len(keys),
        widths=(*recommendation_widths(narrator), *(width for _heading, width in columns)),
    )


def _rows(narrator: Narrator, keys: Sequence[tuple[str, str]]) -> Iterator[tuple[Cell, ...]]:
    edition = narrator.edition
    chosen, as_at = edition.chosen, edition.as_at
    listed = {(row.review, row.ref): row for row in rows_of(list_at(chosen, as_at=as_at), ListRow)}
    words = {(row.review, row.ref): row for row in rows_of(latest_words(chosen, as_at=as_at), LatestWordsRow)}
    promised = next_promise(chosen, as_at=as_at, today=edition.today)
    promises = {(row.review, row.ref): row for row in rows_of(promised, NextPromiseRow)}
    for key in keys:
        yield _row(narrator, listed[key], words.get(key), promises.get(key))


def _row(
    narrator: Narrator, row: ListRow, words: LatestWordsRow | None, promise: NextPromiseRow | None
) -> tuple[Cell, ...]:
    _ = narrator.translator
    return (
        *recommendation_cells(narrator, row),
        narrator.mark(row.mark, row.basis),
        name_cell(narrator, NameKind.THEME, row.theme),
        name_cell(narrator, NameKind.AGENCY, row.lead_agency),
        *((None, None) if words is None else (localised_cell(narrator, words, "update"), month_cell(words.round))),
        month_cell(row.moved_on),
        *((None, None) if promise is None else (format_due(promise, _), timing_word(promise.timing, _))),
        0 if promise is None else int(promise.open_promises),
    )
