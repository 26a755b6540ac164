"""The outline of a paper, before it is made: its title, first sentences, parts, and the size of each part."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.status import status_at
from analysis.table_rows import rows_of
from reports.calendar_file import (
    calendar_deadlines,
    calendar_occasions,
    calendar_responses,
    calendar_targets,
    calendar_title,
    occasion_date,
    occasion_summary,
)
from reports.document import Edition
from reports.meeting_pack import pack_listing, pack_title
from reports.open_data import build_resources
from reports.panel.briefing import late_summary
from reports.panel.report import panel_sections
from reports.panel.slides import panel_slides
from reports.registry import PaperType
from reports.tables import summary_sheets
from reports.text.narrator import Narrator, headline_line, movement_line
from reports.text.selection import footer, progress_report_title, subtitle
from wording.catalogue import Translator
from wording.formatting import begin_sentence, mark_counts
from wording.rounds import response_event

SLIDES = ".pptx"


# A part of a paper: its name, and its size in words; "" where nothing in it is counted.
OutlinePart = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Outline:
    """The outline of a paper, in the paper's language.

    Attributes:
        subtitle: the lines below its title.
        sentences: its first sentences.
        size: its size in words, such as "6 parts".
        footer: the footer of every page.
    """

    title: str
    subtitle: tuple[str, ...]
    sentences: tuple[str, ...]
    size: str
    parts: tuple[OutlinePart, ...]
    footer: str


# The size of a paper in words, its parts and its first sentences.
_Content = tuple[str, Sequence[OutlinePart], Sequence[str]]


def build_outline(edition: Edition, paper: PaperType, ending: str) -> Outline:
    """Return the outline of a paper of an edition, in the format with this ending.

    The paper itself is not made: on thousands of recommendations it takes many seconds, its outline none.
    """
    narrator = Narrator(edition)
    builders = {
        PaperType.PANEL: _slides_outline if ending == SLIDES else _panel_outline,
        PaperType.ONE_PAGE: _one_page_outline,
        PaperType.SHORT: _short_outline,
        PaperType.PACK: _pack_outline,
        PaperType.WORKBOOK: _workbook_outline,
        PaperType.OPEN_DATA: _open_data_outline,
        PaperType.CALENDAR: _calendar_outline,
    }
    titles = {PaperType.PACK: pack_title, PaperType.CALENDAR: calendar_title}
    size, parts, sentences = builders[paper](narrator)
    title = titles.get(paper, progress_report_title)(narrator)
    return Outline(title, subtitle(narrator), tuple(filter(None, sentences)), size, tuple(parts), footer(narrator))


def _panel_outline(narrator: Narrator) -> _Content:
    _, edition = narrator.translator, narrator.edition
    statuses = status_at(edition.chosen, as_at=edition.as_at)
    if statuses.empty:
        return _("There are no recommendations to show."), [], []
    first = (headline_line(narrator), movement_line(narrator))
    sections = panel_sections(narrator, statuses)
    parts = [
        *_unsized(_("Overview"), _("Key"), _("Summary")),
        *((heading, _recommendation_count(len(rows), _)) for heading, rows in sections),
        *_unsized(_("Conclusion")),
    ]
    return _.plural("{n} part", "{n} parts", len(parts)), parts, [*first, late_summary(narrator)]


def _one_page_outline(narrator: Narrator) -> _Content:
    """Return the outline of the paper on one page, whose sentences are those on what is late."""
    _ = narrator.translator
    return _("One page"), _unsized(_("Overview")), [headline_line(narrator), late_summary(narrator)]


def _short_outline(narrator: Narrator) -> _Content:
    _, count = narrator.translator, narrator.edition.chosen.recommendation_count
    _size, parts, sentences = _one_page_outline(narrator)
    size = _recommendation_count(count, _)
    return size, [*parts, *([(_("Every recommendation"), size)] if count else [])], sentences


def _pack_outline(narrator: Narrator) -> _Content:
    _, edition = narrator.translator, narrator.edition
    statuses = pack_listing(edition)
    if statuses.empty:
        return _("There are no recommendations to show."), [], []
    sentences = (
        begin_sentence(f"{mark_counts(statuses['mark'], narrator.scale, _)}."),
        late_summary(narrator, statuses),
    )
    titles = (narrator.title(row) for row in rows_of(statuses))
    parts = _unsized(_("At a glance"), _("Key"), *titles)
    return _recommendation_count(len(statuses), _), parts, sentences


def _slides_outline(narrator: Narrator) -> _Content:
    slides = panel_slides(narrator)
    size = narrator.translator.plural("{n} slide", "{n} slides", len(slides))
    return size, _unsized(*(slide.title for slide in slides)), []


def _workbook_outline(narrator: Narrator) -> _Content:
    _ = narrator.translator
    parts = [(sheet.name, _row_count(len(sheet.records), _)) for sheet in summary_sheets(narrator)]
    return _.plural("{n} table, a sheet each", "{n} tables, a sheet each", len(parts)), parts, []


def _open_data_outline(narrator: Narrator) -> _Content:
    _, resources = narrator.translator, build_resources(narrator.edition)
    parts = [(resource.file, _row_count(len(resource.table), _)) for resource in resources]
    size = _.plural("{n} file, and what its columns are", "{n} files, and what their columns are", len(parts))
    return size, parts, []


def _calendar_outline(narrator: Narrator) -> _Content:
    """Return the outline of the calendar: how many target dates and deadlines, its occasions and responses."""
    _, edition = narrator.translator, narrator.edition
    occasions, responses = calendar_occasions(edition), calendar_responses(narrator)
    targets, deadlines = len(calendar_targets(edition)), len(calendar_deadlines(edition))
    counted = {
        _.plural("{n} open target date", "{n} open target dates", targets): targets,
        _.plural("{n} deadline found in the texts", "{n} deadlines found in the texts", deadlines): deadlines,
    }
    parts = [
        *_unsized(*(words for words, number in counted.items() if number)),
        *((occasion_summary(narrator, each).words, occasion_date(narrator, each)) for each in occasions),
        *_unsized(*(response_event(title, _) for _row, title in responses)),
    ]
    return _.plural("{n} event", "{n} events", len(occasions) + targets + deadlines + len(responses)), parts, []


def _unsized(*names: str) -> list[OutlinePart]:
    return [(name, "") for name in names]


def _row_count(count: int, _: Translator) -> str:
    return _.plural("{n} row", "{n} rows", count)


def _recommendation_count(count: int, _: Translator) -> str:
    return _.plural("{n} recommendation", "{n} recommendations", count)
