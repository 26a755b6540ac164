"""Word forms filled in as Word does it, saved by LibreOffice, and spoiled in the ways that people spoil them."""

from copy import deepcopy
from datetime import date

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from loaders.pipeline import read_workbook
from loaders.returns.read_return import read_return
from loaders.returns.receive import fit_to_round
from model.issues.issue import WorkbookError
from model.language import Language
from model.returns.items import Item
from model.returns.received import Answer, ReturnError, ReturnFault
from model.returns.round import Recipient
from model.status.scale import RED_AMBER_GREEN
from reports.content.reproducible_zip import unzip_files, zip_files
from tests.loaders.returns.test_libreoffice import SAVED
from tests.support.files.word_returns import field_of, fill_in_form, form_row, make_forms, open_form, saved_form
from tests.support.returns import requests_of, round_of
from wording.catalogue import translator
from wording.issues import message

FORCE, COURTS = ("The Force", "Chief Officer"), ("The Courts", "")
UPDATE = {("1", Item.UPDATE): "Done."}
PICTURE = f"<w:drawing {nsdecls('w')}/>"


def read(content):
    return read_return(content, statuses=RED_AMBER_GREEN.statuses)


def texts(received):
    return [(each.ref, each.item, each.text) for each in received.answers]


def found(received):
    return [(issue.code, issue.sheet, issue.cell, issue.found) for issue in received.issues]


def without_identity(content):
    parts = unzip_files(content)
    return zip_files({**parts, "docProps/custom.xml": parts["docProps/custom.xml"].replace(b"cynnydd.", b"other.")})


def test_each_answer_is_read_with_its_place_and_nothing_else_is():
    answers = {
        ("1", Item.UPDATE): "Funding is agreed.\nA post is advertised.",
        ("1", Item.AGENCY_STATUS): "Green",
        ("1", Item.EVIDENCE): "minutes",
        ("1", Item.CLOSURE): "Yes",
        ("1", Item.CLOSURE_REASON): "Nothing is left to do.",
        ("1", Item.NEW_TARGET): "31 March 2027",
        ("1", Item.TARGET_REASON): "The budget came late.",
    }
    received = read(fill_in_form(make_forms()[FORCE].content, answers))
    assert (received.month, received.recipient, received.version) == (date(2024, 10, 1), Recipient(*FORCE), 3)
    assert received.refs == (("Stalking", "1"), ("Stalking", "4"))
    parsed = {Item.CLOSURE: "yes", Item.NEW_TARGET: "2027-03-31"}
    assert received.answers == tuple(
        Answer("Stalking", "1", item, parsed.get(item, text), "recommendation 1", item.value)
        for (_ref, item), text in answers.items()
    )
    assert received.issues == ()


def test_a_form_that_was_not_filled_in_has_no_answers_and_no_issues():
    for made in make_forms().values():
        received = read(made.content)
        assert (received.answers, received.issues) == ((), ())


def test_a_welsh_form_is_read_in_the_words_of_the_scale():
    answers = {("2", Item.AGENCY_STATUS): "Ambr", ("2", Item.CLOSURE): "Na", ("2", Item.NEW_TARGET): "31 Mawrth 2027"}
    received = read(fill_in_form(make_forms()[COURTS].content, answers))
    assert [each.text for each in received.answers] == ["Amber", "no", "2027-03-31"]


def test_a_form_that_libreoffice_saved_is_read_as_it_was():
    received = read((SAVED / "filled.docx").read_bytes())
    assert (received.month, received.recipient, received.version) == (date(2024, 10, 1), Recipient(*FORCE), 3)
    assert texts(received) == [
        ("1", Item.UPDATE, "Funding is agreed.\nA post: “advertised”."),
        ("1", Item.AGENCY_STATUS, "Green"),
        ("1", Item.NEW_TARGET, "2027-03-31"),
        ("4", Item.UPDATE, "We met; twice."),
    ]
    assert received.issues == ()


@pytest.mark.parametrize(
    ("item", "answer", "code"),
    [
        (Item.AGENCY_STATUS, "Purple", "return-status-unknown"),
        (Item.CLOSURE, "perhaps", "return-flag-unknown"),
        (Item.NEW_TARGET, "soon", "return-date-unknown"),
    ],
)
def test_what_cannot_be_taken_is_an_issue_of_its_field_and_the_rest_is_taken(item, answer, code):
    received = read(fill_in_form(make_forms()[FORCE].content, UPDATE | {("4", item): answer}))
    assert texts(received) == [("1", Item.UPDATE, "Done.")]
    assert found(received) == [(code, "recommendation 4", item.value, answer)]


