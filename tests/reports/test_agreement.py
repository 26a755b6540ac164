"""One number has one meaning: analysis, every paper and its outline count the same, and a stack has one order."""

import re
from collections import Counter
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from analysis.promises import occasions, promises
from analysis.reasons import overdue_counts
from analysis.status import count_by_round, status_at
from charts.base import Style
from model.terms import RED_AMBER_GREEN, STANDSTILLS, Appearance, Movement
from reports.calendar_file import calendar_bytes
from reports.document import Bullets, Heading, Paragraph, SlideChart, Table, Text
from reports.excel import cover_lines
from reports.meeting_pack import meeting_pack
from reports.open_data import build_resources
from reports.panel.report import late_summary, panel_report, with_day_of_lateness
from reports.panel.slides import group_slide, over_time_slide, panel_slides
from reports.registry import FORMATS, PaperType
from reports.tables import summary_sheets
from reports.text.narrator import Narrator
from reports.typesetting import status_over_time_svg
from tests.support.agreement import DRAWN, REFS, drawn_by_seed, numbers_of, sentences_of
from tests.support.chart_tables import FIVE, draw_small_multiples, draw_status_over_time
from tests.support.editions import edition_of, nasty_tracker
from tests.support.trackers import tracker_of, update_row
from wording.answers.recommendation import monitoring_sentence
from wording.catalogue import label
from wording.formatting import begin_sentence, mark_counts, mark_letter, mark_word

DAY = pd.Timestamp("2026-11-27")
# The months to judge from: the latest round, an earlier one, and that of the day.
MONTHS = (None, "2024-02", "2026-11")
# Of the first, something was reported before the first round; of the second, after the latest.
SEEDS = (6965, 105, 6965)


def on_drawn_trackers(test):
    """Run a test on a tracker judged from each month, and on one more that is drawn."""
    for seed, as_at in zip(SEEDS, MONTHS, strict=True):
        test = example(as_at, drawn_by_seed(seed))(test)
    drawn = given(st.sampled_from(MONTHS), DRAWN)(test)
    return settings(max_examples=1, deadline=None, phases=[Phase.explicit, Phase.generate])(drawn)


def drawn_edition(drawn, as_at):
    """Return an edition of a tracker drawn at random, made on the day."""
    edition = edition_of(drawn.tracker, as_at=as_at)
    return replace(edition, made_on=DAY, today=DAY if as_at == "2026-11" else None)


def expected(edition):
    """Return the translator, the numbers and the sentences of an edition, as analysis has them."""
    _, days = Narrator(edition).translator, {"as_at": edition.as_at, "today": edition.today}
    return _, numbers_of(edition.tracker, **days), sentences_of(edition.tracker, _, as_at=edition.as_at)


def words_of(spans):
    return "".join(span.words if isinstance(span, Text) else span.word for span in spans)


def only(*sentences):
    """Return the sentences that are not left out."""
    return [sentence for sentence in sentences if sentence]


def points_of(slide):
    return slide.body.items if isinstance(slide.body, Bullets) else ()


def moved_by_heading(numbers, _):
    """Return how many recommendations moved, by the heading of their movement; standstills are left out."""
    return {label("movement", kind, _): n for kind, n in numbers.moves.items() if Movement(kind) not in STANDSTILLS}


def rows_of_table(slides, title):
    """Return the rows of the tables of the slides with a title."""
    tables = [slide.body for slide in slides if slide.title == title and isinstance(slide.body, Table)]
    return [row for table in tables for row in table.rows]


def without_zeros(pairs):
    return {key: number for key, number in pairs if number}


def by_word(edition, numbers):
    """Return the number of recommendations by the word of their mark."""
    _, scale = Narrator(edition).translator, edition.tracker.scale
    return {mark_word(mark, scale, _): count for mark, count in numbers.counts.items()}


def _is_late(bullets):
    words = ("past its", "past their", "overdue", "reported nothing")
    return all(any(each in words_of(item)[:60] for each in words) for item in bullets.items)


