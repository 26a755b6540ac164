"""The options of the filter bar: the names in the tracker, by their slugs in the URL."""

from dataclasses import dataclass
from functools import lru_cache

from analysis.updates.rounds import rounds
from components.published.loaded_tracker import LoadedTracker
from components.session.slugs import by_slug
from model.terms import LIST_SEPARATOR


@dataclass(frozen=True)
class FilterOptions:
    """The names of each filter by slug. `as_at` has the rounds as ISO months, oldest first."""

    review: dict[str, str]
    theme: dict[str, str]
    agency: dict[str, str]
    status: dict[str, str]
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
    agencies = [*recommendations["lead_agency"].dropna().unique(), *supporting.unique()]
    months = [month.strftime("%Y-%m") for month in rounds(tracker)]
    return FilterOptions(
        review=by_slug(dict.fromkeys(recommendations["review"].dropna())),
        theme=by_slug(dict.fromkeys(tracker.themes)),
        agency=by_slug(dict.fromkeys(agencies)),
        status=by_slug(tracker.scale.marks),
        as_at={month: month for month in months},
    )
