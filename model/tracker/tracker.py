"""A tracker: the tables of one workbook, each with exactly the columns declared in `model.tracker.columns`."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from pickle import Pickler  # only written, never read
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from model.dates import PartialDate
from model.terms import LIST_SEPARATOR, Scale, natural_order
from model.tracker import columns as contract
from model.tracker.reading import Row

# Texts are stored as Python's: for tables as small as most trackers, Arrow's cost more than they save.
pd.options.mode.string_storage = "python"

_KEY = ["review", "ref"]
_TABLES = tuple(plan for plan in contract.SHEETS if plan is not contract.KEY)
_DAY = "datetime64[us]"
_NOT_TEXT = {contract.DataType.DATE: _DAY, contract.DataType.FLAG: "boolean"}
_ARRAY_TYPES: Mapping[contract.DataType, Any] = {
    data_type: pd.api.types.pandas_dtype(_NOT_TEXT.get(data_type, "str")) for data_type in contract.DataType
}
# Of which recommendations, by review and ref, a round asked for an update, by the first day of its month.
Requested = Mapping[date, Collection[tuple[str, str]]]
Mask = npt.NDArray[np.bool_]


class ReportedRounds(NamedTuple):
    """The rounds of a complete tracker, oldest first, and of each the reviews that are expected to report in it.

    Attributes:
        latest: the month of the latest update, a round or not; NaT without any.
    """

    months: tuple[pd.Timestamp, ...]
    reviews: tuple[frozenset[str], ...]
    latest: pd.Timestamp


@dataclass(frozen=True, eq=False)
class Tracker:
    """The tables of one workbook and the scale its statuses belong to.

    Missing text is NaN, a missing day is NaT. `progress` has one column more than its sheet: `round`, the first day
    of the month of the update. Recommendations are in the order in which their reviews first appear and, within a
    review, in the natural order of their refs; all other rows keep the order of the workbook. `themes` are in the order
    in which the workbook first names them.

    `rounds` is None in a complete tracker. One that has a part of the recommendations has all rounds of the complete
    one: a round in which none of these was reported is a blank. `requested` is empty in what was not published.
    """

    reviews: pd.DataFrame
    recommendations: pd.DataFrame
    progress: pd.DataFrame
    monitoring: pd.DataFrame
    targets: pd.DataFrame
    decisions: pd.DataFrame
    names: pd.DataFrame
    scale: Scale
    themes: tuple[str, ...] = ()
    rounds: ReportedRounds | None = None
    requested: Requested = field(default_factory=dict)

    @classmethod
    def from_rows(
        cls, rows: Mapping[str, Iterable[Row]], scale: Scale, *, requested: Requested = MappingProxyType({})
    ) -> "Tracker":
        """Build the tables from rows by table name; a missing table is empty.

        A recommendation, and a row about one, without a review and a ref is left out, as is a recommendation that
        repeats a review and ref. Reading a workbook reports both as issues.
        """
        tables = {plan.table: _table(plan, [*rows.get(plan.table, ())]) for plan in _TABLES}
        return cls.from_tables(tables, scale, requested=requested)

    @classmethod
    def from_tables(
        cls, tables: Mapping[str, pd.DataFrame], scale: Scale, *, requested: Requested = MappingProxyType({})
    ) -> "Tracker":
        """Build a tracker, as `from_rows` does, from tables of its rows with the columns of `table_fields`."""
        recommendations = _with_review_and_ref(tables["recommendations"]).drop_duplicates(_KEY)
        progress = _with_review_and_ref(tables["progress"])
        rounds = progress["date"].to_numpy().astype("datetime64[M]").astype(_DAY)
        return cls(
            reviews=tables["reviews"],
            recommendations=_in_order(recommendations),
            progress=progress.assign(round=rounds),
            monitoring=_with_review_and_ref(tables["monitoring"]),
            targets=_with_review_and_ref(tables["targets"]),
            decisions=_with_review_and_ref(tables["decisions"]),
            names=tables["names"],
            scale=scale,
            themes=tuple(theme for theme in dict.fromkeys(recommendations["theme"].dropna()) if theme),
            requested=dict(requested),
        )

    @property
    def recommendation_count(self) -> int:
        """The number of recommendations."""
        return len(self.recommendations)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of all that it holds: two trackers have the same digest where they have the same content."""
        written = BytesIO()
        pickler = Pickler(written)
        pickler.fast = True  # each text is written, also one that several cells share
        pickler.dump([getattr(self, each.name) for each in fields(Tracker)])
        return sha256(written.getbuffer()).hexdigest()

    @cached_property
    def nbytes(self) -> int:
        """About how many bytes its tables take, with their texts."""
        tables = (getattr(self, plan.table) for plan in _TABLES)
        return sum(int(table.memory_usage(index=False, deep=True).sum()) for table in tables)

    @property
    def agencies(self) -> tuple[str, ...]:
        """The agencies that lead, then those that only support."""
        listed = self.recommendations
        supporting = listed["supporting_agencies"].dropna().str.split(LIST_SEPARATOR).explode()
        return tuple(dict.fromkeys([*listed["lead_agency"].dropna(), *supporting]))

    @cached_property
    def has_shared_refs(self) -> bool:
        """Whether two reviews have the same ref, so that a ref needs its review next to it."""
        return bool(self.recommendations["ref"].duplicated().any())

    def recommendation_rows(self, table: pd.DataFrame) -> npt.NDArray[np.intp]:
        """Return the row number of the recommendation of each row of a table; -1 where it is unknown."""
        return self._keys.get_indexer(pd.MultiIndex.from_frame(table[_KEY]))

    @cached_property
    def row_numbers(self) -> Mapping[str, npt.NDArray[np.intp]]:
        """By table, the row number of the recommendation of each row; -1 where it is unknown."""
        tables = {plan.table: getattr(self, plan.table) for plan in contract.OF_RECOMMENDATIONS}
        return {name: self.recommendation_rows(table) for name, table in tables.items()}

    @cached_property
    def _keys(self) -> pd.MultiIndex:
        return pd.MultiIndex.from_frame(self.recommendations[_KEY])


