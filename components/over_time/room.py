"""How the columns of the Over time page are filled, so that they end near each other."""

from typing import NamedTuple

import pandas as pd

MOST_WITH_ROOM = 7
LOWEST, TALLEST, BY_AGENCY = 500, 660, 60
"""The least height of the chart of statuses in pixels: for few agencies, for several, and what each of those adds."""


class Room(NamedTuple):
    """Whether a section fits below the chart of coverage, and the least height of the chart of statuses beside both."""

    below_coverage: bool
    chart_height: int


def room_for_movement(coverage: pd.DataFrame) -> Room:
    """Return the room that a chart of coverage leaves: of many agencies it is taller than the chart of statuses."""
    agencies = coverage["lead_agency"].nunique(dropna=False)
    if agencies > MOST_WITH_ROOM:
        return Room(below_coverage=False, chart_height=0)
    return Room(below_coverage=True, chart_height=min(LOWEST + BY_AGENCY * max(agencies - 3, 0), TALLEST))
