"""The style of Streamlit's own parts, on every page."""

from pathlib import Path

import streamlit as st

from components.session.view import current_appearance
from model.status.colours import Appearance

_SHEET = (Path(__file__).parent / "app_styles.css").read_text(encoding="utf-8")
_PAPER = {Appearance.LIGHT: "grayscale(1)", Appearance.DARK: "invert(1) grayscale(1)"}
"""What makes a chart black on white on paper: one that was drawn for a dark screen is turned round."""


def apply_styles() -> None:
    """Add the style sheet to the page."""
    st.html(f"<style>{_SHEET}\n:root {{ --paper-filter: {_PAPER[current_appearance()]}; }}</style>")
