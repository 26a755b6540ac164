"""The worker process that makes an annotated copy of one workbook."""

from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from loaders.security.limits import DEFAULT_LIMITS, Limits
from loaders.worker.server import AnswerRequest, serve_request


def main() -> None:
    """Answer the request on the standard input; openpyxl writes each sheet to a temporary file first."""
    serve_request(_load_annotator, max_file_bytes=DEFAULT_LIMITS.unpacked_bytes)


def _load_annotator() -> AnswerRequest:
    # All of it is imported before the memory is limited.
    from loaders.annotate.annotate import annotate_workbook, open_workbook, rebuild_workbook  # noqa: PLC0415
    from loaders.read_cells import read_file_cells  # noqa: PLC0415
    from loaders.security.package import FileType, check_package  # noqa: PLC0415

    def answer(request: Mapping[str, Any], content: bytes, limits: Limits) -> dict[str, Any]:
        kind = check_package(content, limits=limits).kind
        noted_sheets = list(dict.fromkeys(sheet for sheet, *_ in request["notes"] if sheet))
        book = open_workbook(content, noted_sheets) if kind is FileType.XLSX and not request["drawn"] else None
        if book is not None:
            names = [sheet.title for sheet in book.worksheets]
        else:
            sheets = read_file_cells(content, kind=kind, limits=limits)
            book, names = rebuild_workbook(sheets), [sheet.name for sheet in sheets]
        annotated = annotate_workbook(book, map(tuple, request["notes"]), names=names, author=request["author"])
        return {"marked": b64encode(annotated).decode("ascii")}

    return answer
