"""Word documents: their tables are read as the sheets of a workbook are, and the symbols in them as characters."""

from datetime import date

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls

from loaders.client import preview_in_worker
from loaders.open_questions import open_questions
from loaders.options import ReadOptions
from loaders.papers.docx import docx_tables
from loaders.pipeline import read_with_tables, read_workbook
from loaders.security import Limits
from model.tracker.reading import WorkbookError
from tests.support.files.packages import saved
from tests.support.papers.papers import BULLET, PAPER, add_table, as_word, insert_symbol
from tests.support.workbooks.layouts import updates
from tests.support.workbooks.mappings import mapping_of

HEAD = ("Ref", "Recommendation", "Owner", "June 2024 status", "June 2024 update")
ROWS = (
    ("1", "Fund the post.", "The Force", "Red", "Not begun."),
    ("2", "Train the judges.", "The Courts", "Green", "All were trained."),
)
RED, AMBER, GREEN = "FF0000", "FFC000", "00B050"


def document(*blocks):
    """Return a document of headings (texts with # before them), paragraphs, and tables (rows of texts)."""
    book = docx.Document()
    for block in blocks:
        if not isinstance(block, str):
            add_table(book, block)
        elif block.startswith("#"):
            book.add_heading(block[1:])
        else:
            book.add_paragraph(block)
    return book


def sheets_of(book, **limits):
    return docx_tables(saved(book), limits=Limits(**limits))


def values(book):
    (sheet,) = sheets_of(book)
    return [(row.number, row.values) for row in sheet.rows]


def read(book, **options):
    return read_workbook(saved(book), name="log.docx", options=ReadOptions(**options))


def test_a_list_in_a_table_is_read_as_on_a_sheet():
    reading = read(document("#Action log", (HEAD, *ROWS)))
    assert updates(reading) == [
        ("1", "June 2024", "Red", "Not begun."),
        ("2", "June 2024", "Green", "All were trained."),
    ]
    assert {(column.sheet, column.cell) for column in reading.columns if column.field == "ref"} == {
        ("Action log (Word table 1)", "A1")
    }
    assert reading.publishable
    assert [issue.code for issue in reading.issues if issue.severity.value != "info"] == []


def test_questions_are_answered_as_on_a_sheet():
    rows = [(*row[:2], row[2], word, row[4]) for row, word in zip(ROWS, ("Open", "Closed"), strict=True)]
    book = document((("Ref", "Recommendation", "Owner", "Status", "Update"), *rows))
    tables = read_with_tables(saved(book), name="log.docx")
    asked = open_questions(tables.reading, tables.sheets, date(2024, 7, 2))
    assert [(each.id, each.sheet) for each in asked] == [("scale", "Word table 1"), ("month", "Word table 1")]
    assert read(book, scale=("Open", "Closed"), as_at="2024-06").publishable


def test_each_table_is_named_by_the_heading_or_caption_above_it_and_its_number():
    rows = (("Ref", "Action"), ("1", "Act."))
    book = document("#Open actions", "Words.", rows, rows, "Table 7: Closed actions", rows, f"#{'Long ' * 20}", rows)
    assert [sheet.name for sheet in sheets_of(book)] == [
        "Open actions (Word table 1)",
        "Open actions (Word table 2)",
        "Closed actions (Word table 3)",
        "Word table 4",
    ]


def test_a_line_with_the_position_as_at_a_day_dates_the_tables_below_it():
    table = (("Ref", "Recommendation", "RAG"), ("1", "Train the officers.", "Red"))
    line = "Position at 30 September 2026"
    reading = read(document("#Log", line, table, "The next meeting is on 1 May 2027.", "#More", table))
    assert {row["date"].words for row in reading.rows["progress"] if row["date"]} == {"2026-09-30"}
    assert [one.sheet for one in reading.issues if one.code == "snapshot-undated"] == ["More (Word table 2)"]
    assert [one.found for one in reading.issues if one.code == "text-outside-tables"] == [
        "The next meeting is on 1 May 2027."
    ]