@on_drawn_trackers
def test_the_panel_report_counts_as_analysis_does(as_at, drawn):
    edition = drawn_edition(drawn, as_at)
    _, numbers, (headline, movement) = expected(edition)
    blocks = panel_report(edition).blocks
    texts = [words_of(block.spans) for block in blocks if isinstance(block, Paragraph)]
    assert texts[0] == headline
    assert movement in texts or not numbers.moves
    now = edition.now
    late = overdue_counts(now.chosen, as_at=now.as_at, today=now.today)
    lines = next((block.items for block in blocks if isinstance(block, Bullets) and _is_late(block)), ())
    counted = (*late.values(), numbers.silent)
    assert [int(words_of(line).split()[0]) for line in lines] == [n for n in counted if n]
    tables = {block.title: block for block in blocks if isinstance(block, Table)}
    if not count_by_round(edition.tracker, as_at=edition.as_at).empty:
        table = tables["How many recommendations stood at each status, round by round"]
        cells = zip(table.header[1:-1], table.rows[-1][1:-1], strict=True)
        latest = without_zeros((heading, int(words_of(count))) for heading, count in cells)
        assert latest == {begin_sentence(word): count for word, count in by_word(edition, numbers).items()}
    moved = next((table.rows for title, table in tables.items() if title.startswith("What moved")), ())
    assert Counter(words_of(row[-1]) for row in moved) == moved_by_heading(numbers, _)


@on_drawn_trackers
def test_the_slides_count_as_analysis_does(as_at, drawn):
    edition = drawn_edition(drawn, as_at)
    _, numbers, (headline, movement) = expected(edition)
    slides = panel_slides(Narrator(edition))
    first = [words_of(point) for point in points_of(slides[0])]
    assert slides[0].title == headline
    assert {movement, late_summary(Narrator(edition))} - {""} <= set(first)
    by_title = {slide.title: slide.body for slide in slides}
    promised = [title for title in by_title if "monitoring promise" in title.lower() and "overdue" in title]
    now = edition.now
    due = promises(now.chosen, as_at=now.as_at, today=now.today)
    title = monitoring_sentence(due, _) if due["timing"].isin(["overdue", "due"]).any() else ""
    assert promised == only(with_day_of_lateness(Narrator(edition), title))
    marks = status_at(edition.tracker, as_at=edition.as_at)["mark"]
    listed = rows_of_table(slides, begin_sentence(mark_counts(marks, edition.tracker.scale, _)))
    assert Counter(words_of(row[1]).partition(" · ")[0] for row in listed) == by_word(edition, numbers)
    for chart in (body for body in by_title.values() if isinstance(body, SlideChart)):
        sizes = {mark.word: sum(counts) if chart.is_horizontal else counts[-1] for mark, counts in chart.series}
        assert without_zeros(sizes.items()) == by_word(edition, numbers)
    moves = Counter(words_of(row[-1]) for row in rows_of_table(slides, movement))
    assert moves == moved_by_heading(numbers, _)


@on_drawn_trackers
def test_the_meeting_pack_counts_as_analysis_does(as_at, drawn):
    edition = drawn_edition(drawn, as_at)
    _, numbers, _sentences = expected(edition)
    blocks = meeting_pack(edition).blocks
    texts = [words_of(block.spans) for block in blocks if isinstance(block, Paragraph)]
    marks = status_at(edition.tracker, as_at=edition.as_at)["mark"]
    assert texts[0] == f"4 recommendations: {mark_counts(marks, edition.tracker.scale, _)}."
    lists = [block.items for block in blocks if isinstance(block, Bullets)]
    overdue = [item for items in lists for item in items if words_of(item).endswith("overdue)")]
    assert len(overdue) == numbers.timings.get("overdue", 0)


@on_drawn_trackers
def test_the_workbook_and_the_open_data_count_as_analysis_does(as_at, drawn):
    edition = drawn_edition(drawn, as_at)
    _, numbers, _sentences = expected(edition)
    assert {late_summary(Narrator(edition))} - {""} <= {text for _kind, text in cover_lines(Narrator(edition))}
    sheets = {sheet.table_name: sheet for sheet in summary_sheets(Narrator(edition))}
    counts = list(sheets["counts_by_round"].rows)
    if counts:
        words = [word.lower() for word in sheets["counts_by_round"].header[1:-1]]
        latest = without_zeros(zip(words, counts[-1][1:-1], strict=True))
        assert latest == {word.lower(): count for word, count in by_word(edition, numbers).items()}
        assert counts[-1][-1] == len(REFS)
    moves = Counter(row[-1] for row in sheets["movement"].rows)
    assert moves == {label("movement", kind, _): n for kind, n in numbers.moves.items()}
    timings = Counter(row[-2] for row in sheets["promises"].rows)
    assert timings == {label("timing", timing, _): n for timing, n in numbers.timings.items()}
    tables = {each.plan.table: each.table for each in build_resources(edition)}
    statuses = Counter(tables["recommendations"]["status_now"].dropna())
    assert statuses == {mark: n for mark, n in numbers.counts.items() if mark in edition.tracker.scale.names}
    assert len(tables["monitoring"]) == sum(numbers.timings.values())


