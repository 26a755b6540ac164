"""Workbooks, documents and packages of parts as bytes, as they are uploaded."""

import zipfile
from collections.abc import Mapping
from io import BytesIO


def saved(book) -> bytes:
    """Return a workbook, or a document of Word, as the bytes of its file."""
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def packed(parts: Mapping[str, bytes | str]) -> bytes:
    """Return a package of parts, which is the same each time."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, part in parts.items():
            packing = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(zipfile.ZipInfo(name), part, packing)
    return buffer.getvalue()


def package_of(*names):
    """Return a package whose parts have these names."""
    return packed(dict.fromkeys(names, "<a/>"))
