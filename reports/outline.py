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
from reports.calendar_file.events import calendar_deadlines, calendar_promises, calendar_title
from reports.content.edition import Edition
from reports.excel.summary_sheets import sheets_of
from reports.meeting_pack.pack import pack_title, served
from reports.open_data.package import resources_of
from reports.panel.report import parts_of
from reports.panel.slides import panel_slides
from reports.registry import Paper
from reports.text.headers_footers import furniture, subtitle, title_of
from reports.text.narrator import Speaker, rows_of
from wording.answers.headline import headline, movement_since
from wording.answers.occasions import format_due, monitoring_sentence
from wording.catalogue import Translator
from wording.format.lists import begin_sentence
from wording.format.status_counts import mark_counts

SLIDES = ".pptx"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a paper: its name, and how much it holds; "" where it holds nothing that is counted."""

    name: str
    holds: str = ""


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
    lines: tuple[str, ...]
    words: tuple[str, ...]
    holds: str
    parts: tuple[Part, ...]
    foot: str


def outline_of(edition: Edition, paper: Paper, ending: str) -> Outline:
    """Return what a paper of an edition will hold in the format with this ending.

    Its words are not written for that: a paper on thousands of recommendations takes many seconds, its outline none.
    """
    speaker = Speaker(edition)
    if paper is Paper.PANEL and ending == SLIDES:
        return _of_slides(speaker)
    make = {
        Paper.PANEL: _panel,
        Paper.PACK: _pack,
        Paper.WORKBOOK: _sheets,
        Paper.OPEN_DATA: _files,
        Paper.CALENDAR: _events,
    }
    return make[paper](speaker)


def _panel(speaker: Speaker) -> Outline:
    _, edition = speaker.translator, speaker.edition
    standing = status_at(edition.chosen, as_at=edition.as_at)
    if standing.empty:
        return _outline(speaker, _("There are no recommendations to show."), [])
    before = round_before(edition.chosen, as_at=edition.as_at)
    words = (
        headline(counts_at(edition.chosen, as_at=edition.as_at), speaker.scale, _),
        movement_since(latest_movement(edition.chosen, as_at=edition.as_at), before, _),
    )
    parts = [
        Part(_("Overview")),
        Part(_("Key")),
        Part(_("Summary")),
        *(Part(heading, _recommendations(len(rows), _)) for heading, rows in parts_of(speaker, standing)),
        Part(_("Conclusion")),
    ]
    return _outline(speaker, _.plural("{n} part", "{n} parts", len(parts)), parts, words=words)


def _pack(speaker: Speaker) -> Outline:
    _, edition = speaker.translator, speaker.edition
    standing = served(status_at(edition.chosen, as_at=edition.as_at), edition)
    if standing.empty:
        return _outline(speaker, _("There are no recommendations to show."), [], title=pack_title(speaker))
    listed = promises(edition.chosen, as_at=edition.as_at, today=edition.today)
    promised = listed[pd.MultiIndex.from_frame(listed[KEY]).isin(pd.MultiIndex.from_frame(standing[KEY]))]
    words = (
        begin_sentence(f"{mark_counts(standing['mark'], speaker.scale, _)}."),
        monitoring_sentence(promised, _),
    )
    parts = [Part(_("At a glance")), Part(_("Key")), *(Part(speaker.title(row)) for row in rows_of(standing))]
    return _outline(speaker, _recommendations(len(standing), _), parts, words=words, title=pack_title(speaker))


def _of_slides(speaker: Speaker) -> Outline:
    slides = panel_slides(speaker)
    holds = speaker.translator.plural("{n} slide", "{n} slides", len(slides))
    return _outline(speaker, holds, [Part(slide.title) for slide in slides])


def _sheets(speaker: Speaker) -> Outline:
    _, sheets = speaker.translator, sheets_of(speaker)
    parts = [Part(sheet.name, _rows(sheet.size, _)) for sheet in sheets]
    return _outline(speaker, _.plural("{n} table, a sheet each", "{n} tables, a sheet each", len(parts)), parts)


def _files(speaker: Speaker) -> Outline:
    _, resources = speaker.translator, resources_of(speaker.edition)
    parts = [Part(one.file, _rows(len(one.table), _)) for one in resources]
    holds = _.plural("{n} file, and what its columns are", "{n} files, and what their columns are", len(parts))
    return _outline(speaker, holds, parts)


def _events(speaker: Speaker) -> Outline:
    """Return the promises that are in the calendar, and how many deadlines from the texts."""
    _, edition = speaker.translator, speaker.edition
    due, deadlines = calendar_promises(edition), len(calendar_deadlines(edition))
    parts = [
        Part(f"{speaker.number(row.review, row.ref)}: {_words(speaker, row)}", format_due(row, _))
        for row in rows_of(due)
    ]
    if deadlines:
        found = _.plural("{n} deadline found in the texts", "{n} deadlines found in the texts", deadlines)
        parts.insert(0, Part(found))
    events = _.plural("{n} event", "{n} events", len(due) + deadlines)
    return _outline(speaker, events, parts, title=calendar_title(speaker))


def _words(speaker: Speaker, row: Any) -> str:
    text = speaker.said(row, "activity")
    return " ".join(text.words.split()) if text else ""


def _rows(count: int, _: Translator) -> str:
    return _.plural("{n} row", "{n} rows", count)


def _recommendations(count: int, _: Translator) -> str:
    return _.plural("{n} recommendation", "{n} recommendations", count)


def _outline(
    speaker: Speaker, holds: str, parts: Sequence[Part], *, words: tuple[str, ...] = (), title: str | None = None
) -> Outline:
    return Outline(title or title_of(speaker), subtitle(speaker), words, holds, tuple(parts), furniture(speaker))
