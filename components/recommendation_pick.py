"""Which recommendation an address asks for."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd
import streamlit as st

from analysis.standing import standing_at
from components.head import answer
from components.kept import Same, kept
from components.links import href
from components.nodes import element, show
from components.view import View


@dataclass(frozen=True, slots=True)
class Asked:
    """One recommendation by its key.

    What it finds in a table is found once, and is the same object each time: so it can tell what is kept from others.
    """

    review: str
    ref: str

    def rows(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of a table that belong to it."""
        return _rows(self, Same(table))

    def of(self, table: pd.DataFrame) -> Any | None:
        """Return its one row of a table with the columns as attributes, or None where the table has none."""
        return _row(self, Same(table))

    def list_around(self, view: View) -> pd.DataFrame:
        """Return the list it is read in: what is chosen, or the whole tracker where that does not hold it."""
        chosen = view.ask(standing_at, as_at=view.as_at)
        return chosen if len(self.rows(chosen)) else view.unfiltered().ask(standing_at, as_at=view.as_at)


def asked_recommendation(view: View) -> Asked | None:
    """Return the recommendation of `?ref=`, with `review=` where the ref is not unique; None where there is none."""
    ref, review = st.query_params.get("ref", "").strip(), st.query_params.get("review", "")
    return _asked(view, ref, review)


@kept
def _asked(view: View, ref: str, review: str) -> Asked | None:
    table = view.whole.recommendations
    found = table[table["ref"].eq(ref)]
    named = found[found["review"].eq(review)]
    chosen = named if len(named) else found
    return Asked(str(chosen["review"].iloc[0]), ref) if len(chosen) else None


def unknown_recommendation(view: View) -> None:
    """Say that the address names no recommendation, and offer the list."""
    _ = view.translator
    ref = st.query_params.get("ref", "").strip()
    answer(_("There is no recommendation {ref}.", ref=ref) if ref else _("No recommendation was asked for."))
    link = element("a", _("See all recommendations"), href=href("recommendations", view.query))
    show([element("p", _("This tracker does not have it."), " ", link)], key="unknown")


@lru_cache(maxsize=128)
def _rows(asked: Asked, table: Same) -> pd.DataFrame:
    held: pd.DataFrame = table.held
    return held[held["review"].eq(asked.review) & held["ref"].eq(asked.ref)]


@lru_cache(maxsize=128)
def _row(asked: Asked, table: Same) -> Any | None:
    return next(asked.rows(table.held).itertuples(index=False), None)
