"""Papers as PDF in the designs that offices publish, each built of texts at fixed positions."""

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, StreamObject

from loaders.canonical import workbook_bytes
from loaders.pipeline import read_workbook
from model.tracker.reading import WorkbookError
from tests.support.papers.pages import STEP, down, grid, heading, horizontal_line, pages, positioned
from tests.support.papers.papers import as_pdf

FILL = "The force should fill every post in its suites."


def rows(content, name, *fields):
    reading: Any = read_workbook(content, name="paper.pdf")
    return [
        tuple(row["date"].words if field == "date" else row[field] for field in fields) for row in reading.rows[name]
    ]


def updates(content):
    return rows(content, "progress", "ref", "date", "status", "update")


def issues(content, code):
    found = read_workbook(content, name="paper.pdf").issues
    return [(issue.sheet, issue.found) for issue in found if issue.code == code]


def title(left=72, base=780):
    return heading(left, base, "Recommendation 1") + down(left, base - 20, FILL)


def labelled(base, *items, lines=grid, left=72, text=220):
    """Return rows of a table with their headings left of their texts."""
    shown, bases = [], [base + STEP]
    for label, *texts in items:
        names = label.split("\n")
        shown += down(left, base, *names, bold=True) + down(text, base, *texts)
        base -= max(len(names), len(texts)) * STEP + 6
        bases.append(base + STEP)
    return shown + lines((left - 6, text - 6, 540), bases)


def rules(lefts, bases):
    """Return lines between the rows of a table, and none between its columns."""
    return [horizontal_line(lefts[0], lefts[-1], base) for base in bases]


LABELLED = (
    ("Response March 2025", "• The posts are advertised, and the first", "  were filled."),
    (
        "Progress\nNovember 2025",
        "• All posts but one are filled.",
        "• Induction is under way in Newport and",
        "  here.",
    ),
    ("Ongoing OPCC\nmonitoring activity", "• An update will be requested."),
    ("Status", "Amber"),
)
READ = [
    ("1", "March 2025", None, "The posts are advertised, and the first were filled."),
    ("1", "November 2025", "Amber", "All posts but one are filled.\nInduction is under way in Newport and here."),
]


@pytest.mark.parametrize("lines", [grid, rules])
@pytest.mark.parametrize(
    "recommended", [(), ("Recommendation 1", "The force should fill every post", "in its suites.")]
)
def test_headings_left_of_their_text_are_read_with_it(lines, recommended):
    table = labelled(730, *([recommended] if recommended else []), *LABELLED, lines=lines)
    paper = pages(table if recommended else title() + table)
    assert rows(paper, "recommendations", "ref", "recommendation") == [("1", FILL)]
    assert updates(paper) == READ
    assert rows(paper, "monitoring", "ref", "activity") == [("1", "An update will be requested.")]


@pytest.mark.parametrize("repeated", ["", "Progress\nNovember 2025", "Progress November\n2025 (continued)"])
def test_a_cell_goes_on_on_the_next_page(repeated):
    half = ("Progress November 2025", "• All posts but one are filled.", "• Induction is under way")
    first = [*title(base=300), *labelled(250, LABELLED[0], half)]
    second = labelled(790, (repeated, "  in Newport and here."), *LABELLED[2:])
    header, footer = positioned(72, 815, "Custody Review"), positioned(72, 30, "Page 2")
    assert updates(pages([header, *first, positioned(72, 30, "Page 1")], [*second, footer])) == READ


def test_text_next_to_a_table_is_read_after_it():
    table = [*down(72, 730, "Red"), *down(142, 730, "Late"), *grid((66, 136, 206), (744, 724))]
    update = heading(72, 780, "Progress November 2025") + down(72, 760, "• It is under way.")
    paper = pages([*title(), *table, *down(260, 730, "Amber beside.")], update)
    assert rows(paper, "recommendations", "recommendation") == [(f"{FILL}\nRed Late Amber beside.",)]


def across(base, *cells, bold=False):
    """Return a row of a table of three columns."""
    return [
        one for left, lines in zip((60, 310, 560), cells, strict=True) for one in down(left, base, *lines, bold=bold)
    ]


def headings_across(base):
    return across(base, ["Response March 2025"], ["Progress May 2025"], ["Progress November 2025"], bold=True)


def cells(*bases):
    return grid((54, 304, 554, 800), bases)


@pytest.mark.parametrize("repeated", [None, [], headings_across(560)], ids=["one page", "two", "two, with headings"])
def test_updates_side_by_side_have_their_statuses_below_them_also_on_the_next_page(repeated):
    base, first = (470, 490) if repeated is None else (88, 108)
    above = title(60, 540) + headings_across(first)
    above += across(
        base, ["• It is", "  under way."], ["• Half of the", "  posts are filled, and"], ["• All", "  are filled."]
    )
    below = across(base - 28 if repeated is None else 540, [], ["  others are advertised."], ["• Induction is over."])
    below += across(400, [], ["Amber"], ["Green"])
    if repeated is None:
        contents = [above + below + cells(first + 14, base + 14, 414, 394)]
    else:
        top = [574, 554] if repeated else [554]
        contents = [above + cells(first + 14, base + 14, base - 20), repeated + below + cells(*top, 414, 394)]
    assert updates(pages(*contents, landscape=True)) == [
        ("1", "March 2025", None, "It is under way."),
        ("1", "May 2025", "Amber", "Half of the posts are filled, and others are advertised."),
        ("1", "November 2025", "Green", "All are filled.\nInduction is over."),
    ]


