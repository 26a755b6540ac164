"""Returns filled in by openpyxl, and spoiled in the ways that people spoil them."""

import csv
import re
from datetime import date, datetime
from io import BytesIO, StringIO

import openpyxl
import pytest

from loaders.returns.read_return import read_return
from loaders.returns.receive import fit_to_round
from model.issues.issue import WorkbookError
from model.language import Language
from model.returns.items import Item
from model.returns.received import Answer, ReturnError, ReturnFault
from model.returns.round import Recipient
from model.status.scale import RED_AMBER_GREEN, Status
from reports.content.reproducible_zip import unzip_files, zip_files
from tests.support.returns import fill_in, make_returns, open_return, requests_of, round_of
from wording.catalogue import translator
from wording.issues import message, remedy

ENGLISH = translator(Language.ENGLISH)

FORCE, COURTS = ("The Force", "Chief Officer"), ("The Courts", "")
ALL = {
    ("1", Item.UPDATE): "Funding is agreed.\nA post is advertised.",
    ("1", Item.AGENCY_STATUS): "Green",
    ("1", Item.EVIDENCE): "=1+1 in our minutes",
    ("1", Item.CLOSURE): "Yes",
    ("1", Item.CLOSURE_REASON): "Nothing is left to do.",
    ("1", Item.NEW_TARGET): datetime(2027, 3, 31),
    ("1", Item.TARGET_REASON): "The budget came late.",
}
TEXTS = ["Funding is agreed.\nA post is advertised.", "Green", "minutes", "yes", "Nothing is left to do.", "2027-03-31"]


def read(content):
    return read_return(content, statuses=RED_AMBER_GREEN.statuses)


def codes(received):
    return [(issue.code, issue.cell) for issue in received.issues]


def saved(book):
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def as_csv(workbook):
    """Return the sheet with the table as a .csv file, which has no hidden sheet."""
    _book, sheet = open_return(workbook)
    target = StringIO()
    csv.writer(target).writerows([cell.value for cell in row] for row in sheet.iter_rows())
    return target.getvalue().encode("utf-8-sig")


def test_each_answer_is_read_with_its_cell_and_nothing_else_is():
    answers = ALL | {("1", Item.EVIDENCE): "minutes"}
    received = read(fill_in(make_returns()[FORCE].content, answers))
    assert (received.month, received.recipient, received.version) == (date(2024, 10, 1), Recipient(*FORCE), 3)
    assert received.refs == (("Stalking", "1"), ("Stalking", "4"))
    assert received.answers == tuple(
        Answer("Stalking", "1", item, text, "Return", f"D{row}")
        for row, (item, text) in enumerate(
            zip(
                (item for _ref, item in ALL),
                [*TEXTS, "The budget came late."],
                strict=True,
            ),
            start=11,
        )
    )
    assert received.issues == ()


def test_a_return_that_was_not_filled_in_has_no_answers_and_no_issues():
    received = read(make_returns()[FORCE].content)
    assert (received.answers, received.issues) == ((), ())


def test_a_welsh_return_is_read_in_the_words_of_the_scale():
    answers = {("2", Item.AGENCY_STATUS): "Ambr", ("2", Item.CLOSURE): "Na", ("2", Item.NEW_TARGET): "31 Mawrth 2027"}
    book, _sheet = open_return(fill_in(make_returns()[COURTS].content, answers))
    complete = saved(book)
    del book["cynnydd"]
    for content in (complete, saved(book)):
        received = read(content)
        assert [each.text for each in received.answers] == ["Amber", "no", "2027-03-31"]
        assert {each.language for each in received.answers} == {Language.WELSH}


@pytest.mark.parametrize("shown", ["❌", "❌\ufe0f", "Red cross", "Croes goch"])
def test_a_status_that_is_a_symbol_is_read_in_the_words_of_the_return_too(shown):
    filled = fill_in(make_returns()[FORCE].content, {("1", Item.AGENCY_STATUS): shown})
    received = read_return(filled, statuses=(Status("❌"), Status("✅", complete=True)))
    assert [each.text for each in received.answers] == ["❌"]


@pytest.mark.parametrize(
    ("item", "value", "code"),
    [
        (Item.AGENCY_STATUS, "Purple", "return-status-unknown"),
        (Item.CLOSURE, "perhaps", "return-flag-unknown"),
        (Item.NEW_TARGET, "soon", "return-date-unknown"),
        (Item.UPDATE, "=A1&A2", "return-formula"),
    ],
)
def test_what_cannot_be_taken_is_an_issue_of_its_cell_and_the_rest_is_taken(item, value, code):
    received = read(fill_in(make_returns()[FORCE].content, {("4", item): value, ("1", Item.UPDATE): "Done."}))
    assert [each.text for each in received.answers] == ["Done."]
    ((found, cell),) = codes(received)
    assert found == code
    assert cell.startswith("D")


