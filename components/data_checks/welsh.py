"""What has no Welsh yet: how many texts of each kind and where, and a workbook for the translator."""

from functools import partial

import pandas as pd
import streamlit as st

from analysis.table_rows import rows_of
from analysis.texts.missing_welsh import MissingWelshRow, names_in_use
from components.downloads.workbook import XLSX
from components.elements.block_table import BlockColumn, block_table
from components.elements.html import HtmlFragment, element
from components.session.loaded_tracker import LoadedTracker
from components.session.view import View
from components.session.view_cache import cached_piece
from loaders.canonical import translation_bytes
from model.tracker.columns import KEY, NAMES, DataType, SheetPlan
from model.tracker.translation import translation_sheets
from wording.format.lists import join_first
from wording.format.numbers import format_count

_MOST_PLACES = 40
"""The number of places that are listed for a column; the rest are counted."""


@cached_piece
def show_missing_welsh(view: View, missing: pd.DataFrame) -> HtmlFragment:
    """Show how many cells of each column have no Welsh, and where (`analysis.texts.missing_welsh`)."""
    _ = view.translator
    found = missing[missing["missing"].gt(0)]
    if found.empty:
        text = _("Every text, name and status has its Welsh.")
        return HtmlFragment([element("p", text, class_="muted")], key="welsh")
    columns = [
        BlockColumn(_("Sheet")),
        BlockColumn(_("Column")),
        BlockColumn(_("Without Welsh"), "number"),
        BlockColumn(_("Where"), "words"),
    ]
    rows = []
    for row in rows_of(found, MissingWelshRow):
        count = _("{n} of {total}", n=format_count(row.missing, _), total=format_count(row.filled, _))
        rows.append((row.sheet, row.heading, count, join_first(row.places, _MOST_PLACES, _)))
    table = block_table(_("Texts without Welsh, by column"), columns, rows)
    return HtmlFragment([table], key="welsh")


def offer_translation(view: View) -> None:
    """Offer the workbook of a translator, made on demand."""
    _ = view.translator
    st.download_button(
        _("Download a workbook for the translator"),
        data=partial(translation_workbook, view.loaded),
        file_name="cynnydd-translation.xlsx",
        mime=XLSX,
        on_click="ignore",
        key="welsh.workbook",
    )


def translation_workbook(loaded: LoadedTracker) -> bytes:
    """Return the workbook of a translator, with every name that is used."""
    tables = {plan.table: _table(loaded, plan) for plan in translation_sheets() if plan.table != KEY.table}
    return translation_bytes(tables, loaded.reading.scale)


def _table(loaded: LoadedTracker, plan: SheetPlan) -> list[dict[str, str]]:
    """Return the rows of a sheet with its filled cells as text; a date is its words."""
    frame = names_in_use(loaded.tracker) if plan.table == NAMES.table else getattr(loaded.tracker, plan.table)
    cells = {
        column.field: frame[f"{column.field}_words" if column.data_type is DataType.DATE else column.field]
        for column in plan.columns
    }
    rows = pd.DataFrame(cells).to_dict("records")
    return [{str(field): str(cell) for field, cell in row.items() if not pd.isna(cell)} for row in rows]