def no_lines(_lefts, _bases):
    return []


def columns():
    left = heading(60, 540, "Recommendation 1") + down(60, 520, *[FILL[:40]] * 8)
    return left + down(440, 540, *["last of them will be filled in spring, and", "the others in May."] * 4)


@pytest.mark.parametrize(
    "shown",
    [
        title() + labelled(730, *LABELLED, lines=no_lines),
        title() + headings_across(730) + across(710, ["• One."], ["• Two."], ["• Three."]),
        columns(),
    ],
    ids=["left of their text", "side by side", "columns of text"],
)
def test_text_side_by_side_without_lines_is_refused_with_its_page(shown):
    with pytest.raises(WorkbookError) as refusal:
        read_workbook(pages(title(), shown), name="paper.pdf")
    assert (refusal.value.code, refusal.value.details["page"]) == ("pdf-side-by-side", "2")


def plain(*lines):
    """Return a page with a recommendation and its update, and lines below."""
    return title() + heading(72, 730, "Progress November 2025") + down(72, 710, *lines)


FULL = "The board has agreed to fill each of the posts that are empty by May."


@pytest.mark.parametrize(
    ("contents", "update"),
    [
        (
            [plain("• It is under way."), down(72, 780, "  It will end in May.", "All of it was said in public.")],
            "It is under way. It will end in May.\nAll of it was said in public.",
        ),
        ([plain("It is done.", f"{FULL} Every", "post was.")], f"It is done.\n{FULL} Every post was."),
    ],
    ids=["aligned with its text", "a line that stops early"],
)
def test_a_paragraph_goes_on_where_its_lines_show_it_also_on_the_next_page(contents, update):
    assert updates(pages(*contents)) == [("1", "November 2025", None, update)]


def test_headers_footers_and_footnotes_are_no_text():
    def page(number, shown):
        return [positioned(72, 815, "Custody Review"), *shown, positioned(72, 40, f"Page {number} of 3")]

    note = [horizontal_line(72, 216, 90), *down(72, 76, "1 The board pays for nurses in custody.", size=9)]
    second, third = down(72, 780, "  It will end in spring."), down(72, 780, "• It is over.")
    paper = pages(page(1, plain("• It is under way.") + note), page(2, second), page(3, third))
    assert updates(paper) == [("1", "November 2025", None, "It is under way. It will end in spring.\nIt is over.")]
    assert issues(paper, "paper-footnotes") == [("page 1", "¹ The board pays for nurses in custody.")]


RAISED = [
    positioned(72, 710, "The nurse"),
    positioned(72 + 47.1, 714, "1", size=6),
    positioned(72 + 50.5, 710, " started."),
]
ASLANT = b"q 0.7 0.7 -0.7 0.7 200 300 cm BT /F 60 Tf (DRAFT) Tj ET Q"


@pytest.mark.parametrize(
    ("shown", "update"),
    [(RAISED, "The nurse¹ started."), ([ASLANT, *down(72, 710, "Done.")], "Done.")],
    ids=["a footnote's sign", "a watermark"],
)
def test_what_is_drawn_is_read_as_it_looks(shown, update):
    assert updates(pages(plain() + shown)) == [("1", "November 2025", None, update)]


@pytest.mark.parametrize(
    "content",
    [
        as_pdf()[:-3000],
        as_pdf().replace(b"/ToUnicode", b"/Nothing_No"),
        as_pdf(height="90mm").replace(b"/Type/Page/", b"/Type/Papa/", 1),
    ],
    ids=["a cut PDF", "a font without letters", "a page too few"],
)
def test_a_pdf_that_cannot_be_read_whole_is_refused(content):
    with pytest.raises(WorkbookError) as refusal:
        read_workbook(content, name="paper.pdf")
    assert refusal.value.code == "file-damaged"


def test_a_page_that_is_a_picture_is_named():
    picture = b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q"
    paper = pages(plain("• It is under way."), [picture], down(72, 780, "  It will end in May."))
    assert updates(paper) == [("1", "November 2025", None, "It is under way. It will end in May.")]
    assert issues(paper, "paper-page-without-text") == [("page 2", "")]


def test_a_pdf_that_is_only_protected_against_changes_is_read():
    writer, target = PdfWriter(clone_from=BytesIO(as_pdf())), BytesIO()
    writer.encrypt("", "owner", algorithm="RC4-128")
    writer.write(target)
    assert updates(target.getvalue()) == updates(as_pdf())


def test_half_surrogates_in_the_mapping_of_a_font_are_left_out():
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pages(plain("All are~ filled.")))))
    mapping = StreamObject()
    mapping.set_data(b"1 beginbfchar <7E> <D834> endbfchar")
    fonts: Any = writer.pages[0].get_inherited("/Resources")
    fonts["/Font"]["/F"][NameObject("/ToUnicode")] = writer._add_object(mapping)
    target = BytesIO()
    writer.write(target)
    reading = read_workbook(target.getvalue(), name="paper.pdf")
    assert [row["update"] for row in reading.rows["progress"]] == ["All are filled."]
    assert workbook_bytes(reading.rows, reading.scale)
