"""Read everything that was sent for a round: each file in its own worker process, and each fitted to the round."""

from collections.abc import Iterable, Iterator, Sequence

from loaders.returns.fit_round import fit_to_round
from loaders.returns.unpack import SentFile
from loaders.security.limits import DEFAULT_LIMITS, Limits
from loaders.worker.client import paper_named_in_refusals
from loaders.worker.returns import read_return_in_worker, unpack_in_worker
from model.issues.issue import WorkbookError
from model.returns.received import ReturnError, ReturnFault, ReturnOutcome
from model.returns.round import RequestedUpdate, Round
from model.status.scale import Status


def receive_files(
    files: Iterable[SentFile],
    of_round: Round,
    requests: Sequence[RequestedUpdate],
    *,
    statuses: Sequence[Status],
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[ReturnOutcome]:
    """Yield what came of each file, and of each file in an e-mail or archive; a refused one keeps nobody else's out."""
    for file in files:
        try:
            inner = unpack_in_worker(file.name, file.content, limits=limits)
        except WorkbookError as error:
            yield ReturnOutcome(file.name, file.content, error=error)
            continue
        if not inner:
            yield ReturnOutcome(file.name, file.content, error=ReturnError(ReturnFault.NOTHING_ATTACHED))
        for each in inner:
            yield _receive(each, of_round, requests, statuses, limits)


def _receive(
    file: SentFile, of_round: Round, requests: Sequence[RequestedUpdate], statuses: Sequence[Status], limits: Limits
) -> ReturnOutcome:
    try:
        with paper_named_in_refusals(file.name):
            received = read_return_in_worker(file.content, statuses=statuses, limits=limits)
        fitted = fit_to_round(received, of_round, requests, message=file.message)
        return ReturnOutcome(file.name, file.content, fitted)
    except (ReturnError, WorkbookError) as error:
        return ReturnOutcome(file.name, file.content, error=error)
