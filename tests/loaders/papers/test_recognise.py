from collections import Counter
from io import BytesIO
from pathlib import Path

import docx
import docx.enum.text
import pikepdf
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from loaders.options import ReadOptions
from loaders.pipeline import read_workbook
from model.terms import Language
from model.tracker.reading import WorkbookError
from tests.support.files.packages import saved
from tests.support.papers.papers import (
    BULLET,
    END,
    FIRST,
    FRONT,
    HEADING,
    PAPER,
    SECOND,
    TEXT,
    TITLE,
    as_pdf,
    as_text,
    as_word,
)
from tests.support.workbooks.from_toml import read_toml
from wording.catalogue import translator
from wording.issues import message, remedy

CASES = read_toml(Path(__file__).with_name("cases.toml"))
REVIEW = "Custody Review Progress Report"
FILLED = "All posts but one are filled, and the last of them will be filled in the spring of next year."


def cases(name):
    """Return the values of each case of a rule."""
    return [tuple(case.values()) for case in CASES[name]]


def read(content, name="paper.txt"):
    return read_workbook(content if isinstance(content, bytes) else content.encode(), name=name)


def table(reading, name, *fields):
    dated = ("date", "due", "target")
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


UNDATED = (
    (HEADING, "Recommendation 1: Fill every post."),
    (TEXT, "Owner: Gwent Police"),
    (TEXT, "Status: Amber"),
    (TEXT, "Update: All posts but one are filled."),
    (HEADING, "Recommendation 2: Hire a nurse."),
    (HEADING, "Progress"),
    (TEXT, "A nurse was hired."),
    (TEXT, "RAG: Green"),
)


@pytest.mark.parametrize(
    ("make", "name"),
    [(as_text, "paper.txt"), (as_word, "paper.docx"), (lambda blocks: as_text(blocks, width=60), "a.txt")],
)
def test_updates_without_a_month_are_of_the_one_that_the_paper_begins_with(make, name):
    reading = read(make((*FRONT[:2], *UNDATED)), name)
    assert table(reading, "progress", "ref", "date", "status", "update") == [
        ("1", "November 2025", "Amber", "All posts but one are filled."),
        ("2", "November 2025", "Green", "A nurse was hired."),
    ]
    assert table(reading, "recommendations", "recommendation", "lead_agency") == [
        ("Fill every post.", "Gwent Police"),
        ("Hire a nurse.", None),
    ]
    assert [words for *_, words in found(reading, "snapshot-dated")] == ["November 2025"]


def test_labelled_lines_right_below_one_another_are_read_up_to_the_end_of_a_letter():
    lines = ["Recommendation 1", "Fill every post", "Status: Amber", "Lead: OPCC", "Update: One post is open."]
    reading = read("\n".join(["Custody", "November 2025", "", *lines, "", "Kind regards,", "The office"]))
    assert table(reading, "recommendations", "ref", "recommendation", "lead_agency") == [
        ("1", "Fill every post", "OPCC")
    ]
    assert table(reading, "progress", "date", "status", "update") == [("November 2025", "Amber", "One post is open.")]
    assert [words for *_, words in found(reading, "paper-text-kept-out")] == ["Kind regards,"]


def test_a_line_that_begins_with_a_month_and_a_status_is_an_update():
    dated = ["June 2024: Red. Nobody was hired.", "May 2025: Amber. One post is open."]
    blocks = ((TITLE, "Custody"), (TEXT, "Rec 1: Fill every post."), *((TEXT, line) for line in dated))
    assert table(read(as_word(blocks), "a.docx"), "progress", "date", "status", "update") == [
        ("June 2024", "Red", "Nobody was hired."),
        ("May 2025", "Amber", "One post is open."),
    ]


def test_a_lead_and_a_target_below_a_response_are_those_of_the_recommendation():
    labels = ((TEXT, "Lead: OPCC"), (TEXT, "Target date: May 2026"))
    reading = read(as_word((*FRONT[:2], *UNDATED[:1], (TEXT, "Update: One post is open."), *labels)), "a.docx")
    assert table(reading, "recommendations", "lead_agency", "target") == [("OPCC", "May 2026")]
    assert table(reading, "progress", "update") == [("One post is open.",)]


def test_of_two_months_or_of_none_a_paper_takes_that_which_a_person_gives():
    for front in (FRONT[:1], (*FRONT[:2], (TEXT, "The office looked at custody in May 2024."))):
        content = as_text((*front, *UNDATED)).encode()
        with pytest.raises(WorkbookError, match="not-a-report"):
            read_workbook(content, name="paper.txt")
        reading = read_workbook(content, name="paper.txt", options=ReadOptions(as_at="2025-10"))
        assert {date for (date,) in table(reading, "progress", "date")} == {"2025-10"}


