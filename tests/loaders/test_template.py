from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from loaders.canonical import template_bytes
from loaders.pipeline import read_workbook
from model.terms import Language
from model.tracker.columns import KEY, SHEETS
from tests.support.workbooks.canonical import DECISION, PROMISE, RATED, RECOMMENDATION, REVIEW, TARGET
from wording.catalogue import translator
from wording.check_report import instructions

BUNDLED = Path(__file__).parents[2] / "data" / "template.xlsx"


def template(language=Language.ENGLISH):
    _ = translator(language)
    return template_bytes(_("How to use this workbook"), instructions(_), language=language)


def filled_in(content):
    """Return the template filled in, each value under its heading."""
    book = load_workbook(BytesIO(content))
    rows = {"Reviews": REVIEW, "Recommendations": RECOMMENDATION, "Progress": RATED, "Monitoring": PROMISE}
    rows |= {"Targets": TARGET, "Decisions": DECISION}
    rows["Names"] = {"Kind": "Agency", "Name": "Dyfed-Powys Police", "Short name": "DPP"}
    for name, row in rows.items():
        headings = [cell.value for cell in book[name][1]]
        for heading, value in row.items():
            book[name].cell(2, headings.index(heading) + 1).value = value
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def contents(content):
    """Return every cell that has a value, by sheet and address."""
    book = load_workbook(BytesIO(content))
    return {
        sheet.title: {
            cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None
        }
        for sheet in book.worksheets
    }


@pytest.mark.parametrize("language", Language)
def test_the_template_passes_a_check_when_it_is_filled_in(language):
    reading = read_workbook(filled_in(template(language)))
    assert reading.issues == ()
    tables = {plan.table for plan in SHEETS if plan is not KEY}
    assert {table: len(rows) for table, rows in reading.rows.items()} == dict.fromkeys(tables, 1)


def test_a_blank_template_lacks_only_its_recommendations():
    assert [issue.code for issue in read_workbook(template()).issues] == ["recommendations-empty"]


def test_the_instructions_come_first_in_the_chosen_language():
    firsts = {Language.ENGLISH: "How to use", Language.WELSH: "Sut i'w ddefnyddio"}
    for language, first in firsts.items():
        assert list(contents(template(language))) == [first, *(plan.name for plan in SHEETS)]
    words = contents(template())["How to use"]
    assert words["A1"] == "How to use this workbook"
    assert [(words[f"A{line}"], words[f"B{line}"]) for line in range(3, len(words) // 2 + 3)] == instructions(
        translator(Language.ENGLISH)
    )


def test_drop_downs_offer_the_fixed_words_and_the_names_of_the_workbook():
    book = load_workbook(BytesIO(template()))
    lists = {
        f"{sheet.title} {rule.sqref}": (rule.formula1, rule.errorStyle or "stop")
        for sheet in book.worksheets
        for rule in sheet.data_validations.dataValidation
    }
    assert {cells: rule for cells, rule in lists.items() if not rule[0].startswith("OFFSET")} == {
        "Progress D2:D2001": ('"Response,Progress"', "stop"),
        "Progress G2:G2001": ('"Published,Inferred"', "stop"),
        "Monitoring E2:E2001": ('"Meeting,Request,Attendance,Assurance,Other"', "stop"),
        "Monitoring G2:G2001": ('"Yes,No"', "stop"),
        "Progress K2:K2001": ('"Yes,No"', "stop"),
        "Decisions D2:D2001": ('"Closed,Kept open,Superseded by,No longer applicable,Not accepted,Reopened"', "stop"),
        "Key C2:C2001": ('"Yes,No"', "stop"),
        "Names A2:A2001": ('"Theme,Agency,Role"', "stop"),
    }
    assert lists["Progress E2:E2001"] == ("OFFSET(Key!$A$2,0,0,MAX(1,COUNTA(Key!$A$2:$A$60)),1)", "stop")
    offered = {cells: rule for cells, rule in lists.items() if rule[0].startswith("OFFSET(Names")}
    assert {cells: rule[1] for cells, rule in offered.items()} == {
        "Recommendations E2:E2001": "warning",
        "Recommendations F2:F2001": "warning",
        "Recommendations H2:H2001": "warning",
    }
    assert '"Agency"' in offered["Recommendations F2:F2001"][0]


def test_text_typed_into_a_date_or_ref_column_is_not_converted():
    book = load_workbook(BytesIO(template()))
    formats = {book["Progress"].column_dimensions[letter].number_format for letter in "BC"}
    assert formats == {"@"}


def test_the_template_in_the_data_folder_is_current():
    assert contents(BUNDLED.read_bytes()) == contents(template())
