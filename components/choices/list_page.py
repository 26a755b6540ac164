"""The choice of a page of a long list: so many rows are shown at a time."""

import streamlit as st

from wording.catalogue import Translator


def skipped_rows(count: int, label: str, _: Translator, *, most: int, key: str) -> int:
    """Show the choice of a page where there are several, and return how many rows stand before it."""
    pages = range(0, count, most)
    if len(pages) <= 1:
        return 0
    return st.selectbox(
        label,
        pages,
        format_func=lambda first: _(
            "{first} to {last} of {count}", first=first + 1, last=min(first + most, count), count=count
        ),
        key=key,
        width=260,
    )
