"""Workbooks as bytes, as they are uploaded."""

from io import BytesIO

from openpyxl import Workbook


def saved(book: Workbook) -> bytes:
    """Return a workbook as the bytes of its file."""
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()
