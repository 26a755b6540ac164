"""An uploaded workbook compared with the current version, and the mode in which it is published."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar, cast

import pandas as pd
import streamlit as st

from analysis.difference.losses import losses
from analysis.difference.trackers import difference
from analysis.status.counts import count_by_round
from components.choices.fields import offered
from components.published.loaded_tracker import LoadedTracker
from components.session.upload_state import (
    KEY_PREFIX,
    Change,
    ChartData,
    Comparison,
    change_upload,
    current_upload,
    keep_comparison,
    newer_version,
)
from components.session.uploaded_workbook import UploadedWorkbook, no_bytes
from components.upload.target import PublishTarget
from model.tracker.reading import Reading
from model.tracker.tracker import Requested, Tracker
from model.versions.version import Candidate, Mode
from store.merge.merge_rows import may_merge, merge_rows, rows_with_recommendation
from wording.labels.layouts import CANONICAL

Result = TypeVar("Result")


def compare(workbook: UploadedWorkbook, target: PublishTarget) -> Comparison:
    """Return the workbook compared with the current version, cached in the upload's state.

    Where other people have published since the first comparison of the file, the state keeps what they changed.

    Raises StoreError where the current version cannot be read.
    """
    previous, seen = current_upload().comparison, current_upload().first_compared
    if previous is not None and _is_up_to_date(previous, workbook, target):
        return previous
    newer = newer_version(seen, target.current, store=target.store) if seen is not None else None
    comparison = _comparison(workbook, target)
    change_upload(keep_comparison, comparison, newer)
    return comparison


def memoised_in_session(name: str, key: tuple[object, ...], make: Callable[[], Result]) -> Result:
    """Return the result of `make`, cached in the session for the same key objects.

    The objects are compared by identity. They are large, so the cache goes with the workbook.
    """
    cached = st.session_state.get(f"{KEY_PREFIX}{name}")
    if cached is None or any(old is not new for old, new in zip(cached[0], key, strict=True)):
        cached = st.session_state[f"{KEY_PREFIX}{name}"] = (key, make())
    return cast(Result, cached[1])


def latest_round(tracker: Tracker) -> pd.Timestamp:
    """Return the month of a tracker's latest update, or NaT."""
    return cast(pd.Timestamp, tracker.progress["round"].max())


def chosen_change(workbook: UploadedWorkbook, comparison: Comparison) -> Change | None:
    """Return the effect of publishing in the chosen mode; None where the workbook cannot be published."""
    return comparison.changes.get(chosen_mode(workbook, comparison))


def chosen_mode(workbook: UploadedWorkbook, comparison: Comparison) -> Mode:
    """Return the mode that was chosen, at first the default, or the only one that is possible."""
    if workbook.merge_only:
        return Mode.MERGE
    if Mode.MERGE not in comparison.changes:
        return Mode.REPLACE
    chosen: Mode = offered(mode_key(workbook), [*Mode], _default_mode(workbook))
    return chosen


def choose_merge(workbook: UploadedWorkbook) -> None:
    """Choose to merge the workbook, as the field in step 4 does."""
    st.session_state[mode_key(workbook)] = Mode.MERGE


def mode_key(workbook: UploadedWorkbook) -> str:
    """Return the key of the field in step 4, which counts for one reading of the workbook."""
    return f"upload.mode.{workbook.token}"


def _is_up_to_date(comparison: Comparison, workbook: UploadedWorkbook, target: PublishTarget) -> bool:
    """Whether a comparison is of this reading and version, with merging considered where the store allows it."""
    is_same = comparison.token == workbook.token and comparison.before is target.current
    return is_same and (comparison.with_store or target.store is None)


def _comparison(workbook: UploadedWorkbook, target: PublishTarget) -> Comparison:
    current = _published(target)
    why_not = (
        may_merge(current, workbook.reading, of_round=workbook.ratings is not None) if current is not None else None
    )
    replacing = rows_with_recommendation(workbook.reading)
    changes = {} if workbook.merge_only else {Mode.REPLACE: _change(workbook, replacing, Mode.REPLACE, target)}
    if current is not None and why_not is None:
        changes[Mode.MERGE] = _change(workbook, merge_rows(current, workbook.reading), Mode.MERGE, target)
    return Comparison(workbook.token, target.current, target.number, changes, why_not, current is not None)


def _published(target: PublishTarget) -> Reading | None:
    """Return the reading of the current version; None without a store."""
    return target.store.load(target.number) if target.store is not None and target.number is not None else None


def _change(workbook: UploadedWorkbook, reading: Reading, mode: Mode, target: PublishTarget) -> Change:
    before = target.current.tracker
    after = Tracker.from_rows(reading.rows, reading.scale, requested=_requested(target))
    charts = {"before": _charted(target.current, before), "after": _charted(target.current, after)}
    candidate = Candidate(reading, workbook.content, mode, workbook.ratings or ())
    return Change(candidate, after, difference(before, after), losses(before, after), charts)


def _requested(target: PublishTarget) -> Requested:
    """Return what the rounds started before the next version asked for."""
    return {} if target.store is None or target.number is None else target.store.requested(target.number + 1)


def _charted(current: LoadedTracker, tracker: Tracker) -> ChartData:
    without_rows = replace(current, tracker=Tracker.from_rows({}, tracker.scale), original=no_bytes)
    return ChartData(without_rows, count_by_round(tracker, as_at=latest_round(tracker)))


def _default_mode(workbook: UploadedWorkbook) -> Mode:
    """Return the mode that is chosen at first: only a canonical workbook is a complete tracker by its layout."""
    return Mode.REPLACE if workbook.reading.layout == CANONICAL else Mode.MERGE
