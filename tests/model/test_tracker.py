"""Trackers, what is published of them, groups of issues, returns and reminders, and texts."""

from datetime import UTC, date, datetime

import pytest

from model.dates import PartialDate, Precision
from model.returns.round import (
    Item,
    Recipient,
    Reminder,
    Round,
    Scope,
    checksum,
    identity_rows,
    reminder_at,
    reminder_days,
    reminder_on,
    text_digest,
)
from model.terms import RED_AMBER_GREEN, Language, NameKind, Scale, Status, label_key, natural_order
from model.tracker.reading import PublishedName, published_of
from model.tracker.tracker import Tracker
from tests.support.published_trackers import month, recommendation, rows, update


def tracker(**tables):
    return Tracker.from_rows(tables, RED_AMBER_GREEN)


def row(review, ref, **more):
    return {"review": review, "ref": ref, **more}


def test_recommendations_follow_their_review_and_are_numbered_as_people_do_with_themes_as_first_named():
    listed = tracker(
        recommendations=[
            row("Stalking", "10", theme="Victims"),
            row("Custody", "2", theme="Data"),
            row("Stalking", "2"),
            row("Stalking", "3.10", theme="Training"),
            row("Stalking", "3.9", theme="Victims"),
        ]
    )
    assert list(zip(listed.recommendations["review"], listed.recommendations["ref"], strict=True)) == [
        *(("Stalking", ref) for ref in ("2", "3.9", "3.10", "10")),
        ("Custody", "2"),
    ]
    assert listed.themes == ("Victims", "Data", "Training")


def test_a_row_without_its_review_or_ref_stands_nowhere():
    rows = [row("Stalking", "1"), row(None, "2"), row("Stalking", None), row("Stalking", "")]
    made = tracker(recommendations=rows, progress=rows, monitoring=rows)
    for table in (made.recommendations, made.progress, made.monitoring):
        assert table[["review", "ref"]].to_numpy().tolist() == [["Stalking", "1"]]
        assert table.index.tolist() == [0]


def test_of_a_recommendation_that_stands_twice_the_first_row_counts():
    twice = [row("Stalking", "1", title=title) for title in ("First", "Second")]
    made = tracker(recommendations=[*twice, row("Custody", "1", title="Other")])
    assert made.recommendations["title"].tolist() == ["First", "Other"]


POLICE = {"kind": "Agency", "name": "Dyfed-Powys Police", "short_name": "DPP", "name_cy": None, "short_name_cy": None}


@pytest.fixture
def published():
    listed = [recommendation("1", theme="Data", lead_agency="Dyfed-Powys Police", supporting_agencies="CPS; HMCTS")]
    progress = [update("1", at=month(2024, 2)), update("1", at=month(2024, 6)), update("1", at=month(2024, 2))]
    tables = rows(recommendations=listed, progress=progress, names=[POLICE])
    return published_of(Tracker.from_rows(tables, RED_AMBER_GREEN))


def test_the_memory_of_a_tracker_has_its_texts():
    short, long = (tracker(recommendations=[row("Stalking", "1", title=text)]) for text in ("x", "x" * 50_000))
    assert long.nbytes - short.nbytes == 49_999


def test_names_are_those_of_the_names_sheet_and_those_that_are_used(published):
    assert published.names_of(NameKind.AGENCY) == [
        PublishedName("Agency", "Dyfed-Powys Police", "DPP"),
        PublishedName("Agency", "CPS"),
        PublishedName("Agency", "HMCTS"),
    ]
    assert published.names_of(NameKind.THEME) == [PublishedName("Theme", "Data")]


def test_each_date_of_more_than_a_day_is_there_a_single_time(published):
    assert published.dates == (
        ("date", PartialDate(date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH, "2024-02")),
        ("date", PartialDate(date(2024, 6, 1), date(2024, 6, 30), Precision.MONTH, "2024-06")),
    )


