from dataclasses import replace

import pandas as pd

from reports.content.document import Paragraph, Text
from reports.excel.cover_and_notes import cover_lines
from reports.meeting_pack.pack import meeting_pack
from reports.panel.report import panel_report
from reports.panel.slides import panel_slides
from reports.text.narrator import Narrator
from reports.text.since import overdue_since_line
from tests.support.editions import edition_of

DAY = pd.Timestamp("2026-11-27")
LINE = "At the end of June 2024 1 monitoring promise was overdue. On 27 November 2026 2 are."


def made_today(**options):
    return replace(edition_of(**options), made_on=DAY)


def paragraphs(document):
    return [block.spans[0].words for block in document.blocks if isinstance(block, Paragraph) and _is_text(block)]


def _is_text(block):
    return isinstance(block.spans[0], Text)


def test_papers_say_what_has_become_overdue_since_their_month():
    assert LINE in paragraphs(panel_report(made_today()))
    assert LINE in paragraphs(meeting_pack(made_today()))
    assert LINE in dict(reversed(line) for line in cover_lines(Narrator(made_today())))
    (points, *_charts) = panel_slides(Narrator(made_today()))[0].body
    assert LINE in [spans[0].words for spans in points.points]


def test_of_recommendations_without_a_promise_nothing_is_said():
    edition = made_today()
    others = edition.tracker.recommendations.query("ref == '2'")
    assert overdue_since_line(Narrator(edition), others) == ""


def test_a_paper_that_does_not_depend_on_the_day_says_nothing():
    assert overdue_since_line(Narrator(edition_of())) == ""
