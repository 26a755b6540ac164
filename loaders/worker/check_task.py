"""The worker process that reads one workbook and answers with its issues and a summary, without its rows."""

from collections.abc import Mapping
from dataclasses import asdict, astuple, replace
from datetime import date
from typing import Any

from loaders.reading_summary import summarise
from loaders.security.limits import Limits
from loaders.worker.serialise import reading_to_json, summary_to_json
from loaders.worker.server import AnswerRequest, ProgressWriter, request_options, serve_request


def main() -> None:
    """Answer the request on the standard input."""
    serve_request(_load_checker)


def _load_checker() -> AnswerRequest:
    from loaders.mapping.as_read import mapping_as_read  # noqa: PLC0415 - imported before the memory is limited
    from loaders.pipeline import read_with_tables  # noqa: PLC0415 - as above
    from loaders.questions import open_questions  # noqa: PLC0415 - as above

    def answer(request: Mapping[str, Any], content: bytes, limits: Limits) -> dict[str, Any]:
        options, progress = request_options(request), ProgressWriter()
        read = read_with_tables(content, name=request["name"], limits=limits, options=options, progress=progress)
        return {
            "reading": reading_to_json(replace(read.reading, rows={})),
            "summary": summary_to_json(summarise(read.reading)),
            "mapping": asdict(mapping_as_read(read.reading, read.ranges, read.mapping)),
            "questions": [astuple(question) for question in open_questions(read, date.today())],
        }

    return answer
