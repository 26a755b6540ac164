"""The style sheet for Streamlit's widgets and layout, on every page."""

from pathlib import Path

import streamlit as st

from components.session.view import current_appearance
from model.status.colours import Appearance

_STYLE_SHEET = (Path(__file__).parent / "app_styles.css").read_text(encoding="utf-8")
_PRINT_FILTER = {Appearance.LIGHT: "none", Appearance.DARK: "invert(1) grayscale(1)"}
"""CSS filters that print a chart on white: one of a dark screen is inverted, and grey: its hues would be others."""


def apply_styles() -> None:
    """Add the style sheet to the page."""
    st.html(f"<style>{_STYLE_SHEET}\n:root {{ --paper-filter: {_PRINT_FILTER[current_appearance()]}; }}</style>")
