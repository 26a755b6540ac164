"""The previous and the next recommendation in a list."""

from dataclasses import dataclass

import pandas as pd

from analysis.updates.counted_updates import KEY


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The previous and the next recommendation, each as (review, ref); None at an end of the list."""

    previous: tuple[str, str] | None
    following: tuple[str, str] | None


def neighbours(standing: pd.DataFrame, *, review: str, ref: str) -> Neighbours:
    """Return the previous and the next recommendation in the order of a list; neither where it is not in the list."""
    keys = list(standing[KEY].itertuples(index=False, name=None))
    if (review, ref) not in keys:
        return Neighbours(None, None)
    index = keys.index((review, ref))
    return Neighbours(
        previous=keys[index - 1] if index else None,
        following=keys[index + 1] if index + 1 < len(keys) else None,
    )
