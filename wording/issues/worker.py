"""The texts of a worker process that was stopped or ended early."""

from collections.abc import Mapping

from wording.issues.issue_text import IssueText
from wording.issues.paper_remedies import save_relevant_pages

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
        message=lambda _, v: _("Reading the file broke off. Nothing else is affected."),
        remedy=lambda _, v: _(
            "Try it again. If it breaks off again, copy what is needed of the file to a new workbook, and save that as "
            ".xlsx; of a paper, to a new document (.docx)."
        ),
        paper_message=lambda _, v: _("Reading the document broke off. Nothing else is affected."),
        paper_remedy=lambda _, v: _(
            "Try it again. If it breaks off again, copy its text to a new Word document, save it as .docx, and use "
            "that file."
        ),
    ),
}
