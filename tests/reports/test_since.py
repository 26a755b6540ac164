from dataclasses import replace

import pandas as pd

from reports.document import Bullets, Heading, Paragraph, Points, text_spans
from reports.excel.workbook import cover_lines
from reports.meeting_pack import meeting_pack
from reports.outline import build_outline
from reports.panel.report import panel_report
from reports.panel.slides import panel_slides
from reports.registry import PaperType
from reports.text.narrator import Narrator, overdue_since_line
from tests.support.editions import edition_of

DAY = pd.Timestamp("2026-11-27")
LINE = "At the end of June 2024, 1 monitoring promise was overdue. On 27 November 2026, 2 are."
LATE = "2 promises are overdue (1 at the end of June 2024)."


def made_today(**options):
    return replace(edition_of(**options), made_on=DAY)


def text_line(words):
    return Paragraph(text_spans(words, strong=True))


def test_papers_have_what_has_become_overdue_since_their_month():
    late = Heading("What is late on 27 November 2026", 2), Bullets((text_spans(LATE),))
    assert [block for block in panel_report(made_today()).blocks if block in late] == [*late]
    assert text_line(LINE) in meeting_pack(made_today()).blocks
    assert ("line", LINE) in cover_lines(Narrator(made_today()))
    assert (
        Points((*_points(edition_of()), text_spans(LINE, muted=True)))
        == panel_slides(Narrator(made_today()))[0].body[0]
    )


def test_no_paper_has_that_a_promise_is_still_to_come_when_it_has_passed():
    texts = [block.spans for block in meeting_pack(made_today()).blocks if isinstance(block, Paragraph)]
    assert [spans for spans in texts if spans == text_line(LINE).spans or "is overdue" in str(spans)] == [
        text_line(LINE).spans
    ]
    assert [slide.title for slide in panel_slides(Narrator(made_today())) if "overdue" in slide.title] == [LINE]
    assert [line for line in build_outline(made_today(), PaperType.PACK, ".docx").sentences if "overdue" in line] == [
        LINE
    ]
    assert LATE in build_outline(made_today(), PaperType.PANEL, ".docx").sentences


def _points(edition):
    (points,) = panel_slides(Narrator(edition))[0].body
    assert isinstance(points, Points)
    return points.points


def test_recommendations_without_a_promise_have_no_line():
    edition = made_today()
    others = edition.tracker.recommendations.query("ref == '2'")
    assert overdue_since_line(Narrator(edition), others) == ""


def test_a_paper_that_does_not_depend_on_the_day_has_no_line():
    assert overdue_since_line(Narrator(edition_of())) == ""
