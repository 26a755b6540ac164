"""Word forms filled in as Word does it, saved by LibreOffice, and spoiled in the ways that people spoil them."""

from copy import deepcopy
from datetime import date

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from loaders.pipeline import read_workbook
from loaders.returns.read_return import read_return
from loaders.returns.receive import match_to_round
from model.returns.round import Answer, Item, Recipient
from model.terms import RED_AMBER_GREEN
from model.tracker.reading import WorkbookError
from tests.loaders.returns.test_read_return import ALL, BY_LIBREOFFICE, SAVED, texts, with_part
from tests.support.files.packages import saved
from tests.support.files.word_returns import field_of, fill_in_form, form_row, make_forms, open_form
from tests.support.returns import requests_of, round_of

FORCE, COURTS = ("The Force", "Chief Officer"), ("The Courts", "")
DONE = {("1", Item.UPDATE): "Done."}
BOTH = DONE | {("4", Item.UPDATE): "We met.", ("4", Item.EVIDENCE): "minutes"}
PROMPT = {("1", Item.UPDATE): "Click or tap here to enter text."}
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><Properties>&b;</Properties>'
DEEP = b"<w:tbl><w:tr><w:tc>" * 5_000


def read(content):
    (received,) = read_return(content, statuses=RED_AMBER_GREEN.statuses)
    return received


def found(received):
    return [" | ".join((issue.code, issue.sheet, issue.cell, issue.found)) for issue in received.issues]


def without_identity(content):
    return with_part(content, "docProps/custom.xml", lambda part: part.replace(b"cynnydd.", b"other."))


def answer(tables, ref="1"):
    """Return the first paragraph of the cell of an update."""
    return form_row(tables[ref], Item.UPDATE).cells[1].paragraphs[0]


def show_as_text(_book, tables):
    field = field_of(tables["4"], Item.EVIDENCE)
    field.getparent().replace(field, field.find(f".//{qn('w:r')}"))


def other_prompt(_book, tables):
    next(field_of(tables["1"], Item.UPDATE).iter(qn("w:t"))).text = "Cliciwch yma."


def write_next_to(_book, tables):
    answer(tables).add_run("We met.")
    form_row(tables["1"], Item.UPDATE).cells[1].add_paragraph("Twice.")


def write_outside(book, tables):
    book.add_paragraph("We also did something else.")
    row = tables["1"].add_row()
    row.cells[0].text, row.cells[1].text = "Remarks", "See our letter."


def change_locked(_book, tables):
    form_row(tables["1"], Item.STATUS).cells[1].paragraphs[0].text = "Green"


def delete_rows_and_table(_book, tables):
    for item in (Item.EVIDENCE, Item.STATUS, Item.NEW_TARGET):
        row = form_row(tables["4"], item)._tr
        row.getparent().remove(row)
    tables["1"]._tbl.getparent().remove(tables["1"]._tbl)


def delete_ref(_book, tables):
    tables["1"]._tbl.remove(tables["1"].rows[3]._tr)


def join_tables(_book, tables):
    for row in list(tables["4"]._tbl.tr_lst):
        tables["1"]._tbl.append(row)


def copy_table(_book, tables):
    copy = deepcopy(tables["1"]._tbl)
    next(each for each in copy.iter(qn("w:t")) if each.text == "Done.").text = "Not done."
    tables["4"]._tbl.addnext(copy)


def track_changes(_book, tables):
    for words, tag, text in (("Not done.", "del", "delText"), ("Done.", "ins", "t")):
        change = f"<w:{tag} {nsdecls('w')} w:id='1' w:author='x'><w:r><w:{text}>{words}</w:{text}></w:r></w:{tag}>"
        answer(tables)._p.append(parse_xml(change))


def add_picture(_book, tables):
    answer(tables).add_run()._r.append(parse_xml(f"<w:drawing {nsdecls('w')}/>"))


def nothing(_book, _tables):
    """Leave the form as it is."""


REMARKS = ["return-text-outside | recommendation 1 |  | Remarks See our letter."]
NO_REF = ["return-rows-missing |  |  | 1", "return-ref-missing |  | update | Done."]


