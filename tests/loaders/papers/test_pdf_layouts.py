"""Papers as PDF in the designs that offices publish, each built of texts at fixed positions."""

import pytest

from tests.loaders.papers.test_recognise import found, read, table
from tests.support.papers.pages import STEP, HorizontalLine, PositionedText, down, heading, pages

LABELS, TEXTS = 72, 220
"""The left edges of the two columns of a table with headings left of their text."""


def updates(content):
    return table(read(content, "paper.pdf"), "progress", "ref", "date", "status", "update")


def recommendations(content):
    return table(read(content, "paper.pdf"), "recommendations", "ref", "recommendation", "theme")


def promises(content):
    return table(read(content, "paper.pdf"), "monitoring", "ref", "activity")


def labelled_row(base, label, *lines, left=LABELS, text=TEXTS):
    """Return a row of a table with its heading left of its text, and the base line of the next row."""
    names = label.split("\n")
    rows = max(len(names), len(lines))
    shown = [one for name in [down(left, base, *names, bold=True)] for one in name] + down(text, base, *lines)
    return shown, base - rows * STEP


def labelled_rows(base, *rows, **positions):
    shown = []
    for label, *lines in rows:
        more, base = labelled_row(base, label, *lines, **positions)
        shown += more
    return shown


FIRST = (
    ("Response March 2025", "• The posts are advertised, and the first", "  were filled."),
    (
        "Progress\nNovember 2025",
        "• All posts but one are filled.",
        "• Induction is under way in Newport and",
        "  Cwmbran.",
    ),
    ("Ongoing OPCC\nmonitoring activity", "• An update will be requested."),
    ("Status", "Amber"),
)
READ = [
    ("1", "March 2025", None, "The posts are advertised, and the first were filled."),
    ("1", "November 2025", "Amber", "All posts but one are filled.\nInduction is under way in Newport and Cwmbran."),
]


def test_headings_left_of_their_text_are_read_with_it():
    title = heading(72, 780, "Recommendation 1") + down(72, 760, "The force should fill every post in its suites.")
    paper = pages(title + labelled_rows(730, *FIRST))
    assert recommendations(paper) == [("1", "The force should fill every post in its suites.", None)]
    assert updates(paper) == READ
    assert promises(paper) == [("1", "An update will be requested.")]


def test_a_status_may_be_in_a_separate_column_behind_the_text():
    title = heading(72, 780, "Recommendation 1") + down(72, 760, "The force should fill every post in its suites.")
    progress = ("Progress\nNovember 2025", "• All posts but one are filled, and", "  the last will be.")
    table = labelled_rows(730, FIRST[0], progress, *FIRST[2:3])
    level = next(one.base for one in table if one.text.startswith("All posts"))
    assert updates(pages([*title, *table, PositionedText(480, level, "Amber")])) == [
        READ[0],
        ("1", "November 2025", "Amber", "All posts but one are filled, and the last will be."),
    ]


def test_a_recommendation_may_stand_in_the_same_table():
    paper = pages(
        labelled_rows(780, ("Recommendation 1", "The force should fill every post", "in its suites."), *FIRST)
    )
    assert recommendations(paper) == [("1", "The force should fill every post in its suites.", None)]
    assert updates(paper) == READ


@pytest.mark.parametrize(
    "repeated_headings",
    [
        [],
        heading(LABELS, 790, "Progress November 2025"),
        down(LABELS, 790, "Progress November", "2025 (continued)", bold=True),
    ],
    ids=["without its heading", "with its heading", "with its heading, continued"],
)
def test_a_row_goes_on_on_the_next_page(repeated_headings):
    first = heading(72, 300, "Recommendation 1") + down(72, 280, "The force should fill every post in its suites.")
    first += labelled_rows(
        250, FIRST[0], ("Progress November 2025", "• All posts but one are filled.", "• Induction is")
    )
    second = (
        repeated_headings + down(TEXTS, 790, "  under way in Newport and Cwmbran.") + labelled_rows(770, *FIRST[2:])
    )
    paper = pages(
        [PositionedText(72, 810, "Custody Review"), *first, PositionedText(72, 30, "Page 1")],
        [*second, PositionedText(72, 30, "Page 2")],
    )
    assert updates(paper) == READ
    assert promises(paper) == [("1", "An update will be requested.")]


