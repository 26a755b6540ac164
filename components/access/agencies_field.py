"""The choice of the agencies that a role or a token is limited to."""

import streamlit as st

from components.session.view import View
from model.terms import NameKind

WIDE = 520
"""The width of the fields of the page Access, in pixels."""


def agencies_field(view: View, label: str, *, key: str) -> None:
    """Show the choice; none chosen is all."""
    _ = view.translator
    st.multiselect(
        label,
        list(view.filter_options.agency.values()),
        format_func=lambda name: view.names.full(NameKind.AGENCY, name, _),
        placeholder=_("All"),
        key=key,
        width=WIDE,
    )
