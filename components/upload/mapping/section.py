"""The mapping in step 2: each sheet as it is in a tab, with its fields, and what comes out of them."""

import streamlit as st

from components.document.pieces import show
from components.elements.html import element, part
from components.elements.markdown_escape import escape_markdown
from components.session.upload_state import current_upload
from components.session.uploaded_workbook import RefusedFile, UploadedWorkbook
from components.upload.mapping.change import accept_columns
from components.upload.mapping.mapped_file import MappedFile, mapped_file
from components.upload.mapping.outcome import outcome_nodes
from components.upload.mapping.sheet_form import show_sheet
from loaders.questions import MAPPING
from model.tracker.question import OpenQuestion
from wording.catalogue import Translator
from wording.labels.fields import field_name

_MOST_TABS = 40
_SHEETS = "upload-sheets"
"""The key of the container with the sheets, as the aim of a link."""


def show_mapping(upload: UploadedWorkbook | RefusedFile, _: Translator) -> None:
    """Show the sheets of an upload with the field of each column; nothing for a paper, which has no sheets.

    It is open where the reader asks about a column or found no tracker, and once something is mapped.
    """
    if not upload.sheets:
        return
    file = mapped_file(upload)
    if isinstance(upload, RefusedFile):
        _show(upload, file, [], _)
        return
    questions = [question for question in upload.questions if question.option == MAPPING]
    if questions:
        _show_questions(questions, _)
    is_open = bool(questions) or not upload.options.mapping.is_empty
    title = _("The sheets as they are, and what each column is read as")
    with st.container(key=_SHEETS), st.expander(title, expanded=is_open):
        _show(upload, file, questions, _)


def _show_questions(questions: list[OpenQuestion], _: Translator) -> None:
    """Show which columns are close calls, and a button that takes what is proposed."""
    lines = [element("li", _question_text(question, _)) for question in questions]
    intro = _.plural(
        "The reader is not sure of {n} column. Choose its field below, or take what is proposed.",
        "The reader is not sure of {n} columns. Choose their fields below, or take what is proposed.",
        len(questions),
    )
    link = element("a", intro, href=f"#{_SHEETS}", opens=_SHEETS)
    show(part("upload.columns.open", element("p", link, class_="prose"), element("ul", *lines, class_="points")))
    st.button(
        _("The columns are right as they are"), on_click=accept_columns, args=(questions,), key="upload.columns.accept"
    )


def _question_text(question: OpenQuestion, _: Translator) -> str:
    place, field = f"{question.sheet} {', '.join(question.columns)}", field_name(question.proposed, _)
    others = ", ".join(field_name(choice, _) for choice in question.choices if choice not in ("", question.proposed))
    if not others:
        return _("“{heading}” ({place}) was read as {field}.", heading=question.heading, place=place, field=field)
    return _(
        "“{heading}” ({place}) was read as {field}. It may also be: {others}.",
        heading=question.heading,
        place=place,
        field=field,
        others=others,
    )


def _show(
    upload: UploadedWorkbook | RefusedFile, file: MappedFile, questions: list[OpenQuestion], _: Translator
) -> None:
    """Show the sheets in tabs; only the open one is drawn."""
    intro = _(
        "Each sheet is shown as it is. Say what each column is, in which row the headings are, and which rows or "
        "sheets to leave out. Every change reads the workbook again."
    )
    show(part("upload.map.intro", element("p", intro, class_="prose")))
    names = [sheet.name for sheet in file.sheets[:_MOST_TABS]]
    labels = [escape_markdown(name) for name in names]
    key = f"upload.map.tabs.{current_upload().field_number}"
    st.session_state.setdefault(key, labels[_first(file, questions)])
    tabs = st.tabs(labels, key=key, on_change="rerun")
    for number, (tab, sheet) in enumerate(zip(tabs, file.sheets, strict=False)):
        if tab.open:
            with tab:
                show_sheet(file, sheet, number, _)
    if isinstance(upload, UploadedWorkbook):
        show(part("upload.map.outcome", *outcome_nodes(upload, _)))


def _first(file: MappedFile, questions: list[OpenQuestion]) -> int:
    """Return the index of the tab to open first: of a sheet with a question, else of the first sheet that is read."""
    sheets_in_question = {question.sheet for question in questions}
    order = [*(sheet.name in sheets_in_question for sheet in file.sheets), *map(file.is_read, file.sheets)]
    return order.index(True) % len(file.sheets) if True in order else 0
