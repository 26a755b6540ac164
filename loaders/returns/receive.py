"""Read what was sent for a round, each file in a process of its own, and fit it to the round.

What is of another round, review or agency is refused, and named.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from loaders.returns.unpack import CONTAINER_ENDINGS, SentFile
from loaders.security.limits import DEFAULT_LIMITS, Limits
from loaders.worker.run import Task, name_paper, run_on_file
from model.issues.issue import Issue, WorkbookError
from model.issues.issue_codes import SEVERITIES
from model.returns.received import ReceivedReturn, ReturnError, ReturnFault, ReturnOutcome
from model.returns.round import Recipient, RequestedUpdate, Round
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
        with name_paper(file.name):
            received = read_return_in_worker(file.content, statuses=statuses, limits=limits)
        fitted = fit_to_round(received, of_round, requests, message=file.message)
        return ReturnOutcome(file.name, file.content, fitted)
    except (ReturnError, WorkbookError) as error:
        return ReturnOutcome(file.name, file.content, error=error)


def unpack_in_worker(name: str, content: bytes, *, limits: Limits = DEFAULT_LIMITS) -> list[SentFile]:
    """Return what `unpack_files` does, from a process of its own; a file that is no container is not unpacked.

    Raises WorkbookError if the file cannot be used.
    """
    if not name.casefold().endswith(CONTAINER_ENDINGS):
        return [SentFile(name, content)]
    task = Task("loaders.returns.unpack:unpack_files", list[SentFile], {"name": name})
    return run_on_file(task, content, limits=limits)


def read_return_in_worker(
    content: bytes, *, statuses: Sequence[Status], limits: Limits = DEFAULT_LIMITS
) -> ReceivedReturn:
    """Return what `read_return` does, from a process of its own.

    Raises:
        ReturnError: the file is no return.
        WorkbookError: the file cannot be used at all.
    """
    task = Task("loaders.returns.read_return:find_return", tuple[ReceivedReturn, ...], {"statuses": statuses})
    found = run_on_file(task, content, limits=limits)
    if not found:
        raise ReturnError(ReturnFault.NO_RETURN)
    return found[0]


def fit_to_round(
    received: ReceivedReturn, of_round: Round, requests: Sequence[RequestedUpdate], *, message: str = ""
) -> ReceivedReturn:
    """Return a return with its recipient, the answers that the round requested of them, and issues for the others.

    `message` has the words of the e-mail that brought it, which become an issue: an answer may be among them.

    Raises ReturnError: OTHER_ROUND, OTHER_REVIEW, OTHER_RECOMMENDATIONS, OTHER_AGENCY or UNKNOWN_AGENCY.
    """
    sheet, cell = received.identity_place
    if received.month is not None and received.month != of_round.month:
        months = {"found": f"{received.month:%Y-%m}", "month": f"{of_round.month:%Y-%m}"}
        raise ReturnError(ReturnFault.OTHER_ROUND, **months, sheet=sheet, cell=cell)
    recipients = {(each.review, each.ref): each.recipient for each in requests}
    _refuse_other_tracker(received, recipients.keys())
    recipient = _recipient(received, recipients)
    wanted = {key for key, who in recipients.items() if who == recipient}
    answers = tuple(each for each in received.answers if (each.review, each.ref) in wanted)
    others = [each for each in received.answers if (each.review, each.ref) not in wanted]
    issues = [_issue("return-not-requested", each.sheet, each.cell, each.text, ref=each.ref) for each in others]
    if received.version is not None and of_round.version is not None and received.version != of_round.version:
        versions = {"made": str(received.version), "version": str(of_round.version)}
        issues.append(_issue("return-other-version", "", "", "", **versions))
    if message:
        issues.append(_issue("return-message", "", "", message))
    return replace(received, recipient=recipient, answers=answers, issues=(*received.issues, *issues))


def _refuse_other_tracker(received: ReceivedReturn, requested: Set[tuple[str, str]]) -> None:
    """Raise ReturnError where the round requests none of its recommendations: it was made from another tracker."""
    if not received.refs or not requested.isdisjoint(received.refs):
        return
    found, (sheet, cell) = dict.fromkeys(review for review, _ref in received.refs), received.first_place
    if found.keys().isdisjoint(review for review, _ref in requested):
        raise ReturnError(ReturnFault.OTHER_REVIEW, found=", ".join(found), sheet=sheet, cell=cell)
    refs = ", ".join(ref for _review, ref in received.refs)
    raise ReturnError(ReturnFault.OTHER_RECOMMENDATIONS, found=refs, sheet=sheet, cell=cell)


def _recipient(received: ReceivedReturn, recipients: dict[tuple[str, str], Recipient]) -> Recipient:
    """Return who filled in a return: as it says itself, else the one of whom all its recommendations are requested."""
    if received.recipient is not None:
        if received.recipient not in recipients.values():
            sheet, cell = received.identity_place
            raise ReturnError(ReturnFault.OTHER_AGENCY, found=received.recipient.name, sheet=sheet, cell=cell)
        return received.recipient
    of_refs = {recipients[key] for key in received.refs if key in recipients and recipients[key].name}
    if len(of_refs) != 1:
        raise ReturnError(ReturnFault.UNKNOWN_AGENCY)
    return of_refs.pop()


def _issue(code: str, sheet: str, cell: str, found: str, **details: str) -> Issue:
    return Issue(code, SEVERITIES[code], sheet, cell, found, details)
