"""Target dates and monitoring promises: what is done, due or late, the revisions of targets, and occasions."""

from collections.abc import Iterable, Sequence
from operator import attrgetter, itemgetter
from typing import Any

import numpy as np
import pandas as pd

from analysis.cache import cached, cached_row_by_row
from analysis.rounds import existed_at, judged_on, known_by, promised_by, round_before, rounds
from analysis.status import Group, is_closed, standings, tracker_groups
from analysis.table_rows import KEY, first_true, keys_of, rows_about, rows_of
from model.dates import Precision
from model.terms import OPEN_TIMINGS, Kind, TableRow, TargetTiming, Timing, group_by, natural_order
from model.tracker.columns import TARGETS, date_fields, table_fields
from model.tracker.tracker import Mask, Tracker, whole_and_rows

_TARGET = [*date_fields("target")]
_COUNTED = ["with_target", "slipped", "slips", "late", "days_late"]
_FIRST = [*date_fields("first")]


@cached_row_by_row
def target_history(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the target dates that were set in a month or before, by recommendation, the first one first.

    The target date of the recommendation itself stands before the rows of the sheet Targets, unless one of them has
    the same days. A target without a date of its own counts as set before those that have one.

    Returns:
        The columns of the targets, step (0 is the first target) and days_later: by how many days the last day of the
        target is later than that of the target before it with days; below 0 where it is earlier, missing where one of
        the two has no days.
    """
    listed = tracker.targets[tracker.targets["target_words"].notna()]
    if listed.empty and tracker.recommendations["target_words"].isna().all():
        return listed.assign(step=pd.Series(dtype="int64"), days_later=pd.Series(dtype="Int64"))
    steps = pd.concat([_recommendation_targets(tracker, listed), known_by(listed, as_at=as_at)], ignore_index=True)
    steps = rows_about(steps, tracker.recommendations)
    steps = steps.assign(place=tracker.recommendation_rows(steps))
    steps = steps.sort_values(["place", "date"], na_position="first", ignore_index=True).drop(columns="place")
    before = steps.groupby(KEY, sort=False)["target_last"].ffill()
    before = before.groupby([steps[name] for name in KEY], sort=False).shift()
    days_later = (steps["target_last"] - before).dt.days.astype("Int64")
    return steps.assign(step=steps.groupby(KEY, sort=False).cumcount(), days_later=days_later)


def _recommendation_targets(tracker: Tracker, listed: pd.DataFrame) -> pd.DataFrame:
    """Return the target dates of the recommendations themselves that no row of the sheet Targets has."""
    own = tracker.recommendations[[*KEY, *_TARGET]]
    own = own[own["target_words"].notna()]
    same = [*KEY, *_TARGET[:2]]
    names = own[same].assign(words=own["target_words"].where(own["target"].isna(), ""))
    known = listed[same].assign(words=listed["target_words"].where(listed["target"].isna(), ""))
    # a merge, in which no day equals no day
    is_new = names.merge(known.drop_duplicates(), how="left", indicator=True)["_merge"].eq("left_only").to_numpy()
    fields = list(table_fields(TARGETS))
    return own[is_new].reindex(columns=fields).astype(tracker.targets[fields].dtypes)


@cached
def targets_by_group(
    tracker: Tracker, *, group: Group, as_at: pd.Timestamp, today: pd.Timestamp | None = None
) -> pd.DataFrame:
    """Return of how many recommendations of each theme or lead agency the target is there or past, and all slips.

    Returns:
        Columns group, with_target, late and slips, a row for each group, most that are late first, then by name.
    """
    names = tracker.recommendations[group]
    counted = _target_numbers(tracker, as_at=as_at, today=today).groupby(names.array, dropna=False).sum()
    counted = counted[["with_target", "late", "slips"]].rename_axis("group").reset_index()
    return counted.sort_values(["late", "group"], ascending=[False, True], ignore_index=True)


@cached
def targets_by_round(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return how the targets of each lead agency stood at each round up to a month: how many slipped, and days late.

    A target has slipped where the recommendation had a slip by then (`target_history`): a later round has
    no fewer. Days late are those of all recommendations that were late at the end of the round together; of the month
    itself, on the day of judgement.

    Returns:
        Columns lead_agency (in order of first appearance, the missing name last), round, with_target, slipped, slips,
        late and days_late. An agency without a target in any round is left out.
    """
    has_targets = len(tracker.targets) or tracker.recommendations["target_words"].notna().any()
    places, names = tracker_groups(tracker, group="lead_agency")
    numbers = [pd.DataFrame(columns=["round", *_COUNTED])]
    for month in rounds(tracker, as_at=as_at) if has_targets else ():
        of_month = _target_numbers(tracker, as_at=month, today=today if month == as_at else None)
        of_existing = of_month.mul(existed_at(tracker, month), axis=0)
        numbers.append(of_existing.groupby(places).sum().assign(round=month))
    table = pd.concat(numbers[1:] or numbers).sort_index(kind="stable")
    table = table[table.groupby(level=0)["with_target"].transform("any")]
    table = table.assign(lead_agency=names.loc[table.index].array)
    return table[["lead_agency", "round", *_COUNTED]].reset_index(drop=True)


def _target_numbers(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None) -> pd.DataFrame:
    """Return of each recommendation whether it has a target, slipped and is late, with its slips and days late."""
    table = targets_at(tracker, as_at=as_at, today=today)
    numbers = {
        "with_target": table["target_words"].notna(),
        "slipped": table["slips"].gt(0),
        "slips": table["slips"],
        "late": table["timing"].eq(TargetTiming.LATE),
        "days_late": table["days_late"].fillna(0),
    }
    return pd.DataFrame(numbers).astype("int64")


@cached_row_by_row
def targets_at(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return the target date of each recommendation, as judged at the end of a month, or on a day before: `today`.

    The latest target counts (`target_history`). A slip is a revision to a later last day; one to an earlier
    day is none, and neither is one from or to a target without days. A recommendation is late where it is neither
    complete nor closed and the last day of its target is before the day of judgement. It is due this round where that
    last day is after the month of the round before and not after the month: it may be late by now.

    Returns:
        Columns review, ref, the target and the first target, each in its four columns, slips, timing (a
        `TargetTiming`), days_late (missing where it is not late) and due_this_round; in the tracker's order.
    """
    history = target_history(tracker, as_at=as_at)
    history = history.set_axis(tracker.recommendation_rows(history))
    latest = history.loc[~history.index.duplicated(keep="last"), _TARGET]
    first = history.loc[~history.index.duplicated(), _TARGET].set_axis(_FIRST, axis=1)
    is_slip = history["days_later"].gt(0).fillna(value=False)
    table = tracker.recommendations[KEY].reset_index(drop=True).join([latest, first])
    slips = is_slip.groupby(level=0).sum().reindex(table.index, fill_value=0).astype("int64")
    return _judged(tracker, table.assign(slips=slips), as_at=as_at, today=today)


def _judged(tracker: Tracker, table: pd.DataFrame, *, as_at: pd.Timestamp, today: pd.Timestamp | None) -> pd.DataFrame:
    day, last = judged_on(as_at, today), table["target_last"]
    is_open = standings(tracker, as_at=as_at)["outstanding"]
    rules = {
        TargetTiming.DONE: ~is_open,
        TargetTiming.NONE: table["target_words"].isna(),
        TargetTiming.UNDATED: last.isna(),
        TargetTiming.LATE: last.lt(day),
    }
    timing = first_true(rules, table, default=TargetTiming.AHEAD)
    before = round_before(tracker, as_at=as_at)
    after = last.gt(before + pd.offsets.MonthEnd()) if before is not None else last.notna()
    days_late = (day - last).dt.days.astype("Int64").where(timing.eq(TargetTiming.LATE))
    is_due = after & last.le(judged_on(as_at, None)) & is_open
    return table.assign(timing=timing, days_late=days_late, due_this_round=is_due)


_DUE = [*date_fields("due")]
# The columns of `occasions`.
_TYPES = {
    "occasion": "str",
    **dict.fromkeys(("due", "due_last"), "datetime64[us]"),
    **dict.fromkeys(("due_precision", "due_words", "with", "timing"), "str"),
    "recommendations": "int64",
}
# The first and the last day of a date.
Span = tuple[pd.Timestamp, pd.Timestamp]


@cached_row_by_row
def promises(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return the monitoring promises with their timing, as judged at the end of a month, or on a day before: `today`.

    A promise that is not done is overdue when its last due day is before the day on which it is judged: a promise due
    in the month itself, or by its end, is still due. One without days ("to be arranged") is undated and never overdue.
    One about a recommendation that is closed as at the month is neither overdue nor due, and open in no count.
    A promise made after the month (`analysis.rounds`) is left out.

    Returns:
        The columns of monitoring and `timing` (a `Timing`), ordered by due day (undated last), then by ref.
    """
    table = promised_by(tracker, as_at=as_at)
    done = table["done"].fillna(value=False).astype(bool)
    rules = {
        Timing.DONE: done,
        Timing.CLOSED: is_closed(tracker, table, as_at=as_at),
        Timing.UNDATED: table["due_last"].isna(),
        Timing.OVERDUE: table["due_last"].lt(judged_on(as_at, today)),
    }
    judged = table.assign(timing=first_true(rules, table, default=Timing.DUE))
    by_ref = judged.sort_values("ref", key=lambda refs: refs.map(natural_order), kind="stable")
    return by_ref.sort_values(["due", "due_last"], kind="stable", ignore_index=True)


@cached_row_by_row
def next_promise(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return the open promise about each recommendation that comes first: the longest overdue, else the next due.

    One without a date comes last. A recommendation without an open promise has no row.

    Returns:
        Columns review, ref, the due date in its four columns, timing, and open_promises: how many there are.
    """
    listed = promises(tracker, as_at=as_at, today=today)
    is_open = listed[listed["timing"].isin(OPEN_TIMINGS)]
    first = is_open.drop_duplicates(KEY, keep="first")
    count = is_open.groupby(KEY)["timing"].transform("size")
    return first[[*KEY, *_DUE, "timing"]].assign(open_promises=count).reset_index(drop=True)


@cached
def occasions(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return the occasions of the monitoring promises, the earliest first.

    Promises that are due in the same months, with the same role or agency, are one occasion, whether done or not; a
    promise without a date has no occasion. Where they name several days, the occasion is due in their months. It is
    overdue where any of its promises is; without an open one it is done where any is done, else closed.

    Returns:
        Columns occasion (its key, from `occasion_of`), due, due_last, due_precision, due_words, with (missing
        without a name), timing (a `Timing`) and recommendations (how many).
    """
    listed = promises(tracker, as_at=as_at, today=today)
    listed = listed[[*KEY, *_DUE, "with", "timing"]].assign(occasion=occasion_of(listed)).dropna(subset="occasion")
    by_occasion = group_by(rows_of(listed), attrgetter("occasion"))
    found = sorted((_occasion(key, rows) for key, rows in by_occasion.items()), key=itemgetter(1, 2))  # by their days
    return pd.DataFrame(found, columns=[*_TYPES]).astype(_TYPES)


def occasion_of(listed: pd.DataFrame) -> "pd.Series[str]":
    """Return the key of the occasion of each promise: `2025-01/Chief Constable`, or `2024-12-to-2025-02/` with nobody.

    It is missing for a promise without a date.
    """
    dated = listed["due"].notna() & listed["due_last"].notna()
    first, last = (listed[day].dt.strftime("%Y-%m").astype("str") for day in ("due", "due_last"))
    months = first.where(first.eq(last), first + "-to-" + last)
    keys: pd.Series[str] = (months + "/" + listed["with"].fillna("").astype("str")).where(dated)
    return keys


def occasion_due(rows: Sequence[TableRow]) -> tuple[pd.Timestamp, pd.Timestamp, str, object]:
    """Return when an occasion is due, from its promises: their date where all have the same, else their months.

    Returns:
        due, due_last, due_precision and due_words.
    """
    first, last = min(row.due for row in rows), max(row.due_last for row in rows)
    if all((row.due, row.due_last) == (first, last) for row in rows):
        return first, last, rows[0].due_precision, rows[0].due_words
    return first.replace(day=1), last + pd.offsets.MonthEnd(0), Precision.MONTH.value, None


def _occasion(key: str, rows: Sequence[Any]) -> tuple[object, ...]:
    timings = {row.timing for row in rows}
    timing = next((each for each in (Timing.OVERDUE, Timing.DUE, Timing.DONE) if each in timings), Timing.CLOSED)
    recommendations = {(row.review, row.ref) for row in rows}
    return key, *occasion_due(rows), rows[0].with_whom, timing.value, len(recommendations)


def recommendations_of_occasion(tracker: Tracker, *, occasion: str, as_at: pd.Timestamp) -> list[tuple[str, str]]:
    """Return review and ref of each recommendation of an occasion, in the tracker's order."""
    made = promised_by(tracker, as_at=as_at)
    return [*keys_of(rows_about(tracker.recommendations, made[occasion_of(made).eq(occasion)]))]


def labelled_months(days: Iterable[pd.Timestamp], *, as_at: pd.Timestamp) -> list[pd.Timestamp | None]:
    """Return the months of a timeline: that of each day and that of `as_at`, with None for each gap.

    A single month between two others is shown, not a gap.
    """
    covered = sorted({day.to_period("M") for day in (*days, as_at) if pd.notna(day)})
    months: list[pd.Timestamp | None] = []
    for before, month in zip([None, *covered], covered, strict=False):
        missing = 0 if before is None else (month - before).n - 1
        if missing == 1:
            months.append((month - 1).to_timestamp())
        elif missing:
            months.append(None)
        months.append(month.to_timestamp())
    return months


@cached
def responses_due(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return when the formal response to each review is due: some days after its publication.

    The days are calendar days, counted from the day after publication. Where the month of publication alone is known,
    they are counted from its first day and from its last, and the response is overdue only after the later of the two.
    It has come where each recommendation has words of the kind Response, in either language, by the month. A review
    without a day of publication, without a number of days, or without a recommendation here is left out.

    Returns:
        Columns review, title, title_cy, days, due and due_last (the same day, where the day of publication is known),
        responded (recommendations with a response), recommendations, and timing (a `Timing`); by due date.
    """
    due, reviews = _due(whole_and_rows(tracker)[0]), tracker.recommendations["review"]
    listed = due[due["review"].isin(reviews)].reset_index(drop=True)
    responded, recommendations = (
        listed["review"].map(found.value_counts()).fillna(0).astype("int64")
        for found in (reviews[has_response(tracker, as_at=as_at)], reviews)
    )
    rules = {Timing.DONE: responded >= recommendations, Timing.OVERDUE: listed["due_last"].lt(judged_on(as_at, today))}
    timing = first_true(rules, listed, default=Timing.DUE)
    return listed.assign(responded=responded, recommendations=recommendations, timing=timing)


@cached
def _due(tracker: Tracker) -> pd.DataFrame:
    """Return the reviews that have a day of publication and a number of days, by due date."""
    days = pd.to_numeric(tracker.reviews["response_days"], errors="coerce")
    table = tracker.reviews.assign(days=days).dropna(subset=["days", "published", "published_last"])
    table = table.astype({"days": "int64"})
    after = pd.to_timedelta(table["days"], unit="D")
    table = table.assign(due=table["published"] + after, due_last=table["published_last"] + after)
    listed = table[["review", "title", "title_cy", "days", "due", "due_last"]]
    return listed.sort_values(["due_last", "review"], kind="stable", ignore_index=True)


@cached_row_by_row
def unanswered(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return the recommendations without a response, of the reviews whose formal response is overdue.

    One that is closed owes none.

    Returns:
        Columns review and ref.
    """
    due = _due(tracker)
    overdue = due.loc[due["due_last"].lt(judged_on(as_at, today)), "review"]
    keys = tracker.recommendations[KEY]
    owed = keys["review"].isin(overdue).to_numpy() & ~has_response(tracker, as_at=as_at)
    return keys[owed & ~is_closed(tracker, keys, as_at=as_at).to_numpy()].reset_index(drop=True)


@cached
def has_response(tracker: Tracker, *, as_at: pd.Timestamp) -> Mask:
    """Return whether each recommendation has a response by a month."""
    known = known_by(tracker.progress.assign(recommendation_row=tracker.row_numbers["progress"]), as_at=as_at)
    has_words = known[["update", "update_cy"]].notna().any(axis=1)
    answered = known.loc[known["kind"].eq(Kind.RESPONSE) & has_words, "recommendation_row"]
    return np.isin(np.arange(tracker.recommendation_count), answered)
