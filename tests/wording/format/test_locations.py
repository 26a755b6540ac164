import pytest

from wording.format.locations import format_location, format_location_part


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


def test_a_table_in_word_is_named_in_the_language(english, welsh):
    assert format_location_part("Camau (Word table 3)", welsh) == "Camau (Tabl Word 3)"
    assert format_location_part("Camau (Word table 3)", english) == "Camau (Word table 3)"
