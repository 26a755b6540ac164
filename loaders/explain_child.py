"""The process that reads one workbook to say how one of its cells was read."""

from collections.abc import Mapping
from dataclasses import astuple
from typing import Any

from loaders.isolated_child import Teller, Work, answer_with, options_of
from loaders.limits import Limits
from loaders.reading_json import reading_object


def main() -> None:
    """Answer the request on the standard input."""
    answer_with(_explainer)


def _explainer() -> Work:
    # All of it is imported before the memory is limited.
    from loaders.cell_names import CellNameError, find_cell  # noqa: PLC0415
    from loaders.cell_uses import used_cell  # noqa: PLC0415
    from loaders.file_cells import read_file_cells  # noqa: PLC0415
    from loaders.issue_log import IssueLog  # noqa: PLC0415
    from loaders.layouts import recognise  # noqa: PLC0415
    from loaders.package import check_package  # noqa: PLC0415
    from loaders.progress import Progress  # noqa: PLC0415
    from loaders.read import read_workbook  # noqa: PLC0415
    from loaders.tables import parse_tables  # noqa: PLC0415

    def answer(request: Mapping[str, Any], content: bytes, limits: Limits) -> dict[str, Any]:
        options, name, progress = options_of(request), request["name"], Teller()
        reading = read_workbook(content, name=name, limits=limits, options=options, progress=progress)
        kind = check_package(content, limits=limits).kind
        sheets = read_file_cells(content, kind=kind, limits=limits, progress=progress)
        progress(Progress("tables"))
        read = list(dict.fromkeys(column.sheet for column in reading.columns))
        try:
            place = find_cell(request["cell"], sheets=[sheet.name for sheet in sheets], read=read)
        except CellNameError as unknown:
            return {"unnamed": [unknown.code, unknown.name, list(unknown.sheets)]}
        untold = IssueLog()  # the reading has told them; here the records are wanted, which it lets go
        records = recognise(sheets, untold, options=options, file_name=name).records
        used = used_cell(place, sheets=sheets, tables=parse_tables(records, untold, options=options))
        uses, in_row = ([list(astuple(use)) for use in some] for some in (used.uses, used.in_row))
        texts = {"sheet": used.sheet, "cell": used.cell, "found": used.found, "colour": used.colour}
        return {"reading": reading_object(reading), "cell": {**texts, "uses": uses, "in_row": in_row}}

    return answer