def test_a_scale_without_an_order_is_no_published_scale(published):
    assert published.scale == RED_AMBER_GREEN
    unordered = Scale((Status("Open"), Status("Closed")), ordered=False)
    assert published_of(Tracker.from_rows(rows("1"), unordered)).scale is None


def test_refs_are_sorted_as_people_number_them():
    refs = ["10", "R2", "3.10", "12a", "3.9", "12", "R10", "2", "02b"]
    assert sorted(refs, key=natural_order) == ["2", "02b", "3.9", "3.10", "10", "12", "12a", "R2", "R10"]


def test_a_number_of_any_length_is_sorted():
    long = "9" * 5000
    assert sorted([f"1{long}", long, "10"], key=natural_order) == ["10", long, f"1{long}"]


FORCE = Recipient("The Force", "")
ROUND = Round(date(2026, 10, 1), date(2026, 10, 23), Scope.ALL, 12, ("The Force",))


def test_the_hidden_sheet_has_whose_return_it_is_and_a_checksum_of_all_of_it():
    listed = identity_rows(ROUND, FORCE, {("Stalking", "1", Item.THEME): "abc"})
    assert listed[:-1] == [
        ("layout", "cynnydd-return-1"),
        ("round", "2026-10"),
        ("due", "2026-10-23"),
        ("agency", "The Force"),
        ("role", ""),
        ("language", "cy"),
        ("version", "12"),
        ("locked", "Stalking", "1", "theme", "abc"),
    ]
    assert listed[-1] == ("checksum", checksum(listed[:-1]))


def test_a_checksum_does_not_depend_on_the_spaces_of_a_spreadsheet_program():
    assert checksum([("agency", "The  Force "), ("role", "")]) == checksum([("agency", "The Force"), ("role",)])
    assert checksum([("agency", "The Force")]) != checksum([("agency", "The Courts")])


@pytest.mark.parametrize(("text", "same"), [("a\r\nb", True), ("a b ", True), ("a c", False)])
def test_a_digest_is_of_the_words(text, same):
    assert (text_digest(text) == text_digest("a\nb")) is same


def test_a_return_is_in_welsh_for_the_agencies_that_a_round_names():
    of_round = Round(date(2026, 10, 1), date(2026, 10, 23), Scope.ALL, 1, ("The Force",))
    assert of_round.language_of(Recipient("The Force", "Clerk")) is Language.WELSH
    assert of_round.language_of(Recipient("The Courts", "Clerk")) is Language.ENGLISH


@pytest.mark.parametrize(
    ("day", "falls", "fits"),
    [
        (date(2026, 10, 8), None, Reminder.BEFORE),
        (date(2026, 10, 9), Reminder.BEFORE, Reminder.BEFORE),
        (date(2026, 10, 10), None, Reminder.BEFORE),
        (date(2026, 10, 23), None, Reminder.BEFORE),
        (date(2026, 10, 24), Reminder.AFTER, Reminder.AFTER),
        (date(2026, 10, 25), None, Reminder.AFTER),
    ],
)
def test_reminders_fall_two_weeks_before_the_due_date_and_on_the_day_after(day, falls, fits):
    of_round = Round(date(2026, 10, 1), date(2026, 10, 23), Scope.ALL, 1)
    assert (reminder_on(of_round, day), reminder_at(of_round, day)) == (falls, fits)


def test_a_round_of_less_than_two_weeks_has_one_reminder():
    started = datetime(2026, 10, 10, 9, tzinfo=UTC)
    of_round = Round(date(2026, 10, 1), date(2026, 10, 23), Scope.ALL, 1, started_at=started)
    assert reminder_days(of_round) == {Reminder.AFTER: date(2026, 10, 24)}


@pytest.mark.parametrize("label", ["Lead agency", " lead  AGENCY : ", "Lead_Agency:", "Lead\u200b\nagency"])
def test_labels_are_compared_without_case_extra_spaces_underscores_and_a_final_colon(label):
    assert label_key(label) == "lead agency"


def test_a_curly_apostrophe_is_a_straight_one():
    assert label_key("Who’s it for") == "who's it for"
