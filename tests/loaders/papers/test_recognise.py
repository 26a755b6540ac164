from collections import Counter
from io import BytesIO
from typing import Any

import docx
import docx.enum.text
import pikepdf
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, StreamObject

from loaders import read_workbook
from loaders.canonical import workbook_bytes
from loaders.options import ReadOptions
from model.issues.issue import WorkbookError
from model.language import Language
from tests.support.papers.pages import PositionedText, pages
from tests.support.papers.papers import (
    BULLET,
    END,
    FIRST,
    FRONT,
    HEADING,
    NOTE,
    PAPER,
    SECOND,
    TEXT,
    as_pdf,
    as_text,
    as_word,
    saved,
    shade,
)
from wording.catalogue import translator
from wording.issues import message, remedy

REVIEW = "Custody Review Progress Report"
FILLED = "All posts but one are filled, and the last of them will be filled in the spring of next year."


def read(content, name="paper.txt"):
    return read_workbook(content if isinstance(content, bytes) else content.encode(), name=name)


def table(reading, name, *fields):
    dated = ("date", "due")
    return [
        tuple(row[field].words if field in dated and row[field] else row[field] for field in fields)
        for row in reading.rows[name]
    ]


def found(reading, code):
    return [(issue.sheet, issue.cell, issue.found) for issue in reading.issues if issue.code == code]


ALL_ENTRIES = {
    "recommendations": [
        ("1", "The force should fill every post in its custody suites.", "Staffing", "Gwent Police"),
        ("2", "Detainees should see a nurse.", "Staffing", "Gwent Police"),
    ],
    "progress": [
        ("1", "March 2025", "Response", None, "The posts are advertised."),
        ("1", "November 2025", "Progress", None, f"{FILLED}\nInduction is under way:\nin Newport; and\nin Cwmbran."),
        ("2", "March 2025", "Response", None, "A nurse was hired."),
        ("2", "November 2025", "Progress", None, "No progress: as in March."),
    ],
    "monitoring": [
        (
            "1",
            "The OPCC will meet with the Chief Inspector in January 2026.",
            "January 2026",
            "Meeting",
            "Chief Inspector",
        )
    ],
}


def all_entries(reading):
    return {
        "recommendations": table(reading, "recommendations", "ref", "recommendation", "theme", "lead_agency"),
        "progress": table(reading, "progress", "ref", "date", "kind", "status", "update"),
        "monitoring": table(reading, "monitoring", "ref", "activity", "due", "kind", "with"),
    }


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (as_text, "paper.txt"),
        (lambda: as_text().replace("\n", "\r\n").encode("utf-16"), "paper.txt"),
        (as_word, "paper.docx"),
        (lambda: as_word(bold_only=True), "paper.docx"),
        (as_pdf, "paper.pdf"),
        (lambda: as_pdf(height="90mm"), "paper.pdf"),
    ],
    ids=["text", "text in UTF-16", "Word", "Word with bold headings", "PDF", "PDF of many short pages"],
)
def test_a_progress_report_becomes_the_same_tracker_from_every_kind_of_file(make, name):
    reading = read(make(), name)
    assert reading.layout == "published-paper"
    assert all_entries(reading) == ALL_ENTRIES
    assert [(one.name, one.meaning, one.complete) for one in reading.scale.statuses] == [
        ("Red", "No progress has been made.", False),
        ("Green", "Recommendation is complete.", True),
    ]
    assert table(reading, "reviews", "review", "source") == [(REVIEW, name)]
    assert reading.publishable


def test_the_review_is_named_by_the_title_or_by_an_option():
    assert found(read(as_text()), "review-assumed") == [("", "line 1", REVIEW)]
    reading = read_workbook(as_text().encode(), name="paper.txt", options=ReadOptions(review="Custody"))
    assert table(reading, "reviews", "review", "title") == [("Custody", REVIEW)]
    assert {review for (review,) in table(reading, "progress", "review")} == {"Custody"}


def test_what_comes_of_it_is_a_canonical_workbook_without_errors():
    reading = read(as_text())
    reread = read(workbook_bytes(reading.rows, reading.scale), "paper.xlsx")
    assert all_entries(reread) == ALL_ENTRIES
    assert reread.publishable


def test_each_entry_has_its_location_as_evidence():
    assert table(read(as_text()), "progress", "evidence") == [
        ("paper.txt, line 21-23",),
        ("paper.txt, line 25-33",),
        ("paper.txt, line 43-45",),
        ("paper.txt, line 47-49",),
    ]
    assert table(read(as_pdf(), "paper.pdf"), "progress", "evidence")[0] == ("paper.pdf, page 1, line 12-13",)


