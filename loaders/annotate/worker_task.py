"""The process that makes a copy of one workbook with its cells marked."""

from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from loaders.security.limits import DEFAULT_LIMITS, Limits
from loaders.worker.server import Work, answer_with


def main() -> None:
    """Answer the request on the standard input; openpyxl writes each sheet to a file before it is packed."""
    answer_with(_marker, writes=DEFAULT_LIMITS.unpacked_bytes)


def _marker() -> Work:
    # All of it is imported before the memory is limited.
    from loaders.annotate.annotate import drawn, mark, opened  # noqa: PLC0415
    from loaders.read_cells import read_file_cells  # noqa: PLC0415
    from loaders.security.package import FileType, check_package  # noqa: PLC0415

    def answer(request: Mapping[str, Any], content: bytes, limits: Limits) -> dict[str, Any]:
        kind = check_package(content, limits=limits).kind
        named = list(dict.fromkeys(sheet for sheet, *_ in request["notes"] if sheet))
        book = opened(content, named) if kind is FileType.XLSX and not request["drawn"] else None
        if book is not None:
            names = [sheet.title for sheet in book.worksheets]
        else:
            sheets = read_file_cells(content, kind=kind, limits=limits)
            book, names = drawn(sheets), [sheet.name for sheet in sheets]
        marked = mark(book, map(tuple, request["notes"]), names=names, author=request["author"])
        return {"marked": b64encode(marked).decode("ascii")}

    return answer
