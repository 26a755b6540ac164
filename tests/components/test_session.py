"""Slugs: the codes of names in addresses."""

import pytest

from components.session.links import by_slug, slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Perpetrator Interventions", "perpetrator-interventions"),
        ("His Majesty's Courts", "his-majesty-s-courts"),
        ("Ynys Môn", "ynys-mon"),
        ("  Data & IT  ", "data-it"),
        ("Amber/Red", "amber-red"),
        ("✅", "green-tick"),
        ("🔴 Late", "late"),
        ("中文", "x"),
        ("", "x"),
    ],
)
def test_a_slug_has_lower_case_letters_digits_and_hyphens(name, expected):
    assert slug(name) == expected


def test_names_with_the_same_slug_are_numbered_in_order_and_a_number_that_gives_an_existing_slug_is_skipped():
    assert by_slug(["Data", "data", "Data!", "Art"]) == {
        "data": "Data",
        "data-2": "data",
        "data-3": "Data!",
        "art": "Art",
    }
    assert by_slug(["Data 2", "Data", "data"]) == {"data-2": "Data 2", "data": "Data", "data-3": "data"}
