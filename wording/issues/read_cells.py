"""The text of a file that has no cells."""

from collections.abc import Mapping

from wording.issues.issue_text import IssueText

TEXTS: Mapping[str, IssueText] = {
    "paper-without-cells": IssueText(
        message=lambda _, v: _("The file is a paper and no workbook: it has no cells."),
        remedy=lambda _, v: _("Convert it first, and use the workbook that comes of it."),
    ),
}