def test_a_field_that_word_emptied_is_blank_and_so_is_a_prompt_that_became_text():
    book, tables = open_form(
        fill_in_form(make_forms()[FORCE].content, {("1", Item.UPDATE): "Click or tap here to enter text."})
    )
    field = field_of(tables["4"], Item.EVIDENCE)
    field.getparent().replace(field, field.find(f".//{qn('w:r')}"))
    received = read(saved_form(book))
    assert (received.answers, received.issues) == ((), ())


def test_a_prompt_in_words_nobody_knows_is_taken_with_an_issue():
    book, tables = open_form(make_forms()[FORCE].content)
    next(field_of(tables["1"], Item.UPDATE).iter(qn("w:t"))).text = "Cliciwch yma."
    received = read(saved_form(book))
    assert texts(received) == [("1", Item.UPDATE, "Cliciwch yma.")]
    assert found(received) == [("return-prompt-unknown", "recommendation 1", "update", "Cliciwch yma.")]


def test_what_is_written_next_to_a_blank_field_in_its_cell_is_the_answer():
    book, tables = open_form(make_forms()[FORCE].content)
    form_row(tables["1"], Item.UPDATE).cells[1].paragraphs[0].add_run("We met.")
    form_row(tables["1"], Item.UPDATE).cells[1].add_paragraph("Twice.")
    received = read(saved_form(book))
    assert (texts(received), received.issues) == ([("1", Item.UPDATE, "We met.\nTwice.")], ())


def test_text_outside_the_fields_is_an_issue_and_is_not_taken():
    book, tables = open_form(fill_in_form(make_forms()[FORCE].content, UPDATE))
    book.add_paragraph("We also did something else.")
    row = tables["1"].add_row()
    row.cells[0].text, row.cells[1].text = "Remarks", "See our letter."
    received = read(saved_form(book))
    assert texts(received) == [("1", Item.UPDATE, "Done.")]
    assert found(received) == [
        ("return-text-outside", "recommendation 1", "", "Remarks See our letter."),
        ("return-text-outside", "", "", "We also did something else."),
    ]


def test_a_locked_text_that_was_changed_is_an_issue_and_is_not_read():
    book, tables = open_form(make_forms()[FORCE].content)
    form_row(tables["1"], Item.STATUS).cells[1].paragraphs[0].text = "Green"
    received = read(saved_form(book))
    assert received.answers == ()
    assert found(received) == [("return-locked-changed", "recommendation 1", "status", "Green")]


def test_rows_may_be_deleted_and_a_table_too_which_is_an_issue():
    answers = UPDATE | {("4", Item.UPDATE): "We met.", ("4", Item.EVIDENCE): "minutes"}
    book, tables = open_form(fill_in_form(make_forms()[FORCE].content, answers))
    for item in (Item.EVIDENCE, Item.STATUS, Item.NEW_TARGET):
        row = form_row(tables["4"], item)._tr
        row.getparent().remove(row)
    tables["1"]._tbl.getparent().remove(tables["1"]._tbl)
    received = read(saved_form(book))
    assert texts(received) == [("4", Item.UPDATE, "We met.")]
    assert found(received) == [("return-rows-missing", "", "", "1")]


def test_an_answer_whose_ref_was_deleted_is_an_issue_and_goes_to_nobody():
    book, tables = open_form(fill_in_form(make_forms()[FORCE].content, UPDATE))
    tables["1"]._tbl.remove(tables["1"].rows[3]._tr)
    received = read(saved_form(book))
    assert received.answers == ()
    assert found(received) == [
        ("return-rows-missing", "", "", "1"),
        ("return-ref-missing", "", "update", "Done."),
    ]


def test_two_tables_that_became_one_are_two_recommendations():
    book, tables = open_form(fill_in_form(make_forms()[FORCE].content, UPDATE | {("4", Item.UPDATE): "We met."}))
    for row in list(tables["4"]._tbl.tr_lst):
        tables["1"]._tbl.append(row)
    received = read(saved_form(book))
    assert texts(received) == [("1", Item.UPDATE, "Done."), ("4", Item.UPDATE, "We met.")]


def test_a_table_that_was_copied_and_filled_in_twice_is_an_issue_and_the_first_counts():
    content = fill_in_form(make_forms()[FORCE].content, UPDATE)
    book, tables = open_form(content)
    copy = deepcopy(tables["1"]._tbl)
    next(each for each in copy.iter(qn("w:t")) if each.text == "Done.").text = "Not done."
    tables["4"]._tbl.addnext(copy)
    received = read(saved_form(book))
    assert texts(received) == [("1", Item.UPDATE, "Done.")]
    assert found(received) == [("return-answer-repeated", "recommendation 1", "update", "Not done.")]


