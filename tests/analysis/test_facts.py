"""A restricted tracker answers each question as its own tables would, on trackers drawn at random."""

from functools import cache
from random import Random

import numpy as np
import pandas as pd
import pytest

from analysis.attention import groups_by_outstanding, list_parts
from analysis.closure import closure_at, decisions, self_assessments
from analysis.meeting_questions import questions
from analysis.movement import grid_between, latest_movement, movement_between, stalled
from analysis.promises import next_promise, occasions, overdue_since, promises, responses_due
from analysis.reasons import needs_attention
from analysis.rounds import reported_rounds
from analysis.status import (
    count_by_group_and_round,
    count_by_round,
    counts_at,
    coverage_by_agency,
    list_at,
    marks_by_round,
    since_last_movement,
    status_at,
)
from analysis.targets import target_history, targets_at, targets_by_group, targets_by_round
from analysis.texts.phrases import contradictions
from analysis.texts.prose_dates import dates_in_prose
from analysis.updates import blank_cells, counted_updates, latest_words
from model.tracker.tracker import RestrictedTracker, Tracker
from tests.support.trackers import month, rows, tracker_of, update_row

MONTHS = ("July 2023", "February 2024", "June 2024", "July 2024")
WORDS = (
    "No progress.\nFunding until March 2025.",
    "The recommendation is complete.",
    "Still outstanding; to be confirmed by July.",
    "Update as of June 2023.",
    "A post is filled.\nTraining runs.",
    None,
)
KEYS = [("One", "1"), ("One", "2"), ("One", "10"), ("Two", "1"), ("Two", "2a"), ("Two", "3")]
DAY = pd.Timestamp("2026-11-27")

QUESTIONS = [
    *((each, {}) for each in (status_at, counts_at, latest_movement, marks_by_round, needs_attention, stalled)),
    *((each, {}) for each in (count_by_round, promises, list_at, latest_words, next_promise, occasions)),
    *((each, {}) for each in (coverage_by_agency, dates_in_prose, contradictions, since_last_movement)),
    *(
        (each, {})
        for each in (counted_updates, decisions, closure_at, self_assessments, target_history, targets_at, list_parts)
    ),
    *((each, {"today": DAY}) for each in (needs_attention, promises, next_promise, occasions, overdue_since)),
    *((each, {"today": DAY}) for each in (targets_at, targets_by_round, responses_due)),
    *((targets_by_group, {"group": group}) for group in ("theme", "lead_agency")),
    *(
        (each, {"group": group})
        for each in (groups_by_outstanding, count_by_group_and_round)
        for group in ("theme", "review")
    ),
]


@cache
def drawn(seed):
    """Return a tracker of two reviews drawn by a seed."""
    random = Random(seed)  # noqa: S311 - nothing is secret
    return tracker_of(
        [
            {
                "review": review,
                "ref": ref,
                "title": f"Title {ref}",
                "theme": random.choice(("Data", "Training", None)),
                "lead_agency": random.choice(("Police", "Courts", None)),
                "target": random.choice((None, "March 2024", "January 2025")),
            }
            for review, ref in KEYS
        ],
        [
            update_row(
                ref,
                random.choice(MONTHS),
                random.choice(("Red", "Amber", "Green", None)),
                random.choice(WORDS),
                review=review,
                basis=random.choice(("published", "inferred")),
                kind=random.choice(("Progress", "Response")),
                agency_status=random.choice(("Red", "Green", "On course", None)),
                proposed_closure=random.choice((True, False, None)),
            )
            for review, ref in random.choices([*KEYS, ("Two", "unknown")], k=14)
        ],
        monitoring=[
            {
                "review": review,
                "ref": ref,
                "due": random.choice(("May 2024", "3 May 2024", "January 2025", "January 2031", "later")),
                "done": random.random() < 0.3,
                "with": random.choice(("Police", None)),
                "activity": random.choice(("Meet.", "Meet by June 2031.")),
            }
            for review, ref in random.choices([*KEYS, ("Two", "unknown")], k=8)
        ],
        targets=[
            {
                "review": review,
                "ref": ref,
                "date": random.choice((*MONTHS, None)),
                "target": random.choice(("March 2024", "January 2025", "July 2024", "later")),
            }
            for review, ref in random.choices([*KEYS, ("Two", "unknown")], k=8)
        ],
        reviews=[
            {"review": "One", "published": "3 June 2024", "response_days": "56"},
            {"review": "Two", "published": "May 2024", "response_days": "56"},
        ],
        decisions=[
            {
                "review": review,
                "ref": ref,
                "date": random.choice(MONTHS),
                "decision": random.choice(("Closed", "Kept open", "Reopened")),
            }
            for review, ref in random.choices([*KEYS, ("Two", "unknown")], k=5)
        ],
    )


