"""What is published, as it is passed to the process that reads a workbook."""

import pytest

from model.status import RED_AMBER_GREEN, Scale, Status
from model.terms import NameKind
from model.tracker.reading import (
    PublishedDate,
    PublishedName,
    PublishedRecommendation,
    published_of,
)
from model.tracker.tracker import Tracker
from tests.support.published_trackers import month, recommendation, rows, update

POLICE = {"kind": "Agency", "name": "Dyfed-Powys Police", "short_name": "DPP", "name_cy": None, "short_name_cy": None}


@pytest.fixture
def published():
    listed = [recommendation("1", theme="Data", lead_agency="Dyfed-Powys Police", supporting_agencies="CPS; HMCTS")]
    progress = [update("1", at=month(2024, 2)), update("1", at=month(2024, 6)), update("1", at=month(2024, 2))]
    tables = rows(recommendations=listed, progress=progress, names=[POLICE])
    return published_of(Tracker.from_rows(tables, RED_AMBER_GREEN))


def test_names_are_those_of_the_names_sheet_and_those_that_are_used(published):
    assert published.names_of(NameKind.AGENCY) == [
        PublishedName("Agency", "Dyfed-Powys Police", "DPP"),
        PublishedName("Agency", "CPS"),
        PublishedName("Agency", "HMCTS"),
    ]
    assert published.names_of(NameKind.THEME) == [PublishedName("Theme", "Data")]


def test_each_date_of_more_than_a_day_is_there_a_single_time(published):
    assert published.dates == (
        PublishedDate("date", "2024-02-01", "2024-02-29", "month", "2024-02"),
        PublishedDate("date", "2024-06-01", "2024-06-30", "month", "2024-06"),
    )


def test_recommendations_have_their_review_and_text(published):
    [only] = published.recommendations
    assert isinstance(only, PublishedRecommendation)
    assert (only.review, only.ref, published.reviews) == ("Stalking", "1", ("Stalking",))


def test_a_scale_without_an_order_is_no_published_scale(published):
    assert published.scale == RED_AMBER_GREEN
    unordered = Scale((Status("Open"), Status("Closed")), ordered=False)
    assert published_of(Tracker.from_rows(rows("1"), unordered)).scale is None
