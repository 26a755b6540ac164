"""Names, and places in a workbook."""

from collections import namedtuple

import pandas as pd
import pytest

from model.language import Language
from model.terms import NameKind
from wording.format.names import Names, format_location, localised_value

Row = namedtuple("Row", ["title", "title_cy"])
ENGLISH, WELSH = Language.ENGLISH, Language.WELSH


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


@pytest.mark.parametrize(
    ("row", "language", "value"),
    [
        (Row("Training", "Hyfforddiant"), WELSH, ("Hyfforddiant", None)),
        (Row("Training", "Hyfforddiant"), ENGLISH, ("Training", None)),
        (Row("Training", " "), WELSH, ("Training", ENGLISH)),
        (Row("Training", float("nan")), WELSH, ("Training", ENGLISH)),
        (Row(float("nan"), "Hyfforddiant"), ENGLISH, ("Hyfforddiant", WELSH)),
        (Row(" ", None), WELSH, ("", None)),
        (Row(" Training\n", ""), ENGLISH, (" Training\n", None)),
    ],
)
def test_a_field_is_in_the_readers_language_or_in_the_other_that_is_marked(row, language, value):
    assert localised_value(row, "title", language) == value


@pytest.mark.parametrize(
    ("place", "in_english", "in_welsh"),
    [
        (("Word table 2", "E3"), "Word table 2, row 3, column 5", "Tabl Word 2, rhes 3, colofn 5"),
        (("Log (Word table 1)", "AB2"), "Log (Word table 1), row 2, column 28", "Log (Tabl Word 1), rhes 2, colofn 28"),
        (("Word table 2", ""), "Word table 2", "Tabl Word 2"),
        (("Word table 2", "E"), "Word table 2 E", "Tabl Word 2 E"),
        (("Table 2", "E3"), "Table 2 E3", "Table 2 E3"),
        (("", "paragraph 4"), "paragraph 4", "paragraff 4"),
        (("", ""), "The workbook", "Y llyfr gwaith"),
    ],
)
def test_a_cell_of_a_table_in_word_is_named_by_its_row_and_column(place, in_english, in_welsh, english, welsh):
    sheet, cell = place
    assert (format_location(sheet, cell, english), format_location(sheet, cell, welsh)) == (in_english, in_welsh)
