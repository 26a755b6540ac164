"""Times under their formats, as LibreOffice and Excel show them."""

from datetime import timedelta

import pytest

from loaders.cells.number_display import display_time


@pytest.mark.parametrize(
    ("number_format", "days", "shown"),
    [
        ("h:mm", 0.34375, "8:15"),
        ("hh:mm:ss", 0.34375, "08:15:00"),
        ("h:mm AM/PM", 0.05, "1:12 AM"),
        ("h:mm AM/PM", 0, "12:00 AM"),
        ("h:mm AM/PM", 0.5, "12:00 PM"),
        ("[h]:mm", 1.25, "30:00"),
        ("[mm]:ss", 0.05, "72:00"),
        ("[$-F400]h:mm", 0.75, "18:00"),
        ('[h] "hours"', 2, "48 hours"),
    ],
)
def test_a_time_is_displayed_by_its_format(number_format, days, shown):
    assert display_time(timedelta(days=days), number_format) == shown


@pytest.mark.parametrize(
    ("number_format", "days"),
    [("mmm", 0.05), ("dd/mm/yyyy hh:mm", 0.05), ("h:mm", -1), ("General", 0.05), ("", 0.05)],
)
def test_a_format_with_more_than_a_time_is_not_guessed(number_format, days):
    assert display_time(timedelta(days=days), number_format) is None