def test_a_status_that_is_not_printed_stays_blank_and_is_listed():
    assert found(read(as_text()), "paper-status-blank") == [("", "line 25", "1"), ("", "line 47", "2")]


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


def protected(algorithm):
    """Return a PDF that is protected, by an older or a newer way."""
    target = BytesIO()
    if algorithm == "newer":
        with pikepdf.open(BytesIO(as_pdf())) as book:
            book.save(target, encryption=pikepdf.Encryption(owner="owner", user="user"))
    else:
        writer = PdfWriter(clone_from=PdfReader(BytesIO(as_pdf())))
        writer.encrypt("user", "owner", algorithm=algorithm)
        writer.write(target)
    return target.getvalue()


def picture():
    """Return a PDF without any text, as a scan is."""
    scan, target = PdfWriter(), BytesIO()
    scan.add_blank_page(595, 842)
    scan.write(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("make", "name", "code"),
    [
        (lambda: as_word(((TEXT, "Dear colleague, the minutes are attached."),)), "letter.docx", "not-a-report"),
        (lambda: as_pdf(((HEADING, "Recommendation 1"), (TEXT, "The force should act."))), "list.pdf", "not-a-report"),
        (lambda: as_pdf(((TEXT, ""),)), "empty.pdf", "not-a-report"),
        (lambda: b"%PDF-1.7\nnothing of the kind", "broken.pdf", "file-damaged"),
        (lambda: protected("newer"), "protected.pdf", "file-encrypted"),
        (lambda: protected("RC4-128"), "protected.pdf", "file-encrypted"),
        (picture, "scan.pdf", "pdf-without-text"),
    ],
    ids=["a letter", "no progress", "an empty page", "broken", "protected", "protected as of old", "a scan"],
)
def test_what_is_no_such_report_is_refused_with_its_reason(make, name, code):
    with pytest.raises(WorkbookError) as refusal:
        read(make(), name)
    assert refusal.value.code == code


def test_a_key_may_go_on_on_the_next_line_or_have_its_colours_and_meanings_in_separate_cells():
    wrapped = (
        "Red No progress has been made.\nAmber Some progress has been made, but more\nis required.\nGreen Complete."
    )
    text = as_text().replace("Red No progress has been made.\n\nGreen Recommendation is complete.", wrapped)
    words = ("Red", "No progress has been made.", "Amber", "More is required.", "Green", "Complete.")
    paper = [block for block in PAPER if not block[1].startswith(("Red ", "Green "))]
    paper[4:4] = [(TEXT, word) for word in words]
    for content, name, amber in (
        (text, "paper.txt", "Some progress has been made, but more is required."),
        (as_word(tuple(paper)), "paper.docx", "More is required."),
    ):
        assert [(one.name, one.meaning, one.complete) for one in read(content, name).scale.statuses] == [
            ("Red", "No progress has been made.", False),
            ("Amber", amber, False),
            ("Green", "Complete.", True),
        ]


def test_items_of_a_list_that_name_a_recommendation_are_no_headings_of_one():
    blocks = (*FRONT, *FIRST, *SECOND, END[0], (BULLET, "Recommendation 1: ask again in January"))
    assert table(read(as_word(blocks), "paper.docx"), "recommendations", "ref") == [("1",), ("2",)]


def test_deleted_and_hidden_text_of_a_document_is_left_out_and_a_page_break_is_a_space():
    document = docx.Document(BytesIO(as_word()))
    by_words = {paragraph.text: paragraph for paragraph in document.paragraphs}
    paragraph = by_words["A nurse was hired."]
    deleted = paragraph._p.makeelement(qn("w:del"), {})
    paragraph._p.append(deleted)
    deleted.append(paragraph.add_run(" In error.")._r)
    paragraph.add_run(" Secret.").font.hidden = True
    first, second = FILLED.split(", ")
    by_words[FILLED].runs[0].text = f"{first},"
    by_words[FILLED].add_run().add_break(docx.enum.text.WD_BREAK.PAGE)
    by_words[FILLED].add_run(second)
    assert all_entries(read(saved(document), "paper.docx")) == ALL_ENTRIES


def test_text_with_a_table_under_the_name_of_a_text_is_read_as_the_table():
    reading = read("Ref;Recommendation;Owner;RAG Feb 24\n1;Train.;CPS;Red\n", "tracker.txt")
    assert table(reading, "progress", "ref", "status") == [("1", "Red")]


@pytest.mark.parametrize("language", Language)
def test_the_refusal_names_what_was_expected_what_was_found_and_what_to_do(language):
    with pytest.raises(WorkbookError) as refusal:
        read("Recommendation 1\n\nThe force should act.\n")
    problem, instead = message(refusal.value, translator(language)), remedy(refusal.value, translator(language))
    assert all(words in problem for words in ("“Recommendation 3”: 1", "“Progress June 2024”", "“Recommendation 1”."))
    assert "“Progress June 2024”" in instead


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
