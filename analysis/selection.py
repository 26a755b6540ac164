"""The selection of a reader: filters, the month and an agency's view."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.cache import cached, column_codes
from analysis.rounds import existed_at, latest_month, reported_rounds
from analysis.search import matches
from analysis.status import status_at
from model.terms import LIST_SEPARATOR
from model.tracker.tracker import Mask, RestrictedTracker, Tracker

# The tables whose rows are about one recommendation each.
_ABOUT_ONE = ("progress", "monitoring", "targets", "decisions")
# A name that no agency has, and that no recommendation is without.
_NOBODY = "\0"


@dataclass(frozen=True)
class Selection:
    """Filters of recommendations, and the month to judge them at. An empty filter selects all.

    Attributes:
        theme, lead, role: names of themes, of lead agencies and of lead roles; "" is that there is none.
        agency: names of agencies that lead or support.
        support: those that support.
        status: marks, so `not rated` and `not reported` may be among them.
        text: words that must all occur in a recommendation.
        as_at: a month such as `2024-06`; None is the month of the latest update.
    """

    review: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    agency: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    text: str = ""
    as_at: str | None = None
    role: tuple[str, ...] = ()

    @property
    def is_everything(self) -> bool:
        """Whether no filter is set, so that all recommendations are selected."""
        return replace(self, as_at=None, text=self.text.strip()) == Selection()

    def on(self, day: pd.Timestamp) -> "Selection":
        """Return the same filters as at the month of a day."""
        return replace(self, as_at=f"{day:%Y-%m}")

    def month(self, tracker: Tracker) -> pd.Timestamp:
        """Return the first day of the selected month, else that of the latest update: the latest round, or later.

        Pass the complete tracker, before `apply`. A tracker without any update has the month NaT.
        """
        return latest_month(tracker) if self.as_at is None else pd.Timestamp(f"{self.as_at}-01")

    def apply(self, tracker: Tracker) -> Tracker:
        """Return a tracker restricted to the selected recommendations, with all their updates and promises.

        Statuses are those as at the month, and a recommendation of a review that was published later is not among them.
        The rounds stay those of the complete tracker, so that no number of a
        recommendation depends on which others are selected.
        """
        selected = _all_but(_masks(tracker, selection=self), "")
        return tracker if self.is_everything and selected.all() else RestrictedTracker(tracker, selected)


def led_and_supported(tracker: Tracker, *, agencies: tuple[str, ...]) -> tuple[int, int]:
    """Return how many recommendations some agencies lead, and how many they support; one may be among both."""
    leading = _cells_match(tracker, "lead_agency", agencies.__contains__)
    return int(leading.sum()), int(_is_supported(tracker, agencies).sum())


# The column of each filter of a selection by the names in one.
_COLUMNS = {"review": "review", "theme": "theme", "lead": "lead_agency", "role": "lead_role"}


@cached
def option_counts(tracker: Tracker, *, selection: Selection) -> Mapping[str, Counter[str]]:
    """Return how many recommendations each option of a filter would show, if it alone were chosen in that filter.

    The other filters stay as they are. By the field of the selection, then by the name of the option; without those of
    which there is none.
    """
    masks = _masks(tracker, selection=selection)
    cells = {field: tracker.recommendations[column].fillna("") for field, column in _COLUMNS.items()}
    cells["status"] = status_at(tracker, as_at=selection.month(tracker))["mark"]
    counts = {field: Counter(map(str, column[_all_but(masks, field)])) for field, column in cells.items()}
    for field, also_leads in (("agency", True), ("support", False)):
        counts[field] = _counts_of_agencies(tracker, _all_but(masks, field), also_leads=also_leads)
    return counts


@cached
def _masks(tracker: Tracker, *, selection: Selection) -> dict[str, Mask]:
    """Return what each filter selects, by its field; "as_at" has what existed at the month."""
    masks = {"as_at": existed_at(tracker, selection.month(tracker))}
    for field, column in _COLUMNS.items():
        if names := getattr(selection, field):
            masks[field] = _cells_match(tracker, column, names.__contains__)
    if selection.agency:
        leading = _cells_match(tracker, "lead_agency", selection.agency.__contains__)
        masks["agency"] = leading | _is_supported(tracker, selection.agency)
    if selection.support:
        masks["support"] = _is_supported(tracker, selection.support)
    if selection.status:
        standing = status_at(tracker, as_at=selection.month(tracker))
        masks["status"] = standing["mark"].isin(selection.status).to_numpy()
    if selection.text.strip():
        masks["text"] = matches(tracker, selection.text)
    return masks


def _all_but(masks: dict[str, Mask], field: str) -> Mask:
    selected: Mask = np.logical_and.reduce([mask for name, mask in masks.items() if name != field])
    return selected


def _counts_of_agencies(tracker: Tracker, selected: Mask, *, also_leads: bool) -> Counter[str]:
    """Return how many recommendations each agency supports, or leads or supports; each counts once for an agency."""
    chosen = tracker.recommendations[["lead_agency", "supporting_agencies"]][selected].fillna("")
    counts: Counter[str] = Counter()
    for lead, supporting in chosen.itertuples(index=False, name=None):
        counts.update({*supporting.split(LIST_SEPARATOR), *([lead] if also_leads else [])})
    return counts


def _is_supported(tracker: Tracker, agencies: tuple[str, ...]) -> Mask:
    wanted = {*agencies}
    return _cells_match(tracker, "supporting_agencies", lambda cell: not wanted.isdisjoint(cell.split(LIST_SEPARATOR)))


def _cells_match(tracker: Tracker, column: str, is_match: Callable[[str], bool]) -> Mask:
    """Return whether each recommendation has a cell in a column that matches; "" is a cell without a value."""
    codes, cells = column_codes(tracker, column)
    matched: Mask = np.array([*map(is_match, cells), is_match("")])[codes]
    return matched


@cached
def agency_view(tracker: Tracker, agencies: frozenset[str]) -> Tracker:
    """Return a tracker with the recommendations that some agencies lead or support, and nothing about any other.

    Unlike a selection it has no access to the complete tracker. It has all rounds of that one: a round in which these
    agencies reported nothing is a blank. An agency that the tracker does not name leads nothing.
    """
    seen = Selection(agency=tuple(filter(None, agencies)) or (_NOBODY,)).apply(tracker)
    recommendations = seen.recommendations.reset_index(drop=True)
    reviews = tracker.reviews[tracker.reviews["review"].isin(recommendations["review"])]
    tables = {name: getattr(seen, name).reset_index(drop=True) for name in _ABOUT_ONE}
    texts = (table.select_dtypes("str") for table in (recommendations, *tables.values()))
    cells = {str(cell) for table in texts for _name, column in table.items() for cell in column.dropna().unique()}
    # a theme may have the separator in its name
    named = cells.union(*(cell.split(LIST_SEPARATOR) for cell in cells))
    return replace(
        tracker,
        reviews=reviews.reset_index(drop=True),
        recommendations=recommendations,
        names=tracker.names[tracker.names["name"].isin(named)].reset_index(drop=True),
        themes=tuple(theme for theme in tracker.themes if theme in named),
        rounds=reported_rounds(tracker),
        **tables,
    )