def test_tracked_changes_count_as_accepted_with_an_issue():
    book, tables = open_form(make_forms()[FORCE].content)
    paragraph = form_row(tables["1"], Item.UPDATE).cells[1].paragraphs[0]._p
    for words, tag, text in (("Not done.", "del", "delText"), ("Done.", "ins", "t")):
        change = f"<w:{tag} {nsdecls('w')} w:id='1' w:author='x'><w:r><w:{text}>{words}</w:{text}></w:r></w:{tag}>"
        paragraph.append(parse_xml(change))
    received = read(saved_form(book))
    assert texts(received) == [("1", Item.UPDATE, "Done.")]
    assert found(received) == [("return-tracked-changes", "recommendation 1", "update", "")]


def test_a_picture_or_comment_in_an_answer_is_an_issue():
    book, tables = open_form(fill_in_form(make_forms()[FORCE].content, UPDATE))
    form_row(tables["1"], Item.UPDATE).cells[1].paragraphs[0].add_run()._r.append(parse_xml(PICTURE))
    received = read(saved_form(book))
    assert texts(received) == [("1", Item.UPDATE, "Done.")]
    assert found(received) == [("return-part-not-read", "recommendation 1", "update", "")]


def test_a_text_beyond_the_limit_of_a_cell_is_cut_with_an_issue():
    received = read(fill_in_form(make_forms()[FORCE].content, {("1", Item.UPDATE): "x" * 40_000}))
    assert [len(each.text) for each in received.answers] == [32_767]
    assert found(received) == [("text-shortened", "recommendation 1", "update", "")]


def test_without_its_properties_it_is_known_by_its_tables():
    received = read(without_identity(fill_in_form(make_forms()[COURTS].content, {("2", Item.UPDATE): "Done."})))
    assert (received.month, received.recipient, received.version) == (date(2024, 10, 1), None, None)
    assert [each.code for each in received.issues] == ["return-identity-lost"]
    of_round = round_of()
    assert fit_to_round(received, of_round, requests_of(of_round)).recipient == Recipient(*COURTS)


def test_changed_properties_are_an_issue():
    parts = unzip_files(make_forms()[FORCE].content)
    changed = parts["docProps/custom.xml"].replace(b"The Force", b"The Courts")
    received = read(zip_files({**parts, "docProps/custom.xml": changed}))
    assert [each.code for each in received.issues] == ["return-identity-lost"]


def test_a_form_of_another_review_is_refused_and_names_it():
    book, tables = open_form(make_forms()[FORCE].content)
    for table in tables.values():
        table.cell(2, 1).paragraphs[0].text = "Custody"
    of_round = round_of()
    with pytest.raises(ReturnError) as raised:
        fit_to_round(read(saved_form(book)), of_round, requests_of(of_round))
    place = {"sheet": "recommendation 1", "cell": "recommendation"}
    assert (raised.value.code, raised.value.details) == (ReturnFault.OTHER_REVIEW, {"found": "Custody", **place})


def test_a_form_of_two_rounds_is_refused_with_both_places():
    book, tables = open_form(make_forms()[FORCE].content)
    tables["4"].cell(1, 1).paragraphs[0].text = "June 2024"
    with pytest.raises(WorkbookError) as raised:
        read(saved_form(book))
    assert message(raised.value, translator(Language.ENGLISH)) == (
        "The return is of two rounds: October 2024 (recommendation 1) and June 2024 (recommendation 4)."
    )


@pytest.mark.parametrize("labels", [["Updates"], ["Ref", "Recommendation", "Update"]])
def test_another_document_is_no_return(labels):
    book = docx.Document()
    book.add_paragraph("Dear all")
    for row, label in zip(book.add_table(len(labels), 2).rows, labels, strict=True):
        row.cells[0].text, row.cells[1].text = label, "1"
    with pytest.raises(ReturnError) as raised:
        read(saved_form(book))
    assert raised.value.code is ReturnFault.NO_RETURN


@pytest.mark.parametrize("change", [lambda content: content, without_identity])
def test_as_a_tracker_a_form_is_refused(change):
    with pytest.raises(WorkbookError) as raised:
        read_workbook(change(make_forms()[COURTS].content))
    assert raised.value.code == "file-is-return"