@cache
def restricted(seed):
    """Return a drawn tracker restricted to recommendations drawn by its seed."""
    tracker, random = drawn(seed), Random(seed)  # noqa: S311 - nothing is secret
    selected = np.array([random.random() < 0.5 for _key in KEYS])
    return RestrictedTracker(tracker, selected)


@cache
def with_the_same_tables(part):
    """Return a tracker that has the tables of a restricted one, and knows of no other recommendation."""
    return Tracker(
        part.reviews,
        part.recommendations,
        part.progress,
        part.monitoring,
        part.targets,
        part.decisions,
        part.names,
        part.scale,
        part.themes,
        reported_rounds(part),
    )


@pytest.mark.parametrize(("question", "options"), QUESTIONS)
def test_a_restricted_tracker_answers_as_its_tables_alone_would(question, options):
    for seed in range(3):
        part = restricted(seed)
        for as_at in (month("February 2024"), month("November 2026")):
            expected = question(with_the_same_tables(part), as_at=as_at, **options)
            pd.testing.assert_frame_equal(question(part, as_at=as_at, **options), expected)


@pytest.mark.parametrize("question", [movement_between, grid_between])
def test_movement_of_a_restricted_tracker_is_that_of_its_tables_alone(question):
    for seed in range(3):
        part = restricted(seed)
        for start in (None, month("July 2023")):
            expected = question(with_the_same_tables(part), start=start, end=month("July 2024"))
            pd.testing.assert_frame_equal(question(part, start=start, end=month("July 2024")), expected)


def test_what_needs_attention_is_an_unchanged_status_only_where_there_is_nothing_else():
    updates = [update_row(ref, when, "Amber", when) for ref in "12" for when in ("February 2024", "June 2024")]
    updates += [update_row("1", "July 2024", "Amber", "July."), update_row("2", "July 2024", "Red", "July.")]
    tracker = tracker_of(["1", "2"], updates, monitoring=[{"ref": "2", "due": "May 2024"}])
    first = RestrictedTracker(tracker, np.array([True, False]))
    assert rows(needs_attention(tracker, as_at=month("July 2024")), "ref", "reason") == [("2", "worsened")]
    assert rows(needs_attention(first, as_at=month("July 2024")), "ref", "reason") == [("1", "same-status")]


def test_a_restriction_of_a_restriction_has_what_both_select():
    tracker = drawn(1)
    once = RestrictedTracker(tracker, np.array([True, False, True, True, False, True]))
    twice = RestrictedTracker(once, np.array([False, True, True, False]))
    assert twice.recommendations["ref"].tolist() == ["10", "1"]
    assert status_at(twice, as_at=month("July 2024"))["ref"].tolist() == ["10", "1"]


def test_the_tables_of_a_restricted_tracker_are_the_rows_of_its_recommendations():
    tracker = drawn(2)
    part = RestrictedTracker(tracker, np.array([True] * 3 + [False] * 3))
    for name in ("recommendations", "progress", "monitoring"):
        table = getattr(tracker, name)
        pd.testing.assert_frame_equal(getattr(part, name), table[table["review"].eq("One")])
    assert blank_cells(part)["rows"].max() == len(part.progress)
    assert set(questions(part, as_at=month("July 2024"))["review"]) <= {"One"}
