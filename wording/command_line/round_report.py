"""A round as lines for a terminal."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from model.issue import WorkbookError
from model.returns.received import ReturnError, ReturnOutcome
from model.returns.round import Recipient, RequestedUpdate, Round
from model.terms import NameKind
from wording.catalogue import Translator
from wording.errors import return_fault
from wording.format.dates import format_timestamp
from wording.format.names import Names, format_location, marked_name
from wording.issues import message, remedy
from wording.rounds import (
    language_name,
    nobody_sentence,
    progress_words,
    request_sentence,
    round_sentence,
    scope_words,
)

if TYPE_CHECKING:
    from analysis.returns import ProgressRow


def round_lines(
    of_round: Round, requests: Sequence[RequestedUpdate], progress: Iterable["ProgressRow"], names: Names, _: Translator
) -> Iterator[str]:
    """Yield a round: what it requests, who started it and when, and a line for each return: how far it has come."""
    yield round_sentence(of_round, _)
    yield f"  {request_sentence(requests, _)} · {scope_words(of_round.scope, _)}"
    if of_round.started_at is not None:
        who = marked_name(of_round.started_by, _, verified=of_round.verified)
        moment = format_timestamp(of_round.started_at, _)
        yield "  " + _(
            "Started on {moment} by {who}, from version {version}.", moment=moment, who=who, version=of_round.version
        )
    for row in progress:
        recipient = Recipient(row.agency, row.role)
        counted = _("{n} of {total}", n=row.answered, total=row.requested)
        words = progress_words(row.progress, _, overdue=bool(row.overdue))
        language = language_name(of_round.language_of(recipient), _)
        yield f"  {_name(recipient, names, _)} ({language}): {words}, {counted}"
    if nobody := nobody_sentence(requests, _):
        yield f"  {nobody}"


def outcome_lines(outcome: ReturnOutcome, names: Names, _: Translator) -> Iterator[str]:
    """Yield what came of one file: how many answers from whom, and its issues; or why it was not taken in."""
    if outcome.received is None or outcome.received.recipient is None:
        yield f"{outcome.name}: {_('Not taken in.')} {_fault(outcome.error, _)}"
        return
    answers = _.plural("{n} answer", "{n} answers", len(outcome.received.answers))
    who = _name(outcome.received.recipient, names, _)
    yield f"{outcome.name}: {_('{answers} from {who}.', answers=answers, who=who)}"
    for issue in outcome.received.issues:
        yield f"  {format_location(issue.sheet, issue.cell, _)}: {message(issue, _)} {remedy(issue, _)}"


def _fault(error: Exception | None, _: Translator) -> str:
    if isinstance(error, WorkbookError):
        return f"{message(error, _)} {remedy(error, _)}"
    return return_fault(error, _) if isinstance(error, ReturnError) else ""


def _name(recipient: Recipient, names: Names, _: Translator) -> str:
    agency = names.full(NameKind.AGENCY, recipient.agency, _) if recipient.agency else ""
    role = names.full(NameKind.ROLE, recipient.role, _) if recipient.role else ""
    return ", ".join(part for part in (agency, role) if part)
