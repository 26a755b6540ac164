"""The writers of formats with a library that takes long to import: each is imported when it is first used.

Every page offers downloads, and few of them are pressed.
"""

from collections.abc import Sequence

from reports.content.document import Paper
from reports.content.edition import Edition
from reports.excel.listing_sheet import listing_sheet
from reports.open_data.csv import sheet_csv_bytes
from reports.text.narrator import Narrator


def as_word(document: Paper) -> bytes:
    """Return a paper as a .docx."""
    from reports.word.document import word_bytes  # noqa: PLC0415 - python-docx

    return word_bytes(document)


def as_slides(edition: Edition) -> bytes:
    """Return the slides of an edition as a .pptx."""
    from reports.powerpoint.deck import slides_bytes  # noqa: PLC0415 - python-pptx

    return slides_bytes(edition)


def as_workbook(edition: Edition) -> bytes:
    """Return an edition as an accessible .xlsx."""
    from reports.excel.workbook import accessible_workbook_bytes  # noqa: PLC0415 - XlsxWriter

    return accessible_workbook_bytes(edition)


def list_as_workbook(edition: Edition, keys: Sequence[tuple[str, str]]) -> bytes:
    """Return a list of recommendations, each by review and ref, as an .xlsx."""
    from reports.excel.workbook import listing_workbook_bytes  # noqa: PLC0415 - XlsxWriter

    return listing_workbook_bytes(edition, keys)


def list_as_csv(edition: Edition, keys: Sequence[tuple[str, str]]) -> bytes:
    """Return a list of recommendations, each by review and ref, as CSV."""
    narrator = Narrator(edition)
    return sheet_csv_bytes(listing_sheet(narrator, keys), narrator.translator)


def as_calendar(edition: Edition) -> bytes:
    """Return the promises of an edition as an .ics."""
    from reports.calendar_file.ics import calendar_bytes  # noqa: PLC0415 - icalendar

    return calendar_bytes(edition)
