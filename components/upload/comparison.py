"""What publishing a workbook would change, worked out once for each reading and each version it is compared with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar, cast

import pandas as pd
import streamlit as st

from analysis.difference.trackers import difference
from analysis.status.counts import count_by_round
from components.session.loaded_tracker import LoadedTracker
from components.session.uploaded_workbook import OF_CANDIDATE, Held, no_bytes
from components.upload.target import Place
from model.tracker.reading import Reading
from model.tracker.tracker import Tracker
from model.versions.difference import Difference
from model.versions.merge_refusal import NoMerge
from model.versions.version import Candidate, Mode
from store.merge.merge_rows import may_merge, merge_rows

Made = TypeVar("Made")
_COMPARED, _MEANWHILE = f"{OF_CANDIDATE}compared", f"{OF_CANDIDATE}meanwhile"


@dataclass(frozen=True, eq=False)
class Charted:
    """What a chart of a tracker needs: its scale and its counts. It is kept with the chart, so it has no rows."""

    bare: LoadedTracker
    counts: pd.DataFrame


@dataclass(frozen=True, eq=False)
class Change:
    """What publishing in one mode would do.

    Attributes:
        candidate: what would be published.
        after: the tracker as it would then be.
        charts: what status over time was and would be, by name, each in few rows.
    """

    candidate: Candidate
    after: Tracker
    difference: Difference
    charts: Mapping[str, Charted]


@dataclass(frozen=True, eq=False)
class Comparison:
    """A workbook compared with what is published.

    Attributes:
        token: the reading that was compared.
        before: with what; `number` is its version, None where there are no versions.
        changes: what each mode would do that can be chosen.
        no_merge: why it cannot be merged.
    """

    token: str
    before: LoadedTracker
    number: int | None
    changes: Mapping[Mode, Change]
    no_merge: NoMerge | None = None


@dataclass(frozen=True, eq=False)
class Meanwhile:
    """What somebody else published while a workbook was looked at: the two versions, and what differs."""

    before: LoadedTracker
    after: LoadedTracker
    difference: Difference


def compare(held: Held, place: Place) -> Comparison:
    """Return the comparison with what is current now. Where that is another than before, note what came between.

    Raises StoreError where the current version cannot be read.
    """
    compared: Comparison | None = st.session_state.get(_COMPARED)
    if compared is not None and compared.token == held.token and compared.before is place.current:
        return compared
    if compared is not None and compared.token == held.token and compared.number != place.number:
        st.session_state[_MEANWHILE] = _meanwhile(compared.before, place.current)
    else:
        st.session_state.pop(_MEANWHILE, None)
    made = _comparison(held, place)
    st.session_state[_COMPARED] = made
    return made


def meanwhile() -> Meanwhile | None:
    """Return what was published since the workbook was first compared, or None."""
    return st.session_state.get(_MEANWHILE)


def made_once(name: str, made_of: tuple[object, ...], make: Callable[[], Made]) -> Made:
    """Return what `make` returns, made once in a session for the same objects: those are large, and not kept longer."""
    known = st.session_state.get(f"{OF_CANDIDATE}{name}")
    if known is None or any(one is not other for one, other in zip(known[0], made_of, strict=True)):
        known = st.session_state[f"{OF_CANDIDATE}{name}"] = (made_of, make())
    return cast(Made, known[1])


def latest_round(tracker: Tracker) -> pd.Timestamp:
    """Return the month of a tracker's latest update, or NaT."""
    return cast(pd.Timestamp, tracker.progress["round"].max())


def _meanwhile(before: LoadedTracker, after: LoadedTracker) -> Meanwhile:
    return Meanwhile(before, after, difference(before.tracker, after.tracker))


def _comparison(held: Held, place: Place) -> Comparison:
    current = _published(place)
    why_not = may_merge(current, held.reading) if current is not None else None
    changes = {} if held.merge_only else {Mode.REPLACE: _change(held, held.reading, Mode.REPLACE, place)}
    if current is not None and why_not is None:
        changes[Mode.MERGE] = _change(held, merge_rows(current, held.reading), Mode.MERGE, place)
    return Comparison(held.token, place.current, place.number, changes, why_not)


def _published(place: Place) -> Reading | None:
    """Return the rows of the current version; None where there are no versions to add to."""
    return place.store.load(place.number) if place.store is not None and place.number is not None else None


def _change(held: Held, reading: Reading, mode: Mode, place: Place) -> Change:
    after = Tracker.from_rows(reading.rows, reading.scale)
    before = place.current.tracker
    charts = {"before": _charted(place.current, before), "after": _charted(place.current, after)}
    return Change(Candidate(reading, held.content, mode), after, difference(before, after), charts)


def _charted(current: LoadedTracker, tracker: Tracker) -> Charted:
    bare = replace(current, tracker=Tracker.from_rows({}, tracker.scale), original=no_bytes)
    return Charted(bare, count_by_round(tracker, as_at=latest_round(tracker)))
