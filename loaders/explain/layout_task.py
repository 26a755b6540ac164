"""The worker process that reads one workbook to explain how its layout was recognised."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from loaders.security.limits import Limits
from loaders.worker.server import AnswerRequest, ProgressWriter, request_options, serve_request


def main() -> None:
    """Answer the request on the standard input."""
    serve_request(_load_explainer)


def _load_explainer() -> AnswerRequest:
    from loaders.explain.read_layout import read_layout  # noqa: PLC0415 - imported before the memory is limited

    def answer(request: Mapping[str, Any], content: bytes, limits: Limits) -> dict[str, Any]:
        options, progress = request_options(request), ProgressWriter()
        return asdict(read_layout(content, name=request["name"], limits=limits, options=options, progress=progress))

    return answer
