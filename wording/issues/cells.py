"""The text of a comment beside a cell."""

from collections.abc import Mapping

from wording.issues.issue_text import IssueText

TEXTS: Mapping[str, IssueText] = {
    "comment-read": IssueText(
        message=lambda _, v: _("The cell has a comment, which is not part of the tracker: “{found}”.", **v),
        group_message=lambda _, v: _(
            "{n} cells have a comment, which is not part of the tracker: {cells}.",
            **v,
        ),
        remedy=lambda _, v: _("Nothing, if it is a note; else write it into the cell."),
    ),
}
