"""Returns filled in, saved by other programs, and spoiled in the ways that people and harmful files spoil them."""

import csv
import re
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from loaders.pipeline import read_workbook
from loaders.returns.read_return import read_return
from loaders.returns.receive import match_to_round
from model.returns.round import Answer, Item, Recipient, ReturnError, ReturnFault
from model.terms import RED_AMBER_GREEN, Language
from model.tracker.reading import WorkbookError
from reports.reproducible import unzip_files, zip_files
from tests.loaders.fuzz import RETURN, outcome_of, run
from tests.support import returns
from tests.support.files.mutations import return_seeds
from tests.support.files.packages import saved
from tests.support.returns import MONTH, fill_in, make_returns, open_return, requests_of, round_of
from wording.catalogue import translator
from wording.issues import message, remedy

# What LibreOffice 25.2 made of the return with `BY_LIBREOFFICE`: `soffice --headless --convert-to`.
SAVED = Path(returns.__file__).parent / "workbooks" / "returns_by_libreoffice"
FORCE, COURTS = ("The Force", "Chief Officer"), ("The Courts", "")
UPDATE, STATUS, EVIDENCE, CLOSURE, TARGET = (
    *(Item.UPDATE, Item.AGENCY_STATUS, Item.EVIDENCE, Item.CLOSURE, Item.NEW_TARGET),
)
DONE = {("1", UPDATE): "Done."}
ALL: dict[tuple[str, Item], Any] = {
    ("1", UPDATE): "Funding is agreed.\nA post is advertised.",
    ("1", STATUS): "Green",
    ("1", EVIDENCE): "minutes",
    ("1", CLOSURE): "Yes",
    ("1", Item.CLOSURE_REASON): "Nothing is left to do.",
    ("1", TARGET): datetime(2027, 3, 31),
    ("1", Item.TARGET_REASON): "The budget came late.",
}
BY_LIBREOFFICE = [
    *("1 update: Funding is agreed.\nA post: “advertised”.", "1 agency-status: Green", "1 new-target: 2027-03-31"),
    "4 update: We met; twice.",
]


def filled(answers, recipient=FORCE):
    return fill_in(make_returns()[recipient].content, answers)


def read(content, statuses=RED_AMBER_GREEN.statuses):
    (received,) = read_return(content, statuses=statuses)
    return received


def texts(received):
    return [f"{each.ref} {each.item}: {each.text}" for each in received.answers]


def codes(received):
    return [f"{issue.code} {issue.cell}".strip() for issue in received.issues]


def spoiled(answers, change):
    """Return a return that was filled in, and then changed."""
    book, sheet = open_return(filled(answers))
    change(book, sheet)
    return saved(book)


def put(**values):
    """Return a change of some cells of the table."""

    def change(_book, sheet):
        for cell, value in values.items():
            sheet[cell].value = value

    return change


def appended(*cells):
    return lambda _book, sheet: sheet.append(cells)


def show_error(_book, sheet):
    sheet["D11"].value, sheet["D11"].data_type = "#REF!", "e"


