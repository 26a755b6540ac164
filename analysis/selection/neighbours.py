"""What stands before and after a recommendation in a list."""

from dataclasses import dataclass

import pandas as pd

from analysis.updates.counted_updates import KEY


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The recommendations on either side, each as (review, ref); None at an end of the list."""

    previous: tuple[str, str] | None
    following: tuple[str, str] | None


def neighbours(standing: pd.DataFrame, *, review: str, ref: str) -> Neighbours:
    """Return the previous and the next recommendation in a list's own order; neither where it is not in the list."""
    keys = list(standing[KEY].itertuples(index=False, name=None))
    if (review, ref) not in keys:
        return Neighbours(None, None)
    place = keys.index((review, ref))
    return Neighbours(
        previous=keys[place - 1] if place else None,
        following=keys[place + 1] if place + 1 < len(keys) else None,
    )
