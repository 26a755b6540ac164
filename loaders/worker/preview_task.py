"""The worker process that reads one workbook and answers with it and the first rows of its sheets."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, astuple
from datetime import date
from typing import Any

from loaders.security.limits import Limits
from loaders.worker.preview import NO_TRACKER
from loaders.worker.serialise import reading_to_json
from loaders.worker.server import AnswerRequest, ProgressWriter, request_options, serve_request
from model.issues.issue import WorkbookError


def main() -> None:
    """Answer the request on the standard input."""
    serve_request(_load_reader)


def _load_reader() -> AnswerRequest:
    from loaders.mapping.sheet_preview import SheetPreview, preview_sheets  # noqa: PLC0415 - only this process needs it
    from loaders.pipeline import read_with_tables  # noqa: PLC0415 - as above
    from loaders.questions import open_questions  # noqa: PLC0415 - as above
    from loaders.read_cells import read_file_cells  # noqa: PLC0415 - as above
    from loaders.security.package import check_package  # noqa: PLC0415 - as above

    def to_json(sheets: Sequence[SheetPreview]) -> list[Any]:
        return [
            [
                *(sheet.name, sheet.rows, sheet.header_row, sheet.row_count, sheet.column_count),
                [[table.sheet, table.header_row, astuple(table.area), table.read] for table in sheet.tables],
                sheet.headings,
            ]
            for sheet in sheets
        ]

    def answer(request: Mapping[str, Any], content: bytes, limits: Limits) -> dict[str, Any]:
        options, progress = request_options(request), ProgressWriter()
        try:
            read = read_with_tables(content, name=request["name"], limits=limits, options=options, progress=progress)
        except WorkbookError as refusal:
            if refusal.code not in NO_TRACKER:
                raise
            kind = check_package(content, limits=limits).kind
            sheets = preview_sheets(read_file_cells(content, kind=kind, limits=limits), (), options.mapping)
            no_tracker = [refusal.code, dict(refusal.details)]
            return {
                "reading": None,
                "no_tracker": no_tracker,
                "sheets": to_json(sheets),
                "questions": [],
                "mapping": asdict(options.mapping),
            }
        return {
            "reading": reading_to_json(read.reading),
            "no_tracker": None,
            "sheets": to_json(preview_sheets(read.sheets, read.ranges, read.mapping)),
            "questions": [astuple(question) for question in open_questions(read, date.today())],
            "mapping": asdict(read.mapping),
        }

    return answer
