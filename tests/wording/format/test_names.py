import pandas as pd
import pytest

from model.terms import NameKind
from wording.format.names import Names


@pytest.fixture
def names() -> Names:
    fields = ["kind", "name", "short_name", "name_cy", "short_name_cy"]
    rows = [
        ("Agency", "Dyfed-Powys Police", "DPP", "Heddlu Dyfed-Powys", None),
        ("Agency", "Prison Service", None, None, None),
        ("Theme", "Data", "Data", "Data", "Data"),
        ("Theme", "Dyfed-Powys Police", "the Force", None, None),
    ]
    return Names(pd.DataFrame(rows, columns=fields, dtype="str"))


def test_a_name_is_looked_up_by_its_kind_and_in_the_language(names, english, welsh):
    assert names.full(NameKind.AGENCY, "Dyfed-Powys Police", english) == "Dyfed-Powys Police"
    assert names.full(NameKind.AGENCY, "Dyfed-Powys Police", welsh) == "Heddlu Dyfed-Powys"
    assert names.short(NameKind.AGENCY, "Dyfed-Powys Police", english) == "DPP"
    assert names.short(NameKind.THEME, "Dyfed-Powys Police", english) == "the Force"


def test_without_a_short_welsh_name_the_full_welsh_name_goes_before_the_short_english_one(names, welsh):
    assert names.short(NameKind.AGENCY, "Dyfed-Powys Police", welsh) == "Heddlu Dyfed-Powys"


def test_without_a_short_name_the_name_is_shown(names, english, welsh):
    assert names.short(NameKind.AGENCY, "Prison Service", english) == "Prison Service"
    assert names.full(NameKind.AGENCY, "Prison Service", welsh) == "Prison Service"


def test_a_name_that_is_not_in_the_sheet_is_shown_as_it_is(names, english):
    assert names.full(NameKind.THEME, "Probation", english) == "Probation"


def test_a_role_that_is_not_named_may_be_an_agency(names, welsh):
    assert names.full(NameKind.ROLE, "Dyfed-Powys Police", welsh) == "Heddlu Dyfed-Powys"
    assert names.full(NameKind.ROLE, "Data", welsh) == "Data"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Office of the Commissioner", "the Office of the Commissioner"),
        ("Ministry of Justice", "the Ministry of Justice"),
        ("Dyfed-Powys Police", "Dyfed-Powys Police"),
        ("Officers of the Court", "Officers of the Court"),
    ],
)
def test_an_office_has_its_article_in_an_english_sentence(names, english, welsh, name, expected):
    assert names.in_sentence(NameKind.AGENCY, name, english) == expected
    assert not names.in_sentence(NameKind.AGENCY, name, welsh).startswith("the ")


def test_a_missing_name_has_words(names, english):
    assert names.full(NameKind.THEME, float("nan"), english) == "no theme given"
    assert names.short(NameKind.AGENCY, None, english) == "no agency given"
    assert names.full(NameKind.ROLE, float("nan"), english) == "no role given"
