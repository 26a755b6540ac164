"""What is left to rate in a round: unrated recommendations, and those that office and agency rate differently."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

import numpy as np
import pandas as pd

from model.returns.items import Item
from model.returns.rating import RatingProgress
from model.returns.round import RequestedUpdate
from model.tracker.rows import RefRow


class RatingRow(RefRow, Protocol):
    """A row of `rating_list`."""

    place: int
    agency_status: str
    office_status: str
    progress: str


def rating_list(
    requests: Sequence[RequestedUpdate],
    answers: pd.DataFrame,
    statuses: Mapping[tuple[str, str], str],
    undecided: Collection[tuple[str, str]] = (),
) -> pd.DataFrame:
    """Return the recommendations of a round, what is left to rate first.

    Args:
        requests: what the round requests.
        answers: those of `latest_answers`.
        statuses: the office's status in the drafts, by review and ref; "" or nothing for none.
        undecided: those with a proposed target date that is neither accepted nor refused.

    Returns:
        Columns review, ref, place (in the round, from 1), agency_status and office_status ("" for none), and progress
        (a `RatingProgress`), by progress and then in the order of the round.
    """
    keys = [(each.review, each.ref) for each in requests]
    given = answers[answers["item"].eq(Item.AGENCY_STATUS)]
    of_agency = dict(zip(zip(given["review"], given["ref"], strict=True), given["text"], strict=True))
    answered = set(zip(answers["review"], answers["ref"], strict=True))
    listed = pd.DataFrame(
        [
            (*key, place, of_agency.get(key, ""), statuses.get(key, ""), key in answered)
            for place, key in enumerate(keys, start=1)
        ],
        columns=["review", "ref", "place", "agency_status", "office_status", "answered"],
    )
    unrated = listed["office_status"].eq("")
    differs = listed["agency_status"].ne("") & listed["agency_status"].ne(listed["office_status"])
    waits = pd.Series([key in undecided for key in keys], index=listed.index, dtype="bool")
    order = [RatingProgress.UNRATED, RatingProgress.UNANSWERED, RatingProgress.UNDECIDED, RatingProgress.DIFFERENT]
    rules = [unrated & listed["answered"].astype("bool"), unrated, waits, differs]
    progress = np.select(rules, [each.value for each in order], default=RatingProgress.RATED.value)
    rank = {each.value: number for number, each in enumerate(RatingProgress)}
    table = listed.assign(progress=pd.Series(progress, index=listed.index, dtype="str")).drop(columns="answered")
    return table.sort_values("progress", key=lambda column: column.map(rank), kind="stable").reset_index(drop=True)
