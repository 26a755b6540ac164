"""What can be chosen in the filter bar: the names of the tracker behind each code of the address."""

from dataclasses import dataclass
from functools import lru_cache

from analysis.updates.rounds import rounds
from components.session.loaded_tracker import Loaded
from components.session.slugs import by_code
from model.terms import LIST_SEPARATOR


@dataclass(frozen=True)
class Choices:
    """Names by code. `as_at` holds the rounds as ISO months, oldest first."""

    review: dict[str, str]
    theme: dict[str, str]
    agency: dict[str, str]
    status: dict[str, str]
    as_at: dict[str, str]

    def code(self, field: str, name: str) -> str:
        """Return the code of a name, such as `data` of the theme "Data"."""
        names: dict[str, str] = getattr(self, field)
        return next(code for code, known in names.items() if known == name)


@lru_cache(maxsize=4)
def choices_of(loaded: Loaded) -> Choices:
    """Return what can be chosen in a tracker. Agencies are the lead ones and, after them, those that only support."""
    tracker = loaded.tracker
    listed = tracker.recommendations
    supporting = listed["supporting_agencies"].dropna().str.split(LIST_SEPARATOR).explode()
    agencies = [*listed["lead_agency"].dropna().unique(), *supporting.unique()]
    months = [month.strftime("%Y-%m") for month in rounds(tracker)]
    return Choices(
        review=by_code(dict.fromkeys(listed["review"].dropna())),
        theme=by_code(dict.fromkeys(tracker.themes)),
        agency=by_code(dict.fromkeys(agencies)),
        status=by_code(tracker.scale.marks),
        as_at={month: month for month in months},
    )
