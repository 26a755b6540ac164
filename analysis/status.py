"""The status of every recommendation in each round and as at a month, decisions, and how many have each status."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.extensions import ExtensionArray

from analysis.cache import Codes, cached, cached_row_by_row, column_codes
from analysis.rounds import NO_MONTH, Months, existed, expected, known_by, latest_month, rounds, rounds_since
from analysis.table_rows import KEY, OF_AGENCY, counted_updates, is_about, keys_of
from model.terms import CLOSING_DECISIONS, NOT_EXPECTED, NOT_RATED, NOT_REPORTED, Basis, Scale, named_recommendation
from model.tracker.tracker import Mask, RestrictedTracker, Tracker, whole_and_rows

# The type of a code: a grid is as large as the tracker, and its numbers are small.
_CODE = np.int16


@cached_row_by_row
def status_at(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return one row per recommendation, in the tracker's order, with its mark as at a month.

    A recommendation keeps its status until it is rated again. Of two statuses in one round the later date counts, then
    the later row. The same rating again, or a round without an update, is not a movement; the first rating is one. A
    recommendation without a title has the first line of its text as title.

    Returns:
        Columns review, ref, title, title_cy, theme, lead_agency, mark (a status, or one of the two unrated
        marks), status (missing where never rated), basis, rated_on (the round of that status), reported_on (the
        latest round in which it was reported), status_since (the month since which the status has not changed),
        rounds_since (of its review, from that month up to this, both included) and days_since (from the first day of
        the one to that of the other); the last three are missing where it was never rated.
    """
    updates = counted_updates(tracker, as_at=as_at)
    rated = updates[updates["status"].notna()]
    latest, table = _latest(rated), tracker.recommendations.reset_index(drop=True)
    standing = table[[*KEY, "title", "title_cy", "theme", "lead_agency"]].assign(
        title=table["title"].fillna(_first_line(table["recommendation"])),
        title_cy=table["title_cy"].fillna(_first_line(table["recommendation_cy"]).where(table["title"].isna())),
        mark="",
        **{"status": latest["status"], "basis": latest["basis"], "rated_on": latest["round"]},
        reported_on=_latest(updates)["round"],
    )
    unrated = np.where(standing["reported_on"].notna(), NOT_RATED, NOT_REPORTED)
    marks = standing["status"].where(standing["status"].notna(), pd.Series(unrated, dtype="str"))
    return standing.assign(mark=marks.astype("str")).join(_since_last_movement(tracker, rated, as_at))


