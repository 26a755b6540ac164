"""Returns that are spoiled at random, or built to harm, are read or refused, and nothing else happens."""

from datetime import datetime

import pytest

from loaders.pipeline import read_workbook
from loaders.returns.read_return import read_return
from model.issues.issue import WorkbookError
from model.returns.items import Item
from model.returns.round import Recipient
from model.status.scale import RED_AMBER_GREEN
from reports.content.reproducible_zip import unzip_files, zip_files
from tests.loaders.fuzz import RETURN, outcome_of_return, run
from tests.loaders.returns.test_libreoffice import SAVED
from tests.support.files.packages import saved
from tests.support.files.return_seeds import return_seeds
from tests.support.files.word_returns import make_forms
from tests.support.returns import MONTH, fill_in, make_returns, open_return

FORCE = ("The Force", "Chief Officer")
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><Properties>&b;</Properties>'
DEEP = b"<w:tbl><w:tr><w:tc>" * 5_000


def read(content):
    return read_return(content, statuses=RED_AMBER_GREEN.statuses)


def codes(received):
    return [(issue.code, issue.sheet, issue.cell) for issue in received.issues]


def texts(received):
    return [(each.ref, each.item, each.text) for each in received.answers]


def with_part(content, name, change):
    parts = unzip_files(content)
    return zip_files({**parts, name: change(parts[name])})


def test_spoiled_returns_are_read_or_refused_and_nothing_is_taken_but_answers():
    outcomes, findings = run(first=1, most=100, kind=RETURN)
    assert findings == []
    assert outcomes["reading"] > 3


def test_what_is_spoiled_is_a_return_before():
    assert [outcome_of_return(seed) for seed in return_seeds()] == ["reading"] * len(return_seeds())


def test_as_a_tracker_a_return_is_refused():
    with pytest.raises(WorkbookError) as raised:
        read_workbook(make_returns()["The Courts", ""].content)
    assert raised.value.code == "file-is-return"


@pytest.mark.parametrize(
    ("part", "change", "code"),
    [
        ("word/document.xml", lambda _part: b"0" * 9_000_000, "file-damaged"),
        ("docProps/custom.xml", lambda _part: b"0" * 9_000_000, "file-damaged"),
        ("docProps/custom.xml", lambda _part: ENTITIES, "file-unsafe"),
        ("word/document.xml", lambda part: part.replace(b"<w:tbl>", DEEP + b"<w:tbl>", 1), "file-damaged"),
        ("word/document.xml", lambda part: part[: len(part) // 2], "file-damaged"),
    ],
)
def test_a_form_that_is_built_to_harm_is_refused(part, change, code):
    with pytest.raises(WorkbookError) as raised:
        read(with_part(make_forms()[FORCE].content, part, change))
    assert raised.value.code == code


def test_values_of_other_types_are_read_as_they_are_shown_or_are_an_issue():
    answers = {
        ("1", Item.UPDATE): 12.5,
        ("1", Item.AGENCY_STATUS): 1,
        ("1", Item.CLOSURE): True,
        ("1", Item.NEW_TARGET): 46_112,
        ("4", Item.UPDATE): datetime(2027, 3, 31),
    }
    book, sheet = open_return(fill_in(make_returns()[FORCE].content, answers))
    sheet["D16"].number_format = "General"
    received = read(saved(book))
    assert texts(received) == [
        ("1", Item.UPDATE, "12.5"),
        ("1", Item.CLOSURE, "yes"),
        ("4", Item.UPDATE, "2027-03-31"),
    ]
    assert codes(received) == [
        ("return-status-unknown", "Return", "D12"),
        ("return-date-unknown", "Return", "D16"),
    ]


def test_a_copy_of_the_sheet_in_the_same_workbook_is_read_too_and_what_differs_is_an_issue():
    book, sheet = open_return(fill_in(make_returns()[FORCE].content, {("1", Item.UPDATE): "Done."}))
    copy = book.copy_worksheet(sheet)
    copy["D11"].value, copy["D25"].value = "Not done.", "We met."
    received = read(saved(book))
    assert texts(received) == [("1", Item.UPDATE, "Done."), ("4", Item.UPDATE, "We met.")]
    assert codes(received) == [("return-answer-repeated", "Return Copy", "D11")]
    assert received.issues[0].details == {"place": "Return!D11"}


def test_text_next_to_the_table_and_in_an_added_row_is_an_issue_and_is_not_taken():
    book, sheet = open_return(make_returns()[FORCE].content)
    sheet["F11"].value = "We met."
    sheet["C25"].value, sheet["D25"].value = "Our remarks", "See our letter."
    sheet.append([None, None, None, "Signed"])
    received = read(saved(book))
    assert received.answers == ()
    assert [(issue.code, issue.cell, issue.found) for issue in received.issues] == [
        ("return-text-outside", "F11", "We met."),
        ("return-text-outside", "D25", "See our letter."),
        ("return-text-outside", "D32", "Signed"),
    ]


def test_an_answer_without_its_ref_is_an_issue_and_goes_to_nobody():
    book, sheet = open_return(fill_in(make_returns()[FORCE].content, {("1", Item.UPDATE): "Done."}))
    sheet["B11"].value = None
    received = read(saved(book))
    assert (received.answers, codes(received)) == ((), [("return-ref-missing", "Return", "D11")])


def test_a_hidden_sheet_of_nonsense_is_an_issue_and_the_answers_are_read():
    book, _sheet = open_return(fill_in(make_returns()[FORCE].content, {("1", Item.UPDATE): "Done."}))
    for row in book["cynnydd"].iter_rows(min_row=2, max_col=5):
        for cell in row:
            cell.value = "x" * 400 if cell.column < 4 else "=1/0"
    received = read(saved(book))
    assert texts(received) == [("1", Item.UPDATE, "Done.")]
    assert (received.month, received.recipient, received.version) == (MONTH, Recipient(*FORCE), 3)
    assert codes(received) == [("return-identity-changed", "", "")]


@pytest.mark.parametrize(
    ("ending", "part", "issues"),
    [
        ("ods", "content.xml", [("return-locked-changed", "Return", "D6"), ("return-status-unknown", "Return", "D12")]),
        ("csv", "", [("return-identity-lost", "", ""), ("return-status-unknown", "CSV", "D12")]),
    ],
)
def test_also_in_other_formats_each_issue_names_its_cell(ending, part, issues):
    def change(text):
        return text.replace(b">Green<", b">Purple<").replace(b",Green", b",Purple").replace(b"Amber, inf", b"Red, inf")

    content = (SAVED / f"filled.{ending}").read_bytes()
    received = read(with_part(content, part, change) if part else change(content))
    assert codes(received) == issues
