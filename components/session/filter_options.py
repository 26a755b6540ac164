"""The options of the filter bar: the names in the tracker, by their slugs in the URL."""

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis.updates.rounds import latest_month, rounds
from components.published.loaded_tracker import LoadedTracker
from components.session.slugs import by_slug
from model.terms import LIST_SEPARATOR

NO_NAME = "-"
"""The slug of recommendations without a theme or without a lead agency; no name has it."""


@dataclass(frozen=True)
class FilterOptions:
    """The names of each filter by slug. `as_at` has the rounds and the month of the latest update as ISO months.

    `lead` has the agencies that lead, `support` those that support, and `agency` all. The name of no theme, and of no
    lead agency, is "".
    """

    review: dict[str, str]
    theme: dict[str, str]
    lead: dict[str, str]
    agency: dict[str, str]
    status: dict[str, str]
    support: dict[str, str]
    as_at: dict[str, str]

    def slug(self, field: str, name: str) -> str:
        """Return the slug of a name, such as `data` for the theme "Data"."""
        names: dict[str, str] = getattr(self, field)
        return next(slug for slug, option in names.items() if option == name)


@lru_cache(maxsize=4)
def filter_options(loaded: LoadedTracker) -> FilterOptions:
    """Return the filter options of a tracker. Lead agencies come first, then those that only support."""
    tracker = loaded.tracker
    recommendations = tracker.recommendations
    supporting = recommendations["supporting_agencies"].dropna().str.split(LIST_SEPARATOR).explode()
    leads = list(recommendations["lead_agency"].dropna().unique())
    agencies = by_slug(dict.fromkeys([*leads, *supporting.unique()]))
    months = [month.strftime("%Y-%m") for month in (*rounds(tracker), latest_month(tracker)) if not pd.isna(month)]
    return FilterOptions(
        review=by_slug(dict.fromkeys(recommendations["review"].dropna())),
        theme=by_slug(dict.fromkeys(tracker.themes)) | _without(recommendations["theme"]),
        lead=by_slug(leads) | _without(recommendations["lead_agency"]),
        agency=agencies,
        status=by_slug(tracker.scale.marks),
        support={code: name for code, name in agencies.items() if name in set(supporting)},
        as_at={month: month for month in months},
    )


def _without(names: "pd.Series[str]") -> dict[str, str]:
    """Return the option of the recommendations without a name, where there are any."""
    return {NO_NAME: ""} if names.isna().any() else {}
