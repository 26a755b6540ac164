"""The worker process that reads one workbook to explain one of its cells."""

from collections.abc import Mapping
from dataclasses import astuple, replace
from typing import Any

from loaders.security.limits import Limits
from loaders.worker.serialise import reading_to_json
from loaders.worker.server import AnswerRequest, ProgressWriter, request_options, serve_request

_TEXT_FIELDS = ("sheet", "cell", "found", "colour", "merged")


def main() -> None:
    """Answer the request on the standard input."""
    serve_request(_load_explainer)


def _load_explainer() -> AnswerRequest:
    # All of it is imported before the memory is limited.
    from loaders.explain.cell_reference import CellNameError  # noqa: PLC0415
    from loaders.explain.read_cell import NamedCell, read_cell  # noqa: PLC0415

    def answer(request: Mapping[str, Any], content: bytes, limits: Limits) -> dict[str, Any]:
        named = NamedCell(request["cell"], request["name"], request_options(request))
        try:
            reading, used = read_cell(content, named, limits=limits, progress=ProgressWriter())
        except CellNameError as unknown:
            return {"unnamed": [unknown.code, unknown.name, list(unknown.sheets)]}
        uses, in_row = ([list(astuple(use)) for use in group] for group in (used.uses, used.in_row))
        texts = {name: getattr(used, name) for name in _TEXT_FIELDS}
        cell = {**texts, "conditional": used.conditional, "uses": uses, "in_row": in_row}
        return {"reading": reading_to_json(replace(reading, rows={})), "cell": cell}

    return answer