def test_a_status_that_is_not_printed_stays_blank_and_is_listed_with_what_the_key_suggests():
    reading = read(as_text())
    blank = [issue for issue in reading.issues if issue.code == "paper-status-blank"]
    assert [(one.cell, one.found, one.details["suggestion"]) for one in blank] == [
        ("line 25", "1", ""),
        ("line 47", "2", "Red"),
    ]


def test_a_status_in_words_or_as_a_shade_is_read_and_counts_as_published():
    rated = (*FIRST[:5], (TEXT, "RAG rating: Red"), *FIRST[5:])
    reading = read(as_word(FRONT + rated + SECOND + END, shades={"Recommendation 2": "00B050"}), "paper.docx")
    assert table(reading, "progress", "ref", "status", "basis") == [
        ("1", None, None),
        ("1", "Red", "Published"),
        ("2", None, None),
        ("2", "Green", "Published"),
    ]
    assert len(found(reading, "status-from-colour")) == 1


def test_a_table_for_each_recommendation_is_read_cell_by_cell():
    document = docx.Document()
    document.add_heading("Custody Review Progress Report", 0)
    cells = document.add_table(rows=0, cols=2)
    for label, text in (
        ("Recommendation 2", "Detainees should see a nurse."),
        ("Response March 2025", "• A nurse was hired.\n• Rooms are ready."),
        ("Progress November 2025", "The nurse has started."),
        ("RAG rating", ""),
    ):
        row = cells.add_row().cells
        row[0].text, row[1].text = label, text
    shade(row[1]._tc.get_or_add_tcPr(), "FF0000")
    reading = read(saved(document), "paper.docx")
    assert table(reading, "recommendations", "ref", "recommendation") == [("2", "Detainees should see a nurse.")]
    assert table(reading, "progress", "date", "status", "update") == [
        ("March 2025", None, "A nurse was hired.\nRooms are ready."),
        ("November 2025", "Red", "The nurse has started."),
    ]


