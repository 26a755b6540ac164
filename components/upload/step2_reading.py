"""Step 2 of Upload: how the workbook was read, from its sheets and some of its recommendations to each column."""

import streamlit as st

from components.document.pieces import show
from components.elements import HtmlNode, columns, definitions, element, part
from components.marks.marks import key_part
from components.reading.columns_table import (
    columns_part,
    issues_of,
    issues_part,
    statuses_read_part,
    unread_part,
)
from components.session.upload_state import (
    UploadedFile,
    UploadedWorkbook,
    change_upload,
    confirm_reading,
    current_upload,
)
from components.session.view import View
from components.upload.mapped_file import (
    NOT_READ,
    accept_columns,
    add_rows,
    has_row_numbers,
    is_sheet_read,
    parse_rows,
    set_read,
    sheet_mapping,
)
from components.upload.mapping_form import question_text, show_mapping
from components.upload.question_form import ask_for_answers, show_remembered
from components.upload.steps import show_not_yet, unfiltered_view
from loaders.cells import column_and_row, format_row_ranges
from loaders.mapping.sheet_preview import SheetPreview
from loaders.open_questions import MAPPING
from model.dates import is_one_month
from model.issue import Issue, column_letters
from model.tracker.reading import OpenQuestion
from wording.catalogue import Translator
from wording.check_report import record_counts
from wording.formatting import format_location, format_round
from wording.issues import message
from wording.labels.names import PAPER, card_lines, card_title
from wording.sentences import label

# The codes of issues about rows that were read as no recommendation of their own.
ROWS_NOT_ITEMS = ("rows-not-items", "rows-below-table", "rows-continue", "groups-read")
_NOTED = {*NOT_READ, *ROWS_NOT_ITEMS, "rows-above-headings", "rows-left-out", "table-beside"}
_INFERRED = ("status-from-colour", "round-year-given", "actions-read", "heading-placed")
_LEFT_OUT = ("sheet-passed-over", "sheet-without-items", "list-of-another-kind", "table-not-read")
# The codes of issues about what was inferred or left out, which a person confirms.
_DOUBTS = (*_INFERRED, *_LEFT_OUT, *ROWS_NOT_ITEMS)


def show_reading(view: View, workbook: UploadedWorkbook | None) -> None:
    """Show what a workbook contains, how each part of it was read, and the questions that improve the reading."""
    _ = view.translator
    refusal = current_upload().refusal
    if refusal is not None and refusal.can_be_mapped:
        show_remembered(refusal, _)
        show_sheets(refusal, _)
        show_mapping(refusal, _)
        return
    if workbook is None:
        show_not_yet(
            _("How the workbook was read is shown here once you have chosen it."), key="upload.understood.none"
        )
        return
    show_remembered(workbook, _)
    if workbook.sheets:
        show_sheets(workbook, _)
    _show_cards(workbook, _)
    ask_for_answers(view, workbook)
    show_mapping(workbook, _)
    _show_details(view, workbook)
    _show_confirmation(workbook, _)


def unconfirmed_doubts(workbook: UploadedWorkbook) -> dict[str, Issue | OpenQuestion]:
    """Return what was inferred, proposed or left out and is not confirmed yet, by a key of it."""
    chosen = {(each.sheet, each.column) for each in workbook.options.corrections if each.is_of_colour}
    issues = (
        issue
        for issue in workbook.reading.issues
        if issue.code in _DOUBTS
        and not (issue.code == "status-from-colour" and (issue.sheet, column_letters(issue)) in chosen)
    )
    found: dict[str, Issue | OpenQuestion] = {f"{each.code} {each.sheet} {each.found}": each for each in issues}
    found |= {question.id: question for question in workbook.questions if question.option == MAPPING}
    return {key: doubt for key, doubt in found.items() if key not in workbook.request.confirmed}


def _show_confirmation(workbook: UploadedWorkbook, _: Translator) -> None:
    """Show everything that was inferred, proposed or left out, and one button that confirms it; nothing else."""
    doubts = unconfirmed_doubts(workbook)
    if not doubts:
        return
    title = element("h3", _("Is that right?"))
    intro = _("This was inferred, proposed or left out. Where it is not right, change it above.")
    lines = []
    for doubt in doubts.values():
        if isinstance(doubt, OpenQuestion):
            text = question_text(doubt, _)
        else:
            place = format_location(doubt.sheet, doubt.cell, _)
            text = _("{place}: {doubt}", place=place, doubt=message(doubt, _))
        lines.append(element("li", text))
    show(part("upload.doubts", title, element("p", intro, class_="prose"), element("ul", *lines, class_="points")))
    st.button(_("That is right"), on_click=_confirm, args=(tuple(doubts),), key="upload.right")