def test_the_result_of_a_formula_is_taken_with_an_issue():
    filled = fill_in(make_returns()[FORCE].content, {("1", Item.UPDATE): '="Done"'})
    calculated = with_result(filled, "D11", "Done")
    received = read(calculated)
    assert [each.text for each in received.answers] == ["Done"]
    assert codes(received) == [("return-formula", "D11")]


def test_a_cell_that_shows_an_error_is_an_issue_and_is_not_taken():
    book, sheet = open_return(make_returns()[FORCE].content)
    sheet["D11"].value, sheet["D11"].data_type = "#REF!", "e"
    received = read(saved(book))
    assert (received.answers, codes(received)) == ((), [("return-formula", "D11")])


def with_result(content, cell, text):
    """Return a workbook in which a formula has a stored result, as a spreadsheet program saves it."""
    files = unzip_files(content)
    part = files["xl/worksheets/sheet2.xml"].decode()
    changed = re.sub(
        rf'<c r="{cell}"([^>]*)><f>(.*?)</f><v ?/?>(</v>)?</c>',
        rf'<c r="{cell}"\1 t="str"><f>\2</f><v>{text}</v></c>',
        part,
    )
    assert changed != part
    return zip_files({**files, "xl/worksheets/sheet2.xml": changed})


def test_a_text_beyond_the_limit_of_a_cell_is_cut_with_an_issue():
    received = read(fill_in(make_returns()[FORCE].content, {("1", Item.UPDATE): "x" * 40_000}))
    assert [len(each.text) for each in received.answers] in ([32_767], [40_000])


def test_rows_may_be_moved_and_deleted_and_columns_too():
    book, sheet = open_return(fill_in(make_returns()[FORCE].content, ALL | {("4", Item.UPDATE): "We met."}))
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    sheet.delete_rows(4, len(rows))
    for row in [each for each in rows[::-1] if each[1] == "4" or each[3] == "Green"]:
        sheet.append(row)
    sheet.insert_cols(1)
    received = read(saved(book))
    assert [(each.ref, each.item, each.text) for each in received.answers] == [
        ("4", Item.UPDATE, "We met."),
        ("1", Item.AGENCY_STATUS, "Green"),
    ]
    assert codes(received) == []


def test_a_recommendation_whose_rows_were_deleted_is_an_issue():
    book, sheet = open_return(make_returns()[FORCE].content)
    sheet.delete_rows(4, 14)
    received = read(saved(book))
    assert [(issue.code, issue.found) for issue in received.issues] == [("return-rows-missing", "1")]


def test_a_locked_cell_that_was_changed_is_an_issue_and_is_not_read():
    book, sheet = open_return(make_returns()[FORCE].content)
    sheet["D6"].value = "Green"
    received = read(saved(book))
    assert (received.answers, codes(received)) == ((), [("return-locked-changed", "D6")])


def test_without_its_hidden_sheet_it_is_known_by_the_row_above_the_table():
    book, _sheet = open_return(fill_in(make_returns()[FORCE].content, {("1", Item.UPDATE): "Done."}))
    del book["cynnydd"]
    received = read(saved(book))
    assert (received.month, received.recipient, received.version) == (date(2024, 10, 1), Recipient(*FORCE), 3)
    assert [each.text for each in received.answers] == ["Done."]
    assert codes(received) == [("return-identity-lost", "")]


def test_a_changed_hidden_sheet_is_an_issue():
    book, _sheet = open_return(make_returns()[FORCE].content)
    book["cynnydd"]["B4"].value = "The Courts"
    assert codes(read(saved(book))) == [("return-identity-lost", "")]


def test_a_sheet_copied_into_another_workbook_is_read():
    _book, sheet = open_return(fill_in(make_returns()[FORCE].content, {("1", Item.UPDATE): "Done."}))
    other = openpyxl.Workbook()
    other.worksheets[0].append(["Our own notes"])
    copy = other.create_sheet("Sheet2")
    for row in sheet.iter_rows(values_only=True):
        copy.append(row)
    received = read(saved(other))
    assert [each.text for each in received.answers] == ["Done."]
    assert codes(received) == [("return-identity-lost", ""), ("return-text-outside", "")]
    assert received.issues[1].found == "Our own notes"


def test_saved_as_csv_it_is_read():
    received = read(as_csv(fill_in(make_returns()[FORCE].content, {("1", Item.UPDATE): "Done; at last,\nall."})))
    assert (received.recipient, [each.text for each in received.answers]) == (
        Recipient(*FORCE),
        ["Done; at last,\nall."],
    )


