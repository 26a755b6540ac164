from io import BytesIO

import openpyxl

from benchmarks.returns import make, write_plainly
from tests.support.editions import edition_of


def test_it_makes_a_return_for_each_agency_and_a_floor_of_plain_cells():
    made = list(make(edition_of()))
    assert [each.recipient.agency for each in made] == ["The Courts", "The Force"]
    sheet = openpyxl.load_workbook(BytesIO(write_plainly([["a", "b"], ["c", "d"]]))).worksheets[0]
    assert [[cell.value for cell in row] for row in sheet] == [["a", "b"], ["c", "d"]]
