"""Returns that LibreOffice saved: filled in by openpyxl, then saved anew as .xlsx, .ods and .csv.

The files in `tests/support/workbooks/returns_by_libreoffice` are what LibreOffice 25.2 made of the return that
`filled_return` makes: `soffice --headless --convert-to`, the .csv of its second sheet in UTF-8. The .docx
is what it made of the Word form with the same answers (`test_word_form.py`).
"""

from pathlib import Path

import pytest

from loaders.returns.read_return import read_return
from model.returns.items import Item
from model.returns.round import Recipient
from model.status.scale import RED_AMBER_GREEN
from reports.content.reproducible import unzip_files, zip_files
from tests.support import returns
from tests.support.returns import fill_in, make_returns

FORCE = ("The Force", "Chief Officer")
ANSWERS = {
    ("1", Item.UPDATE): "Funding is agreed.\nA post: “advertised”.",
    ("1", Item.AGENCY_STATUS): "Green",
    ("1", Item.NEW_TARGET): "31 March 2027",
    ("4", Item.UPDATE): "We met; twice.",
}
SAVED = Path(returns.__file__).parent / "workbooks" / "returns_by_libreoffice"


def filled_return():
    return fill_in(make_returns()[FORCE].content, ANSWERS)


@pytest.mark.parametrize(("ending", "issues"), [("xlsx", []), ("ods", []), ("csv", ["return-identity-lost"])])
def test_a_return_that_libreoffice_saved_is_read_as_it_was(ending, issues):
    received = read_return((SAVED / f"filled.{ending}").read_bytes(), statuses=RED_AMBER_GREEN.statuses)
    before = read_return(filled_return(), statuses=RED_AMBER_GREEN.statuses)
    assert received.recipient == Recipient(*FORCE)
    assert [(each.ref, each.item, each.text) for each in received.answers] == [
        ("1", Item.UPDATE, "Funding is agreed.\nA post: “advertised”."),
        ("1", Item.AGENCY_STATUS, "Green"),
        ("1", Item.NEW_TARGET, "2027-03-31"),
        ("4", Item.UPDATE, "We met; twice."),
    ]
    assert [issue.code for issue in received.issues] == issues
    assert received.refs == before.refs


def test_the_result_of_a_formula_in_an_ods_file_is_taken_with_an_issue_of_its_cell():
    files = unzip_files((SAVED / "filled.ods").read_bytes())
    cell = "<table:table-cell table:style-name="
    before, words, after = files["content.xml"].decode().rpartition("We met; twice.")
    start, opening, attributes = before.rpartition(cell)
    calculated = f'{start}<table:table-cell table:formula="of:=[.A1]" table:style-name={attributes}{words}{after}'
    assert opening
    content = zip_files({**files, "content.xml": calculated})
    received = read_return(content, statuses=RED_AMBER_GREEN.statuses)
    (answer,) = [each for each in received.answers if (each.ref, each.item) == ("4", Item.UPDATE)]
    assert answer.text == "We met; twice."
    assert [(issue.code, issue.cell) for issue in received.issues] == [("return-formula", answer.cell)]
