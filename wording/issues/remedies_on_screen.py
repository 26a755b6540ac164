"""What to do about an issue on the Upload page, where some questions can be answered without changing the workbook."""

from model.issues.issue import Issue
from wording.catalogue import Translator
from wording.issues import remedy


def upload_remedy(issue: Issue, _: Translator) -> str:
    """Return the sentence that says what to do: to answer in step 2 where that is enough, else as everywhere.

    What a paper leaves blank is filled in in the workbook that the page offers, for a paper has no sheets.
    """
    answers = {
        "scale-proposed": _("Say in step 2 in which order the statuses stand, or add a sheet named Key."),
        "scale-words-missing": _("Say in step 2 in which order the statuses stand, or add a sheet named Key."),
        "snapshot-undated": _("Say in step 2 which month it is, or write the month into the name of the sheet."),
        "snapshot-dated": _("Nothing, if that is right; else say in step 2 which month it is."),
        "heading-uncertain": _("Say in step 2 what the column holds, or correct its heading."),
        "heading-unknown": _("Say in step 2 what the column holds, or leave it out."),
        "paper-status-blank": _(
            "Write the status that was given into the Progress sheet of the workbook below; leave it blank if none was."
        ),
        "paper-statuses-differ": _(
            "Ask which of them is right, and write it into the Progress sheet of the workbook below."
        ),
        "paper-agency-unsure": _("Write its lead agency into the Recommendations sheet of the workbook below."),
        "status-columns-two": _("Say in step 2 which of the columns is the status, or rename the other."),
    }
    return answers.get(issue.code) or remedy(issue, _)


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