def test_a_table_with_updates_side_by_side_is_read_column_by_column():
    document = docx.Document()
    document.add_heading("Recommendation 2", 2)
    document.add_paragraph("Detainees should see a nurse.")
    cells = document.add_table(rows=2, cols=2)
    for index, text in enumerate(("Response March 2025", "Progress November 2025", "Hired.", "Started.")):
        cells.cell(index // 2, index % 2).text = text
    assert table(read(saved(document), "a.docx"), "progress", "date", "update") == [
        ("March 2025", "Hired."),
        ("November 2025", "Started."),
    ]


def test_a_table_of_a_recommendation_and_its_one_update_side_by_side_is_read_column_by_column():
    document = docx.Document()
    cells = document.add_table(rows=2, cols=2)
    texts = ("Recommendation 2", "Progress November 2025", "Detainees should see a nurse.", "Started.")
    for index, text in enumerate(texts):
        cells.cell(index // 2, index % 2).text = text
    reading = read(saved(document), "a.docx")
    assert table(reading, "recommendations", "ref", "recommendation") == [("2", "Detainees should see a nurse.")]
    assert table(reading, "progress", "date", "update") == [("November 2025", "Started.")]


def test_updates_side_by_side_below_a_row_of_their_recommendation_are_read_column_by_column():
    document = docx.Document()
    cells = document.add_table(rows=3, cols=2)
    cells.cell(0, 0).merge(cells.cell(0, 1)).text = "Recommendation 2: Detainees should see a nurse."
    for index, text in enumerate(("Response March 2025", "Progress November 2025", "Hired.", "Started.")):
        cells.cell(1 + index // 2, index % 2).text = text
    assert table(read(saved(document), "a.docx"), "progress", "date", "update") == [
        ("March 2025", "Hired."),
        ("November 2025", "Started."),
    ]


def test_contents_that_repeat_the_headings_and_footnotes_are_no_entries_and_are_reported():
    contents = "Contents\n\nOverview\t1\nStaffing Recommendations\t2\nRecommendation 1 ......... 2\nConclusion\t3\n\n"
    text = as_text().replace("Overview", f"{contents}Overview", 1)
    text = text.replace(
        "• A nurse was hired.", "• A nurse¹ was hired.\n\n¹ From the health board.\n\n- Rooms are ready."
    )
    reading = read(text)
    assert len(reading.rows["recommendations"]) == 2
    assert ("2", "A nurse¹ was hired.\nRooms are ready.") in table(reading, "progress", "ref", "update")
    assert [words for *_, words in found(reading, "paper-footnotes")] == ["¹ From the health board."]
    assert "Overview" in {words for *_, words in found(reading, "paper-text-kept-out")}


def test_footnotes_of_a_pdf_in_small_letters_stand_in_no_entry():
    noted = (*SECOND[:4], (NOTE, "1 The board of Gwent, which pays for nurses in custody."), *SECOND[4:])
    reading = read(as_pdf(FRONT + FIRST + noted + END), "paper.pdf")
    assert all_entries(reading) == ALL_ENTRIES
    assert [words for *_, words in found(reading, "paper-footnotes")] == [
        "¹ The board of Gwent, which pays for nurses in custody."
    ]


def test_a_part_of_several_agencies_is_divided_by_a_sentence_that_names_them_in_order():
    front = (*FRONT[:6], (TEXT, "Recommendations 1 and 2 were given to Gwent Police and the OPCC respectively."))
    text = as_text((*front, (HEADING, "Progress reported by the OPCC and Gwent Police"), *FIRST, *SECOND))
    assert table(read(text), "recommendations", "ref", "lead_agency") == [("1", "Gwent Police"), ("2", "OPCC")]


def test_a_part_of_several_agencies_is_a_question_where_its_words_may_be_one_name():
    text = as_text((*FRONT[:6], (HEADING, "Progress reported by Care and Repair Cymru"), *FIRST))
    reading = read(text)
    assert table(reading, "recommendations", "lead_agency") == [("Care and Repair Cymru",)]
    assert found(reading, "agencies-kept") == [("", "line 13", "Care and Repair Cymru")]


def test_initials_that_the_paper_spells_out_become_a_name():
    front = (*FRONT[:6], (TEXT, "The Office of the Police and Crime Commissioner (OPCC) answers for one."))
    text = as_text((*front, (HEADING, "Progress reported by the OPCC"), *FIRST))
    reading = read(text)
    assert table(reading, "recommendations", "lead_agency") == [("Office of the Police and Crime Commissioner",)]
    assert table(reading, "names", "name", "short_name") == [("Office of the Police and Crime Commissioner", "OPCC")]


def test_what_was_deleted_with_changes_tracked_and_hidden_text_is_left_out():
    document = docx.Document(BytesIO(as_word()))
    paragraph = next(one for one in document.paragraphs if one.text == "A nurse was hired.")
    deleted = paragraph._p.makeelement(qn("w:del"), {})
    paragraph._p.append(deleted)
    run = paragraph.add_run(" In error.")
    deleted.append(run._r)
    hidden = paragraph.add_run(" Secret.")
    hidden.font.hidden = True
    assert all_entries(read(saved(document), "paper.docx")) == ALL_ENTRIES


@pytest.mark.parametrize(
    ("make", "name", "code"),
    [
        (lambda: as_word(((TEXT, "Dear colleague, the minutes are attached."),)), "letter.docx", "not-a-report"),
        (lambda: as_pdf(((HEADING, "Recommendation 1"), (TEXT, "The force should act."))), "list.pdf", "not-a-report"),
        (lambda: as_pdf(((TEXT, ""),)).replace(b"Custody", b"Custody"), "empty.pdf", "not-a-report"),
        (lambda: b"%PDF-1.7\nnothing of the kind", "broken.pdf", "file-damaged"),
    ],
    ids=[
        "a letter",
        "recommendations without progress",
        "an empty page",
        "a broken PDF",
    ],
)
def test_what_is_no_such_report_is_refused(make, name, code):
    with pytest.raises(WorkbookError) as refusal:
        read(make(), name)
    assert refusal.value.code == code


LETTER = "Dear colleague,\n\nPlease find the minutes, and the list.\n\nYours\n"


@pytest.mark.parametrize(
    ("text", "details"),
    [
        (LETTER, {"recommendations": "0", "updates": "0", "found": "Dear colleague,"}),
        ("Recommendation 1\n\nAct.\n", {"recommendations": "1", "updates": "0", "found": "Recommendation 1"}),
        ("Progress June 2024\n\n• Well.\n", {"recommendations": "0", "updates": "1", "found": "Progress June 2024"}),
    ],
    ids=["a letter", "recommendations alone", "an update of nothing"],
)
@pytest.mark.parametrize("name", ["paper.txt", "paper.docx", "paper.pdf"])
def test_text_that_is_no_report_is_refused_as_none_and_not_as_a_workbook(text, details, name):
    with pytest.raises(WorkbookError) as refusal:
        read(text, name)
    assert (refusal.value.code, refusal.value.details) == ("not-a-report", details)


def test_text_with_a_table_under_the_name_of_a_text_is_read_as_the_table():
    reading = read("Ref;Recommendation;Owner;RAG Feb 24\n1;Train.;CPS;Red\n", "tracker.txt")
    assert table(reading, "progress", "ref", "status") == [("1", "Red")]


@pytest.mark.parametrize("language", Language)
def test_the_refusal_names_what_was_expected_what_was_found_and_what_to_do(language):
    with pytest.raises(WorkbookError) as refusal:
        read("Recommendation 1\n\nThe force should act.\n")
    found, instead = message(refusal.value, translator(language)), remedy(refusal.value, translator(language))
    assert ("“Progress June 2024”" in found and "(found: 1)" in found) or (
        "(cafwyd 1)" in found and "“Recommendation 1”" in found
    )
    assert "“Progress June 2024”" in instead


def test_the_meaning_of_a_status_may_go_on_on_the_next_line():
    key = "Red No progress has been made.\nAmber Some progress has been made, but more\nis required.\nGreen Complete."
    text = as_text().replace("Red No progress has been made.\n\nGreen Recommendation is complete.", key)
    assert [(one.name, one.meaning) for one in read(text).scale.statuses] == [
        ("Red", "No progress has been made."),
        ("Amber", "Some progress has been made, but more is required."),
        ("Green", "Complete."),
    ]


def test_a_colour_of_the_key_and_its_meaning_may_be_two_lines_as_two_cells_of_a_table_are():
    words = ("Red", "No progress has been made.", "Amber", "More is required.", "Green", "Complete.")
    paper = [block for block in PAPER if not block[1].startswith(("Red ", "Green "))]
    paper[4:4] = [(TEXT, word) for word in words]
    reading = read(as_word(tuple(paper)), "report.docx")
    assert [(one.name, one.meaning, one.complete) for one in reading.scale.statuses] == [
        ("Red", "No progress has been made.", False),
        ("Amber", "More is required.", False),
        ("Green", "Complete.", True),
    ]


def test_a_part_of_two_bodies_whose_names_contain_and_is_one_of_these_two():
    names = "the Office of the Police and Crime Commissioner and Gwent Police"
    front = (*FRONT[:6], (TEXT, f"Recommendations 2 and 1 were given to {names} respectively."))
    text = as_text((*front, (HEADING, f"Progress reported by {names}"), *FIRST, *SECOND))
    assert table(read(text), "recommendations", "ref", "lead_agency") == [
        ("1", "Gwent Police"),
        ("2", "Office of the Police and Crime Commissioner"),
    ]


def test_a_status_with_its_mark_below_the_heading_of_an_update_is_that_updates():
    reading = read(as_text().replace("- All posts but one", "R Red, inferred\n\n- All posts but one"))
    assert table(reading, "progress", "ref", "status", "basis", "update")[1] == (
        "1",
        "Red",
        "Inferred",
        f"{FILLED}\nInduction is under way:\nin Newport; and\nin Cwmbran.",
    )


def test_a_page_break_in_a_paragraph_of_a_document_parts_words_as_a_space_does():
    document = docx.Document(BytesIO(as_word()))
    paragraph = next(one for one in document.paragraphs if one.text == FILLED)
    first, second = FILLED.split(", ")
    paragraph.runs[0].text = f"{first},"
    paragraph.add_run().add_break(docx.enum.text.WD_BREAK.PAGE)
    paragraph.add_run(second)
    assert all_entries(read(saved(document), "paper.docx")) == ALL_ENTRIES


def test_contents_without_page_numbers_are_no_recommendations():
    listed = "Contents\n\nStaffing Recommendations\nRecommendation 1\nRecommendation 2\nConclusion\n\n"
    reading = read(listed + as_text())
    assert table(reading, "recommendations", "ref", "theme") == table(
        read(as_text()), "recommendations", "ref", "theme"
    )


def test_an_item_of_a_list_that_names_a_recommendation_is_no_heading_of_one():
    blocks = (*FRONT, *FIRST, *SECOND, END[0], (BULLET, "Recommendation 1: ask again in January"))
    reading = read(as_word(blocks), "paper.docx")
    assert table(reading, "recommendations", "ref") == [("1",), ("2",)]


def test_a_status_that_the_paper_calls_inferred_is_not_read_as_published():
    rated = "- All posts but one"
    for words in ("Status: Red, inferred", "Status: R Red, inferred", "Statws: Red, wedi'i ddehongli"):
        reading = read(as_text().replace(rated, f"{words}\n\n{rated}"))
        assert table(reading, "progress", "ref", "status", "basis")[1] == ("1", "Red", "Inferred")


def test_a_promise_may_fall_due_in_a_season_with_its_year():
    reading = read(as_text().replace("in January 2026", "in spring 2026"))
    assert table(reading, "monitoring", "due") == [("spring 2026",)]


def test_a_pdf_protected_as_newer_programs_do_is_refused_as_protected():
    protected = BytesIO()
    with pikepdf.open(BytesIO(as_pdf())) as book:
        book.save(protected, encryption=pikepdf.Encryption(owner="owner", user="user"))
    with pytest.raises(WorkbookError) as refusal:
        read(protected.getvalue(), "paper.pdf")
    assert refusal.value.code == "file-encrypted"


def test_a_protected_pdf_and_a_scan_are_refused_with_different_reasons():
    writer = PdfWriter(clone_from=PdfReader(BytesIO(as_pdf())))
    writer.encrypt("user", "owner", algorithm="RC4-128")
    protected = BytesIO()
    writer.write(protected)
    scan = PdfWriter()
    scan.add_blank_page(595, 842)
    picture = BytesIO()
    scan.write(picture)
    for content, code in ((protected, "file-encrypted"), (picture, "pdf-without-text")):
        with pytest.raises(WorkbookError) as refusal:
            read(content.getvalue(), "paper.pdf")
        assert refusal.value.code == code


@pytest.mark.parametrize("language", Language)
def test_each_issue_of_a_paper_has_its_sentences_with_every_placeholder_filled(language):
    text = as_text((*FRONT[:6], (HEADING, "Progress reported by Care and Repair Cymru"), *FIRST, *SECOND, *END))
    issues = read(text.replace("• A nurse", "¹ From the health board.\n\n• A nurse")).issues
    assert {"paper-status-blank", "agencies-kept", "paper-text-kept-out", "paper-footnotes"} <= {
        issue.code for issue in issues
    }
    for issue in issues:
        for sentence in (message(issue, translator(language)), remedy(issue, translator(language))):
            assert sentence.endswith((".", "?"))
            assert "{" not in sentence


WORDS = st.lists(
    st.sampled_from(["officers", "were", "trained", "in", "custody", "and", "nurses", "visited", "each", "day"]),
    min_size=3,
    max_size=25,
).map(lambda words: " ".join(words).capitalize() + ".")


@given(
    st.lists(st.lists(WORDS, min_size=1, max_size=5), min_size=1, max_size=6), st.sampled_from(["•-", "▪", "o-", "–"])
)
def test_every_point_of_any_report_is_whole_and_in_order(updates, signs):
    blocks = list(FRONT)
    for ref, points in enumerate(updates, start=1):
        blocks += [(HEADING, f"Recommendation {ref}"), (TEXT, "The force should act."), (HEADING, "Progress June 2025")]
        blocks += [(BULLET, point) for point in points]
    reading = read(as_text((*blocks, *END), signs=signs))
    assert table(reading, "progress", "update") == [("\n".join(points),) for points in updates]


def test_every_line_of_a_report_is_in_the_tracker_or_reported():
    reading = read(as_text())
    values = Counter(
        line.strip()
        for rows in reading.rows.values()
        for row in rows
        for cell in row.values()
        if isinstance(cell, str)
        for line in cell.split("\n")
    )
    headings = {column.heading for column in reading.columns if column.field}
    key = {f"{one.name} {one.meaning}" for one in reading.scale.statuses}
    reported = [
        (issue.cell, int(issue.details["count"])) for issue in reading.issues if issue.code == "paper-text-kept-out"
    ]
    missing = [words for kind, words in PAPER if not values[words] and words not in headings | key]
    assert sum(count for _, count in reported) == len(missing)


def test_half_surrogates_in_the_mapping_of_a_font_are_left_out():
    lines = ("Recommendation 1", "Fill every post.", "Progress June 2024", "All are~ filled.")
    paper = pages([PositionedText(72, 700 - 30 * number, line) for number, line in enumerate(lines)])
    writer = PdfWriter(clone_from=BytesIO(paper))
    mapping = StreamObject()
    mapping.set_data(b"1 beginbfchar <7E> <D834> endbfchar")
    fonts: Any = writer.pages[0].get_inherited("/Resources")
    fonts["/Font"]["/F"][NameObject("/ToUnicode")] = writer._add_object(mapping)
    target = BytesIO()
    writer.write(target)
    reading = read_workbook(target.getvalue(), name="paper.pdf")
    assert [row["update"] for row in reading.rows["progress"]] == ["All are filled."]
    assert workbook_bytes(reading.rows, reading.scale)
