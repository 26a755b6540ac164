"""The mode in which a workbook is published, and its effect: chosen in step 4, or the only possible one."""

import streamlit as st

from components.choices.offered import offered
from components.session.upload_comparison import Change, Comparison
from components.session.uploaded_workbook import UploadedWorkbook
from model.versions.version import Mode
from wording.labels.layouts import CANONICAL


def chosen_change(workbook: UploadedWorkbook, comparison: Comparison) -> Change | None:
    """Return the effect of publishing in the chosen mode; None where the workbook cannot be published."""
    return comparison.changes.get(chosen_mode(workbook, comparison))


def chosen_mode(workbook: UploadedWorkbook, comparison: Comparison) -> Mode:
    """Return the mode that was chosen, at first the default, or the only one that is possible."""
    if workbook.merge_only:
        return Mode.MERGE
    if Mode.MERGE not in comparison.changes:
        return Mode.REPLACE
    chosen: Mode = offered(mode_key(workbook), [*Mode], _default_mode(workbook))
    return chosen


def _default_mode(workbook: UploadedWorkbook) -> Mode:
    """Return the mode that is chosen at first: only a canonical workbook is a complete tracker by its layout."""
    return Mode.REPLACE if workbook.reading.layout == CANONICAL else Mode.MERGE


def choose_merge(workbook: UploadedWorkbook) -> None:
    """Choose to merge the workbook, as the field in step 4 does."""
    st.session_state[mode_key(workbook)] = Mode.MERGE


def mode_key(workbook: UploadedWorkbook) -> str:
    """Return the key of the field in step 4, which counts for one reading of the workbook."""
    return f"upload.mode.{workbook.token}"
