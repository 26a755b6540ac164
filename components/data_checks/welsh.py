"""What has no Welsh yet: how many texts of each kind and where, and a workbook for the translator."""

from functools import partial

import pandas as pd

from analysis.table_rows import rows_of
from analysis.texts.missing_welsh import MissingWelshRow
from components.document.document import FileOffer
from components.document.files import file_link
from components.elements.block_table import BlockColumn, block_table
from components.elements.html import HtmlNode, element, part
from components.session.view import View
from reports.canonical_workbooks import translation_workbook
from reports.registry import XLSX
from wording.format.lists import join_first
from wording.format.numbers import format_count

_MOST_PLACES = 40
"""The number of places that are listed for a column; the rest are counted."""


def missing_welsh_part(view: View, missing: pd.DataFrame) -> HtmlNode:
    """Show how many cells of each column have no Welsh, and where (`analysis.texts.missing_welsh`)."""
    _ = view.translator
    found = missing[missing["missing"].gt(0)]
    if found.empty:
        text = _("Every text, name and status has its Welsh.")
        return part("welsh", element("p", text, class_="muted"))
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
    return part("welsh", table)


def translation_part(view: View) -> HtmlNode:
    """Return the link to the workbook of a translator."""
    link = file_link(view, translation_file(view), view.translator("Download a workbook for the translator"))
    return part("welsh.workbook", link)


def translation_file(view: View) -> FileOffer:
    """Return the offer of the workbook of a translator."""
    work = partial(translation_workbook, view.loaded.tracker, view.loaded.reading.scale)
    return FileOffer("translation.xlsx", "cynnydd-translation.xlsx", XLSX, lambda _actor: work)
