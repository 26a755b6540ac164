"""The texts of choices among the sheets of a workbook: its review, its month, and sheets of earlier months."""

from collections.abc import Mapping

from wording.catalogue import Translator
from wording.issues.issue_text import IssueText


def _earlier_sheet(_: Translator, v: Mapping[str, str]) -> str:
    """Return the message on a sheet that repeats another, of which only one was read."""
    if not v["rows"]:
        return _(
            "The sheet {sheet} repeats what stands on {current}, and nothing says which month it is of. "
            "Only {current} was read.",
            **v,
        )
    return _(
        "These rows of the sheet {sheet} repeat what stands on {current}, and nothing says which month they are of: "
        "{rows}. Only {current} was read for them.",
        **v,
    )


TEXTS: Mapping[str, IssueText] = {
    "heading-missing": IssueText(
        message=lambda _, v: _("The heading {expected} is missing.", **v),
        remedy=lambda _, v: _("Add a column with the heading {expected}.", **v),
    ),
    "review-assumed": IssueText(
        message=lambda _, v: _("No column names a review, so all of it was read as one review, called “{found}”.", **v),
        remedy=lambda _, v: _("Nothing, or add a column with the heading Review."),
    ),
    "snapshot-undated": IssueText(
        message=lambda _, v: _("Nothing says which month these statuses and updates are from."),
        remedy=lambda _, v: _("Give the month, such as --as-at 2024-06, or write it into the name of the sheet."),
        upload_remedy=lambda _, v: _("Say in step 2 which month it is, or write the month into the name of the sheet."),
        page_remedy=lambda _, v: _(
            "Write the month into the name of the sheet, or say it when you upload the workbook."
        ),
    ),
    "snapshot-dated": IssueText(
        message=lambda _, v: _("The list has no dates. It was taken to be from {found}.", **v),
        remedy=lambda _, v: _("Nothing, if that is right; else give the month, such as --as-at 2024-06."),
        upload_remedy=lambda _, v: _("Nothing, if that is right; else say in step 2 which month it is."),
        page_remedy=lambda _, v: _("Nothing, if that is right; else say the month when you upload the workbook."),
    ),
    "earlier-sheet-repeats": IssueText(
        message=_earlier_sheet,
        remedy=lambda _, v: _(
            "Write the month into the name of each sheet, such as Feb 24 and June 24, or into the heading of its "
            "status, such as RAG Feb 24."
        ),
    ),
}
