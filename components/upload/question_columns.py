"""What the columns of a workbook hold that were not plainly understood."""

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

MOST = 12
"""So many columns have a question each; further ones are chosen in the last."""

_CONFIRMED = (
    "fuzzy",
    "option",
    "heading-unknown",
    "column-not-held",
    "column-other-rating",
    "column-earlier-status",
    "column-left-out",
)
"""How a column was read, or why it was not, that is confirmed where its field is left as it is."""

_SEVERAL = ("update", "ref")
"""Fields that a reading gives to columns of another kind, too: left as they are, they confirm nothing."""

_NONE = ""


def asks_columns(held: UploadedWorkbook) -> bool:
    """Say whether any column was not plain."""
    return bool(_asked(held))


def ask_columns(held: UploadedWorkbook, _: Translator) -> None:
    """Ask what each uncertain column holds, and let any other be corrected."""
    asked = _asked(held)
    if asked:
        st.markdown(escape_markdown(_("These columns were not plain. Say what each holds.")))
    for column in asked:
        _ask_one(held, column, _)
    others = {_place(one): one for one in columns_with_headings(held.reading) if one not in asked}
    if not others:
        return
    with st.container(horizontal=True):
        st.selectbox(
            _("Another column to correct"),
            [_NONE, *others],
            format_func=lambda place: _named(others[place], _) if place else _("none"),
            key=_key(held, "other"),
            width=WIDE,
        )
        fields = dict.fromkeys(field for one in others.values() for field in _choices(held, one))
        st.selectbox(
            _("What it holds"),
            list(fields),
            format_func=lambda field: field_name(field, _),
            key=_key(held, "as"),
            width=WIDE,
        )


def column_answers(held: UploadedWorkbook) -> tuple[tuple[str, str, str], ...]:
    """Return the field of each column as the form says it; where it says nothing new, what was said before."""
    said = {(sheet, cell): field for sheet, cell, field in held.options.columns}
    for column in _asked(held):
        field = st.session_state[_key(held, _place(column))]
        if field != column.field or (column.evidence in _CONFIRMED and field not in _SEVERAL):
            said[column.sheet, column.cell] = field
    other = st.session_state.get(_key(held, "other"))
    if other:
        column = next(one for one in columns_with_headings(held.reading) if _place(one) == other)
        said[column.sheet, column.cell] = st.session_state[_key(held, "as")]
    return tuple((sheet, cell, field) for (sheet, cell), field in said.items())


def _asked(held: UploadedWorkbook) -> list[MappedColumn]:
    return uncertain_columns(held.reading, held.options)[:MOST]


def _ask_one(held: UploadedWorkbook, column: MappedColumn, _: Translator) -> None:
    choices = _choices(held, column)
    said = _said(held).get((column.sheet, column.cell), column.field)
    st.selectbox(
        escape_markdown(_named(column, _)),
        choices,
        index=choices.index(said) if said in choices else 0,
        format_func=lambda field: field_name(field, _),
        key=_key(held, _place(column)),
        width=WIDE,
    )


def _choices(held: UploadedWorkbook, column: MappedColumn) -> list[str]:
    return ["", *possible_fields(held.reading.layout, column.sheet)]


def _said(held: UploadedWorkbook) -> Mapping[tuple[str, str], str]:
    return {(sheet, cell): field for sheet, cell, field in held.options.columns}


def _named(column: MappedColumn, _: Translator) -> str:
    """Return a column by its heading and place, with how it was recognised where it was."""
    named = _("“{heading}” ({place})", heading=column.heading, place=_place(column))
    return f"{named} – {evidence_text(column, _)}" if column.field else f"{named} – {_('was not read')}"


def _place(column: MappedColumn) -> str:
    return f"{column.sheet} {column.cell}"


def _key(held: UploadedWorkbook, part: str) -> str:
    return f"upload.column.{held.token}.{part}"
