"""The texts of assumptions about a whole workbook: its numbers and who gave its statuses."""

from collections.abc import Mapping

from wording.issues.issue_text import IssueText

TEXTS: Mapping[str, IssueText] = {
    "refs-numbered": IssueText(
        message=lambda _, v: _(
            "No column holds refs, so the recommendations were numbered in the order of their rows."
        ),
        remedy=lambda _, v: _("Add a column with the heading Ref, so that numbers stay when rows are moved."),
        form_message=lambda _, v: _(
            "No label stands for refs, so the recommendations were numbered in the order in which they stand."
        ),
    ),
    "statuses-taken-as-published": IssueText(
        message=lambda _, v: _(
            "Nothing says who gave the statuses, so they were read as published by whoever keeps the tracker."
        ),
        remedy=lambda _, v: _(
            "Nothing, or add columns with the headings Rated by and Basis, and the month where other headings have it."
        ),
    ),
}
