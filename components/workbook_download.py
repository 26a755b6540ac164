"""The current workbook and the blank template, to download: updates are made there."""

from pathlib import Path

import streamlit as st

from components.view import View

TEMPLATE = Path(__file__).resolve().parents[1] / "data" / "template.xlsx"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer_workbooks(view: View) -> None:
    """Offer the file that is shown, byte for byte as it stands when it is asked for, and the template."""
    _ = view.translator
    path = view.loaded.path
    with st.container(horizontal=True):
        st.download_button(
            _("Download the current workbook"),
            data=path.read_bytes,
            file_name=path.name,
            mime=XLSX,
            on_click="ignore",
            key="workbook.current",
        )
        st.download_button(
            _("Download the blank template"),
            data=TEMPLATE.read_bytes,
            file_name=TEMPLATE.name,
            mime=XLSX,
            on_click="ignore",
            key="workbook.template",
        )
