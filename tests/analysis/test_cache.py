"""Cached answers, also those about a part of a tracker: as its own tables would answer."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from functools import cache
from random import Random
from threading import Event

import numpy as np
import pandas as pd
import pytest

from analysis.attention import CountedPart, groups_by_outstanding, in_part
from analysis.cache import BoundedCache, cached
from analysis.movement import grid_between, latest_movement, movement_between, stalled
from analysis.promises import (
    next_promise,
    occasions,
    promises,
    responses_due,
    target_history,
    targets_at,
    targets_by_group,
    targets_by_round,
)
from analysis.reasons import needs_attention, questions
from analysis.rounds import reported_rounds
from analysis.status import (
    closure_at,
    count_by_group_and_round,
    count_by_round,
    counts_at,
    coverage_by_agency,
    decisions,
    marks_by_round,
    self_assessments,
    status_at,
)
from analysis.table_rows import blank_cells, counted_updates, latest_words
from analysis.texts.phrases import contradictions, dates_in_prose
from model.terms import LISTED_PARTS
from model.tracker.tracker import RestrictedTracker, Tracker
from tests.support.trackers import month, tracker_of, update_row

KILOBYTE = np.zeros(1024, dtype=np.int8)


def counting(cache):
    """Return a function that asks a cache for the value of a key, and the keys it was computed for."""
    computed: list[str] = []

    def value(key):
        def compute():
            computed.append(key)
            return KILOBYTE

        return cache.value(key, compute)

    return value, computed


def test_the_least_recently_used_values_are_dropped_beyond_the_memory():
    cache = BoundedCache(6 * 1024)
    value, computed = counting(cache)
    for key in ("a", "b", "c", "a", "d", "a", "b"):
        value(key)
    assert computed == ["a", "b", "c", "d", "b"]
    assert len(cache) == 3


def test_who_asks_while_a_value_is_computed_waits_for_it():
    cache, began, goes_on, computed = BoundedCache(4 * 1024), Event(), Event(), []

    def compute():
        computed.append("key")
        began.set()
        goes_on.wait()
        return KILOBYTE

    with ThreadPoolExecutor(5) as pool:
        first = pool.submit(cache.value, "key", compute)
        began.wait()
        others = [pool.submit(cache.value, "key", compute) for _ in range(4)]
        other_key = cache.value("other", lambda: KILOBYTE[:1])  # nobody waits for another key
        goes_on.set()
        assert all(each.result() is first.result() for each in others)
    assert (len(other_key), computed) == (1, ["key"])


def counted_question():
    """Return a cached question, and the months for which it was computed."""
    computed = []

    @cached
    def question(tracker, *, as_at):
        computed.append(as_at)
        return [as_at]

    return question, computed


def test_a_question_is_computed_for_each_content_and_month():
    question, computed = counted_question()
    one, same, other = tracker_of(["1"]), tracker_of(["1"]), tracker_of(["2"])
    june, july = month("June 2024"), month("July 2024")
    first = question(one, as_at=june)
    assert question(one, as_at=month("June 2024")) is question(same, as_at=june) is first
    assert question(one, as_at=july) == [july]
    assert question(other, as_at=june) is not first
    assert computed == [june, july, june]


def test_cells_that_share_a_text_and_cells_with_one_each_have_one_answer():
    question, computed = counted_question()
    shared = "No news."
    for words in ([shared, shared], [shared, "".join([*shared])]):
        question(tracker_of(["1"], [update_row("1", "June 2024", "Red", each) for each in words]), as_at=1)
    assert computed == [1]


def test_selections_of_the_same_recommendations_have_one_answer():
    question, computed = counted_question()
    tracker = tracker_of(["1", "2"])
    for selected in ([True, False], [True, False], [False, True]):
        question(RestrictedTracker(tracker, np.array(selected)), as_at=1)
    assert computed == [1, 1]


@pytest.mark.parametrize("argument", [["June"], object(), (1, str.upper), np.array([1])], ids=type)
def test_an_argument_that_is_no_value_is_an_error(argument):
    question, computed = counted_question()
    with pytest.raises(TypeError, match=r"^question is cached by its arguments, and a \w+ is no value\."):
        question(tracker_of([]), as_at=argument)
    assert computed == []


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
    *((each, {}) for each in (count_by_round, promises, latest_words, next_promise, occasions)),
    *((each, {}) for each in (coverage_by_agency, dates_in_prose, contradictions)),
    *((each, {}) for each in (counted_updates, decisions, closure_at, self_assessments, target_history, targets_at)),
    *((each, {"today": DAY}) for each in (needs_attention, promises, next_promise, occasions)),
    *((each, {"today": DAY}) for each in (targets_at, targets_by_round, responses_due)),
    *((in_part, {"part": CountedPart(part)}) for part in LISTED_PARTS),
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

    def some(number, **choices):
        keys = KEYS if number is None else random.choices([*KEYS, ("Two", "unknown")], k=number)
        of_keys = [{"review": review, "ref": ref} for review, ref in keys]
        return [key | {field: random.choice(values) for field, values in choices.items()} for key in of_keys]

    statuses = {"status": ("Red", "Amber", "Green", None), "agency_status": ("Red", "Green", "On course", None)}
    kinds = {"basis": ("published", "inferred"), "kind": ("Progress", "Response")}
    dues = ("May 2024", "3 May 2024", "January 2025", "January 2031", "later")
    activities = ("Meet.", "Meet by June 2031.")
    return tracker_of(
        some(
            None,
            title=("Fund it", "Train"),
            theme=("Data", "Training", None),
            lead_agency=("Police", "Courts", None),
            target=(None, "March 2024", "January 2025"),
        ),
        some(14, date=MONTHS, update=WORDS, proposed_closure=(True, False, None), **statuses, **kinds),
        monitoring=some(8, due=dues, done=(True, False, False), **{"with": ("Police", None)}, activity=activities),
        targets=some(8, date=(*MONTHS, None), target=("March 2024", "January 2025", "July 2024", "later")),
        reviews=[
            {"review": "One", "published": "3 June 2024", "response_days": "56"},
            {"review": "Two", "published": "May 2024", "response_days": "56"},
        ],
        decisions=some(5, date=MONTHS, decision=("Closed", "Kept open", "Reopened")),
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
    tables = {each.name: getattr(part, each.name) for each in fields(Tracker)[:9]}
    return Tracker(**tables, rounds=reported_rounds(part))


@pytest.mark.parametrize(("question", "options"), QUESTIONS)
def test_a_restricted_tracker_answers_as_its_tables_alone_would(question, options):
    for seed in range(2):
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
