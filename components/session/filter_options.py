"""What can be chosen in the filter bar: the names of the tracker behind each code of the address."""

from dataclasses import dataclass
from functools import lru_cache

from analysis.updates.rounds import rounds
from components.session.loaded_tracker import LoadedTracker
from components.session.slugs import by_slug
from model.terms import LIST_SEPARATOR


@dataclass(frozen=True)
class FilterOptions:
    """Names by code. `as_at` holds the rounds as ISO months, oldest first."""

    review: dict[str, str]
    theme: dict[str, str]
    agency: dict[str, str]
    status: dict[str, str]
    as_at: dict[str, str]

    def slug(self, field: str, name: str) -> str:
        """Return the code of a name, such as `data` of the theme "Data"."""
        names: dict[str, str] = getattr(self, field)
        return next(code for code, known in names.items() if known == name)


@lru_cache(maxsize=4)
def filter_options(loaded: LoadedTracker) -> FilterOptions:
    """Return what can be chosen in a tracker. Agencies are the lead ones and, after them, those that only support."""
    tracker = loaded.tracker
    listed = tracker.recommendations
    supporting = listed["supporting_agencies"].dropna().str.split(LIST_SEPARATOR).explode()
    agencies = [*listed["lead_agency"].dropna().unique(), *supporting.unique()]
    months = [month.strftime("%Y-%m") for month in rounds(tracker)]
    return FilterOptions(
        review=by_slug(dict.fromkeys(listed["review"].dropna())),
        theme=by_slug(dict.fromkeys(tracker.themes)),
        agency=by_slug(dict.fromkeys(agencies)),
        status=by_slug(tracker.scale.marks),
        as_at={month: month for month in months},
    )
