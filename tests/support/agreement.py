"""The numbers that every page and paper has in common, and trackers drawn at random to compare them on."""

from dataclasses import dataclass
from random import Random
from typing import Any

import pandas as pd
from hypothesis import strategies as st

from analysis.movement import latest_movement, latest_rounds
from analysis.promises import promises
from analysis.status import count_not_reported, counts_at
from model.tracker.columns import KEY, SHEETS
from tests.support.trackers import tracker_of
from tests.support.workbooks.canonical import DECISION, PROMISE, RECOMMENDATION, TARGET, UPDATE
from wording.answers.headline import headline, movement_summary
from wording.catalogue import Translator

REFS = ("1", "2", "3", "4")
MONTHS = ("July 2023", "February 2024", "June 2024")
STATUSES = ("Red", "Amber", "Green", None)
DUE = ("May 2024", "July 2024", "January 2025", "January 2031", "to be arranged")
TARGETS = (None, "March 2024", "January 2025")
MOVED = ("May 2024", "31 October 2024", "31 March 2031")
DONE = ("Yes", "No", "No")
DECIDED = ("Closed", "Kept open", "No longer applicable", "Reopened")


@dataclass(frozen=True)
class Drawn:
    """The rows of a canonical workbook, by sheet."""

    sheets: dict[str, list[dict[str, str | None]]]

    @property
    def tracker(self):
        """The tracker of this workbook."""
        tables: dict[str, Any] = {plan.table: list(self._rows_of(plan)) for plan in SHEETS if plan is not KEY}
        return tracker_of(**tables)

    def _rows_of(self, plan):
        fields = {column.heading: column.field for column in plan.columns}
        for row in self.sheets.get(plan.table, ()):
            done = {"done": row["Done"] == "Yes"} if "Done" in row else {}
            yield {fields[heading]: cell for heading, cell in row.items()} | done

    @property
    def updates(self):
        """The ref, the month and the status of each update."""
        return [(row["Ref"], row["Date"], row["Status"]) for row in self.sheets["progress"]]


def drawn_by_seed(seed):
    random = Random(seed)  # noqa: S311 - nothing is secret
    pairs = [{"Ref": ref, "Date": when} for ref in REFS for when in MONTHS]
    updates = random.sample(pairs, random.randint(4, 10))
    return Drawn(
        {
            "progress": [{**UPDATE, **pair, "Status": random.choice(STATUSES)} for pair in updates],
            "monitoring": [
                {**PROMISE, "Ref": random.choice(REFS), "Due": random.choice(DUE), "Done": random.choice(DONE)}
                for _n in range(random.randint(1, 5))
            ],
            "recommendations": [{**RECOMMENDATION, "Ref": ref, "Target date": random.choice(TARGETS)} for ref in REFS],
            "targets": [
                {**TARGET, **pair, "Target": random.choice(MOVED)}
                for pair in random.sample(pairs, random.randint(1, 4))
            ],
            "decisions": [
                {**DECISION, **pair, "Decision": random.choice(DECIDED)}
                for pair in random.sample(pairs, random.randint(0, 3))
            ],
        }
    )


# Trackers drawn by a seed: each is full, also the first, which Hypothesis would make as small as it can.
DRAWN = st.integers(0, 10_000).map(drawn_by_seed)


@dataclass(frozen=True)
class Numbers:
    """What analysis counts: recommendations at each mark, by movement and in silence, promises by timing."""

    counts: dict[str, int]
    moves: dict[str, int]
    silent: int
    timings: dict[str, int]


def numbers_of(tracker, *, as_at, today):
    """Return the numbers of a tracker, without zeros; promises are judged on `today`, else at the end of the month."""
    counts = counts_at(tracker, as_at=as_at)
    return Numbers(
        {mark: int(n) for mark, n in zip(counts["mark"], counts["count"], strict=True) if n},
        _counted(latest_movement(tracker, as_at=as_at)["movement"]),
        count_not_reported(tracker, as_at=as_at).count,
        _counted(promises(tracker, as_at=as_at, today=today)["timing"]),
    )


def sentences_of(tracker, _: Translator, *, as_at):
    """Return the headline of a tracker, and the sentence on its movement, which have those numbers."""
    moves, between = latest_movement(tracker, as_at=as_at), latest_rounds(tracker, as_at=as_at)
    counts = counts_at(tracker, as_at=as_at)
    return headline(counts, tracker.scale, _), movement_summary(moves["movement"], between, _)


def _counted(words: pd.Series) -> dict[str, int]:
    return {str(word): int(n) for word, n in words.value_counts().items()}
