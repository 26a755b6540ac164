"""The reminders of a round on one day: a draft e-mail to each recipient who has not answered everything."""

from collections.abc import Sequence

from analysis.returns import unanswered
from model.returns.formats import ReturnFormat
from model.returns.received import StoredReturn
from model.returns.reminder import Reminder
from model.returns.round import RequestedUpdate, Round
from model.tracker.tracker import Tracker
from reports.content.edition import Edition
from reports.content.reproducible_zip import zip_files
from reports.returns.package import build_returns


def reminder_emails(  # noqa: PLR0913 - options by name
    edition: Edition,
    of_round: Round,
    requests: Sequence[RequestedUpdate],
    returns: Sequence[StoredReturn],
    *,
    reminder: Reminder,
    current: Tracker | None = None,
    format_: ReturnFormat = ReturnFormat.EXCEL,
) -> dict[str, bytes]:
    """Return the draft e-mails by file name, in the language of each return; none where everything was answered.

    Which formal responses have come is counted in `current`, what is published now.
    Each has a workbook or a Word form attached, with the recommendations that have no update yet and no other.
    """
    missing = unanswered(requests, returns)
    return {
        each.email_name: each.email
        for each in build_returns(edition, of_round, missing, reminder=reminder, current=current, format_=format_)
    }


def reminders_zip_bytes(  # noqa: PLR0913 - options by name
    edition: Edition,
    of_round: Round,
    requests: Sequence[RequestedUpdate],
    returns: Sequence[StoredReturn],
    *,
    reminder: Reminder,
    current: Tracker | None = None,
    format_: ReturnFormat = ReturnFormat.EXCEL,
) -> bytes:
    """Return the draft e-mails as a zip file."""
    return zip_files(
        reminder_emails(edition, of_round, requests, returns, reminder=reminder, current=current, format_=format_)
    )
