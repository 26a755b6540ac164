"""The texts of refs within texts."""

from collections.abc import Mapping

from wording.issues.issue_text import IssueText

TEXTS: Mapping[str, IssueText] = {
    "refs-in-text": IssueText(
        message=lambda _, v: _("No column holds refs, and the texts begin with them, so they were taken from there."),
        remedy=lambda _, v: _("Nothing, if that is right; else add a column with the heading Ref."),
    ),
}