def test_the_text_outside_the_tables_is_reported_but_not_headings_and_captions():
    def outside(*blocks):
        reading = read(document(*blocks))
        return [(one.cell, one.found, one.details) for one in reading.issues if one.code == "text-outside-tables"]

    around = outside("#Log", "One.", "Table 1: The log", (HEAD, *ROWS), "Two.")
    assert around == [("paragraph 2", "One.", {"count": "2"})]
    assert outside("#Log", (HEAD, *ROWS)) == []


def test_cells_that_are_merged_missing_or_deleted_keep_their_places():
    merged = docx.Document()
    table = add_table(merged, [("Theme", "Ref", "June", ""), ("Custody", "1", "a", "b"), ("", "2", "c", "d")])
    table.cell(0, 2).merge(table.cell(0, 3))
    table.cell(1, 0).merge(table.cell(2, 0))
    rows = [(1, ["Theme", "Ref", "June"]), (2, ["Custody", "1", "a", "b"]), (3, ["Custody", "2", "c", "d"])]
    assert values(merged) == rows
    further_right = docx.Document()
    table = add_table(further_right, [("a", "b", "c"), ("", "", ""), ("x", "y", "z")])
    row = table.rows[2]._tr
    row.remove(row.tc_lst[0])
    row.get_or_add_trPr().append(parse_xml(f'<w:gridBefore {nsdecls("w")} w:val="1"/>'))
    assert values(further_right) == [(1, ["a", "b", "c"]), (3, [None, "y", "z"])]
    deleted = docx.Document()
    table = add_table(deleted, [("Ref", "Update"), ("1", "First."), ("2", "Gone.")])
    table.cell(1, 1).add_paragraph("Second.")
    run = table.cell(2, 1).paragraphs[0].runs[0]._r
    mark = OxmlElement("w:del")
    run.addprevious(mark)
    mark.append(run)
    assert values(deleted)[1:] == [(2, ["1", "First.\nSecond."]), (3, ["2"])]


@pytest.mark.parametrize(
    ("blocks", "code"),
    [
        (("#Recommendation 1", "Fund the post.", (HEAD, *ROWS)), "not-a-report"),
        (("#Letter", "Words.", (("To", "The Force"), ("From", "The Office"))), "no-table"),
        (("#Letter", "Words.", (("A letter",),)), "not-a-report"),
    ],
)
def test_a_document_whose_tables_are_no_list_of_recommendations_is_refused(blocks, code):
    with pytest.raises(WorkbookError) as refused:
        read(document(*blocks))
    assert refused.value.code == code


def test_the_limits_are_those_of_a_workbook():
    book = document((HEAD, *ROWS), (HEAD, *ROWS))
    for limit, code in (("sheets", "too-many-sheets"), ("rows", "too-many-rows"), ("columns", "too-many-columns")):
        with pytest.raises(WorkbookError, match=code):
            sheets_of(book, **{limit: 1})
    (sheet,) = sheets_of(document((("A", "B"), ("x" * 20, "b"))), characters=10)
    assert (sheet.rows[1].values, sheet.shortened) == (["x" * 10, "b"], ["A2"])


def test_a_table_without_known_headings_is_mapped_by_hand():
    content = saved(document((("Thing", "Words", "Who"), ("a", "Fund the post.", "The Force"))))
    refused = preview_in_worker(content, name="log.docx")
    assert refused.refusal is not None
    assert (refused.refusal.code, [sheet.name for sheet in refused.sheets]) == ("no-table", ["Word table 1"])
    table = "Word table 1"
    mapping = mapping_of((table, "A", "ref"), (table, "B", "recommendation"), (table, "C", "lead_agency"))
    reading = read_workbook(content, name="log.docx", options=ReadOptions(mapping=mapping))
    assert [(row["ref"], row["lead_agency"]) for row in reading.rows["recommendations"]] == [("a", "The Force")]


