"""The outline of a paper, before it is made: its title, first sentences, parts, and the size of each part."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from analysis.promises import promises
from analysis.status import ListRow, status_at
from analysis.table_rows import rows_of
from analysis.updates import KEY
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
from reports.panel.briefing import late_lines
from reports.panel.report import panel_sections
from reports.panel.slides import panel_slides
from reports.registry import PaperType
from reports.tables import summary_sheets
from reports.text.narrator import Narrator, headline_line, movement_line, not_reported_line, promises_line
from reports.text.title_lines import footer, progress_report_title, subtitle
from wording.catalogue import Translator
from wording.format.statuses import mark_counts
from wording.format.text import begin_sentence
from wording.rounds import response_event

SLIDES = ".pptx"


@dataclass(frozen=True, slots=True)
class OutlinePart:
    """A part of a paper: its name, and its size in words; "" where nothing in it is counted."""

    name: str
    size: str = ""


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


def build_outline(edition: Edition, paper: PaperType, ending: str) -> Outline:
    """Return the outline of a paper of an edition, in the format with this ending.

    The paper itself is not made: on thousands of recommendations it takes many seconds, its outline none.
    """
    narrator = Narrator(edition)
    if paper is PaperType.PANEL and ending == SLIDES:
        return _slides_outline(narrator)
    builders = {
        PaperType.PANEL: _panel_outline,
        PaperType.ONE_PAGE: _one_page_outline,
        PaperType.SHORT: _short_outline,
        PaperType.PACK: _pack_outline,
        PaperType.WORKBOOK: _workbook_outline,
        PaperType.OPEN_DATA: _open_data_outline,
        PaperType.CALENDAR: _calendar_outline,
    }
    return builders[paper](narrator)


def _panel_outline(narrator: Narrator) -> Outline:
    _, edition = narrator.translator, narrator.edition
    statuses = status_at(edition.chosen, as_at=edition.as_at)
    if statuses.empty:
        return _make_outline(narrator, _("There are no recommendations to show."), [])
    sentences = (
        headline_line(narrator),
        not_reported_line(narrator),
        movement_line(narrator),
        *late_lines(narrator),
    )
    parts = [
        OutlinePart(_("Overview")),
        OutlinePart(_("Key")),
        OutlinePart(_("Summary")),
        *(
            OutlinePart(heading, _recommendation_count(len(rows), _))
            for heading, rows in panel_sections(narrator, statuses)
        ),
        OutlinePart(_("Conclusion")),
    ]
    return _make_outline(narrator, _.plural("{n} part", "{n} parts", len(parts)), parts, sentences=sentences)


def _one_page_outline(narrator: Narrator) -> Outline:
    """Return the outline of the paper on one page, whose sentences are those on what is late."""
    _, sentences = narrator.translator, (headline_line(narrator), *late_lines(narrator))
    return _make_outline(narrator, _("One page"), [OutlinePart(_("Overview"))], sentences=sentences)


def _short_outline(narrator: Narrator) -> Outline:
    _, size = narrator.translator, narrator.edition.chosen.recommendation_count
    outline = _one_page_outline(narrator)
    listed = [OutlinePart(_("Every recommendation"), _recommendation_count(size, _))] if size else []
    return replace(outline, size=_recommendation_count(size, _), parts=(*outline.parts, *listed))


def _pack_outline(narrator: Narrator) -> Outline:
    _, edition = narrator.translator, narrator.edition
    statuses = pack_listing(edition)
    if statuses.empty:
        return _make_outline(narrator, _("There are no recommendations to show."), [], title=pack_title(narrator))
    listed = promises(edition.chosen, as_at=edition.as_at, today=edition.today)
    promised = listed[pd.MultiIndex.from_frame(listed[KEY]).isin(pd.MultiIndex.from_frame(statuses[KEY]))]
    sentences = (
        begin_sentence(f"{mark_counts(statuses['mark'], narrator.scale, _)}."),
        promises_line(narrator, promised, statuses),
    )
    parts = [
        OutlinePart(_("At a glance")),
        OutlinePart(_("Key")),
        *(OutlinePart(narrator.title(row)) for row in rows_of(statuses, ListRow)),
    ]
    return _make_outline(
        narrator, _recommendation_count(len(statuses), _), parts, sentences=sentences, title=pack_title(narrator)
    )


def _slides_outline(narrator: Narrator) -> Outline:
    slides = panel_slides(narrator)
    size = narrator.translator.plural("{n} slide", "{n} slides", len(slides))
    return _make_outline(narrator, size, [OutlinePart(slide.title) for slide in slides])


def _workbook_outline(narrator: Narrator) -> Outline:
    _, sheets = narrator.translator, summary_sheets(narrator)
    parts = [OutlinePart(sheet.name, _row_count(len(sheet.records), _)) for sheet in sheets]
    return _make_outline(narrator, _.plural("{n} table, a sheet each", "{n} tables, a sheet each", len(parts)), parts)


def _open_data_outline(narrator: Narrator) -> Outline:
    _, resources = narrator.translator, build_resources(narrator.edition)
    parts = [OutlinePart(resource.file, _row_count(len(resource.table), _)) for resource in resources]
    size = _.plural("{n} file, and what its columns are", "{n} files, and what their columns are", len(parts))
    return _make_outline(narrator, size, parts)


def _calendar_outline(narrator: Narrator) -> Outline:
    """Return the outline of the calendar: its occasions and responses, and how many target dates and deadlines."""
    _, edition = narrator.translator, narrator.edition
    occasions, deadlines = calendar_occasions(edition), len(calendar_deadlines(edition))
    parts = [OutlinePart(occasion_summary(narrator, each).words, occasion_date(narrator, each)) for each in occasions]
    if deadlines:
        found = _.plural("{n} deadline found in the texts", "{n} deadlines found in the texts", deadlines)
        parts.insert(0, OutlinePart(found))
    if targets := len(calendar_targets(edition)):
        parts.insert(0, OutlinePart(_.plural("{n} open target date", "{n} open target dates", targets)))
    responses = calendar_responses(narrator)
    parts += [OutlinePart(response_event(title, _)) for _row, title in responses]
    events = _.plural("{n} event", "{n} events", len(occasions) + targets + deadlines + len(responses))
    return _make_outline(narrator, events, parts, title=calendar_title(narrator))


def _row_count(count: int, _: Translator) -> str:
    return _.plural("{n} row", "{n} rows", count)


def _recommendation_count(count: int, _: Translator) -> str:
    return _.plural("{n} recommendation", "{n} recommendations", count)


def _make_outline(
    narrator: Narrator,
    size: str,
    parts: Sequence[OutlinePart],
    *,
    sentences: tuple[str, ...] = (),
    title: str | None = None,
) -> Outline:
    return Outline(
        title or progress_report_title(narrator),
        subtitle(narrator),
        tuple(filter(None, sentences)),
        size,
        tuple(parts),
        footer(narrator),
    )
