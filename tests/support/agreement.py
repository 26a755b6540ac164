"""The numbers that every page and paper has in common, and trackers drawn at random to compare them on."""

from dataclasses import dataclass
from random import Random

import pandas as pd
from hypothesis import strategies as st

from analysis.counts import counts_at
from analysis.movement import latest_movement, latest_rounds
from analysis.promises import overdue_since, promises
from analysis.status import count_not_reported
from tests.support.trackers import tracker_of, update_row
from tests.support.workbooks.canonical import DECISION, PROMISE, RECOMMENDATION, TARGET, UPDATE
from wording.answers.headline import headline, movement_summary, not_reported_sentence
from wording.answers.recommendation import overdue_since_sentences, promises_sentence
from wording.catalogue import Translator

REFS = ("1", "2", "3", "4")
MONTHS = ("July 2023", "February 2024", "June 2024")
STATUSES = ("Red", "Amber", "Green", None)
DUE = ("May 2024", "July 2024", "January 2025", "January 2031", "to be arranged")
TARGETS = (None, "March 2024", "January 2025")
MOVED = ("May 2024", "31 October 2024", "31 March 2031")
DECIDED = ("Closed", "Kept open", "No longer applicable", "Reopened")


@dataclass(frozen=True)
class Drawn:
    """What was drawn: (ref, month, status), (ref, due, done), and the target date of each ref or None.

    Then what was set and decided in a month: (ref, month, target) and (ref, month, decision).
    """

    updates: tuple[tuple[str, str, str | None], ...]
    promises: tuple[tuple[str, str, bool], ...]
    targets: tuple[str | None, ...]
    moved: tuple[tuple[str, str, str], ...]
    decided: tuple[tuple[str, str, str], ...]

    @property
    def tracker(self):
        """The tracker of what was drawn."""
        return tracker_of(
            [{"ref": ref, "target": target} for ref, target in zip(REFS, self.targets, strict=True)],
            [update_row(*update) for update in self.updates],
            monitoring=[{"ref": ref, "due": due, "done": done} for ref, due, done in self.promises],
            targets=[{"ref": ref, "date": when, "target": target} for ref, when, target in self.moved],
            decisions=[{"ref": ref, "date": when, "decision": decision} for ref, when, decision in self.decided],
        )

    @property
    def sheets(self):
        """The rows of a canonical workbook of what was drawn, by sheet."""
        return {
            "recommendations": [
                {**RECOMMENDATION, "Ref": ref, "Target date": target}
                for ref, target in zip(REFS, self.targets, strict=True)
            ],
            "progress": [{**UPDATE, "Ref": ref, "Date": when, "Status": status} for ref, when, status in self.updates],
            "monitoring": [
                {**PROMISE, "Ref": ref, "Due": due, "Done": "Yes" if done else "No"} for ref, due, done in self.promises
            ],
            "targets": [{**TARGET, "Ref": ref, "Date": when, "Target": target} for ref, when, target in self.moved],
            "decisions": [{**DECISION, "Ref": ref, "Date": when, "Decision": each} for ref, when, each in self.decided],
        }


def drawn_by_seed(seed):
    random = Random(seed)  # noqa: S311 - nothing is secret
    pairs = [(ref, when) for ref in REFS for when in MONTHS]
    entries = random.sample(pairs, random.randint(4, 10))
    return Drawn(
        tuple((*pair, random.choice(STATUSES)) for pair in entries),
        tuple((random.choice(REFS), random.choice(DUE), random.random() < 0.3) for _n in range(random.randint(1, 5))),
        tuple(random.choice(TARGETS) for _ref in REFS),
        tuple((*pair, random.choice(MOVED)) for pair in random.sample(pairs, random.randint(1, 4))),
        tuple((*pair, random.choice(DECIDED)) for pair in random.sample(pairs, random.randint(0, 3))),
    )


DRAWN = st.integers(0, 10_000).map(drawn_by_seed)
"""Trackers drawn by a seed: each is full, also the first, which Hypothesis would make as small as it can."""


@dataclass(frozen=True)
class Numbers:
    """What analysis counts: recommendations at each mark, by movement and in silence, promises by timing.

    `past_target` and `past_target_today` count the recommendations past their target dates, at the month and today.
    """

    counts: dict[str, int]
    moves: dict[str, int]
    silent: int
    timings: dict[str, int]
    overdue_today: int
    past_target_today: int


def numbers_of(tracker, *, as_at, today, visit):
    """Return the numbers of a tracker, without zeros; promises are judged on `today`, else at the end of the month."""
    counts = counts_at(tracker, as_at=as_at)
    now = overdue_since(tracker, as_at=as_at, today=visit)
    sources = now.loc[now["now"], "source"]
    return Numbers(
        {mark: int(n) for mark, n in zip(counts["mark"], counts["count"], strict=True) if n},
        _counted(latest_movement(tracker, as_at=as_at)["movement"]),
        count_not_reported(tracker, as_at=as_at).count,
        _counted(promises(tracker, as_at=as_at, today=today)["timing"]),
        int(sources.eq("promise").sum()),
        int(sources.eq("target").sum()),
    )


@dataclass(frozen=True)
class Sentences:
    """The sentences that have those numbers; "" for one that is left out."""

    headline: str
    movement: str
    not_reported: str
    monitoring: str
    since: str


def sentences_of(tracker, _: Translator, *, as_at, today, visit, day):
    """Return the sentences on a tracker; what is overdue on the day of the visit is said of `day`, or of today."""
    moves, between = latest_movement(tracker, as_at=as_at), latest_rounds(tracker, as_at=as_at)
    overdue = overdue_since(tracker, as_at=as_at, today=visit)
    return Sentences(
        headline(counts_at(tracker, as_at=as_at), tracker.scale, _),
        movement_summary(moves["movement"], between, _),
        not_reported_sentence(count_not_reported(tracker, as_at=as_at), _),
        promises_sentence(promises(tracker, as_at=as_at, today=today), overdue, as_at, day, _),
        overdue_since_sentences(overdue, as_at, day, _),
    )


def _counted(words: pd.Series) -> dict[str, int]:
    return {str(word): int(n) for word, n in words.value_counts().items()}
