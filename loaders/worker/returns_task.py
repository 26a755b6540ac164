"""The worker process that reads one return, or unpacks an e-mail or an archive."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import astuple
from typing import Any

from loaders.security.limits import Limits
from loaders.worker.serialise import issue_to_json
from loaders.worker.server import AnswerRequest, serve_request
from model.returns.received import ReceivedReturn, ReturnError
from model.status.scale import Status


def main() -> None:
    """Answer the request on the standard input."""
    serve_request(_load_reader)


def _load_reader() -> AnswerRequest:
    from loaders.returns.read_return import read_return  # noqa: PLC0415 - imported before the memory is limited
    from loaders.returns.unpack import unpack_files  # noqa: PLC0415 - as above

    def answer(request: Mapping[str, Any], content: bytes, limits: Limits) -> dict[str, Any]:
        if request["what"] == "unpack":
            files = unpack_files(request["name"], content, limits=limits)
            return {"files": [[each.name, b64encode(each.content).decode(), each.message] for each in files]}
        statuses = [Status(**values) for values in request["statuses"]]
        try:
            return {"return": received_to_json(read_return(content, statuses=statuses, limits=limits))}
        except ReturnError:
            return {"return": None}

    return answer


def received_to_json(received: ReceivedReturn) -> list[Any]:
    """Return the values of a return as a list of JSON."""
    return [
        None if received.month is None else received.month.isoformat(),
        None if received.recipient is None else [received.recipient.agency, received.recipient.role],
        received.version,
        [list(each) for each in received.refs],
        [list(astuple(each)) for each in received.answers],
        [issue_to_json(each) for each in received.issues],
        [*received.identity_place, *received.first_place],
    ]


if __name__ == "__main__":
    main()
