"""What a paper will hold, told before it is made: its title, its first words, its parts and how much is in each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.movement.movement import latest_movement
from analysis.promises.promises import promises
from analysis.status.counts import counts_at
from analysis.status.latest_status import status_at
from analysis.updates.counted_updates import KEY
from analysis.updates.rounds import round_before
from model.text import normalise_space
from reports.calendar_file.events import calendar_deadlines, calendar_promises, calendar_title
from reports.content.edition import Edition
from reports.excel.summary_sheets import summary_sheets
from reports.meeting_pack.pack import filter_by_occasion, pack_title
from reports.open_data.package import build_resources
from reports.panel.report import panel_sections
from reports.panel.slides import panel_slides
from reports.registry import PaperType
from reports.text.headers_footers import footer, progress_report_title, subtitle
from reports.text.narrator import Narrator, iter_rows
from wording.answers.headline import headline, movement_since
from wording.answers.occasions import format_due, monitoring_sentence
from wording.catalogue import Translator
from wording.format.lists import begin_sentence
from wording.format.status_counts import mark_counts

SLIDES = ".pptx"


@dataclass(frozen=True, slots=True)
class OutlinePart:
    """A part of a paper: its name, and how much it holds; "" where it holds nothing that is counted."""

    name: str
    size: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """What a paper will hold, in its own language.

    Attributes:
        lines: what stands below its title.
        words: its first sentences.
        foot: what every page says.
        holds: how much it is, all together.
    """

    title: str
    subtitle: tuple[str, ...]
    sentences: tuple[str, ...]
    size: str
    parts: tuple[OutlinePart, ...]
    footer: str


def build_outline(edition: Edition, paper: PaperType, ending: str) -> Outline:
    """Return what a paper of an edition will hold in the format with this ending.

    Its words are not written for that: a paper on thousands of recommendations takes many seconds, its outline none.
    """
    narrator = Narrator(edition)
    if paper is PaperType.PANEL and ending == SLIDES:
        return _of_slides(narrator)
    make = {
        PaperType.PANEL: _panel,
        PaperType.PACK: _pack,
        PaperType.WORKBOOK: _sheets,
        PaperType.OPEN_DATA: _files,
        PaperType.CALENDAR: _events,
    }
    return make[paper](narrator)


def _panel(narrator: Narrator) -> Outline:
    _, edition = narrator.translator, narrator.edition
    standing = status_at(edition.chosen, as_at=edition.as_at)
    if standing.empty:
        return _outline(narrator, _("There are no recommendations to show."), [])
    before = round_before(edition.chosen, as_at=edition.as_at)
    words = (
        headline(counts_at(edition.chosen, as_at=edition.as_at), narrator.scale, _),
        movement_since(latest_movement(edition.chosen, as_at=edition.as_at), before, _),
    )
    parts = [
        OutlinePart(_("Overview")),
        OutlinePart(_("Key")),
        OutlinePart(_("Summary")),
        *(OutlinePart(heading, _recommendations(len(rows), _)) for heading, rows in panel_sections(narrator, standing)),
        OutlinePart(_("Conclusion")),
    ]
    return _outline(narrator, _.plural("{n} part", "{n} parts", len(parts)), parts, words=words)


def _pack(narrator: Narrator) -> Outline:
    _, edition = narrator.translator, narrator.edition
    standing = filter_by_occasion(status_at(edition.chosen, as_at=edition.as_at), edition)
    if standing.empty:
        return _outline(narrator, _("There are no recommendations to show."), [], title=pack_title(narrator))
    listed = promises(edition.chosen, as_at=edition.as_at, today=edition.today)
    promised = listed[pd.MultiIndex.from_frame(listed[KEY]).isin(pd.MultiIndex.from_frame(standing[KEY]))]
    words = (
        begin_sentence(f"{mark_counts(standing['mark'], narrator.scale, _)}."),
        monitoring_sentence(promised, _),
    )
    parts = [
        OutlinePart(_("At a glance")),
        OutlinePart(_("Key")),
        *(OutlinePart(narrator.title(row)) for row in iter_rows(standing)),
    ]
    return _outline(narrator, _recommendations(len(standing), _), parts, words=words, title=pack_title(narrator))


def _of_slides(narrator: Narrator) -> Outline:
    slides = panel_slides(narrator)
    holds = narrator.translator.plural("{n} slide", "{n} slides", len(slides))
    return _outline(narrator, holds, [OutlinePart(slide.title) for slide in slides])


def _sheets(narrator: Narrator) -> Outline:
    _, sheets = narrator.translator, summary_sheets(narrator)
    parts = [OutlinePart(sheet.name, _rows(sheet.row_count, _)) for sheet in sheets]
    return _outline(narrator, _.plural("{n} table, a sheet each", "{n} tables, a sheet each", len(parts)), parts)


def _files(narrator: Narrator) -> Outline:
    _, resources = narrator.translator, build_resources(narrator.edition)
    parts = [OutlinePart(one.file, _rows(len(one.table), _)) for one in resources]
    holds = _.plural("{n} file, and what its columns are", "{n} files, and what their columns are", len(parts))
    return _outline(narrator, holds, parts)


def _events(narrator: Narrator) -> Outline:
    """Return the promises that are in the calendar, and how many deadlines from the texts."""
    _, edition = narrator.translator, narrator.edition
    due, deadlines = calendar_promises(edition), len(calendar_deadlines(edition))
    parts = [
        OutlinePart(f"{narrator.number(row.review, row.ref)}: {_words(narrator, row)}", format_due(row, _))
        for row in iter_rows(due)
    ]
    if deadlines:
        found = _.plural("{n} deadline found in the texts", "{n} deadlines found in the texts", deadlines)
        parts.insert(0, OutlinePart(found))
    events = _.plural("{n} event", "{n} events", len(due) + deadlines)
    return _outline(narrator, events, parts, title=calendar_title(narrator))


def _words(narrator: Narrator, row: Any) -> str:
    text = narrator.localised(row, "activity")
    return normalise_space(text.words) if text else ""


def _rows(count: int, _: Translator) -> str:
    return _.plural("{n} row", "{n} rows", count)


def _recommendations(count: int, _: Translator) -> str:
    return _.plural("{n} recommendation", "{n} recommendations", count)


def _outline(
    narrator: Narrator,
    holds: str,
    parts: Sequence[OutlinePart],
    *,
    words: tuple[str, ...] = (),
    title: str | None = None,
) -> Outline:
    return Outline(
        title or progress_report_title(narrator), subtitle(narrator), words, holds, tuple(parts), footer(narrator)
    )
