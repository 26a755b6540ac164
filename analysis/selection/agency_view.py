"""What somebody sees who is tied to some agencies: a tracker that has nothing else."""

from collections.abc import Collection
from dataclasses import replace

import pandas as pd

from analysis.selection.selection import Selection
from analysis.updates.rounds import reported_rounds
from model.terms import LIST_SEPARATOR
from model.tracker.tracker import Tracker


def agency_view(tracker: Tracker, agencies: Collection[str]) -> Tracker:
    """Return a tracker with the recommendations that some agencies lead or support, and nothing about any other.

    Unlike a selection it has no access to the complete tracker. It has all rounds of that one: a round in which these
    agencies reported nothing is a blank. An agency that the tracker does not name leads nothing.
    """
    seen = _led_or_supported(tracker, agencies)
    recommendations = seen.recommendations.reset_index(drop=True)
    reviews = tracker.reviews[tracker.reviews["review"].isin(recommendations["review"])]
    tables = {name: getattr(seen, name).reset_index(drop=True) for name in _ABOUT_ONE}
    named = _names_in([recommendations, *tables.values()])
    return replace(
        tracker,
        reviews=reviews.reset_index(drop=True),
        recommendations=recommendations,
        names=tracker.names[tracker.names["name"].isin(named)].reset_index(drop=True),
        themes=tuple(theme for theme in tracker.themes if theme in named),
        rounds=reported_rounds(tracker),
        **tables,
    )


_ABOUT_ONE = ("progress", "monitoring", "targets", "decisions")
"""The tables whose rows are about one recommendation each."""


_NOBODY = "\0"
"""A name that no agency has, and that no recommendation is without."""


def _led_or_supported(tracker: Tracker, agencies: Collection[str]) -> Tracker:
    return Selection(agencies=tuple(filter(None, agencies)) or (_NOBODY,)).apply(tracker)


def _names_in(tables: Collection[pd.DataFrame]) -> set[str]:
    """Return every name that some tables have in a column of text: of themes, agencies and roles."""
    named: set[str] = set()
    for table in tables:
        for column in map(str, table.select_dtypes("str")):
            for cell in table[column].dropna().unique():
                # a theme may have the separator in its name
                named.update([str(cell), *str(cell).split(LIST_SEPARATOR)])
    return named
