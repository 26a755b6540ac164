"""The questions for columns with an uncertain mapping."""

from collections.abc import Mapping

import streamlit as st

from components.elements.markdown_escape import escape_markdown
from components.session.uploaded_workbook import UploadedWorkbook
from components.upload.preview_view import WIDE
from loaders.column_questions import columns_with_headings, possible_fields, uncertain_columns
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


def column_answers(workbook: UploadedWorkbook) -> tuple[tuple[str, str, str], ...]:
    """Return the column mapping of the form, as (sheet, cell, field); unchanged fields keep the previous answers."""
    fields = dict(_previous_answers(workbook))
    for column in _uncertain_columns(workbook):
        field = st.session_state[_key(workbook, _cell_address(column))]
        if field != column.field or (column.evidence in _CONFIRMED and field not in _SHARED_FIELDS):
            fields[column.sheet, column.cell] = field
    other = st.session_state.get(_key(workbook, "other"))
    if other:
        headed = columns_with_headings(workbook.reading)
        column = next(column for column in headed if _cell_address(column) == other)
        fields[column.sheet, column.cell] = st.session_state[_key(workbook, "as")]
    return tuple((sheet, cell, field) for (sheet, cell), field in fields.items())


def _uncertain_columns(workbook: UploadedWorkbook) -> list[MappedColumn]:
    return uncertain_columns(workbook.reading, workbook.options)[:MAX_QUESTIONS]


def _ask_column(workbook: UploadedWorkbook, column: MappedColumn, _: Translator) -> None:
    choices = _choices(workbook, column)
    current = _previous_answers(workbook).get((column.sheet, column.cell), column.field)
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


def _previous_answers(workbook: UploadedWorkbook) -> Mapping[tuple[str, str], str]:
    return {(sheet, cell): field for sheet, cell, field in workbook.options.columns}


def _column_label(column: MappedColumn, _: Translator) -> str:
    """Return a column's heading and cell address, with the evidence of its mapping."""
    label = _("“{heading}” ({place})", heading=column.heading, place=_cell_address(column))
    return f"{label} – {evidence_text(column, _)}" if column.field else f"{label} – {_('was not read')}"


def _cell_address(column: MappedColumn) -> str:
    return f"{column.sheet} {column.cell}"


def _key(workbook: UploadedWorkbook, part: str) -> str:
    return f"upload.column.{workbook.token}.{part}"
