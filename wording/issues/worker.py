"""The texts of a worker process that was stopped or ended early."""

from collections.abc import Mapping

from wording.issues.issue_text import IssueText
from wording.issues.paper_remedies import copy_to_new_document, save_relevant_pages

TEXTS: Mapping[str, IssueText] = {
    "reading-too-slow": IssueText(
        message=lambda _, v: _("Reading the file was ended, because it took longer than {limit} seconds.", **v),
        remedy=lambda _, v: _(
            "Copy what is needed of it to a new workbook, and save that as .xlsx; of a paper, to a new document "
            "(.docx)."
        ),
        paper_message=lambda _, v: _(
            "Reading the document was ended, because it took longer than {limit} seconds.", **v
        ),
        paper_remedy=save_relevant_pages,
    ),
    "reading-too-much-memory": IssueText(
        message=lambda _, v: _("Reading the file was ended, because it needed more than {limit} MB of memory.", **v),
        remedy=lambda _, v: _(
            "Copy what is needed of it to a new workbook, and save that as .xlsx; of a paper, to a new document "
            "(.docx)."
        ),
        paper_message=lambda _, v: _(
            "Reading the document was ended, because it needed more than {limit} MB of memory.", **v
        ),
        paper_remedy=save_relevant_pages,
    ),
    "reading-broke-off": IssueText(
        message=lambda _, v: _(
            "Reading the file broke off: something in it cannot be read safely. Nothing else is affected."
        ),
        remedy=lambda _, v: _(
            "Copy what is needed of it to a new workbook, and save that as .xlsx; of a paper, to a new document "
            "(.docx)."
        ),
        paper_message=lambda _, v: _(
            "Reading the document broke off: something in it cannot be read safely. Nothing else is affected."
        ),
        paper_remedy=copy_to_new_document,
    ),
}