@pytest.mark.parametrize(
    ("answers", "change", "expected", "issues"),
    [
        ({}, nothing, [], []),
        (
            {("4", Item.AGENCY_STATUS): "Purple"},
            nothing,
            [],
            ["return-status-unknown | recommendation 4 | agency-status | Purple"],
        ),
        ({("4", Item.CLOSURE): "perhaps"}, nothing, [], ["return-flag-unknown | recommendation 4 | closure | perhaps"]),
        ({("4", Item.NEW_TARGET): "soon"}, nothing, [], ["return-date-unknown | recommendation 4 | new-target | soon"]),
        (PROMPT, show_as_text, [], []),
        (
            {},
            other_prompt,
            ["1 update: Cliciwch yma."],
            ["return-prompt-unknown | recommendation 1 | update | Cliciwch yma."],
        ),
        ({}, write_next_to, ["1 update: We met.\nTwice."], []),
        (
            DONE,
            write_outside,
            ["1 update: Done."],
            [*REMARKS, "return-text-outside |  |  | We also did something else."],
        ),
        ({}, change_locked, [], ["return-locked-changed | recommendation 1 | status | Green"]),
        (BOTH, delete_rows_and_table, ["4 update: We met."], ["return-rows-missing |  |  | 1"]),
        (DONE, delete_ref, [], NO_REF),
        (BOTH, join_tables, ["1 update: Done.", "4 update: We met.", "4 evidence: minutes"], []),
        (DONE, copy_table, ["1 update: Done."], ["return-answer-repeated | recommendation 1 | update | Not done."]),
        ({}, track_changes, ["1 update: Done."], ["return-tracked-changes | recommendation 1 | update | "]),
        (DONE, add_picture, ["1 update: Done."], ["return-part-not-read | recommendation 1 | update | "]),
    ],
)
def test_answers_are_read_and_whatever_else_was_done_is_an_issue_of_its_place(answers, change, expected, issues):
    book, tables = open_form(fill_in_form(make_forms()[FORCE].content, answers))
    change(book, tables)
    received = read(saved(book))
    assert (texts(received), found(received)) == (expected, issues)


def test_each_answer_is_read_with_its_place_and_nothing_else_is():
    answers = ALL | {("1", Item.NEW_TARGET): "31 March 2027"}
    received = read(fill_in_form(make_forms()[FORCE].content, answers))
    assert (received.month, received.recipient, received.version) == (date(2024, 10, 1), Recipient(*FORCE), 3)
    assert received.refs == (("Stalking", "1"), ("Stalking", "4"))
    parsed = {Item.CLOSURE: "yes", Item.NEW_TARGET: "2027-03-31"}
    assert received.answers == tuple(
        Answer("Stalking", "1", item, parsed.get(item, text), "recommendation 1", item.value)
        for (_ref, item), text in answers.items()
    )
    assert received.issues == ()


def test_a_form_that_libreoffice_saved_is_read_as_it_was():
    received = read((SAVED / "filled.docx").read_bytes())
    assert (received.month, received.recipient, received.version) == (date(2024, 10, 1), Recipient(*FORCE), 3)
    assert (texts(received), received.issues) == (BY_LIBREOFFICE, ())


def test_a_text_beyond_the_limit_of_a_cell_is_cut_with_an_issue():
    received = read(fill_in_form(make_forms()[FORCE].content, {("1", Item.UPDATE): "x" * 40_000}))
    assert [len(each.text) for each in received.answers] == [32_767]
    assert found(received) == ["text-shortened | recommendation 1 | update | "]


def test_without_its_properties_it_is_known_by_its_tables():
    received = read(without_identity(fill_in_form(make_forms()[COURTS].content, {("2", Item.UPDATE): "Done."})))
    assert (received.month, received.recipient, received.version) == (date(2024, 10, 1), None, None)
    assert [each.code for each in received.issues] == ["return-identity-lost"]
    of_round = round_of()
    assert match_to_round(received, of_round, requests_of(of_round)).recipient == Recipient(*COURTS)


@pytest.mark.parametrize("labels", [["Updates"], ["Ref", "Recommendation", "Update"]])
def test_another_document_is_no_return(labels):
    book = docx.Document()
    book.add_paragraph("Dear all")
    for row, label in zip(book.add_table(len(labels), 2).rows, labels, strict=True):
        row.cells[0].text, row.cells[1].text = label, "1"
    assert read_return(saved(book), statuses=()) == ()


@pytest.mark.parametrize("change", [lambda content: content, without_identity])
def test_as_a_tracker_a_form_is_refused(change):
    with pytest.raises(WorkbookError, match="file-is-return"):
        read_workbook(change(make_forms()[COURTS].content))


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
    with pytest.raises(WorkbookError, match=code):
        read(with_part(make_forms()[FORCE].content, part, change))
