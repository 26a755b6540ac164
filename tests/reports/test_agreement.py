"""One number has one meaning: analysis, panel report and open data count the same."""

from collections import Counter
from dataclasses import replace

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.movement.movement import latest_movement
from analysis.promises.promises import promises
from analysis.promises.since import overdue_since
from analysis.status.counts import count_by_round, counts_at
from analysis.status.silence import silence_at
from analysis.updates.rounds import round_before
from reports.content.document import Table, Text
from reports.open_data.package import build_resources
from reports.panel.report import panel_report
from tests.support.editions import edition_of
from tests.support.trackers import tracker_of, update_row

REFS = ("1", "2", "3", "4")
MONTHS = ("July 2023", "February 2024", "June 2024")
DAY = pd.Timestamp("2026-11-27")
UPDATES = st.lists(
    st.tuples(st.sampled_from(REFS), st.sampled_from(MONTHS), st.sampled_from(["Red", "Amber", "Green", None])),
    min_size=1,
    max_size=10,
)
PROMISES = st.lists(
    st.tuples(st.sampled_from(REFS), st.sampled_from(["May 2024", "January 2025", "to be arranged"])), max_size=5
)


@settings(max_examples=12, deadline=None)
@given(UPDATES, PROMISES)
def test_papers_and_analysis_count_the_same(updates, promised):
    tracker = tracker_of(
        list(REFS),
        [update_row(*update) for update in updates],
        monitoring=[{"ref": ref, "due": due} for ref, due in promised],
    )
    edition = replace(edition_of(tracker), made_on=DAY)
    counts = dict(counts_at(tracker, as_at=edition.as_at)[["mark", "count"]].itertuples(index=False, name=None))
    last = count_by_round(tracker, as_at=edition.as_at).tail(len(counts))
    assert dict(zip(last["mark"], last["count"], strict=True)) == counts
    tables = {each.name: each.table for each in build_resources(edition)}
    statuses = Counter(tables["recommendations"]["status_now"].dropna())
    assert statuses == Counter({mark: n for mark, n in counts.items() if mark in tracker.scale.names and n})
    assert _latest_column(panel_report(edition)) == [n for n in counts.values() if n]


@settings(max_examples=12, deadline=None)
@given(UPDATES, PROMISES)
def test_silence_and_movement_count_the_same_and_so_do_the_overdue(updates, promised):
    tracker = tracker_of(
        list(REFS),
        [update_row(*update) for update in updates],
        monitoring=[{"ref": ref, "due": due} for ref, due in promised],
    )
    as_at = edition_of(tracker).as_at
    moves = latest_movement(tracker, as_at=as_at)
    if round_before(tracker, as_at=as_at) is not None:
        assert len(moves) == len(REFS)
        assert int(moves["movement"].eq("not reported").sum()) == silence_at(tracker, as_at=as_at).count
    now = overdue_since(tracker, as_at=as_at, today=DAY)
    today = promises(tracker, as_at=pd.Timestamp("2026-11-01"), today=DAY)
    assert int(now["now"].sum()) == int(today["timing"].eq("overdue").sum())


def _latest_column(document):
    """Return the numbers of the latest round in the report's table of counts that are not zero, worst first."""
    (table,) = [
        block for block in document.blocks if isinstance(block, Table) and block.title.startswith("How many rec")
    ]
    numbers = [int(span.words) for row in table.rows for span in row[-1] if isinstance(span, Text)]
    return [number for number in numbers if number]
