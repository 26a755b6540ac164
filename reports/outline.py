"""The outline of a paper, before it is made: its first sentences, its parts, and the size of each part."""

from collections.abc import Sequence
from typing import NamedTuple

from analysis.status import status_at
from analysis.table_rows import rows_of
from reports.calendar_file import calendar_deadlines, calendar_occasions, calendar_targets, occasion_summary
from reports.meeting_pack import pack_listing
from reports.open_data import build_resources
from reports.panel.report import late_summary, panel_sections
from reports.panel.slides import panel_slides
from reports.registry import PaperType
from reports.tables import summary_sheets
from reports.text.narrator import Narrator, open_responses
from wording.catalogue import Translator
from wording.formatting import begin_sentence, format_date, mark_counts
from wording.versions import response_event

SLIDES = ".pptx"
# A part of a paper: its name, and its size in words; "" where nothing in it is counted.
OutlinePart = tuple[str, str]


class Outline(NamedTuple):
    """The outline of a paper in its language: its size in words, such as "6 parts", its parts and first sentences."""

    size: str
    parts: Sequence[OutlinePart]
    sentences: Sequence[str] = ()


def build_outline(narrator: Narrator, paper: PaperType, ending: str) -> Outline:
    """Return the outline of a paper of an edition, in the format with this ending.

    The paper itself is not made: on thousands of recommendations it takes many seconds, its outline none.
    """
    builders = {
        PaperType.PANEL: _slides_outline if ending == SLIDES else _panel_outline,
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
        return Outline(_("There are no recommendations to show."), [])
    sections = ((heading, _recommendation_count(len(rows), _)) for heading, rows in panel_sections(narrator, statuses))
    parts = [*_unsized(_("Overview"), _("Key"), _("Summary")), *sections, *_unsized(_("Conclusion"))]
    sentences = narrator.headline, narrator.movement, late_summary(narrator)
    return Outline(_.plural("{n} part", "{n} parts", len(parts)), parts, sentences)


def _one_page_outline(narrator: Narrator) -> Outline:
    _ = narrator.translator
    return Outline(_("One page"), _unsized(_("Overview")), [narrator.headline, late_summary(narrator)])


def _short_outline(narrator: Narrator) -> Outline:
    _, count = narrator.translator, narrator.edition.chosen.recommendation_count
    size, outline = _recommendation_count(count, _), _one_page_outline(narrator)
    return outline._replace(size=size, parts=[*outline.parts, *([(_("Every recommendation"), size)] if count else [])])


def _pack_outline(narrator: Narrator) -> Outline:
    _, statuses = narrator.translator, pack_listing(narrator.edition)
    if statuses.empty:
        return Outline(_("There are no recommendations to show."), [])
    parts = _unsized(_("At a glance"), _("Key"), *map(narrator.title, rows_of(statuses)))
    counts = begin_sentence(f"{mark_counts(statuses['mark'], narrator.scale, _)}.")
    return Outline(_recommendation_count(len(statuses), _), parts, [counts, late_summary(narrator, statuses)])


def _slides_outline(narrator: Narrator) -> Outline:
    slides = panel_slides(narrator)
    size = narrator.translator.plural("{n} slide", "{n} slides", len(slides))
    return Outline(size, _unsized(*(slide.title for slide in slides)))


def _workbook_outline(narrator: Narrator) -> Outline:
    _ = narrator.translator
    parts = [(sheet.name, _row_count(len(sheet.records), _)) for sheet in summary_sheets(narrator)]
    return Outline(_.plural("{n} table, a sheet each", "{n} tables, a sheet each", len(parts)), parts)


def _open_data_outline(narrator: Narrator) -> Outline:
    _ = narrator.translator
    parts = [(resource.file, _row_count(len(resource.table), _)) for resource in build_resources(narrator.edition)]
    size = _.plural("{n} file, and what its columns are", "{n} files, and what their columns are", len(parts))
    return Outline(size, parts)


def _calendar_outline(narrator: Narrator) -> Outline:
    _, edition = narrator.translator, narrator.edition
    occasions, responses = calendar_occasions(edition), [*open_responses(narrator, edition.chosen)]
    responses = responses if edition.occasion is None else []
    targets, deadlines = len(calendar_targets(edition)), len(calendar_deadlines(edition))
    counted = {
        _.plural("{n} open target date", "{n} open target dates", targets): targets,
        _.plural("{n} deadline found in the texts", "{n} deadlines found in the texts", deadlines): deadlines,
    }
    parts = [
        *_unsized(*(words for words, number in counted.items() if number)),
        *((occasion_summary(narrator, each).words, format_date(*each.due, _)) for each in occasions),
        *_unsized(*(response_event(title, _) for _row, title in responses)),
    ]
    return Outline(_.plural("{n} event", "{n} events", len(occasions) + targets + deadlines + len(responses)), parts)


def _unsized(*names: str) -> list[OutlinePart]:
    return [(name, "") for name in names]


def _row_count(count: int, _: Translator) -> str:
    return _.plural("{n} row", "{n} rows", count)


def _recommendation_count(count: int, _: Translator) -> str:
    return _.plural("{n} recommendation", "{n} recommendations", count)
