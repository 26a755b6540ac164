"""The mapping in step 2: each sheet as it is in a tab, with its fields, and what comes out of them."""

from collections.abc import Mapping

import streamlit as st

from components.document.pieces import show
from components.elements.html import HtmlNode, element, escape_markdown, heading, part, table_region
from components.session.upload_state import current_upload
from components.session.uploaded_workbook import RefusedFile, UploadedWorkbook
from components.upload.mapping.mapped_file import MappedFile, accept_columns, mapped_file
from components.upload.mapping.sheet_form import show_sheet
from loaders.questions import MAPPING
from loaders.reading_summary import Summary
from model.tracker.question import OpenQuestion
from model.tracker.reading import Row
from wording.catalogue import Translator
from wording.format.statuses import mark_word
from wording.labels.fields import field_name

_MOST_TABS = 40
_SHEETS = "upload-sheets"
"""The key of the container with the sheets, as the aim of a link."""
_SHOWN = 3
_MAX_TEXT = 160


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


def counts_text(summary: Summary, _: Translator) -> str:
    """Return how many recommendations, updates and promises there are."""
    return ", ".join(
        (
            _.plural("{n} recommendation", "{n} recommendations", summary.recommendations),
            _.plural("{n} update", "{n} updates", summary.updates),
            _.plural("{n} monitoring promise", "{n} monitoring promises", summary.monitoring),
        )
    )


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
        show(part("upload.map.outcome", *_outcome_nodes(upload, _)))


def _first(file: MappedFile, questions: list[OpenQuestion]) -> int:
    """Return the index of the tab to open first: of a sheet with a question, else of the first sheet that is read."""
    sheets_in_question = {question.sheet for question in questions}
    order = [*(sheet.name in sheets_in_question for sheet in file.sheets), *map(file.is_read, file.sheets)]
    return order.index(True) % len(file.sheets) if True in order else 0


def _outcome_nodes(workbook: UploadedWorkbook, _: Translator) -> list[HtmlNode]:
    """Return how many recommendations and updates were read, and before the last change, and the first of them."""
    nodes: list[HtmlNode] = [element("h3", _("What comes out"))]
    nodes.append(element("p", _counts(workbook, _), class_="prose", role="status"))
    rows = workbook.reading.rows.get("recommendations", ())[:_SHOWN]
    if rows:
        names = (_("Ref"), _("Recommendation"), _("Lead agency"), _("Theme"), _("Latest status"))
        caption = _("How the first recommendations come out")
        nodes.append(table_region(caption, map(heading, names), [_row(row, workbook, _) for row in rows]))
    return nodes


def _counts(workbook: UploadedWorkbook, _: Translator) -> str:
    now, before = counts_text(workbook.summary, _), workbook.previous
    if before is None or counts_text(before, _) == now:
        return now
    return _("{now} (before the last change: {before})", now=now, before=counts_text(before, _))


def _row(row: Row, workbook: UploadedWorkbook, _: Translator) -> HtmlNode:
    text = _text(row, "title") or _text(row, "recommendation")
    cells = (text, _text(row, "lead_agency"), _text(row, "theme"), _latest_status(row, workbook, _))
    return element(
        "tr",
        element("th", _text(row, "ref"), scope="row"),
        *(element("td", cell or "–", class_="words") for cell in cells),
    )


def _text(row: Mapping[str, object], field: str) -> str:
    value = row.get(field)
    text = "" if value is None else str(value)
    return text if len(text) <= _MAX_TEXT else f"{text[: _MAX_TEXT - 1]}…"


def _latest_status(row: Row, workbook: UploadedWorkbook, _: Translator) -> str:
    """Return the last status of a recommendation in the order of the workbook."""
    key = (row.get("review"), row.get("ref"))
    updates = workbook.reading.rows.get("progress", ())
    found = (_text(update, "status") for update in updates if (update.get("review"), update.get("ref")) == key)
    name = next((status for status in reversed([*found]) if status), "")
    return mark_word(name, workbook.reading.scale, _)