def action_log(symbols, *, fills=(None, None, None), update=("Wingdings", "F0E0")):
    """Return the reading of a table whose statuses are symbols, perhaps in shaded cells, with one in each update."""
    book = docx.Document()
    shades = {(row, 3): fill for row, fill in enumerate(fills, 1) if fill}
    rows = [HEAD, *((f"{n}", f"Fund post {n}.", "The Force", "", "Red ") for n in (1, 2, 3))]
    table = add_table(book, rows, shades)
    for row, symbol in zip(table.rows[1:], symbols, strict=True):
        insert_symbol(row.cells[3].paragraphs[0], *symbol)
        insert_symbol(row.cells[4].paragraphs[0], *update)
        row.cells[4].paragraphs[0].add_run(" Amber.")
    return read(book)


def statuses(reading):
    return [status for _, _, status, _ in updates(reading)]


@pytest.mark.parametrize(
    ("font", "code", "text"),
    [
        ("Wingdings", "F0FC", "✔"),
        ("Wingdings", "00FC", "✔"),
        ("Segoe UI Symbol", "2714", "✔"),
        ("Wingdings", "F06A", "[Wingdings F06A]"),
        ("MT Extra", "006C", "[MT Extra 006C]"),
        ("Wingdings", "", "[Wingdings ]"),
    ],
)
def test_a_known_symbol_is_its_character_and_another_is_named(font, code, text):
    reading = action_log([("Wingdings", "F06C")] * 3, fills=(RED, AMBER, GREEN), update=(font, code))
    assert {words for _, _, _, words in updates(reading)} == {f"Red {text} Amber."}
    assert (statuses(reading), reading.proposed_scale) == (["Red", "Amber", "Green"], None)


@pytest.mark.parametrize("symbol", [("Symbol", "F0B7"), ("Wingdings", "F0A7"), ("Wingdings", "F0D8")])
def test_a_symbol_before_a_point_is_its_bullet(symbol):
    book = docx.Document()
    for kind, words in PAPER:
        if kind == BULLET:
            paragraph = book.add_paragraph()
            insert_symbol(paragraph, *symbol)
            paragraph.add_run(f" {words}")
        else:
            book.add_paragraph(words, style={"heading": "Heading 2", "sub": "List Bullet 2"}.get(kind))
    assert updates(read(book)) == updates(read_workbook(as_word(), name="report.docx"))


W = nsdecls("w")
M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
FOOTNOTES = f"""<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>
<w:footnote w:id="1"><w:p><w:r><w:t>From the board.</w:t></w:r></w:p></w:footnote></w:footnotes>"""
BOX = f"""<w:r {W}><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">
<mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>And so did a doctor.</w:t></w:r></w:p></w:txbxContent>
</w:drawing></mc:Choice>
<mc:Fallback><w:pict><w:t>Twice.</w:t></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""


def test_content_controls_equations_text_boxes_and_footnotes_of_a_document_are_read():
    book = docx.Document()
    for words in ("Recommendation 1", "Detainees should see a nurse.", "Progress November 2025", "A nurse came."):
        paragraph = book.add_paragraph(words)
    run = parse_xml(f'<w:r {W}><w:footnoteReference w:id="1"/></w:r>')
    paragraph._p.append(run)
    paragraph._p.append(parse_xml(f"<m:oMath {M}><m:r><m:t> 2 of 3.</m:t></m:r></m:oMath>"))
    paragraph._p.append(parse_xml(BOX))
    control = parse_xml(f"<w:sdt {W}><w:sdtContent/></w:sdt>")
    paragraph._p.addprevious(control)
    control[0].append(paragraph._p)
    uri, kind = (
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
    )
    book.part.relate_to(Part(uri, kind, FOOTNOTES.encode(), book.part.package), RT.FOOTNOTES)
    reading = read(book)
    assert [words for *_, words in updates(reading)] == ["A nurse came.¹ 2 of 3.\nAnd so did a doctor."]
    assert [issue.found for issue in reading.issues if issue.code == "paper-footnotes"] == ["¹ From the board."]
