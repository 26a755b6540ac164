import pytest

from components.session.slugs import by_slug, slug


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Perpetrator Interventions", "perpetrator-interventions"),
        ("His Majesty's Courts", "his-majesty-s-courts"),
        ("Ynys Môn", "ynys-mon"),
        ("  Data & IT  ", "data-it"),
        ("Amber/Red", "amber-red"),
        ("中文", "x"),
        ("", "x"),
    ],
)
def test_a_code_is_small_letters_digits_and_hyphens(name, code):
    assert slug(name) == code


def test_names_with_one_code_are_numbered_in_their_order():
    assert by_slug(["Data", "data", "Data!", "Victims"]) == {
        "data": "Data",
        "data-2": "data",
        "data-3": "Data!",
        "victims": "Victims",
    }


def test_a_number_that_is_a_name_already_is_passed_over():
    assert by_slug(["Data 2", "Data", "data"]) == {"data-2": "Data 2", "data": "Data", "data-3": "data"}
