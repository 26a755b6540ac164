"""Read a return in a worker process, and unpack e-mails and archives there."""

from base64 import b64decode
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from loaders.returns.unpack import CONTAINER_ENDINGS, SentFile
from loaders.security.limits import DEFAULT_LIMITS, Limits
from loaders.worker.client import WorkerTask, run_task
from loaders.worker.serialise import check_types, issue_from_json
from model.language import Language
from model.returns.items import Item
from model.returns.received import Answer, ReceivedReturn, ReturnError, ReturnFault
from model.returns.round import Recipient
from model.status.scale import Status

_WORKER_MODULE = "loaders.worker.returns_task"


def unpack_in_worker(name: str, content: bytes, *, limits: Limits = DEFAULT_LIMITS) -> list[SentFile]:
    """Return what `unpack_files` does, from a worker process; a file that is no container is not unpacked.

    Raises WorkbookError if the file cannot be used.
    """
    if not name.casefold().endswith(CONTAINER_ENDINGS):
        return [SentFile(name, content)]
    task = WorkerTask(_WORKER_MODULE, {"what": "unpack", "name": name})
    return run_task(task, content, _files_from_json, limits=limits)


def read_return_in_worker(
    content: bytes, *, statuses: Sequence[Status], limits: Limits = DEFAULT_LIMITS
) -> ReceivedReturn:
    """Return what `read_return` does, from a worker process.

    Raises:
        ReturnError: the file is no return.
        WorkbookError: the file cannot be used at all.
    """
    task = WorkerTask(_WORKER_MODULE, {"what": "read", "statuses": [asdict(status) for status in statuses]})
    found = run_task(task, content, _found_from_json, limits=limits)
    if not found:
        raise ReturnError(ReturnFault.NO_RETURN)
    return found[0]


def _files_from_json(answer: Mapping[str, Any]) -> list[SentFile]:
    files = [check_types(values, (str, str, str)) for values in answer["files"]]
    return [SentFile(name, b64decode(content, validate=True), message) for name, content, message in files]


def _found_from_json(answer: Mapping[str, Any]) -> tuple[ReceivedReturn, ...]:
    """Return the return of an answer; none where the file is no return."""
    return () if answer["return"] is None else (received_from_json(answer["return"]),)


def received_from_json(values: Sequence[Any]) -> ReceivedReturn:
    """Return the return of a list of its values. Raises ValueError if they are not valid."""
    month, recipient, version, refs, answers, issues, places = values
    sheet, cell, first_sheet, first_cell = check_types(places, (str,) * 4)
    if version is not None:
        check_types([version], (int,))
    return ReceivedReturn(
        None if month is None else date.fromisoformat(month),
        None if recipient is None else Recipient(*check_types(recipient, (str, str))),
        version,
        tuple((review, ref) for review, ref in (check_types(each, (str, str)) for each in refs)),
        tuple(answer_from_json(each) for each in answers),
        tuple(issue_from_json(each) for each in issues),
        (sheet, cell),
        (first_sheet, first_cell),
    )


def answer_from_json(values: Sequence[Any]) -> Answer:
    """Return the answer of a list of its values. Raises ValueError if they are not valid."""
    review, ref, item, text, sheet, cell, language = check_types(values, (str,) * 7)
    return Answer(review, ref, Item(item), text, sheet, cell, Language(language))
