"""Workbooks and documents as bytes, as they are uploaded."""

import zipfile
from io import BytesIO


def saved(book) -> bytes:
    """Return a workbook, or a document of Word, as the bytes of its file."""
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def package_of(*names):
    """Return a zip file whose parts have these names."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name in names:
            package.writestr(name, "<a/>")
    return buffer.getvalue()
