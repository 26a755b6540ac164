"""Which sheets and tables are the tracker: what was read of each sheet, what was left out and why."""

from collections.abc import Iterator

import streamlit as st

from components.document.pieces import show
from components.elements import HtmlNode, element, part
from components.upload.mapping.mapped_file import (
    NOT_READ,
    MappedFile,
    add_rows,
    has_row_numbers,
    parse_rows,
    set_read,
    sheet_mapping,
)
from loaders.cells.addresses import column_and_row, format_row_ranges
from loaders.mapping.sheet_preview import SheetPreview
from model.issue import Issue
from wording.catalogue import Translator
from wording.issues import message

ROWS_NOT_ITEMS = ("rows-not-items", "rows-below-table", "rows-continue", "groups-read")
"""The codes of issues about rows that were read as no recommendation of their own."""
_NOTED = {*NOT_READ, *ROWS_NOT_ITEMS, "rows-above-headings", "rows-left-out", "table-beside"}


def show_sheets(file: MappedFile, _: Translator) -> None:
    """Show each sheet with what was read of it and why the rest was not, and buttons that change it."""
    show(part("upload.sheets.title", element("h3", _("Which sheets are the tracker"))))
    for number, sheet in enumerate(file.sheets):
        issues = _issues(file, sheet)
        reasons = [element("li", message(issue, _)) for issue in issues]
        listed = element("ul", *reasons, class_="points") if reasons else None
        words = element("p", element("strong", sheet.name), ": ", _state(file, sheet, _), class_="prose")
        show(part(f"upload.sheet.{number}", words, listed))
        _show_buttons(file, sheet, number, issues, _)


def _issues(file: MappedFile, sheet: SheetPreview) -> list[Issue]:
    found = file.reading.issues if file.reading is not None else ()
    return [issue for issue in found if issue.sheet == sheet.name and issue.code in _NOTED]


def _state(file: MappedFile, sheet: SheetPreview, _: Translator) -> HtmlNode:
    if not file.is_read(sheet):
        return _.plural("left out, {n} row.", "left out, {n} rows.", sheet.row_count)
    return "; ".join(_tables(sheet, _)) or _.plural("read, {n} row.", "read, {n} rows.", sheet.row_count)


def _tables(sheet: SheetPreview, _: Translator) -> Iterator[str]:
    for table in sheet.tables:
        if table.read:
            yield _("{range} was read", range=table.area.text)
        else:
            yield _("{range} was left out", range=table.area.text)


def _show_buttons(file: MappedFile, sheet: SheetPreview, number: int, issues: list[Issue], _: Translator) -> None:
    """Show what can be done with a sheet; nothing where it is the only one, and all of it was read."""
    is_read = file.is_read(sheet) or (
        sheet_mapping(file, sheet).read and sheet_mapping(file, sheet).header_row is not None
    )
    rows = [issue.found for issue in issues if issue.code in ROWS_NOT_ITEMS and has_row_numbers(issue.found)]
    blank = _rows_without_status(file, sheet)
    others = any(file.is_read(other) for other in file.sheets if other is not sheet)
    if is_read and not (others or rows or blank):
        return
    key = f"upload.sheet.{number}"
    with st.container(horizontal=True, key=f"upload-sheet-buttons-{number}"):
        if not is_read:
            st.button(
                _("Read this too") if others else _("Read this sheet"),
                on_click=set_read,
                args=(sheet.name,),
                kwargs={"read": True},
                key=f"{key}.read",
            )
        elif others:
            st.button(_("Not this"), on_click=set_read, args=(sheet.name,), kwargs={"read": False}, key=f"{key}.not")
        for index, found in enumerate(rows):
            count = len(parse_rows(found))
            label = _.plural("Row {rows} is a recommendation", "Rows {rows} are recommendations", count, rows=found)
            st.button(label, on_click=add_rows, args=(sheet.name, "item_rows", found), key=f"{key}.items.{index}")
        if blank:
            label = _.plural("Leave row {rows} out", "Leave rows {rows} out", len(parse_rows(blank)), rows=blank)
            st.button(label, on_click=add_rows, args=(sheet.name, "excluded_rows", blank), key=f"{key}.blank")


def _rows_without_status(file: MappedFile, sheet: SheetPreview) -> str:
    """Return the rows that have no status where nearly all others have one: they may be headings."""
    issues = file.reading.issues if file.reading is not None else ()
    found = {each.cell for each in issues if each.sheet == sheet.name and each.code == "status-blank"}
    return format_row_ranges(sorted(column_and_row(cell)[1] for cell in found))
