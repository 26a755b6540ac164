import pytest

from loaders.read_cells import read_file_cells
from loaders.security.limits import Limits
from loaders.security.package import check_package
from tests.support.files.parts import ods, xlsx

ODS_ROW = (
    '<table:table table:name="One"><table:table-row><table:table-cell table:number-columns-repeated="2" '
    'office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row></table:table>'
)
XLSX_ROW = "".join(f'<c r="{letter}1" t="inlineStr"><is><t>a</t></is></c>' for letter in "AB")


@pytest.mark.parametrize(
    "content",
    [
        xlsx(f'<sheetData><row r="1">{XLSX_ROW}</row></sheetData>').getvalue(),
        ods(ODS_ROW).getvalue(),
        b"a,a\n",
    ],
    ids=["xlsx", "ods", "csv"],
)
def test_a_file_is_read_by_its_content_and_not_by_its_name(content):
    kind = check_package(content, limits=Limits()).kind
    (sheet,) = read_file_cells(content, kind=kind, limits=Limits())
    assert [(row.number, row.values) for row in sheet.rows] == [(1, ["a", "a"])]
