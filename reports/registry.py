"""What can be made of a tracker, and in which formats: the one place that knows who writes what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from reports.calendar_file.ics import calendar_bytes
from reports.content.edition import Edition
from reports.excel.workbook import accessible_workbook_bytes
from reports.meeting_pack.pack import meeting_pack
from reports.open_data.package import open_data_bytes
from reports.panel.report import panel_report
from reports.pdf.document import pdf_bytes
from reports.powerpoint.deck import slides_bytes
from reports.word.document import word_bytes

_OFFICE = "application/vnd.openxmlformats-officedocument"


class PaperType(StrEnum):
    """What can be made: its name on the command line and in an address."""

    PANEL = "panel"
    PACK = "pack"
    WORKBOOK = "workbook"
    OPEN_DATA = "open-data"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the ending of its files, its media type, and how an edition is written in it."""

    ending: str
    media_type: str
    write: Callable[[Edition], bytes]


def _formats(*formats: Format) -> Mapping[str, Format]:
    return {one.ending: one for one in formats}


DOCX, PDF, PPTX, XLSX = (
    f"{_OFFICE}.wordprocessingml.document",
    "application/pdf",
    f"{_OFFICE}.presentationml.presentation",
    f"{_OFFICE}.spreadsheetml.sheet",
)
FORMATS: Mapping[PaperType, Mapping[str, Format]] = {
    PaperType.PANEL: _formats(
        Format(".docx", DOCX, lambda edition: word_bytes(panel_report(edition))),
        Format(".pdf", PDF, lambda edition: pdf_bytes(panel_report(edition))),
        Format(".pptx", PPTX, slides_bytes),
    ),
    PaperType.PACK: _formats(
        Format(".docx", DOCX, lambda edition: word_bytes(meeting_pack(edition))),
        Format(".pdf", PDF, lambda edition: pdf_bytes(meeting_pack(edition))),
    ),
    PaperType.WORKBOOK: _formats(Format(".xlsx", XLSX, accessible_workbook_bytes)),
    PaperType.OPEN_DATA: _formats(Format(".zip", "application/zip", open_data_bytes)),
    PaperType.CALENDAR: _formats(Format(".ics", "text/calendar", calendar_bytes)),
}
"""The formats of each paper by their endings, the usual one first."""

WITH_OCCASION = (PaperType.PACK, PaperType.CALENDAR)
"""What can be made of one occasion alone."""
