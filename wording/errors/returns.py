"""The messages on a file that is not taken in as a return."""

from datetime import date

from model.returns.received import ReturnError, ReturnFault
from wording.catalogue import Translator
from wording.format.dates import format_round
from wording.format.locations import format_location


def return_fault(error: ReturnError, _: Translator) -> str:
    """Return why a file is not taken in, and what to do."""
    found, month = error.details.get("found", ""), error.details.get("month", "")
    place = format_location(error.details.get("sheet", ""), error.details.get("cell", ""), _)
    sentences = {
        ReturnFault.NO_RETURN: lambda: _(
            "It is no return. If it is a tracker, choose it by itself on the page Upload."
        ),
        ReturnFault.OTHER_ROUND: lambda: _(
            "It is a return of the round of {found} ({place}), and the round of {month} is open. Ask for the return of "
            "{month}, or take this one in while its round is open.",
            found=_month(found, _),
            month=_month(month, _),
            place=place,
        ),
        ReturnFault.OTHER_REVIEW: lambda: " ".join(
            (
                _("Its recommendations are of another review: {found} ({place}).", found=found, place=place),
                _other_tracker(_),
            )
        ),
        ReturnFault.OTHER_RECOMMENDATIONS: lambda: " ".join(
            (
                _("This round asks about none of its recommendations: {found} ({place}).", found=found, place=place),
                _other_tracker(_),
            )
        ),
        ReturnFault.OTHER_AGENCY: lambda: " ".join(
            (
                _("It is from {found} ({place}), of whom this round asks nothing.", found=found, place=place),
                _other_tracker(_),
            )
        ),
        ReturnFault.UNKNOWN_AGENCY: lambda: _(
            "Nothing in it says which agency it is from. Ask for the return as it was sent out."
        ),
        ReturnFault.NOTHING_ATTACHED: lambda: _("There is no workbook and no Word form in it."),
    }
    return sentences[error.code]()


def _other_tracker(_: Translator) -> str:
    return _("Take it in where it was sent out from: it may be of another tracker.")


def _month(month: str, _: Translator) -> str:
    return format_round(date.fromisoformat(f"{month}-01"), _) if month else ""
