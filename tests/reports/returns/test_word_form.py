"""Returns as Word forms."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from model.returns.received import ANSWERS, LOCKED, Item, checksum, rows_of_properties
from model.returns.round import ReturnFormat
from reports.returns.workbook import (
    LARGEST_SCALE,
    SMALLEST_SCALE,
    block_lines,
    page_breaks,
    print_scale,
    shorten_to_page,
)
from tests.support.editions import NASTY, nasty_tracker, without_control_characters
from tests.support.files.word_returns import field_of, form_row, make_forms, open_form
from tests.support.returns import MONTH, make_returns_anew

FORCE, COURTS = ("The Force", "Chief Officer"), ("The Courts", "")
NOTE = "… [cut]"


def rows_of(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def words_of(field):
    return "".join(each.text for each in field.iter(qn("w:t")))


def options_of(field):
    return [each.get(qn("w:displayText")) for each in field.iter(qn("w:listItem"))]


def properties_of(content):
    part = docx.oxml.parse_xml(ZipFile(BytesIO(content)).read("docProps/custom.xml"))
    return {each.get("name"): each[0].text for each in part}


def test_a_form_has_a_table_for_each_recommendation_of_one_agency_and_role():
    book, tables = open_form(make_forms()[FORCE].content)
    assert list(tables) == ["1", "4"]
    assert rows_of(tables["1"])[:7] == [
        ["Item · Eitem", "Text or answer · Testun neu ateb"],
        ["Round · Rownd", "October 2024"],
        ["Review · Adolygiad", "Stalking"],
        ["Ref · Rhif", "1"],
        ["Recommendation · Argymhelliad", "Fund the post\nDo it."],
        ["Theme · Thema", "none"],
        ["Rated last · Gradd ddiwethaf", "Amber, inferred (given in June 2024)"],
    ]
    assert len(tables["1"].rows) == 4 + len(Item)
    assert [each.text for each in book.paragraphs if each.style.name == "Heading 1"][-2:] == [
        "Recommendation 1",
        "Recommendation 4",
    ]


def test_each_answer_is_a_field_that_cannot_be_deleted_and_shows_what_to_write():
    _book, tables = open_form(make_forms()[FORCE].content)
    fields = {item: field_of(tables["1"], item) for item in ANSWERS}
    assert {item: words_of(field) for item, field in fields.items()} == {
        Item.UPDATE: "Write here",
        Item.AGENCY_STATUS: "Choose one",
        Item.EVIDENCE: "Write here",
        Item.CLOSURE: "Choose one",
        Item.CLOSURE_REASON: "Write here",
        Item.NEW_TARGET: "Choose or write a day",
        Item.TARGET_REASON: "Write here",
    }
    assert {each.find(f".//{qn('w:lock')}").get(qn("w:val")) for each in fields.values()} == {"sdtLocked"}
    assert options_of(fields[Item.AGENCY_STATUS]) == ["Choose one", "Red", "Amber", "Green"]
    assert options_of(fields[Item.CLOSURE]) == ["Choose one", "Yes", "No"]
    assert fields[Item.NEW_TARGET].find(f".//{qn('w:date')}") is not None
    assert fields[Item.UPDATE].find(f".//{qn('w:alias')}").get(qn("w:val")) == "Update: Recommendation 1"


def test_all_else_is_locked_without_a_password():
    book, tables = open_form(make_forms()[FORCE].content)
    protection = book.settings.element.find(qn("w:documentProtection"))
    assert dict(protection.attrib) == {qn("w:edit"): "forms", qn("w:enforcement"): "1"}
    assert {form_row(tables["4"], item)._tr.find(f".//{qn('w:sdt')}") for item in LOCKED} == {None}


def test_a_welsh_form_has_welsh_first_and_the_words_of_the_scale_in_welsh():
    book, tables = open_form(make_forms()[COURTS].content)
    assert book.paragraphs[0].text == "Ffurflen ar gyfer rownd Hydref 2024: The Courts"
    assert rows_of(tables["2"])[1] == ["Rownd · Round", "Hydref 2024"]
    assert options_of(field_of(tables["2"], Item.AGENCY_STATUS)) == ["Dewiswch un", "Coch", "Ambr", "Gwyrdd"]
    label = form_row(tables["2"], Item.UPDATE).cells[0].paragraphs[0].runs
    assert [(run.text, run._r.find(f".//{qn('w:lang')}")) for run in label][:2] == [
        ("Diweddariad", None),
        (" · ", None),
    ]
    assert label[2]._r.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"
    assert book.core_properties.language == "cy-GB"


def test_it_is_a4_with_a_title_and_tables_that_have_a_header_row_and_a_name():
    book, tables = open_form(make_forms()[FORCE].content)
    section = book.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert book.core_properties.title == "Return for the round of October 2024: The Force"
    table = tables["1"]._tbl
    assert table.find(f".//{qn('w:tblCaption')}").get(qn("w:val")) == "Recommendation 1"
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in table.tr_lst][:2] == [True, False]


def test_its_properties_have_the_identity_and_its_checksum():
    rows = rows_of_properties(properties_of(make_forms()[FORCE].content))
    assert rows[1:7] == [
        ("round", f"{MONTH:%Y-%m}"),
        ("due", date(2024, 10, 25).isoformat()),
        ("agency", "The Force"),
        ("role", "Chief Officer"),
        ("language", "en"),
        ("version", "3"),
    ]
    assert rows[-1] == ("checksum", checksum(rows[:-1]))
    assert [row[0] for row in rows[7:]] == [*["locked"] * (2 * len(LOCKED)), "paragraphs", "checksum"]


@pytest.mark.parametrize("text", NASTY)
def test_a_text_of_the_tracker_stays_a_text(text):
    for (agency, _role), made in make_forms(nasty_tracker()).items():
        if agency == text:
            _book, tables = open_form(made.content)
            (table,) = tables.values()
            wanted = without_control_characters(text).split()
            assert form_row(table, Item.RECOMMENDATION).cells[1].text.split() == wanted


def test_the_same_tracker_gives_the_same_bytes():
    assert make_returns_anew(format_=ReturnFormat.WORD)[FORCE] == make_forms()[FORCE]


def test_short_recommendations_are_printed_large_and_each_page_takes_as_many_as_fit():
    assert print_scale([10, 10, 10]) == LARGEST_SCALE
    assert list(page_breaks([10, 10, 10, 10], LARGEST_SCALE)) == [3]


def test_the_longest_recommendation_gives_the_scale():
    assert SMALLEST_SCALE < print_scale([10, 45]) < LARGEST_SCALE
    assert list(page_breaks([10, 45], print_scale([10, 45]))) == [1]


def test_a_text_that_fits_stays_as_it_is():
    texts = {Item.RECOMMENDATION: "Fund it.\nFor good.", Item.QUESTIONS: "Is it?"}
    assert shorten_to_page(texts, NOTE) == texts


def test_the_longest_text_is_cut_with_a_note_until_the_recommendation_fits_a_page():
    texts = {Item.RECOMMENDATION: "Fund it.", Item.LATEST_WORDS: "word " * 2_000, Item.QUESTIONS: "Why?\n" * 40}
    cut = shorten_to_page(texts, NOTE)
    assert cut[Item.RECOMMENDATION] == "Fund it."
    assert cut[Item.LATEST_WORDS].endswith(f"word\n{NOTE}")
    assert cut[Item.QUESTIONS].endswith(f"Why?\n{NOTE}")
    assert list(page_breaks([block_lines(cut), 1], SMALLEST_SCALE)) in ([], [1])
    assert print_scale([block_lines(cut)]) >= SMALLEST_SCALE
