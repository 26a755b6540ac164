"""Papers as PDF in the designs that offices publish, each built of texts at fixed positions."""

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfWriter

from loaders import read_workbook
from model.issue import WorkbookError
from tests.support.papers.pages import STEP, HorizontalLine, PositionedText, down, heading, pages
from tests.support.papers.papers import as_pdf

FILL = "The force should fill every post in its suites."


def rows(content, name, *fields):
    reading: Any = read_workbook(content, name="paper.pdf")
    return [
        tuple(row["date"].words if field == "date" else row[field] for field in fields) for row in reading.rows[name]
    ]


def updates(content):
    return rows(content, "progress", "ref", "date", "status", "update")


def title(left=72, base=780):
    return heading(left, base, "Recommendation 1") + down(left, base - 20, FILL)


def labelled(base, *items, left=72, text=220):
    """Return rows of a table with their headings left of their texts."""
    shown = []
    for label, *lines in items:
        names = label.split("\n")
        shown += down(left, base, *names, bold=True) + down(text, base, *lines)
        base -= max(len(names), len(lines)) * STEP
    return shown


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


@pytest.mark.parametrize(
    "shown",
    [
        title() + labelled(730, *LABELLED),
        title() + labelled(730, *LABELLED, text=193),
        labelled(780, ("Recommendation 1", "The force should fill every post", "in its suites."), *LABELLED),
    ],
    ids=["below the recommendation", "close to their text", "with the recommendation"],
)
def test_headings_left_of_their_text_are_read_with_it(shown):
    paper = pages(shown)
    assert rows(paper, "recommendations", "ref", "recommendation") == [("1", FILL)]
    assert updates(paper) == READ
    assert rows(paper, "monitoring", "ref", "activity") == [("1", "An update will be requested.")]


@pytest.mark.parametrize(
    "repeated",
    [
        [],
        heading(72, 790, "Progress November 2025"),
        down(72, 790, "Progress November", "2025 (continued)", bold=True),
    ],
    ids=["without its heading", "with its heading", "with its heading, continued"],
)
def test_a_cell_goes_on_on_the_next_page(repeated):
    half = ("Progress November 2025", "• All posts but one are filled.", "• Induction is under way")
    first = [*title(base=300), *labelled(250, LABELLED[0], half)]
    second = repeated + down(220, 790, "  in Newport and here.") + labelled(770, *LABELLED[2:])
    header, footer = PositionedText(72, 810, "Custody Review"), PositionedText(72, 30, "Page 2")
    assert updates(pages([header, *first, PositionedText(72, 30, "Page 1")], [*second, footer])) == READ


def test_a_status_may_be_in_a_separate_column_behind_the_text():
    progress = ("Progress\nNovember 2025", "• All posts but one are filled, and", "  the last will be.")
    table = labelled(730, LABELLED[0], progress, LABELLED[2])
    level = next(one.base for one in table if one.text.startswith("All posts"))
    assert updates(pages([*title(), *table, PositionedText(480, level, "Amber")])) == [
        READ[0],
        ("1", "November 2025", "Amber", "All posts but one are filled, and the last will be."),
    ]


def test_a_heading_left_of_its_text_may_be_centred_between_borders_and_justified_and_split():
    borders = [HorizontalLine(66, 530, base) for base in (742, 700, 658)]
    cells = heading(72, 716, "Response March 2025") + down(220, 730, "• One.", "• Two.", "• Three.")
    cells += heading(72, 674, "Progress") + heading(150, 674, "June") + heading(72, 660, "2025")
    cells += down(220, 688, "• Four.", "• Five.", "• Six.")
    assert updates(pages(title() + borders + cells)) == [
        ("1", "March 2025", None, "One.\nTwo.\nThree."),
        ("1", "June 2025", None, "Four.\nFive.\nSix."),
    ]


def test_tables_may_be_side_by_side_of_one_recommendation_or_of_two():
    one = labelled(490, ("Response March 2025", "• One."), ("Progress June 2025", "• Two."), left=60, text=190)
    two = labelled(490, ("Progress May 2025", "• Three."), ("Progress July 2025", "• Four."), left=440, text=570)
    assert sorted(updates(pages(title(60, 540) + one + two, landscape=True))) == [
        ("1", "July 2025", None, "Four."),
        ("1", "June 2025", None, "Two."),
        ("1", "March 2025", None, "One."),
        ("1", "May 2025", None, "Three."),
    ]
    first = labelled(500, ("Recommendation 1", FILL), ("Response March 2025", "• One."), left=60, text=190)
    second = labelled(500, ("Recommendation 2", "Find a nurse."), ("Progress May 2025", "• Two."), left=440, text=570)
    assert updates(pages(first + second, landscape=True)) == [
        ("1", "March 2025", None, "One."),
        ("2", "May 2025", None, "Two."),
    ]


def across(base, *cells, bold=False):
    """Return a row of a table of three columns."""
    return [
        one for left, lines in zip((60, 310, 560), cells, strict=True) for one in down(left, base, *lines, bold=bold)
    ]


def headings_across(base):
    return across(base, ["Response March 2025"], ["Progress May 2025"], ["Progress November 2025"], bold=True)


