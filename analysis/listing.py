"""Every recommendation as it stands, and since when."""

import pandas as pd

from analysis.last_moved import since_last_movement
from analysis.standing import standing_at
from model.tracker import Tracker


def listing_at(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return each recommendation as it stands as at a month, with how long ago it last moved.

    Returns:
        The columns of `standing_at`, and moved_on, rounds and days of `since_last_movement`.
    """
    moved = since_last_movement(tracker, as_at=as_at)
    return standing_at(tracker, as_at=as_at).assign(**{name: moved[name] for name in ("moved_on", "rounds", "days")})
