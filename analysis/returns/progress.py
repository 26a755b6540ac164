"""How far the returns of a round have come: who has answered, partly, or not yet, and who is overdue."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Protocol

import numpy as np
import pandas as pd

from model.returns.items import Item
from model.returns.received import StoredReturn
from model.returns.round import RequestedUpdate


class AnswerProgress(StrEnum):
    """How far the return of a recipient has come, in the order in which they are listed."""

    NOT_YET = "not-yet"
    """Nothing has come."""
    PARTLY = "partly"
    """Something has come, and not every recommendation has an update."""
    ANSWERED = "answered"
    """Each recommendation has an update."""


class ProgressRow(Protocol):
    """A row of `return_progress`."""

    agency: str
    role: str
    requested: int
    answered: int
    progress: str
    overdue: bool
    received: int


def return_progress(
    requests: Sequence[RequestedUpdate], returns: Sequence[StoredReturn], *, due: date, today: date
) -> pd.DataFrame:
    """Return how far each recipient has come.

    A recommendation is answered once one of its returns has an update on it: a rating alone is no answer. A recipient
    who has not answered everything is overdue from the day after the due date.

    Returns:
        Columns agency, role, requested and answered (how many recommendations), progress (an `AnswerProgress`), overdue
        and received (how many returns): who has not answered first, then by agency and role.
    """
    updated = _updated(returns)
    rows = [
        (each.recipient.agency, each.recipient.role, (each.review, each.ref) in updated)
        for each in requests
        if each.recipient.name
    ]
    listed = pd.DataFrame(rows, columns=["agency", "role", "answered"])
    counted = listed.groupby(["agency", "role"], as_index=False).agg(
        requested=("answered", "size"), answered=("answered", "sum")
    )
    sent = pd.DataFrame([(each.recipient.agency, each.recipient.role) for each in returns], columns=["agency", "role"])
    received = sent.groupby(["agency", "role"], as_index=False).size().rename(columns={"size": "received"})
    table = counted.merge(received, on=["agency", "role"], how="left").fillna({"received": 0})
    is_complete = table["answered"].eq(table["requested"])
    rules = [is_complete, table["received"].gt(0)]
    progress = np.select(
        rules, [AnswerProgress.ANSWERED.value, AnswerProgress.PARTLY.value], default=AnswerProgress.NOT_YET.value
    )
    rank = {each.value: number for number, each in enumerate(AnswerProgress)}
    listed = table.assign(
        progress=pd.Series(progress, index=table.index, dtype="str"),
        overdue=~is_complete & (today > due),
    ).astype({"received": "int64"})
    return listed.sort_values("progress", key=lambda column: column.map(rank), kind="stable", ignore_index=True)


def unanswered(requests: Sequence[RequestedUpdate], returns: Sequence[StoredReturn]) -> tuple[RequestedUpdate, ...]:
    """Return what a round requests of somebody and has no update on yet: a rating alone is no answer."""
    updated = _updated(returns)
    return tuple(each for each in requests if each.recipient.name and (each.review, each.ref) not in updated)


def _updated(returns: Sequence[StoredReturn]) -> set[tuple[str, str]]:
    return {(each.review, each.ref) for sent in returns for each in sent.answers if each.item is Item.UPDATE}
