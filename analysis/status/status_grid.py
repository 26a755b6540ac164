"""A grid of status codes, recommendations by rounds: reported in the round, and carried forward."""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.facts import Codes
from analysis.memoise import memoised
from analysis.updates.counted_updates import counted_updates
from analysis.updates.rounds import expected, rounds
from model.terms import NOT_EXPECTED
from model.tracker.restricted import Mask, RestrictedTracker
from model.tracker.tracker import Tracker

_CODE = np.int16
"""The type of a code: a grid is as large as the tracker, and its numbers are small."""


class GridMark(NamedTuple):
    """The mark that was reported in a round, and the basis of its status; None without a status."""

    round: pd.Timestamp
    mark: str
    basis: str | None


@dataclass(frozen=True, eq=False)
class StatusGrid:
    """Indices into `marks` by recommendation (rows, in the tracker's order) and round (columns, oldest first).

    `reported` has the mark of each round; where nothing was reported that was not expected either, an index past the
    last mark. `carried` has the latest mark up to each round, `latest` that as at the month. `basis` has the index into
    `bases` of the basis of the status reported in each round; -1 without a status. `silent` are those that were
    expected in the latest round and reported nothing in it or after it.
    """

    marks: tuple[str, ...]
    rounds: list[pd.Timestamp]
    reported: Codes
    carried: Codes
    latest: Codes
    silent: Mask
    bases: tuple[str, ...]
    basis: Codes

    @property
    def nbytes(self) -> int:
        """How many bytes its codes take."""
        return self.reported.nbytes + self.carried.nbytes + self.latest.nbytes + self.basis.nbytes + self.silent.nbytes

    @property
    def words(self) -> tuple[str, ...]:
        """The marks and, past the last of them, that nothing was expected."""
        return (*self.marks, NOT_EXPECTED)

    def row(self, number: int) -> list[GridMark]:
        """Return the mark that was reported in each round for the recommendation of a row."""
        bases = (*self.bases, None)  # the code of none is -1
        coded = zip(self.rounds, self.reported[number].tolist(), self.basis[number].tolist(), strict=True)
        return [GridMark(month, self.words[mark], bases[basis]) for month, mark, basis in coded]

    def reported_on_basis(self, basis: str) -> Codes:
        """Return the marks that were reported on a basis, by recommendation and round."""
        return (
            self.reported[self.basis == self.bases.index(basis)] if basis in self.bases else self.reported[:0].ravel()
        )

    def of_rows(self, row_numbers: npt.NDArray[np.intp]) -> "StatusGrid":
        """Return the grid of some of the recommendations, by their row numbers."""
        names = ("reported", "carried", "latest", "silent", "basis")
        return replace(self, **{name: getattr(self, name).take(row_numbers, axis=0) for name in names})


@memoised
def status_grid(tracker: Tracker, *, as_at: pd.Timestamp) -> StatusGrid:
    """Return the mark of each recommendation in each round up to a month, as reported and as carried forward.

    A status is carried forward until the next one. An update of a month that is no round counts from that month on, and
    stands in the column of the next round, unless something was reported in that round itself.
    """
    if isinstance(tracker, RestrictedTracker):
        return status_grid(tracker.whole, as_at=as_at).of_rows(tracker.selected_rows)
    updates = counted_updates(tracker, as_at=as_at)
    months = rounds(tracker, as_at=as_at)
    columns = np.array(months, dtype="datetime64[us]").searchsorted(updates["round"].to_numpy())
    not_reported = len(tracker.scale.marks) - 1
    shape = (len(tracker.recommendations), len(months) + 1)  # the last column is of what came after the latest round
    reported = _reported_marks(updates, columns, shape, tracker)
    carried = _carried_forward(reported, rated=len(tracker.scale.names))
    bases, basis = _reported_bases(updates, columns, shape)
    in_round = np.isin(updates["round"].to_numpy(), np.array(months, dtype="datetime64[us]"))
    if not in_round.all():
        own = _reported_marks(updates[in_round], columns[in_round], shape, tracker)
        is_own = own < not_reported
        reported[is_own] = own[is_own]
        basis[is_own & (own == not_reported - 1)] = -1
    is_blank = reported[:, :-1] == not_reported
    is_expected = expected(tracker, as_at=as_at)
    is_silent = (is_blank & is_expected)[:, -1:].any(axis=1) & (reported[:, -1] == not_reported)
    reported[:, :-1][is_blank & ~is_expected] = not_reported + 1
    return StatusGrid(
        tracker.scale.marks,
        months,
        reported[:, :-1].copy(),
        carried[:, :-1].copy(),
        carried[:, -1].copy(),
        is_silent,
        bases,
        basis[:, :-1].copy(),
    )


def _reported_bases(updates: pd.DataFrame, columns: Codes, shape: tuple[int, int]) -> tuple[tuple[str, ...], Codes]:
    """Return the bases, and the code of that of the last status of each round."""
    codes, bases = pd.factorize(updates["basis"])
    basis = np.full(shape, -1, dtype=_CODE)
    rated = updates["status"].notna().to_numpy()
    basis[updates["recommendation_row"].to_numpy()[rated], columns[rated]] = codes[rated]
    return tuple(bases), basis


def _reported_marks(updates: pd.DataFrame, columns: Codes, shape: tuple[int, int], tracker: Tracker) -> Codes:
    """Return the mark of each round; updates come earliest first, so that the last of a round counts."""
    not_rated = len(tracker.scale.names)
    reported = np.full(shape, not_rated + 1, dtype=_CODE)
    row_numbers = updates["recommendation_row"].to_numpy()
    reported[row_numbers, columns] = not_rated
    rank = updates["status"].map(tracker.scale.rank)
    rated = rank.notna().to_numpy()
    reported[row_numbers[rated], columns[rated]] = rank[rated].astype(_CODE)
    return reported


def _carried_forward(reported: Codes, *, rated: int) -> Codes:
    """Carry each status forward until the next; before the first, the mark is *not rated* after any update."""
    steps = np.broadcast_to(np.arange(reported.shape[1]), reported.shape)
    latest = np.maximum.accumulate(np.where(reported < rated, steps, -1), axis=1)
    carried = np.take_along_axis(reported, np.maximum(latest, 0), axis=1)
    unrated = np.minimum.accumulate(np.maximum(reported, rated), axis=1)
    return np.where(latest >= 0, carried, unrated)
