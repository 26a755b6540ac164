"""What to do about an issue of a workbook that is on the pages already, where no option of a command can be given."""

from model.issue import Issue
from wording.catalogue import Translator
from wording.issues import remedy


def page_remedy(issue: Issue, _: Translator) -> str:
    """Return the sentence that says what to do: in the workbook, or by an answer when it is uploaded again."""
    order = _("Add a sheet named Key with the statuses, worst first, or say their order when you upload the workbook.")
    answers = {
        "scale-proposed": order,
        "scale-words-missing": order,
        "snapshot-undated": _("Write the month into the name of the sheet, or say it when you upload the workbook."),
        "snapshot-dated": _("Nothing, if that is right; else say the month when you upload the workbook."),
    }
    return answers.get(issue.code) or remedy(issue, _)