def _since_last_movement(tracker: Tracker, rated: pd.DataFrame, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return since when each status has not changed, by the row number of its recommendation."""
    of_months = rated.drop_duplicates(["recommendation_row", "round"], keep="last")
    before = of_months.groupby("recommendation_row")["status"].shift()
    since = _latest(of_months[before.isna() | before.ne(of_months["status"])])["round"]
    counted = rounds_since(tracker, since.index.to_numpy(), since.to_numpy(), as_at=as_at)
    rounds, days = pd.Series(counted, since.index, dtype="Int64"), (as_at - since).dt.days.astype("Int64")
    return pd.DataFrame({"status_since": since, "rounds_since": rounds, "days_since": days})


def _first_line(texts: "pd.Series[str]") -> "pd.Series[str]":
    """Return the first line of each text; a finding may follow below it."""
    return texts.map(lambda text: text.partition("\n")[0], na_action="ignore").astype(texts.dtype)


def worst_first(standing: pd.DataFrame, *, scale: Scale) -> pd.DataFrame:
    """Return a table sorted by its mark, furthest behind first; equal marks keep their order.

    The incomplete statuses come first, worst first, then not rated and not reported, and the complete ones last.
    """
    order = {mark: number for number, mark in enumerate(scale.furthest_behind)}
    return standing.loc[standing["mark"].map(order).sort_values(kind="stable").index]


def _latest(updates: pd.DataFrame) -> pd.DataFrame:
    return updates.drop_duplicates("recommendation_row", keep="last").set_index("recommendation_row")


@dataclass(frozen=True, slots=True)
class NotReportedCount:
    """How many recommendations of how many reported nothing in a round, by its month; NaT without a round."""

    count: int
    total: int
    month: pd.Timestamp


@cached
def count_not_reported(tracker: Tracker, *, as_at: pd.Timestamp) -> NotReportedCount:
    """Return how many recommendations reported nothing in the latest round as at a month, of those expected to.

    The round is that of the whole tracker. What was reported without being expected counts in the total; what was
    reported after the round is not silent.
    """
    grid = status_grid(tracker, as_at=as_at)
    if not grid.rounds:
        return NotReportedCount(0, 0, NO_MONTH)
    counted = (grid.reported[:, -1] < len(grid.marks)).sum()
    return NotReportedCount(int(grid.not_reported.sum()), int(counted), grid.rounds[-1])


@cached
def all_inferred(tracker: Tracker, *, as_at: pd.Timestamp) -> bool:
    """Return whether every status given up to a month is inferred, so that a page or a paper says it once."""
    updates = counted_updates(tracker, as_at=as_at)
    given = updates.loc[updates["status"].notna(), "basis"]
    return bool(len(given)) and bool(given.eq(Basis.INFERRED).all())


@dataclass(frozen=True, eq=False)
class StatusGrid:
    """Indices into `marks` by recommendation (rows, in the tracker's order) and round (columns, oldest first).

    `reported` has the mark of each round; where nothing was reported that was not expected either, an index past the
    last mark. `carried` has the latest mark up to each round, `latest` that as at the month. `basis` has the index into
    `bases` of the basis of the status reported in each round; -1 without a status. `not_reported` are those that were
    expected in the latest round and reported nothing in it or after it.
    """

    marks: tuple[str, ...]
    rounds: list[pd.Timestamp]
    reported: Codes
    carried: Codes
    latest: Codes
    not_reported: Mask
    bases: tuple[str, ...]
    basis: Codes

    def of_rows(self, row_numbers: npt.NDArray[np.intp]) -> "StatusGrid":
        """Return the grid of some of the recommendations, by their row numbers."""
        names = ("reported", "carried", "latest", "not_reported", "basis")
        return replace(self, **{name: getattr(self, name).take(row_numbers, axis=0) for name in names})


@cached
def status_grid(tracker: Tracker, *, as_at: pd.Timestamp) -> StatusGrid:
    """Return the mark of each recommendation in each round up to a month, as reported and as carried forward.

    A status is carried forward until the next one. An update of a month that is no round counts from that month
    on. It stands in the column of the next round, unless something was reported in that round itself.
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
        tracker.scale.marks, months, reported[:, :-1], carried[:, :-1], carried[:, -1], is_silent, bases, basis[:, :-1]
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


@cached
def marks_by_round(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the mark reported for each recommendation in each round up to a month.

    No status is carried forward: a round without an update is *not reported*, or has no mark where none was expected.

    Returns:
        Columns review, ref, round, mark ("" for none) and basis (missing without a status), in the tracker's order of
        recommendations and, within each, oldest round first.
    """
    grid = status_grid(tracker, as_at=as_at)
    whole, rows = whole_and_rows(tracker)
    row_numbers = np.repeat(np.arange(whole.recommendation_count)[rows], len(grid.rounds))
    keys = {name: whole.recommendations[name].array.take(row_numbers) for name in KEY}
    return pd.DataFrame(keys).assign(
        round=np.tile(np.array(grid.rounds, dtype="datetime64[us]"), tracker.recommendation_count),
        mark=pd.array([*grid.marks, NOT_EXPECTED], dtype="str").take(grid.reported.ravel()),
        basis=pd.array(grid.bases, dtype="str").take(grid.basis.ravel(), allow_fill=True),
    )


@cached_row_by_row
def decisions(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the decisions made in a month or before, earliest first; those of one day keep the order of their rows.

    A decision without a date counts as made before every other one.

    Returns:
        The columns of the decisions, and `closes`: whether the recommendation is closed after it.
    """
    made = known_by(tracker.decisions, as_at=as_at)
    made = made[made["decision"].notna()]
    ordered = made.sort_values("date", kind="stable", na_position="first", ignore_index=True)
    return ordered.assign(closes=ordered["decision"].isin([decision.value for decision in CLOSING_DECISIONS]))


@cached_row_by_row
def closure_at(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the decision that holds for each recommendation as at a month: the latest one.

    It is closed where that decision closes it. Closed is no status of the scale: a closed recommendation keeps its
    status, complete or not. One without a decision has no row.

    Returns:
        The columns of `decisions`.
    """
    return decisions(tracker, as_at=as_at).drop_duplicates(KEY, keep="last").reset_index(drop=True)


@cached_row_by_row
def superseded_at(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the recommendations whose decision as at a month names one of the tracker that takes their place.

    Returns:
        Columns review and ref, and by_review and by_ref of the one that takes the place.
    """
    closure = closure_at(tracker, as_at=as_at)
    named = closure[closure["superseded_by"].notna()]
    known = frozenset(keys_of(tracker.recommendations))
    cells = zip(named["review"], named["ref"], named["superseded_by"], strict=True)
    found = [(review, ref, named_recommendation(cell, review, known)) for review, ref, cell in cells]
    rows = [(*key, *by) for *key, by in found if by is not None and list(by) != key]
    return pd.DataFrame(rows, columns=[*KEY, "by_review", "by_ref"]).astype("str")


def is_closed(tracker: Tracker, items: pd.DataFrame, *, as_at: pd.Timestamp) -> "pd.Series[bool]":
    """Return whether each row of a table, by its review and ref, is about a recommendation that is closed."""
    closure = closure_at(tracker, as_at=as_at)
    return pd.Series(is_about(items, closure[closure["closes"]]), index=items.index)


@cached
def standings(tracker: Tracker, *, as_at: pd.Timestamp) -> dict[str, Mask]:
    """Return whether each recommendation is complete, closed at another status, or outstanding: one of the three."""
    standing = status_at(tracker, as_at=as_at)
    complete = standing["mark"].isin(tracker.scale.complete).to_numpy()
    closed = ~complete & is_closed(tracker, standing, as_at=as_at).to_numpy()
    return {"complete": complete, "closed": closed, "outstanding": ~complete & ~closed}


def decided_later(tracker: Tracker, *, as_at: pd.Timestamp) -> int:
    """Return how many decisions were made after a month, and are in none of its answers."""
    return len(tracker.decisions) - len(known_by(tracker.decisions, as_at=as_at))


@cached_row_by_row
def self_assessments(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return what the agency of each recommendation says of it, up to a month; it changes no count.

    Its latest status counts, and so does whether its latest update that speaks of closure proposes it. A proposal is
    open until a decision of its day or later. The two differ where they gave different statuses of the scale in the
    latest round in which both gave one: statuses of two rounds are never compared.

    Returns:
        Columns review, ref, agency_status (as the agency words it where that is no status of the scale), rated_in and
        proposed_in (the months), differs, compared_in (the round in which both gave a status; missing where there is
        none) with agency_gave and office_gave in it, proposes and closure_reason; a row for each recommendation of
        which the agency gives a status or proposes the closure, in the tracker's order.
    """
    updates = tracker.progress[["date", "round", *OF_AGENCY]].assign(recommendation_row=tracker.row_numbers["progress"])
    speaks = updates["agency_status"].notna() | updates["proposed_closure"].notna()
    updates = updates[speaks & updates["recommendation_row"].ge(0) & updates["round"].le(as_at)]
    updates = updates.sort_values("date", kind="stable")
    rated = _latest(updates[updates["agency_status"].notna()])
    spoken = _latest(updates[updates["proposed_closure"].notna()])
    decided = closure_at(tracker, as_at=as_at)
    decided_on = decided["date"].set_axis(tracker.recommendation_rows(decided))
    table = status_at(tracker, as_at=as_at)[KEY].assign(agency_status=rated["agency_status"], rated_in=rated["round"])
    compared = _both_of_one_round(tracker, updates, as_at=as_at).reindex(table.index)
    proposes = spoken["proposed_closure"].eq(other=True).reindex(table.index, fill_value=False).to_numpy(bool)
    is_answered = decided_on[decided_on.index >= 0].reindex(table.index).ge(spoken["date"].reindex(table.index))
    differs = compared["compared_in"].notna() & compared["agency_gave"].ne(compared["office_gave"])
    table = table.assign(differs=differs).join(compared[["compared_in", "agency_gave", "office_gave"]])
    table = table.assign(proposes=proposes & ~is_answered, proposed_in=spoken["round"])
    table = table.assign(closure_reason=spoken["closure_reason"])
    return table[table["agency_status"].notna() | table["proposes"]].reset_index(drop=True)


def _both_of_one_round(tracker: Tracker, updates: pd.DataFrame, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return what the agency and the office gave in the latest round in which both gave a status, by row number."""
    by_round, office = ["recommendation_row", "round"], counted_updates(tracker, as_at=as_at)
    agency = updates.loc[updates["agency_status"].isin(tracker.scale.names), [*by_round, "agency_status"]]
    office = office.loc[office["status"].notna(), [*by_round, "status"]]
    agency, office = (each.drop_duplicates(by_round, keep="last") for each in (agency, office))
    both = agency.merge(office, on=by_round).sort_values("round", kind="stable")
    names = {"round": "compared_in", "agency_status": "agency_gave", "status": "office_gave"}
    return _latest(both).rename(columns=names)


# The column to group by. Recommendations without a value form one group, whose name is missing.
Group = Literal["theme", "lead_agency", "review"]


@cached
def coverage_by_agency(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return how many recommendations of each lead agency were reported in each round up to a month.

    Returns:
        Columns lead_agency (in order of first appearance, the missing name last), round, recommendations (those that
        were expected or reported) and reported.
    """
    grid = status_grid(tracker, as_at=as_at)
    group_numbers, names = tracker_groups(tracker, group="lead_agency")
    counts = tally(grid.reported, group_numbers, groups=len(names), marks=len(grid.marks) + 1)
    return pd.DataFrame(
        {
            "lead_agency": names.repeat(len(grid.rounds)).reset_index(drop=True),
            "round": np.tile(np.array(grid.rounds, dtype="datetime64[us]"), len(names)),
            "recommendations": counts[..., : len(grid.marks)].sum(axis=-1).ravel(),
            "reported": counts[..., : len(tracker.scale.names) + 1].sum(axis=-1).ravel(),
        }
    )


@cached
def counts_at(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return how many recommendations have each mark as at a month; an unused mark counts 0.

    Returns:
        Columns mark (worst first) and count.
    """
    grid = status_grid(tracker, as_at=as_at)
    return pd.DataFrame({"mark": _text(grid.marks), "count": np.bincount(grid.latest, minlength=len(grid.marks))})


@cached
def count_by_round(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return how many recommendations had each mark as at each round up to a month, and as at the latest update.

    A status is carried forward until the next. A recommendation is counted from the month in which its review existed;
    the share is of those that are counted, reported or not.

    Returns:
        Columns round (oldest first; the month of the latest update where that is later), mark (worst first), count and
        share (0 to 1).
    """
    one_group = np.zeros(tracker.recommendation_count, dtype="int64"), pd.Series(_text([None]))
    return _count_by_round(tracker, *one_group, as_at=as_at).drop(columns="group")


@cached
def count_by_group(tracker: Tracker, *, group: Group, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return how many recommendations of each group have each mark as at a month.

    A recommendation counts once, for its lead agency; the share is of the group.

    Returns:
        Columns group (in order of first appearance, the missing name last), mark (worst first), count and share.
    """
    grid = status_grid(tracker, as_at=as_at)
    return _counted(grid, grid.latest[:, None], *tracker_groups(tracker, group=group)).drop(columns="round")


@cached
def count_by_group_and_round(tracker: Tracker, *, group: Group, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return how many recommendations of each group had each mark as at each round up to a month.

    Returns:
        Columns group (as in `count_by_group`), round (oldest first), mark (worst first), count and share of the group.
    """
    return _count_by_round(tracker, *tracker_groups(tracker, group=group), as_at=as_at)


def tracker_groups(tracker: Tracker, *, group: Group) -> tuple[Codes, pd.Series]:
    """Return the group number of each recommendation, and the names of the groups.

    The names are in order of appearance, a missing one last.
    """
    codes, names = column_codes(tracker, group)
    present = pd.unique(codes)
    present = present[present >= 0]
    numbers = np.full(len(names) + 1, len(present))
    numbers[present] = np.arange(len(present))
    listed = [names[code] for code in present]
    return numbers[codes], pd.Series(_text([*listed, None] if (codes < 0).any() else listed))


def tally(codes: Codes, group_numbers: Codes, *, groups: int, marks: int) -> Codes:
    """Return how many codes of a table (rows by rounds) are of each mark, as an array of groups by rounds by marks."""
    columns = codes.shape[1]
    cells = (group_numbers[:, None] * np.intp(columns) + np.arange(columns)) * marks + codes
    return np.bincount(cells.ravel(), minlength=groups * columns * marks).reshape(groups, columns, marks)


def _count_by_round(tracker: Tracker, groups: Codes, names: pd.Series, *, as_at: pd.Timestamp) -> pd.DataFrame:
    grid = status_grid(tracker, as_at=as_at)
    latest = latest_month(tracker, as_at=as_at)
    is_after = latest > grid.rounds[-1] if grid.rounds else not pd.isna(latest)
    held = np.column_stack([grid.carried, grid.latest]) if is_after else grid.carried
    months = np.array([*grid.rounds, latest] if is_after else grid.rounds, dtype="datetime64[us]")
    codes = np.where(existed(tracker, months=months), held, len(grid.marks))
    return _counted(grid, codes, groups, names, months=months)


def _counted(
    grid: StatusGrid, codes: Codes, groups: Codes, names: pd.Series, *, months: Months | None = None
) -> pd.DataFrame:
    """Return how many of each group have each mark in each column; a code past the last mark is not counted."""
    marks, columns = grid.marks, codes.shape[1]
    counts = tally(codes, groups, groups=len(names), marks=len(marks) + 1)[..., : len(marks)]
    return pd.DataFrame(
        {
            "group": names.repeat(columns * len(marks)).reset_index(drop=True),
            "round": pd.NaT if months is None else np.tile(np.repeat(months, len(marks)), len(names)),
            "mark": _text(marks * columns * len(names)),
            "count": counts.ravel(),
            "share": (counts / np.maximum(counts.sum(axis=-1, keepdims=True), 1)).ravel(),
        }
    )


def _text(values: Sequence[str | None]) -> ExtensionArray:
    return pd.array(values, dtype="str")