def parts(paper, ending, **options):
    return list(FORMATS[paper][ending].outline(Narrator(edition_of(**options))).parts)


def test_the_outline_of_a_workbook_or_open_data_has_their_tables_with_their_rows():
    assert ("Updates", "3 rows") in parts(PaperType.WORKBOOK, ".xlsx")
    assert ("progress.csv", "3 rows") in parts(PaperType.OPEN_DATA, ".zip")
    assert ("Updates", "1 row") in parts(PaperType.WORKBOOK, ".xlsx", as_at="2024-02")


@pytest.mark.parametrize("tracker", [None, nasty_tracker()], ids=["usual", "nasty"])
def test_an_outline_of_a_document_names_exactly_its_parts(tracker):
    usual = edition_of(tracker)
    key = next(iter(occasions(usual.tracker, as_at=usual.as_at)["occasion"]))
    for edition in (usual, replace(usual, occasion=key), replace(usual, occasion="2031-01/Nobody")):
        for paper, document in ((PaperType.PANEL, panel_report(edition)), (PaperType.PACK, meeting_pack(edition))):
            headings = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]
            assert [name for name, _size in FORMATS[paper][".docx"].outline(Narrator(edition)).parts] == headings


@pytest.mark.parametrize("tracker", [None, nasty_tracker(), tracker_of([])], ids=["usual", "nasty", "empty"])
def test_an_outline_counts_what_is_in_the_file(tracker):
    edition = edition_of(tracker)
    of_occasion = Narrator(replace(edition, occasion="2024-07/The Force"))
    outline = FORMATS[PaperType.CALENDAR][".ics"].outline
    assert outline(of_occasion).size == ("1 event" if tracker is None else "0 events")
    for sheet in summary_sheets(Narrator(edition)):
        assert len(list(sheet.rows)) == len(sheet.records), sheet.name
    events = len(Calendar.from_ical(calendar_bytes(edition)).walk("VEVENT"))
    size = outline(Narrator(edition)).size
    assert size == f"{events} event{'' if events == 1 else 's'}"


def test_judged_from_a_later_month_a_paper_gives_the_month_of_the_data_and_the_day_of_judgement():
    paper = panel_report(edition_of(as_at="2026-10"))
    assert paper.subtitle == ("Data as at June 2024 (latest round) · judged on 31 October 2026",)
    assert paper.footer.startswith("Data as at June 2024 · judged on 31 October 2026 · version 3")


@pytest.fixture(params=[RED_AMBER_GREEN, FIVE], ids=["three", "five"])
def edition(request):
    """Return an edition of a tracker with a recommendation of one theme at each mark of a scale."""
    names = request.param.names
    refs = [f"{number}" for number in range(1, len(names) + 3)]
    updates = [update_row(ref, "June 2024", status) for ref, status in zip(refs, (*names, None), strict=False)]
    recommendations = [{"ref": ref, "theme": "Data"} for ref in refs]
    return edition_of(tracker_of(recommendations, updates, scale=request.param))


def plotly_order(figure):
    """Return the letters of the bars of a figure, from the foot up."""
    return [trace.name for trace in figure.data if trace.type == "bar"]


def svg_order(svg):
    """Return the labels of the segments of an SVG figure, from the left."""
    placed = re.findall(r'<text x="([\d.]+)" y="[\d.]+" text-anchor="middle"[^>]*>([^<]+)<', svg)
    return [label.removesuffix(" 1") for _x, label in sorted(placed, key=lambda each: float(each[0]))]


def slide_order(chart):
    return [mark.letter for mark, _counts in chart.series]


def test_charts_on_screen_on_slides_and_in_papers_stack_in_the_order_of_the_scale(edition):
    narrator, tracker = Narrator(edition), edition.tracker
    counts = count_by_round(tracker, as_at=edition.as_at)
    labelled = counts.assign(round_label="June 2024")
    style = Style(tracker.scale, Appearance.LIGHT, {mark: mark for mark in tracker.scale.marks})
    letters = [mark_letter(mark, tracker.scale, narrator.translator) for mark in tracker.scale.stack]
    words = [*tracker.scale.names[::-1], "… not rated", "– not reported"]
    assert len(letters) == len(words)
    assert plotly_order(draw_status_over_time(labelled, style=style)) == words
    assert plotly_order(draw_small_multiples(labelled.assign(group="Data", group_label="Data"), style=style)) == words
    assert slide_order(next(over_time_slide(narrator)).body) == letters
    assert slide_order(group_slide(narrator, "theme").body) == letters
    assert svg_order(status_over_time_svg(narrator, counts)) == letters