def _with_review_and_ref(table: pd.DataFrame) -> pd.DataFrame:
    if table.empty:
        return table
    has_both = table["review"].fillna("").ne("") & table["ref"].fillna("").ne("")
    return table if has_both.all() else table[has_both].reset_index(drop=True)


def _in_order(recommendations: pd.DataFrame) -> pd.DataFrame:
    reviews = {review: number for number, review in enumerate(recommendations["review"].unique())}
    named = zip(recommendations["review"], recommendations["ref"], strict=True)
    keys = [(reviews[review], natural_order(str(ref))) for review, ref in named]
    return recommendations.iloc[sorted(range(len(keys)), key=keys.__getitem__)].reset_index(drop=True)


def _table(plan: contract.SheetPlan, rows: Sequence[Row]) -> pd.DataFrame:
    values: dict[str, list[object]] = {}
    for column in plan.columns:
        cells: list[object] = [row.get(column.field) for row in rows]
        if column.data_type is contract.DataType.DATE:
            dates = [cell if isinstance(cell, PartialDate) else None for cell in cells]
            values[column.field] = [cell.first if cell else None for cell in dates]
            values[f"{column.field}_last"] = [cell.last if cell else None for cell in dates]
            values[f"{column.field}_precision"] = [cell.precision.value if cell else None for cell in dates]
            values[f"{column.field}_words"] = [cell.words if cell else None for cell in dates]
        else:
            values[column.field] = cells
    types = {field: _ARRAY_TYPES[data_type] for field, data_type in contract.table_fields(plan).items()}
    # of arrays it is built in half the time of one of series
    return pd.DataFrame({field: pd.array(values[field], dtype=types[field]) for field in types}, copy=False)


def _rows_of_selected(name: str) -> Any:
    """Return the property of a restricted tracker that has the rows of a table about selected recommendations."""
    return cached_property(lambda self: getattr(self.whole, name)[self.of_selected(self.whole.row_numbers[name])])


class RestrictedTracker(Tracker):
    """The complete tracker and which of its recommendations are selected; its tables are made when they are read.

    It has all updates, promises, targets and decisions of the selected recommendations, and all rounds of the complete
    tracker: a round in which none of these was reported is a blank.
    """

    whole: Tracker
    selected: Mask

    def __init__(self, tracker: Tracker, selected: Mask) -> None:
        """Restrict a tracker, which may be restricted itself, by a value for each of its recommendations."""
        values = vars(self)
        values["whole"], values["selected"] = tracker, np.asarray(selected, dtype=bool)
        if isinstance(tracker, RestrictedTracker):
            values["whole"], values["selected"] = tracker.whole, tracker.selected.copy()
            values["selected"][tracker.selected] = selected
        for name in ("reviews", "names", "scale", "themes", "rounds", "requested"):
            values[name] = getattr(tracker, name)

    @property
    def recommendation_count(self) -> int:
        """The number of selected recommendations, without their table being made."""
        return len(self.selected_rows)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the digest of the complete tracker and of the selection."""
        return sha256(self.whole.digest.encode() + self.selected.tobytes()).hexdigest()

    @cached_property
    def selected_rows(self) -> npt.NDArray[np.intp]:
        """The row numbers of the selected recommendations in the complete tracker."""
        return np.flatnonzero(self.selected)

    @property
    def nbytes(self) -> int:
        """About how many bytes its tables take when all of them are made: a share of those of the complete tracker."""
        share = self.selected.mean() if len(self.selected) else 0.0
        return self.selected.nbytes + int(self.whole.nbytes * share)

    @cached_property
    def recommendations(self) -> pd.DataFrame:
        """The selected recommendations."""
        return self.whole.recommendations[self.selected]

    progress: pd.DataFrame = _rows_of_selected("progress")
    monitoring: pd.DataFrame = _rows_of_selected("monitoring")
    targets: pd.DataFrame = _rows_of_selected("targets")
    decisions: pd.DataFrame = _rows_of_selected("decisions")

    def of_selected(self, row_numbers: npt.NDArray[np.intp]) -> Mask:
        """Return which rows are of selected recommendations, by row numbers of the complete tracker; -1 is none."""
        return np.append(self.selected, [False])[row_numbers]


def restricted_to(tracker: Tracker, listed: pd.DataFrame) -> RestrictedTracker:
    """Return a tracker restricted to the recommendations of a list, which has the columns review and ref."""
    row_numbers = tracker.recommendation_rows(listed)
    is_listed = np.zeros(tracker.recommendation_count, dtype=bool)
    is_listed[row_numbers[row_numbers >= 0]] = True
    return RestrictedTracker(tracker, is_listed)


def whole_and_rows(tracker: Tracker) -> tuple[Tracker, npt.NDArray[np.intp] | slice]:
    """Return the complete tracker, and the index into its recommendations of those that a tracker has.

    The index is row numbers for a restricted tracker, and a slice of all rows for a complete one, which copies nothing.
    """
    return (tracker.whole, tracker.selected_rows) if isinstance(tracker, RestrictedTracker) else (tracker, slice(None))
