"""The questions for columns with an uncertain mapping."""

import streamlit as st

from components.elements.markdown_escape import escape_markdown
from components.session.uploaded_workbook import UploadedWorkbook
from components.upload.preview_view import WIDE
from loaders.column_questions import columns_with_headings, uncertain_columns
from loaders.mapping.possible_fields import possible_fields
from loaders.mapping.sheet_mapping import ColumnChoice, WorkbookMapping
from model.tracker.reading import MappedColumn
from wording.catalogue import Translator
from wording.labels.columns_read import evidence_text
from wording.labels.fields import field_name

MAX_QUESTIONS = 12
"""The number of columns that have a question each; a last question is for any other column."""

_CONFIRMED = (
    "fuzzy",
    "option",
    "heading-unknown",
    "column-not-held",
    "column-other-rating",
    "column-earlier-status",
    "column-left-out",
)
"""The evidence of a mapping, or the issue of an unmapped column, that an unchanged answer confirms."""

_SHARED_FIELDS = ("update", "ref")
"""Fields that columns of other kinds may have, too: an unchanged answer does not confirm them."""

_NONE = ""


def asks_columns(workbook: UploadedWorkbook) -> bool:
    """Whether any column has an uncertain mapping."""
    return bool(_uncertain_columns(workbook))


def ask_columns(workbook: UploadedWorkbook, _: Translator) -> None:
    """Show a field for each uncertain column, and one that corrects any other column."""
    uncertain = _uncertain_columns(workbook)
    if uncertain:
        st.markdown(escape_markdown(_("These columns were not plain. Say what each holds.")))
    for column in uncertain:
        _ask_column(workbook, column, _)
    headed = columns_with_headings(workbook.reading)
    others = {_cell_address(column): column for column in headed if column not in uncertain}
    if not others:
        return
    with st.container(horizontal=True):
        st.selectbox(
            _("Another column to correct"),
            [_NONE, *others],
            format_func=lambda address: _column_label(others[address], _) if address else _("none"),
            key=_key(workbook, "other"),
            width=WIDE,
        )
        fields = dict.fromkeys(field for other in others.values() for field in _choices(workbook, other))
        st.selectbox(
            _("What it holds"),
            list(fields),
            format_func=lambda field: field_name(field, _),
            key=_key(workbook, "as"),
            width=WIDE,
        )


def column_answers(workbook: UploadedWorkbook) -> WorkbookMapping:
    """Return the mapping of the form; unchanged fields keep the previous answers."""
    mapping = workbook.options.mapping
    for column in _uncertain_columns(workbook):
        field = st.session_state[_key(workbook, _cell_address(column))]
        if field != (column.choice or column.field) or (column.evidence in _CONFIRMED and field not in _SHARED_FIELDS):
            mapping = _with_field(mapping, column, field)
    other = st.session_state.get(_key(workbook, "other"))
    if other:
        headed = columns_with_headings(workbook.reading)
        column = next(column for column in headed if _cell_address(column) == other)
        mapping = _with_field(mapping, column, st.session_state[_key(workbook, "as")])
    return mapping


def _with_field(mapping: WorkbookMapping, column: MappedColumn, field: str) -> WorkbookMapping:
    choice = ColumnChoice(column.cell.rstrip("0123456789"), column.heading, field)
    return mapping.with_sheet(mapping.of_sheet(column.sheet).with_column(choice))


def _uncertain_columns(workbook: UploadedWorkbook) -> list[MappedColumn]:
    return uncertain_columns(workbook.reading)[:MAX_QUESTIONS]


def _ask_column(workbook: UploadedWorkbook, column: MappedColumn, _: Translator) -> None:
    choices = _choices(workbook, column)
    current = column.choice or column.field
    st.selectbox(
        escape_markdown(_column_label(column, _)),
        choices,
        index=choices.index(current) if current in choices else 0,
        format_func=lambda field: field_name(field, _),
        key=_key(workbook, _cell_address(column)),
        width=WIDE,
    )


def _choices(workbook: UploadedWorkbook, column: MappedColumn) -> list[str]:
    return ["", *possible_fields(workbook.reading.layout, column.sheet)]


def _column_label(column: MappedColumn, _: Translator) -> str:
    """Return a column's heading and cell address, with the evidence of its mapping."""
    label = _("“{heading}” ({place})", heading=column.heading, place=_cell_address(column))
    return f"{label} – {evidence_text(column, _)}" if column.field else f"{label} – {_('was not read')}"


def _cell_address(column: MappedColumn) -> str:
    return f"{column.sheet} {column.cell}"


def _key(workbook: UploadedWorkbook, part: str) -> str:
    return f"upload.column.{workbook.token}.{part}"
