"""The process that reads one workbook to say what is in it and what is wrong with it, without its rows."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from loaders.reading_summary import summarise
from loaders.security.limits import Limits
from loaders.worker.serialise import reading_object, summary_object
from loaders.worker.server import Teller, Work, answer_with, options_of


def main() -> None:
    """Answer the request on the standard input."""
    answer_with(_checker)


def _checker() -> Work:
    from loaders.pipeline import read_workbook  # noqa: PLC0415 - imported before the memory is limited

    def answer(request: Mapping[str, Any], content: bytes, limits: Limits) -> dict[str, Any]:
        options, progress = options_of(request), Teller()
        reading = read_workbook(content, name=request["name"], limits=limits, options=options, progress=progress)
        return {"reading": reading_object(replace(reading, rows={})), "summary": summary_object(summarise(reading))}

    return answer
