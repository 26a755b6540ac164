"""The texts of refs within texts, and of one status column per agency."""

from collections.abc import Mapping

from wording.issues.issue_text import IssueText
from wording.issues.layouts.left_out import add_cells_left_out, add_rows_left_out

TEXTS: Mapping[str, IssueText] = {
    "refs-in-text": IssueText(
        message=lambda _, v: _("No column holds refs, and the texts begin with them, so they were taken from there."),
        remedy=lambda _, v: _("Nothing, if that is right; else add a column with the heading Ref."),
    ),
    "statuses-side-by-side": IssueText(
        message=lambda _, v: add_rows_left_out(
            _,
            _(
                "These columns hold a status each, side by side: {found}. None was read as the status; each was put"
                " under Evidence.",
                **v,
            ),
            v,
        ),
        remedy=lambda _, v: _(
            "Give one column the heading Status; or give the part of each agency a row and a ref of its own, such as "
            "1a."
        ),
        form_message=lambda _, v: add_cells_left_out(
            _,
            _(
                "These labels have a status each: {found}. None was read as the status; each was put under Evidence.",
                **v,
            ),
            v,
        ),
    ),
}