@pytest.mark.parametrize("repeated", [None, [], headings_across(560)], ids=["one page", "two", "two, with headings"])
def test_updates_side_by_side_have_their_statuses_below_them_also_on_the_next_page(repeated):
    base, first = (470, 490) if repeated is None else (88, 108)
    above = title(60, 540) + headings_across(first)
    above += across(
        base, ["• It is", "  under way."], ["• Half of the", "  posts are filled, and"], ["• All", "  are filled."]
    )
    below = across(base - 28 if repeated is None else 540, [], ["  others are advertised."], ["• Induction is over."])
    below += across(400, [], ["Amber"], ["Green"])
    contents = [above + below] if repeated is None else [above, repeated + below]
    assert updates(pages(*contents, landscape=True)) == [
        ("1", "March 2025", None, "It is under way."),
        ("1", "May 2025", "Amber", "Half of the posts are filled, and others are advertised."),
        ("1", "November 2025", "Green", "All are filled.\nInduction is over."),
    ]


def test_columns_of_text_are_read_one_after_the_other():
    left = heading(60, 540, "Recommendation 1") + down(60, 520, "The force should fill every post", "in its suites.")
    left += heading(60, 480, "Response March 2025")
    left += down(60, 460, "• The posts are advertised.", "• The first of them were filled", "  in April.")
    left += heading(60, 400, "Progress November 2025") + down(60, 380, "• All posts but one are filled. The")
    right = down(440, 540, "  last will be filled in spring.", "• Induction is under way.")
    right += heading(440, 500, "Recommendation 2") + down(440, 480, "Detainees should see a nurse,", "at once.")
    right += heading(440, 440, "Progress November 2025") + down(440, 420, "• A nurse was hired for Newport", "  alone.")
    filled = "All posts but one are filled. The last will be filled in spring.\nInduction is under way."
    assert updates(pages(left + right, landscape=True)) == [
        ("1", "March 2025", None, "The posts are advertised.\nThe first of them were filled in April."),
        ("1", "November 2025", None, filled),
        ("2", "November 2025", None, "A nurse was hired for Newport alone."),
    ]


def plain(*lines):
    """Return a page with a recommendation and its update, and lines below."""
    return title() + heading(72, 730, "Progress November 2025") + down(72, 710, *lines)


FULL = "- The board has agreed to fill each of the posts that are empty by May."
SPLIT = [
    PositionedText(90, 780, "•"),
    PositionedText(108, 780, "It will end in spring, and then the force will"),
    PositionedText(90, 766, "report."),
]


@pytest.mark.parametrize(
    ("contents", "update"),
    [
        (
            [plain("• It is under way."), down(72, 780, "  It will end in May.", "All of it was said in public.")],
            "It is under way. It will end in May.\nAll of it was said in public.",
        ),
        (
            [plain(FULL, "- Posts are filled.", FULL), down(72, 780, "It is under way in Newport.", "- More come.")],
            f"{FULL[2:]}\nPosts are filled.\n{FULL[2:]} It is under way in Newport.\nMore come.",
        ),
        (
            [plain("• It is under way."), SPLIT],
            "It is under way. It will end in spring, and then the force will report.",
        ),
        ([plain("It is done.", f"{FULL[2:]} Every", "post was.")], f"It is done.\n{FULL[2:]} Every post was."),
    ],
    ids=["aligned with its text", "behind a full line", "with a sign of its own", "a line that stops early"],
)
def test_a_paragraph_goes_on_where_its_lines_show_it_also_on_the_next_page(contents, update):
    assert updates(pages(*contents)) == [("1", "November 2025", None, update)]


def test_headers_footers_and_footnotes_are_no_text():
    def page(number, shown):
        return [PositionedText(72, 815, "Custody Review"), *shown, PositionedText(72, 40, f"Page {number} of 3")]

    note = [HorizontalLine(72, 216, 90), *down(72, 76, "1 The board pays for nurses in custody.", size=9)]
    second, third = down(72, 780, "  It will end in spring."), down(72, 780, "• It is over.")
    paper = pages(page(1, plain("• It is under way.") + note), page(2, second), page(3, third))
    assert updates(paper) == [("1", "November 2025", None, "It is under way. It will end in spring.\nIt is over.")]
    issues = read_workbook(paper, name="paper.pdf").issues
    assert [issue.found for issue in issues if issue.code == "paper-footnotes"] == [
        "¹ The board pays for nurses in custody."
    ]


RAISED = [
    PositionedText(72, 710, "The nurse"),
    PositionedText(72 + 47.1, 714, "1", size=6),
    PositionedText(72 + 50.5, 710, " started."),
]
DOTS = [b"q 74 713 3 3 re f 74 699 3 3 re f Q", PositionedText(90, 710, "One is."), PositionedText(90, 696, "Two are.")]
ASLANT = b"q 0.7 0.7 -0.7 0.7 200 300 cm BT /F 60 Tf (DRAFT) Tj ET Q"


@pytest.mark.parametrize(
    ("shown", "update"),
    [(RAISED, "The nurse¹ started."), (DOTS, "One is.\nTwo are."), ([ASLANT, *down(72, 710, "Done.")], "Done.")],
    ids=["a footnote's sign", "bullets drawn as dots", "a watermark"],
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
    issues = read_workbook(paper, name="paper.pdf").issues
    assert [issue.sheet for issue in issues if issue.code == "paper-page-without-text"] == ["page 2"]


def test_a_pdf_that_is_only_protected_against_changes_is_read():
    writer, target = PdfWriter(clone_from=BytesIO(as_pdf())), BytesIO()
    writer.encrypt("", "owner", algorithm="RC4-128")
    writer.write(target)
    assert updates(target.getvalue()) == updates(as_pdf())