def test_a_vertically_centred_heading_belongs_to_its_whole_cell():
    title = heading(72, 780, "Recommendation 1") + down(72, 760, "The force should fill every post in its suites.")
    borders = [HorizontalLine(66, 530, base) for base in (742, 700, 658)]
    cells = heading(LABELS, 716, "Response March 2025") + down(TEXTS, 730, "• One.", "• Two.", "• Three.")
    cells += heading(LABELS, 674, "Progress November 2025") + down(TEXTS, 688, "• Four.", "• Five.", "• Six.")
    assert updates(pages(title + borders + cells)) == [
        ("1", "March 2025", None, "One.\nTwo.\nThree."),
        ("1", "November 2025", None, "Four.\nFive.\nSix."),
    ]


def test_tables_with_headings_left_of_their_text_may_be_side_by_side():
    def half(ref, left):
        rows = (
            (f"Recommendation {ref}", f"Text of {ref}."),
            ("Response March 2025", f"• Response of {ref}."),
            ("Progress\nNovember 2025", f"• Progress of {ref}."),
        )
        return labelled_rows(500, *rows, left=left, text=left + 130)

    paper = pages(half("1", 60) + half("2", 440), landscape=True)
    assert recommendations(paper) == [("1", "Text of 1.", None), ("2", "Text of 2.", None)]
    assert updates(paper) == [
        ("1", "March 2025", None, "Response of 1."),
        ("1", "November 2025", None, "Progress of 1."),
        ("2", "March 2025", None, "Response of 2."),
        ("2", "November 2025", None, "Progress of 2."),
    ]


def test_the_headings_of_one_recommendation_may_be_left_of_their_text_two_in_a_row():
    title = heading(60, 540, "Recommendation 1") + down(60, 520, "The force should fill every post in its suites.")
    left = labelled_rows(490, ("Response March 2025", "• One."), ("Progress June 2025", "• Two."), left=60, text=190)
    right = labelled_rows(490, ("Progress May 2025", "• Three."), ("Progress July 2025", "• Four."), left=440, text=570)
    assert sorted(updates(pages(title + left + right, landscape=True))) == [
        ("1", "July 2025", None, "Four."),
        ("1", "June 2025", None, "Two."),
        ("1", "March 2025", None, "One."),
        ("1", "May 2025", None, "Three."),
    ]


ACROSS = (60, 310, 560)


def across(base, *cells):
    """Return a row of a table of three columns."""
    return [one for left, lines in zip(ACROSS, cells, strict=True) for one in down(left, base, *lines)]


def headings_across(base):
    names = ("Response March 2025", "Progress May 2025", "Progress November 2025")
    return [one for left, name in zip(ACROSS, names, strict=True) for one in heading(left, base, name)]


SIDE_BY_SIDE = heading(60, 540, "Recommendation 1") + down(60, 520, "The force should fill every post in its suites.")
READ_ACROSS = [
    ("1", "March 2025", None, "The posts are advertised."),
    ("1", "May 2025", "Amber", "Half of the posts are filled, and others are advertised."),
    ("1", "November 2025", "Green", "All are filled.\nInduction is over."),
]


def test_a_row_of_statuses_below_updates_side_by_side_gives_each_its_status():
    body = across(
        470,
        ["• The posts are advertised."],
        ["• Half of the posts are filled, and", "  others are advertised."],
        ["• All are filled.", "• Induction is over."],
    )
    paper = pages(SIDE_BY_SIDE + headings_across(490) + body + across(420, [], ["Amber"], ["Green"]), landscape=True)
    assert updates(paper) == READ_ACROSS


@pytest.mark.parametrize("repeated_headings", [[], headings_across(560)], ids=["without", "with"])
def test_updates_side_by_side_go_on_on_the_next_page_with_or_without_their_headings(repeated_headings):
    first = across(
        88,
        ["• The posts are", "  advertised."],
        ["• Half", "  of the posts are filled, and"],
        ["• All", "  are", "  filled."],
    )
    second = across(540, [], ["  others are advertised."], ["• Induction is over."])
    statuses = across(490, [], ["Amber"], ["Green"])
    paper = pages(SIDE_BY_SIDE + headings_across(108) + first, repeated_headings + second + statuses, landscape=True)
    assert updates(paper) == READ_ACROSS


