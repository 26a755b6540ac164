import pytest

from loaders.explain.cell_reference import CellNameError, find_cell


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("E7", ("Log", "E7")),
        ("$e$7", ("Log", "E7")),
        ("log!E7", ("Log", "E7")),
        ("RAG log E7", ("RAG log", "E7")),
        ("'RAG log'!E7", ("RAG log", "E7")),
        ("'It''s'!E7", ("It's", "E7")),
        ("'x'!E7", ("'x'", "E7")),
        ("two\nlines!E7", ("two\nlines", "E7")),
        ("!E7", ("", "E7")),
    ],
)
def test_a_cell_is_found_by_the_name_of_its_sheet_however_that_is_written(name, found):
    sheets = ["Log", "RAG log", "It's", "'x'", "two\nlines", ""]
    assert find_cell(name, sheets=sheets, read=["Log"]) == found


@pytest.mark.parametrize(
    ("name", "code"), [("first", "not-a-cell"), ("Two!E7", "no-such-sheet"), ("E7", "which-sheet")]
)
def test_a_name_that_is_not_a_cell_is_an_error_with_a_reason(name, code):
    with pytest.raises(CellNameError) as unknown:
        find_cell(name, sheets=["Log", "List"], read=["Log", "List"])
    assert unknown.value.code == code