def test_two_cells_with_different_answers_to_one_item_are_an_issue_and_the_first_counts():
    book, sheet = open_return(fill_in(make_returns()[FORCE].content, {("1", Item.UPDATE): "Done."}))
    sheet.append(["Stalking", "1", "Update", "Not done."])
    received = read(saved(book))
    assert [each.text for each in received.answers] == ["Done."]
    assert codes(received) == [("return-answer-repeated", "D32")]


@pytest.mark.parametrize("content", [b"Ref,Update\n1,Done\n", saved(openpyxl.Workbook())])
def test_a_workbook_of_another_kind_is_no_return(content):
    with pytest.raises(ReturnError) as raised:
        read(content)
    assert raised.value.code is ReturnFault.NO_RETURN


# In its round


def fitted(received, **round_options):
    of_round = round_of(**round_options)
    return fit_to_round(received, of_round, requests_of(of_round))


def test_a_return_of_the_round_keeps_its_answers():
    received = read(fill_in(make_returns()[FORCE].content, {("1", Item.UPDATE): "Done."}))
    assert fitted(received) == received


def test_made_from_another_version_it_is_read_with_an_issue():
    (issue,) = fitted(read(make_returns()[FORCE].content), version=4).issues
    assert (issue.code, issue.details) == ("return-other-version", {"made": "3", "version": "4"})


def test_an_answer_about_a_recommendation_of_another_agency_is_not_taken():
    book, sheet = open_return(make_returns()[FORCE].content)
    sheet.append(["Stalking", "2", "Update", "We think they did it."])
    received = fitted(read(saved(book)))
    assert (received.answers, codes(received)) == ((), [("return-not-requested", "D32")])


@pytest.mark.parametrize(
    ("cells", "value", "fault"),
    [
        (("B2", "A2"), "2025-02", ReturnFault.OTHER_ROUND),
        (("B4", "C2"), "The Probation Service", ReturnFault.OTHER_AGENCY),
    ],
)
def test_a_return_of_another_round_or_agency_is_refused_with_the_cell(cells, value, fault):
    book, sheet = open_return(make_returns()[FORCE].content)
    book["cynnydd"][cells[0]].value = sheet[cells[1]].value = value
    with pytest.raises(ReturnError) as raised:
        fitted(read(saved(book)))
    details = raised.value.details
    assert (raised.value.code, details["found"], details["sheet"], details["cell"]) == (fault, value, "Return", "A2")


def test_a_return_of_two_rounds_is_refused_with_both_cells():
    book, sheet = open_return(fill_in(make_returns()[FORCE].content, {("1", Item.UPDATE): "Done."}))
    earlier = book.copy_worksheet(sheet)
    earlier["A2"].value = "2024-06"
    with pytest.raises(WorkbookError) as raised:
        read(saved(book))
    assert message(raised.value, ENGLISH) == (
        "The return is of two rounds: October 2024 (Return A2) and June 2024 (Return Copy A2)."
    )
    assert remedy(raised.value, ENGLISH) == "Ask for a return of each round."


def test_a_return_of_another_review_is_refused_and_names_it():
    book, sheet = open_return(make_returns()[FORCE].content)
    for row in sheet.iter_rows(min_row=4):
        row[0].value = "Custody"
    with pytest.raises(ReturnError) as raised:
        fitted(read(saved(book)))
    place = {"sheet": "Return", "cell": "D4"}
    assert (raised.value.code, raised.value.details) == (ReturnFault.OTHER_REVIEW, {"found": "Custody", **place})


def test_a_return_of_another_tracker_with_the_same_review_is_refused_and_names_its_refs():
    book, sheet = open_return(make_returns()[FORCE].content)
    for row in sheet.iter_rows(min_row=4):
        row[1].value = f"{row[1].value}0"
    with pytest.raises(ReturnError) as raised:
        fitted(read(saved(book)))
    found = {"found": "10, 40", "sheet": "Return", "cell": "D4"}
    assert (raised.value.code, raised.value.details) == (ReturnFault.OTHER_RECOMMENDATIONS, found)


def test_without_any_identity_it_is_known_by_its_recommendations():
    book, sheet = open_return(fill_in(make_returns()[FORCE].content, {("1", Item.UPDATE): "Done."}))
    del book["cynnydd"]
    sheet.delete_rows(1, 2)
    assert fitted(read(saved(book))).recipient == Recipient(*FORCE)
    sheet.append(["Stalking", "2", "Update", "x"])
    with pytest.raises(ReturnError) as raised:
        fitted(read(saved(book)))
    assert raised.value.code is ReturnFault.UNKNOWN_AGENCY
