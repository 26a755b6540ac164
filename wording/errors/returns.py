"""The messages on a file that is not taken in as a return."""

from datetime import date

from model.returns.received import ReturnError, ReturnFault
from wording.catalogue import Translator
from wording.format.dates import format_round


def return_fault(error: ReturnError, _: Translator) -> str:
    """Return why a file is not taken in, and what to do."""
    found, month = error.details.get("found", ""), error.details.get("month", "")
    sentences = {
        ReturnFault.NO_RETURN: lambda: _(
            "It is no return. If it is a tracker, choose it by itself on the page Upload."
        ),
        ReturnFault.OTHER_ROUND: lambda: _(
            "It is a return of the round of {found}, and the round of {month} is open.",
            found=_month(found, _),
            month=_month(month, _),
        ),
        ReturnFault.OTHER_REVIEW: lambda: _("Its recommendations are of another review: {found}.", found=found),
        ReturnFault.OTHER_AGENCY: lambda: _("It is from {found}, of whom this round asks nothing.", found=found),
        ReturnFault.UNKNOWN_AGENCY: lambda: _(
            "Nothing in it says which agency it is from. Ask for the return as it was sent out."
        ),
        ReturnFault.NOTHING_ATTACHED: lambda: _("There is no workbook and no Word form in it."),
    }
    return sentences[error.code]()


def _month(month: str, _: Translator) -> str:
    return format_round(date.fromisoformat(f"{month}-01"), _) if month else ""