def test_columns_of_text_are_read_one_after_the_other():
    left = heading(60, 540, "Recommendation 1") + down(60, 520, "The force should fill every post,", "and soon.")
    left += heading(60, 480, "Response March 2025")
    left += down(60, 460, "• The posts are advertised.", "• The first of them were filled", "  in April.")
    left += heading(60, 400, "Progress November 2025") + down(60, 380, "• All posts but one are filled. The")
    right = down(440, 540, "  last will be filled in spring.", "• Induction is under way.")
    right += heading(440, 500, "Recommendation 2") + down(440, 480, "Detainees should see a nurse,", "at once.")
    right += heading(440, 440, "Progress November 2025") + down(440, 420, "• A nurse was hired for Newport", "  alone.")
    paper = pages(left + right, landscape=True)
    assert recommendations(paper) == [
        ("1", "The force should fill every post, and soon.", None),
        ("2", "Detainees should see a nurse, at once.", None),
    ]
    assert updates(paper) == [
        ("1", "March 2025", None, "The posts are advertised.\nThe first of them were filled in April."),
        (
            "1",
            "November 2025",
            None,
            "All posts but one are filled. The last will be filled in spring.\nInduction is under way.",
        ),
        ("2", "November 2025", None, "A nurse was hired for Newport alone."),
    ]


def plain(*lines):
    """Return a page with a recommendation and its update, and bullets below."""
    shown = heading(72, 780, "Recommendation 1") + down(72, 760, "The force should fill every post in its suites.")
    return shown + heading(72, 730, "Progress November 2025") + down(72, 710, *lines)


def test_a_bullet_goes_on_on_the_next_page_where_its_text_does_whatever_stands_between():
    def page(number, shown):
        return [PositionedText(72, 815, "Custody Review"), *shown, PositionedText(72, 40, f"Page {number} of 3")]

    note = [HorizontalLine(72, 216, 90), *down(72, 76, "1 The board pays for nurses in custody.", size=9)]
    first = page(1, [*plain("• All posts are filled.", "• Induction is under way."), *note])
    second = page(2, down(72, 780, "  It will end in spring.", "• The force reports again."))
    paper = pages(first, second, page(3, down(72, 780, "  It does so in May.", "All of it was said in public.")))
    assert updates(paper) == [
        (
            "1",
            "November 2025",
            None,
            "All posts are filled.\nInduction is under way. It will end in spring.\n"
            "The force reports again. It does so in May.\nAll of it was said in public.",
        )
    ]
    assert [words for *_, words in found(read(paper, "a.pdf"), "paper-footnotes")] == [
        "¹ The board pays for nurses in custody."
    ]


def test_a_point_whose_sign_stands_in_its_text_goes_on_behind_a_page_that_ends_with_a_full_line():
    full = "- The board has agreed to fill each of the posts that are empty by May."
    first = heading(72, 780, "Recommendation 1") + down(72, 760, "The force should fill every post in its suites.")
    first += heading(72, 730, "Progress November 2025") + down(72, 710, full, "- Posts are filled.", full)
    second = down(72, 780, "Induction is under way in Newport.", "- The force reports.")
    assert updates(pages(first, second))[0][3].split("\n") == [
        full[2:],
        "Posts are filled.",
        f"{full[2:]} Induction is under way in Newport.",
        "The force reports.",
    ]


def test_headings_stand_above_their_text_also_where_a_line_above_them_ends_above_one_of_them():
    text = (
        "The force should fill every post in the custody suites in Newport, in Cwmbran and",
        "in every other town in which it has any suite or will have it all",
    )
    title = heading(62, 560, "Recommendation 1") + down(62, 544, *text)
    labels = ("Response March 2025", "Progress May 2025", "Progress June 2025", "Ongoing OPCC monitoring")
    lefts = (62, 229, 356, 563)
    heads = [one for left, label in zip(lefts, labels, strict=True) for one in heading(left, 500, label)]
    heads += heading(563, 486, "activity")
    long = [f"  of the posts in suite {number}," for number in range(2, 10)]
    cells = down(62, 470, "• All of the posts are filled,", *long, "  and here.") + down(229, 470, "• One post.")
    cells += down(356, 470, "• Some are filled,", *long[:6], "  and here.") + down(563, 470, "• An update is due.")
    progress = [row[3][:20] for row in updates(pages(title + heads + cells, landscape=True))]
    assert progress == ["All of the posts are", "One post.", "Some are filled, of "]