def move_rows(_book, sheet):
    """Turn the rows that count round, delete all others, and put a column before them."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    sheet.delete_rows(4, len(rows))
    for row in [each for each in rows[::-1] if each[1] == "4" or each[3] == "Green"]:
        sheet.append(row)
    sheet.insert_cols(1)


def copy_sheet(book, sheet):
    copy = book.copy_worksheet(sheet)
    copy["D11"].value, copy["D25"].value = "Not done.", "We met."


def spoil_hidden_sheet(book, _sheet):
    for row in book["cynnydd"].iter_rows(min_row=2, max_col=5):
        for cell in row:
            cell.value = "x" * 400 if cell.column < 4 else "=1/0"


def delete_hidden_sheet(book, _sheet):
    del book["cynnydd"]


def write_outside(_book, sheet):
    sheet["F11"].value, sheet["C25"].value, sheet["D25"].value = "We met.", "Our remarks", "See our letter."
    sheet.append([None, None, None, "Signed"])


NOTHING = put()
OTHER_TYPES = {("1", UPDATE): 12.5, ("1", STATUS): 1, ("1", CLOSURE): True, ("4", UPDATE): datetime(2027, 3, 31)}
DONE_READ = ["1 update: Done."]


@pytest.mark.parametrize(
    ("answers", "change", "expected", "issues"),
    [
        ({}, NOTHING, [], []),
        (
            OTHER_TYPES,
            NOTHING,
            ["1 update: 12.5", "1 closure: yes", "4 update: 2027-03-31"],
            ["return-status-unknown D12"],
        ),
        (DONE | {("4", STATUS): "Purple"}, NOTHING, DONE_READ, ["return-status-unknown D26"]),
        (DONE | {("4", CLOSURE): "perhaps"}, NOTHING, DONE_READ, ["return-flag-unknown D28"]),
        (DONE | {("4", UPDATE): "=A1&A2"}, NOTHING, DONE_READ, ["return-formula D25"]),
        ({}, show_error, [], ["return-formula D11"]),
        (ALL | {("4", UPDATE): "We met."}, move_rows, ["4 update: We met.", "1 agency-status: Green"], []),
        (DONE, lambda _book, sheet: sheet.delete_rows(18, 14), DONE_READ, ["return-rows-missing"]),
        ({}, put(D6="Green"), [], ["return-locked-changed D6"]),
        (DONE, delete_hidden_sheet, DONE_READ, ["return-identity-lost"]),
        (DONE, spoil_hidden_sheet, DONE_READ, ["return-identity-lost"]),
        (DONE, appended("Stalking", "1", "Update", "Not done."), DONE_READ, ["return-answer-repeated D32"]),
        (DONE, copy_sheet, [*DONE_READ, "4 update: We met."], ["return-answer-repeated D11"]),
        (DONE, put(B11=None), [], ["return-ref-missing D11"]),
        ({}, write_outside, [], [f"return-text-outside {cell}" for cell in ("F11", "D25", "D32")]),
    ],
)
def test_answers_are_read_and_whatever_else_was_done_is_an_issue_of_its_cell(answers, change, expected, issues):
    received = read(spoiled(answers, change))
    assert (texts(received), codes(received)) == (expected, issues)
    assert (received.month, received.recipient, received.version) == (MONTH, Recipient(*FORCE), 3)


def test_each_answer_is_read_with_its_cell_and_nothing_else_is():
    received = read(filled(ALL))
    assert (received.month, received.recipient, received.version) == (date(2024, 10, 1), Recipient(*FORCE), 3)
    assert received.refs == (("Stalking", "1"), ("Stalking", "4"))
    words = [*list(ALL.values())[:3], "yes", "Nothing is left to do.", "2027-03-31", "The budget came late."]
    assert received.answers == tuple(
        Answer("Stalking", "1", item, text, "Return", f"D{row}")
        for row, ((_ref, item), text) in enumerate(zip(ALL, words, strict=True), start=11)
    )
    assert received.issues == ()


@pytest.mark.parametrize("change", [NOTHING, delete_hidden_sheet])
def test_a_welsh_return_is_read_in_the_words_of_the_scale(change):
    book, sheet = open_return(
        filled({("2", STATUS): "Ambr", ("2", CLOSURE): "Na", ("2", TARGET): "31 Mawrth 2027"}, COURTS)
    )
    change(book, sheet)
    received = read(saved(book))
    assert [each.text for each in received.answers] == ["Amber", "no", "2027-03-31"]
    assert {each.language for each in received.answers} == {Language.WELSH}


def with_part(content, name, change):
    parts = unzip_files(content)
    changed = change(parts[name])
    assert changed != parts[name]
    return zip_files({**parts, name: changed})


def test_the_result_of_a_formula_is_taken_with_an_issue():
    def calculated(part):
        return re.sub(
            rb'<c r="D11"([^>]*)><f>(.*?)</f><v ?/?>(</v>)?</c>',
            rb'<c r="D11"\1 t="str"><f>\2</f><v>Done</v></c>',
            part,
        )

    received = read(with_part(filled({("1", UPDATE): '="Done"'}), "xl/worksheets/sheet2.xml", calculated))
    assert (texts(received), codes(received)) == (["1 update: Done"], ["return-formula D11"])

    def with_formula(part):
        before, words, after = part.rpartition(b"We met; twice.")
        start, cell, attributes = before.rpartition(b"<table:table-cell ")
        return start + cell + b'table:formula="of:=[.A1]" ' + attributes + words + after

    received = read(with_part((SAVED / "filled.ods").read_bytes(), "content.xml", with_formula))
    assert (texts(received), codes(received)) == (BY_LIBREOFFICE, ["return-formula D25"])


def test_saved_as_csv_it_is_read():
    _book, sheet = open_return(filled({("1", UPDATE): "Done; at last,\nall."}))
    target = StringIO()
    csv.writer(target).writerows([cell.value for cell in row] for row in sheet.iter_rows())
    received = read(target.getvalue().encode("utf-8-sig"))
    assert (received.recipient, texts(received)) == (Recipient(*FORCE), ["1 update: Done; at last,\nall."])


@pytest.mark.parametrize(("ending", "issues"), [("xlsx", []), ("ods", []), ("csv", ["return-identity-lost"])])
def test_a_return_that_libreoffice_saved_is_read_as_it_was(ending, issues):
    received = read((SAVED / f"filled.{ending}").read_bytes())
    assert (received.recipient, texts(received), codes(received)) == (Recipient(*FORCE), BY_LIBREOFFICE, issues)
    assert received.refs == read(filled({})).refs


@pytest.mark.parametrize(
    ("ending", "issues"),
    [
        ("ods", ["return-locked-changed D6", "return-status-unknown D12"]),
        ("csv", ["return-identity-lost", "return-status-unknown D12"]),
    ],
)
def test_also_in_other_formats_each_issue_names_its_cell(ending, issues):
    def change(text):
        return text.replace(b">Green<", b">Purple<").replace(b",Green", b",Purple").replace(b"Amber, inf", b"Red, inf")

    content = (SAVED / f"filled.{ending}").read_bytes()
    assert codes(read(with_part(content, "content.xml", change) if ending == "ods" else change(content))) == issues


@pytest.mark.parametrize("content", [b"Ref,Update\n1,Done\n", saved(openpyxl.Workbook())])
def test_a_workbook_of_another_kind_is_no_return(content):
    assert read_return(content, statuses=()) == ()


@pytest.mark.nightly
def test_spoiled_returns_are_read_or_refused_and_nothing_is_taken_but_answers():
    assert [outcome_of(seed, RETURN) for seed in return_seeds()] == ["reading"] * len(return_seeds())
    outcomes, findings = run(first=1, most=40, kind=RETURN)
    assert findings == []
    assert outcomes["reading"] > 3


def test_as_a_tracker_a_return_is_refused():
    with pytest.raises(WorkbookError, match="file-is-return"):
        read_workbook(make_returns()[COURTS].content)


# In its round


def fitted(received, **round_options):
    of_round = round_of(**round_options)
    return match_to_round(received, of_round, requests_of(of_round))


def test_a_return_of_the_round_keeps_its_answers_and_no_others():
    received = read(filled(DONE))
    assert fitted(received) == received
    (issue,) = fitted(received, version=4).issues
    assert (issue.code, issue.details) == ("return-other-version", {"made": "3", "version": "4"})
    other = fitted(read(spoiled({}, appended("Stalking", "2", "Update", "We think they did it."))))
    assert (other.answers, codes(other)) == ((), ["return-not-requested D32"])


def renamed(column, rename):
    """Return a change of each cell of a column of the table."""

    def change(_book, sheet):
        for row in sheet.iter_rows(min_row=4):
            row[column].value = rename(row[column].value)

    return change


def of_another(hidden, cell, value):
    """Return a change of the identity, on the hidden sheet and above the table."""

    def change(book, sheet):
        book["cynnydd"][hidden].value = sheet[cell].value = value

    return change


@pytest.mark.parametrize(
    ("change", "fault", "found", "cell"),
    [
        (of_another("B2", "A2", "2025-02"), ReturnFault.OTHER_ROUND, "2025-02", "A2"),
        (of_another("B4", "C2", "The Probation Service"), ReturnFault.OTHER_AGENCY, "The Probation Service", "A2"),
        (renamed(0, lambda _: "Custody"), ReturnFault.OTHER_REVIEW, "Custody", "D4"),
        (renamed(1, lambda ref: f"{ref}0"), ReturnFault.OTHER_RECOMMENDATIONS, "10, 40", "D4"),
    ],
)
def test_a_return_of_something_else_is_refused_with_what_it_is_of_and_the_cell(change, fault, found, cell):
    with pytest.raises(ReturnError) as raised:
        fitted(read(spoiled({}, change)))
    details = raised.value.details
    assert (raised.value.code, details["found"], details["sheet"], details["cell"]) == (fault, found, "Return", cell)


def test_a_return_of_two_rounds_is_refused_with_both_cells():
    def copy_of_june(book, sheet):
        book.copy_worksheet(sheet)["A2"].value = "2024-06"

    with pytest.raises(WorkbookError) as raised:
        read(spoiled(DONE, copy_of_june))
    english = translator(Language.ENGLISH)
    assert (message(raised.value, english), remedy(raised.value, english)) == (
        "The return is of two rounds: October 2024 (Return A2) and June 2024 (Return Copy A2).",
        "Ask for a return of each round.",
    )


def test_without_any_identity_it_is_known_by_its_recommendations():
    book, sheet = open_return(filled(DONE))
    del book["cynnydd"]
    sheet.delete_rows(1, 2)
    assert fitted(read(saved(book))).recipient == Recipient(*FORCE)
    sheet.append(["Stalking", "2", "Update", "x"])
    with pytest.raises(ReturnError) as raised:
        fitted(read(saved(book)))
    assert raised.value.code is ReturnFault.UNKNOWN_AGENCY
