"""The types of papers, and the function that writes each of their formats."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from reports.content.edition import Edition
from reports.meeting_pack.pack import meeting_pack
from reports.open_data.package import open_data_bytes
from reports.panel.report import panel_report
from reports.pdf.document import pdf_bytes
from reports.writers import as_calendar, as_slides, as_word, as_workbook

_OFFICE = "application/vnd.openxmlformats-officedocument"


class PaperType(StrEnum):
    """The type of a paper; its value is its name on the command line and in a URL."""

    PANEL = "panel"
    PACK = "pack"
    WORKBOOK = "workbook"
    OPEN_DATA = "open-data"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the ending of its file names, its media type, and the function that writes an edition."""

    ending: str
    media_type: str
    write: Callable[[Edition], bytes]


def _by_ending(*formats: Format) -> Mapping[str, Format]:
    return {each.ending: each for each in formats}


DOCX, PDF, PPTX, XLSX = (
    f"{_OFFICE}.wordprocessingml.document",
    "application/pdf",
    f"{_OFFICE}.presentationml.presentation",
    f"{_OFFICE}.spreadsheetml.sheet",
)
FORMATS: Mapping[PaperType, Mapping[str, Format]] = {
    PaperType.PANEL: _by_ending(
        Format(".docx", DOCX, lambda edition: as_word(panel_report(edition))),
        Format(".pdf", PDF, lambda edition: pdf_bytes(panel_report(edition))),
        Format(".pptx", PPTX, as_slides),
    ),
    PaperType.PACK: _by_ending(
        Format(".docx", DOCX, lambda edition: as_word(meeting_pack(edition))),
        Format(".pdf", PDF, lambda edition: pdf_bytes(meeting_pack(edition))),
    ),
    PaperType.WORKBOOK: _by_ending(Format(".xlsx", XLSX, as_workbook)),
    PaperType.OPEN_DATA: _by_ending(Format(".zip", "application/zip", open_data_bytes)),
    PaperType.CALENDAR: _by_ending(Format(".ics", "text/calendar", as_calendar)),
}
"""The formats of each paper by file ending, the default first."""


def paper_bytes(edition: Edition, paper: PaperType, ending: str) -> bytes:
    """Return a paper of an edition in the format with this ending. Another process can be sent this function."""
    return FORMATS[paper][ending].write(edition)


WITH_OCCASION = (PaperType.PACK, PaperType.CALENDAR)
"""The papers that can be restricted to one occasion."""