def test_a_bullet_whose_rest_got_a_sign_by_the_split_of_its_paragraph_is_one():
    rest = [
        PositionedText(90, 780, "•"),
        PositionedText(108, 780, "It will end in spring, and then the force will"),
        PositionedText(90, 766, "report."),
    ]
    paper = pages(plain("• Induction is under way."), rest)
    assert updates(paper) == [
        (
            "1",
            "November 2025",
            None,
            "Induction is under way. It will end in spring, and then the force will report.",
        )
    ]


def test_a_line_that_stops_early_ends_its_paragraph_and_one_that_is_full_does_not():
    full = "The force has filled every post in its custody suites in Newport and Cwmbran. Every"
    paper = pages(plain("It is done.", full, "post was advertised. Two were advertised twice."))
    assert updates(paper) == [
        (
            "1",
            "November 2025",
            None,
            f"It is done.\n{full} post was advertised. Two were advertised twice.",
        )
    ]


def test_ligatures_and_spaces_that_do_not_break_are_read_as_letters_and_spaces():
    shown = plain()
    ligature = pages(
        [*shown, PositionedText(72, 710, b"The \xdele is \xdfat\xcaand o\xdece-made.")], encoding="/MacRomanEncoding"
    )
    assert updates(ligature) == [("1", "November 2025", None, "The file is flat and ofice-made.")]


def test_a_watermark_that_stands_aslant_is_no_text():
    watermark = b"q 0.7 0.7 -0.7 0.7 200 300 cm BT /F 60 Tf (DRAFT) Tj ET Q"
    assert updates(pages([watermark, *plain("• Done.")])) == [("1", "November 2025", None, "Done.")]


def test_raised_digits_are_the_signs_of_footnotes_where_they_stand():
    raised = [
        PositionedText(72, 710, "The nurse"),
        PositionedText(72 + 47.1, 714, "1", size=6),
        PositionedText(72 + 50.5, 710, " started."),
    ]
    assert updates(pages(plain() + raised)) == [("1", "November 2025", None, "The nurse¹ started.")]


def test_text_drawn_by_kerned_strings_moves_and_scales_reads_as_it_shows():
    drawn = b"q 2 0 0 2 0 0 cm BT /F 5.5 Tf 36 355 Td [(All p) 20 (osts) -300 (are)] TJ ( f) Tj 0.5 Tc (illed.) Tj ET Q"
    assert updates(pages([*plain(), drawn])) == [("1", "November 2025", None, "All posts are filled.")]


def test_signs_of_items_that_are_drawn_as_dots_are_signs():
    dots = b"q 74 713 3 3 re f 74 699 3 3 re f 92 685 3 3 re S Q"
    lines = [
        PositionedText(90, 710, "All are filled."),
        PositionedText(90, 696, "Induction is under way:"),
        PositionedText(108, 682, "in Newport."),
    ]
    assert updates(pages([*plain(), dots, *lines])) == [
        ("1", "November 2025", None, "All are filled.\nInduction is under way:\nin Newport.")
    ]


def test_the_words_of_a_heading_left_of_its_text_may_be_widely_spaced_and_split():
    title = heading(72, 780, "Recommendation 1") + down(72, 760, "The force should fill every post in its suites.")
    widely_spaced = heading(72, 730, "Progress") + heading(150, 730, "June") + heading(72, 716, "2025")
    parted = heading(72, 688, "Ongoing OPCC monitor-") + heading(72, 674, "ing activity")
    text = down(220, 730, "• All are filled.", "• More come.") + down(220, 688, "• An update will be requested.")
    paper = pages(title + widely_spaced + parted + text)
    assert updates(paper) == [("1", "June 2025", None, "All are filled.\nMore come.")]
    assert promises(paper) == [("1", "An update will be requested.")]


def test_a_status_below_bullets_begins_left_of_their_text():
    assert updates(pages(plain("• All are filled.", "Green"))) == [("1", "November 2025", "Green", "All are filled.")]
