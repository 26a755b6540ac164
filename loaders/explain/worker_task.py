"""The process that reads one workbook to say how one of its cells was read."""

from collections.abc import Mapping
from dataclasses import astuple, replace
from typing import Any

from loaders.security.limits import Limits
from loaders.worker.serialise import reading_object
from loaders.worker.server import Teller, Work, answer_with, options_of

_TEXTS = ("sheet", "cell", "found", "colour", "merged")


def main() -> None:
    """Answer the request on the standard input."""
    answer_with(_explainer)


def _explainer() -> Work:
    # All of it is imported before the memory is limited.
    from loaders.explain.cell_reference import CellNameError  # noqa: PLC0415
    from loaders.explain.read_cell import NamedCell, read_cell  # noqa: PLC0415

    def answer(request: Mapping[str, Any], content: bytes, limits: Limits) -> dict[str, Any]:
        named = NamedCell(request["cell"], request["name"], options_of(request))
        try:
            reading, used = read_cell(content, named, limits=limits, progress=Teller())
        except CellNameError as unknown:
            return {"unnamed": [unknown.code, unknown.name, list(unknown.sheets)]}
        uses, in_row = ([list(astuple(use)) for use in some] for some in (used.uses, used.in_row))
        texts = {name: getattr(used, name) for name in _TEXTS}
        cell = {**texts, "conditional": used.conditional, "uses": uses, "in_row": in_row}
        return {"reading": reading_object(replace(reading, rows={})), "cell": cell}

    return answer
