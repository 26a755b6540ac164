"""Fit a return to a round: what is of another round, review or agency is refused, and named."""

from collections.abc import Sequence
from dataclasses import replace

from model.issues.issue import Issue
from model.issues.issue_codes import SEVERITIES
from model.returns.received import ReceivedReturn, ReturnError, ReturnFault
from model.returns.round import Recipient, RequestedUpdate, Round


def fit_to_round(received: ReceivedReturn, of_round: Round, requests: Sequence[RequestedUpdate]) -> ReceivedReturn:
    """Return a return with its recipient, the answers that the round requested of them, and issues for the others.

    Raises ReturnError: OTHER_ROUND, OTHER_REVIEW, OTHER_AGENCY or UNKNOWN_AGENCY.
    """
    if received.month is not None and received.month != of_round.month:
        raise ReturnError(ReturnFault.OTHER_ROUND, found=f"{received.month:%Y-%m}", month=f"{of_round.month:%Y-%m}")
    recipients = {(each.review, each.ref): each.recipient for each in requests}
    _refuse_other_review(received, {each.review for each in requests})
    recipient = _recipient(received, recipients)
    wanted = {key for key, who in recipients.items() if who == recipient}
    answers = tuple(each for each in received.answers if (each.review, each.ref) in wanted)
    others = [each for each in received.answers if (each.review, each.ref) not in wanted]
    issues = [_issue("return-not-requested", each.sheet, each.cell, each.text, ref=each.ref) for each in others]
    if received.version is not None and of_round.version is not None and received.version != of_round.version:
        versions = {"made": str(received.version), "version": str(of_round.version)}
        issues.append(_issue("return-other-version", "", "", "", **versions))
    return replace(received, recipient=recipient, answers=answers, issues=(*received.issues, *issues))


def _refuse_other_review(received: ReceivedReturn, reviews: set[str]) -> None:
    found = {review for review, _ref in received.refs}
    if found and not found & reviews:
        raise ReturnError(ReturnFault.OTHER_REVIEW, found=", ".join(sorted(found)))


def _recipient(received: ReceivedReturn, recipients: dict[tuple[str, str], Recipient]) -> Recipient:
    """Return who filled in a return: as it says itself, else the one of whom all its recommendations are requested."""
    if received.recipient is not None:
        if received.recipient not in recipients.values():
            raise ReturnError(ReturnFault.OTHER_AGENCY, found=received.recipient.name)
        return received.recipient
    of_refs = {recipients[key] for key in received.refs if key in recipients and recipients[key].name}
    if len(of_refs) != 1:
        raise ReturnError(ReturnFault.UNKNOWN_AGENCY)
    return of_refs.pop()


def _issue(code: str, sheet: str, cell: str, found: str, **details: str) -> Issue:
    return Issue(code, SEVERITIES[code], sheet, cell, found, details)
