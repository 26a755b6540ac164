"""The style sheet for Streamlit's widgets and layout, on every page."""

from pathlib import Path

import streamlit as st

_STYLE_SHEET = (Path(__file__).parent / "app_styles.css").read_text(encoding="utf-8")


def apply_styles() -> None:
    """Add the style sheet to the page."""
    st.html(f"<style>{_STYLE_SHEET}</style>")
