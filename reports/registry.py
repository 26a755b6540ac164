"""The papers and data feeds that can be made: their formats, writers, file names and outlines; and what they cover."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import pandas as pd

from analysis.selection import Selection
from analysis.status import status_at
from analysis.table_rows import rows_of
from analysis.texts.missing_welsh import names_in_use
from loaders.canonical import translation_bytes
from model.returns.round import Recipient
from model.terms import NameKind, Scale, base_letters
from model.tracker.columns import KEY, NAMES, DataType, SheetPlan, translation_sheets
from model.tracker.reading import RefusedError
from model.tracker.tracker import Tracker
from reports import calendar_file
from reports.document import Edition, Paper
from reports.meeting_pack import meeting_pack, pack_listing
from reports.open_data import PACKAGE, build_resources, open_data_bytes, package_bytes, sheet_csv_bytes
from reports.panel.report import late_summary, one_page, panel_report, panel_sections, short_report
from reports.panel.slides import panel_slides
from reports.tables import recommendations_sheet, summary_sheets
from reports.text.narrator import Narrator
from reports.typesetting import pdf_bytes
from wording.catalogue import Translator
from wording.formatting import begin_sentence, mark_counts

CALENDAR = "calendar.ics"
_TABLES = ("recommendations", "progress", "monitoring", "targets", "decisions")
# The media type of each feed, by its name in the URL.
MEDIA_TYPES = {f"{name}.csv": "text/csv" for name in _TABLES} | {PACKAGE: "application/json", CALENDAR: "text/calendar"}
# The feeds that are in the language of the edition; tables have none.
IN_A_LANGUAGE = (PACKAGE, CALENDAR)


def _as_slides(edition: Edition) -> bytes:
    """Return the slides of an edition as a .pptx."""
    from reports.powerpoint import slides_bytes  # noqa: PLC0415 - python-pptx

    return slides_bytes(edition)


def as_workbook(edition: Edition, keys: Sequence[tuple[str, str]] | None = None) -> bytes:
    """Return an edition, or a list of its recommendations by review and ref, as an accessible .xlsx."""
    from reports.excel import workbook_bytes  # noqa: PLC0415 - XlsxWriter

    return workbook_bytes(edition, keys)


def list_as_csv(edition: Edition, keys: Sequence[tuple[str, str]]) -> bytes:
    """Return a list of recommendations, each by review and ref, as CSV."""
    narrator = Narrator(edition)
    return sheet_csv_bytes(recommendations_sheet(narrator, keys), narrator.translator)


_OFFICE = "application/vnd.openxmlformats-officedocument"


class PaperType(StrEnum):
    """The type of a paper; its value is its name on the command line and in a URL."""

    PANEL = "panel"
    ONE_PAGE = "one-page"
    SHORT = "short"
    PACK = "pack"
    WORKBOOK = "workbook"
    OPEN_DATA = "open-data"
    CALENDAR = "calendar"


def translation_workbook(tracker: Tracker, scale: Scale) -> bytes:
    """Return the workbook of a translator, with every name that is used."""
    tables = {plan.table: _texts(tracker, plan) for plan in translation_sheets() if plan.table != KEY.table}
    return translation_bytes(tables, scale)


def _texts(tracker: Tracker, plan: SheetPlan) -> list[dict[str, str]]:
    """Return the rows of a sheet with its filled cells as text; a date is its words."""
    table = names_in_use(tracker) if plan.table == NAMES.table else getattr(tracker, plan.table)
    cells = {
        column.field: table[f"{column.field}_words" if column.data_type is DataType.DATE else column.field]
        for column in plan.columns
    }
    rows = pd.DataFrame(cells).to_dict("records")
    return [{str(field): str(cell) for field, cell in row.items() if pd.notna(cell)} for row in rows]


def feed_bytes(edition: Edition, name: str) -> bytes:
    """Return a feed of an edition. Raises KeyError for a name that is none of MEDIA_TYPES."""
    if name == CALENDAR:
        return calendar_file.calendar_bytes(edition)
    resources = {each.file: each for each in build_resources(edition) if each.plan.table in _TABLES}
    return package_bytes(edition, tuple(resources.values())) if name == PACKAGE else resources[name].content


_MAX_LENGTH = 60
# The name of the list of recommendations as filtered, where a paper has its type.
LIST = "list"
# The word in the name of a paper, where it is not its type.
_SLUGS = {"panel": "", "workbook": "", "pack": "meeting-pack", "calendar": "monitoring"}


def file_name(edition: Edition, ending: str, *, paper: str = PaperType.PANEL) -> str:
    """Return a name such as `stalking-and-harassment-2024-06-cy.docx`; several reviews are joined by hyphens.

    Where everything is judged from a later month than that of the data, it has both: `2024-06-judged-2026-11`.
    """
    reviews = _short_slug("-".join(edition.chosen.recommendations["review"].unique())) or "cynnydd"
    occasion = "" if edition.occasion is None else _short_slug(edition.occasion)
    data, as_at = edition.data_date.month, edition.as_at
    month = f"{data:%Y-%m}" if pd.notna(data) else ""
    judged = f"judged-{as_at:%Y-%m}" if pd.notna(as_at) and data != as_at else ""
    parts = (reviews, _SLUGS.get(paper, paper), occasion, month, judged, edition.language.value)
    return "-".join(filter(None, parts)) + ending


def tracker_file_name(version: int | None) -> str:
    """Return the name of a version as the tracker workbook, which has no language; without one, of a tracker alone."""
    return "tracker.xlsx" if version is None else f"tracker-version-{version}.xlsx"


def round_file_name(month: date, ending: str) -> str:
    """Return the name of a file of a round, such as `2026-10-returns.zip`, `-reminders.zip` or `-round.ics`."""
    return f"{month:%Y-%m}-{ending}"


def return_file_names(
    recipients: Sequence[Recipient], *, month: date, is_reminder: bool = False
) -> dict[Recipient, str]:
    """Return the name of each recipient's return without an ending, such as `2026-10-return-the-force-chief-officer`.

    That of a reminder differs, so that saving it does not replace a return that is half filled in. Those whose names
    have the same slug, or none, get a number.
    """
    names: dict[Recipient, str] = {}
    for recipient in recipients:
        slugs = filter(None, (_short_slug(recipient.agency), _short_slug(recipient.role)))
        name = "-".join([f"{month:%Y-%m}", "reminder" if is_reminder else "return", *slugs])
        numbered = (name if number == 1 else f"{name}-{number}" for number in range(1, len(recipients) + 1))
        names[recipient] = next(each for each in numbered if each not in names.values())
    return names


def _short_slug(text: str) -> str:
    """Return a text in lower-case ASCII letters, digits and hyphens, cut between two words where it is too long."""
    slug = re.sub(r"[^a-z0-9]+", "-", base_letters(text)).strip("-")
    if len(slug) <= _MAX_LENGTH:
        return slug
    return slug[: _MAX_LENGTH + 1].rpartition("-")[0] or slug[:_MAX_LENGTH]


# A part of a paper: its name, and its size in words; "" where nothing in it is counted.
OutlinePart = tuple[str, str]


class Outline(NamedTuple):
    """The outline of a paper in its language: its size in words, such as "6 parts", its parts and first sentences."""

    size: str
    parts: Sequence[OutlinePart]
    sentences: Sequence[str] = ()


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
    _, kinds = narrator.translator, calendar_file.calendar_events(narrator)
    occasions, targets, deadlines, responses = kinds
    of_targets = _.plural("{n} open target date", "{n} open target dates", len(targets))
    of_texts = _.plural("{n} deadline found in the texts", "{n} deadlines found in the texts", len(deadlines))
    parts = _unsized(*([of_targets] if targets else []), *([of_texts] if deadlines else []))
    parts += [(event.summary.words, event.when) for event in (*occasions, *responses)]
    return Outline(_.plural("{n} event", "{n} events", sum(map(len, kinds))), parts)


def _unsized(*names: str) -> list[OutlinePart]:
    return [(name, "") for name in names]


def _row_count(count: int, _: Translator) -> str:
    return _.plural("{n} row", "{n} rows", count)


def _recommendation_count(count: int, _: Translator) -> str:
    return _.plural("{n} recommendation", "{n} recommendations", count)


class Format(NamedTuple):
    """A format of a paper: its media type, the function that writes an edition, and the one that outlines it.

    An outline is made without the paper: on thousands of recommendations that takes many seconds, its outline none.
    """

    media_type: str
    write: Callable[[Edition], bytes]
    outline: Callable[[Narrator], Outline]


def _as_document(paper_of: Callable[[Edition], Paper], outline: Callable[[Narrator], Outline]) -> dict[str, Format]:
    """Return the formats of a paper with headings and paragraphs."""

    def as_word(edition: Edition) -> bytes:
        from reports.word import word_bytes  # noqa: PLC0415 - python-docx

        return word_bytes(paper_of(edition))

    as_pdf = Format(PDF, lambda edition: pdf_bytes(paper_of(edition)), outline)
    return {".docx": Format(DOCX, as_word, outline), ".pdf": as_pdf}


DOCX, PDF = f"{_OFFICE}.wordprocessingml.document", "application/pdf"
PPTX, XLSX = f"{_OFFICE}.presentationml.presentation", f"{_OFFICE}.spreadsheetml.sheet"
# The formats of each paper by file ending, the default first.
FORMATS: Mapping[PaperType, Mapping[str, Format]] = {
    PaperType.PANEL: {
        **_as_document(panel_report, _panel_outline),
        ".pptx": Format(PPTX, _as_slides, _slides_outline),
    },
    PaperType.ONE_PAGE: _as_document(one_page, _one_page_outline),
    PaperType.SHORT: _as_document(short_report, _short_outline),
    PaperType.PACK: _as_document(meeting_pack, _pack_outline),
    PaperType.WORKBOOK: {".xlsx": Format(XLSX, as_workbook, _workbook_outline)},
    PaperType.OPEN_DATA: {".zip": Format("application/zip", open_data_bytes, _open_data_outline)},
    PaperType.CALENDAR: {".ics": Format("text/calendar", calendar_file.calendar_bytes, _calendar_outline)},
}


def paper_bytes(edition: Edition, paper: PaperType, ending: str) -> bytes:
    """Return a paper of an edition in the format with this ending. Another process can be sent this function."""
    return FORMATS[paper][ending].write(edition)


# The papers that can be restricted to one occasion.
WITH_OCCASION = (PaperType.PACK, PaperType.CALENDAR)


_MONTH = re.compile(r"(199\d|20\d\d|2100)-(0[1-9]|1[0-2])")


class SelectionError(RefusedError):
    """An option of a paper is not valid: `theme`, `agency`, `as-at` or `ending`.

    `given` is its text, and `known` are the valid ones.
    """

    about = "paper"


def parse_selection(
    tracker: Tracker, *, themes: Iterable[str], agencies: Iterable[str], as_at: str | None, today: date
) -> Selection:
    """Return the selection of themes and agencies by name: full or short, in either language and any case.

    Raises:
        SelectionError: the tracker has no such theme or agency, or the month is invalid.
    """
    month = None if as_at is None else as_at.strip()
    if month is not None and month.casefold() == "today":
        month = f"{today:%Y-%m}"
    elif month is not None and not _MONTH.fullmatch(month):
        raise SelectionError("as-at", given=month)
    found = tuple(_find_name(tracker, NameKind.THEME, each, tracker.themes) for each in themes)
    involved = tuple(_find_name(tracker, NameKind.AGENCY, each, tracker.agencies) for each in agencies)
    return Selection(theme=found, agency=involved, as_at=month)


def _find_name(tracker: Tracker, kind: NameKind, value: str, options: Sequence[str]) -> str:
    """Return the name in the tracker that matches a name."""
    listed = tracker.names[tracker.names["kind"].eq(kind.value)]
    name_rows = listed[["name", "short_name", "name_cy", "short_name_cy"]].itertuples(index=False)
    names_by_key = {_name_key(each): str(row[0]) for row in name_rows for each in row if isinstance(each, str)}
    names_by_key |= {_name_key(name): name for name in options}
    match = names_by_key.get(_name_key(value))
    if match is None or match not in options:
        raise SelectionError(kind.value.casefold(), given=value, known=", ".join(options))
    return match


def _name_key(text: str) -> str:
    """Return the key by which names are compared: without capitals, accents and punctuation."""
    return " ".join(re.findall(r"\w+", base_letters(text)))