def _confirm(keys: tuple[str, ...]) -> None:
    """Confirm the reading; columns in question get the field that is proposed, for the next workbook too."""
    workbook = current_upload().workbook
    if workbook is None:
        return
    change_upload(confirm_reading, keys)
    questions = [question for question in workbook.questions if question.option == MAPPING]
    if questions:
        accept_columns(questions)


def _show_cards(workbook: UploadedWorkbook, _: Translator) -> None:
    """Show some recommendations, each value with the cell that it was read from; nothing without any."""
    cards: list[list[HtmlNode]] = []
    for card in workbook.cards:
        title = card_title(card, workbook.summary.recommendations, _)
        facts = definitions(
            (name, text, " ", element("span", place, class_="muted small"))
            for name, text, place in card_lines(card, workbook.reading.scale, _)
        )
        cards.append([element("section", element("p", element("strong", title)), facts, aria_label=title)])
    if cards:
        intro = _("Compare them with the workbook: each value names the cell that it was read from.")
        heading = element("h3", _("How recommendations were read")), element("p", intro, class_="prose")
        show(part("upload.cards", *heading, columns([1] * len(cards), *cards)))


def _show_details(view: View, workbook: UploadedWorkbook) -> None:
    """Show what is in the workbook in numbers, and its statuses, folded."""
    _ = view.translator
    preview = unfiltered_view(view, workbook.preview)
    with st.expander(_("What it holds, in numbers and names")):
        show(part("upload.facts", definitions(_facts(workbook, _).items())))
    if workbook.reading.layout == PAPER:
        with st.expander(_("How each heading was read")):
            show(columns_part(preview))
            show(unread_part(preview))
    with st.expander(_("The statuses and what they mean")):
        show(key_part(preview))
        show(statuses_read_part(preview))
        if issues_of(preview, from_colour=True):
            show(part("upload.colours.title", element("h3", _("Read from a cell’s colour"))))
            show(issues_part(preview, from_colour=True, key="upload.colours"))


def _facts(workbook: UploadedWorkbook, _: Translator) -> dict[str, HtmlNode]:
    summary, none = workbook.summary, _("none")
    rounds = (
        format_round(stated.round, _) if stated.round is not None and is_one_month(stated) else stated.words
        for stated in summary.round_dates
    )
    return {
        _("Read as"): label("layout", workbook.reading.layout, _),
        _("It holds"): record_counts(summary, _),
        _("Agencies"): "; ".join(summary.agencies) or none,
        _("Themes"): "; ".join(summary.themes) or none,
        _("Rounds"): ", ".join(rounds) or none,
    }


def show_sheets(file: UploadedFile, _: Translator) -> None:
    """Show each sheet with what was read of it and why the rest was not, and buttons that change it."""
    show(part("upload.sheets.title", element("h3", _("Which sheets are the tracker"))))
    for number, sheet in enumerate(file.sheets):
        found = file.reading.issues if file.reading is not None else ()
        issues = [issue for issue in found if issue.sheet == sheet.name and issue.code in _NOTED]
        reasons = [element("li", message(issue, _)) for issue in issues]
        listed = element("ul", *reasons, class_="points") if reasons else None
        tables = [
            _("{range} was read", range=each.area.text)
            if each.read
            else _("{range} was left out", range=each.area.text)
            for each in sheet.tables
        ]
        read = "; ".join(tables) or _.plural("read, {n} row.", "read, {n} rows.", sheet.row_count)
        left_out = _.plural("left out, {n} row.", "left out, {n} rows.", sheet.row_count)
        state = read if is_sheet_read(file, sheet) else left_out
        words = element("p", element("strong", sheet.name), ": ", state, class_="prose")
        show(part(f"upload.sheet.{number}", words, listed))
        _show_buttons(file, sheet, number, issues, _)


def _show_buttons(file: UploadedFile, sheet: SheetPreview, number: int, issues: list[Issue], _: Translator) -> None:
    """Show what can be done with a sheet; nothing where it is the only one, and all of it was read."""
    mapping, listed = sheet_mapping(file, sheet), file.reading.issues if file.reading is not None else ()
    is_read = is_sheet_read(file, sheet) or (mapping.read and mapping.header_row is not None)
    rows = [issue.found for issue in issues if issue.code in ROWS_NOT_ITEMS and has_row_numbers(issue.found)]
    cells = {each.cell for each in listed if each.sheet == sheet.name and each.code == "status-blank"}
    blank = format_row_ranges(sorted(column_and_row(cell)[1] for cell in cells))  # they may be headings
    others = any(is_sheet_read(file, other) for other in file.sheets if other is not sheet)
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
