"""The texts of columns that were read as lines of a text, as actions, or as one status per agency."""

from collections.abc import Mapping

from wording.catalogue import Translator
from wording.issues.issue_text import IssueText
from wording.issues.layouts.left_out import add_cells_left_out, add_rows_left_out


def _actions_read(_: Translator, v: Mapping[str, str]) -> str:
    """Return the message on a column of actions, or on refs that have several actions."""
    if v["refs"]:
        return _(
            "These refs stand on several rows with other texts under “{found}”: {refs}. Each was read as one "
            "recommendation with several actions.",
            **v,
        )
    sentence = _(
        "“{found}” stands beside the recommendation. Each action was read as a line below the recommendation’s text, "
        "and before what was reported of it.",
        **v,
    )
    return add_rows_left_out(_, sentence, v)


def _form_actions_read(_: Translator, v: Mapping[str, str]) -> str:
    """Return the message on a label of actions in a form, or on refs that have several actions."""
    if v["refs"]:
        return _(
            "These refs stand in several places with other texts for “{found}”: {refs}. Each was read as one "
            "recommendation with several actions.",
            **v,
        )
    sentence = _(
        "“{found}” comes with the recommendation. Each action was read as a line before what was reported of it.", **v
    )
    return add_cells_left_out(_, sentence, v)


TEXTS: Mapping[str, IssueText] = {
    "column-with-recommendation": IssueText(
        message=lambda _, v: add_rows_left_out(
            _,
            _(
                "“{found}” adds to the recommendation. Each of its cells ({range}) was read as a line below the "
                "recommendation’s text, after its heading.",
                **v,
            ),
            v,
        ),
        group_message=lambda _, v: add_rows_left_out(
            _,
            _(
                "These columns add to the recommendation. Each of their cells was read as a line below its text, after "
                "its heading: {examples}.",
                **v,
            ),
            v,
        ),
        remedy=lambda _, v: _(
            "Nothing, if that is right. If it is the recommendation itself, give it the heading Recommendation, and "
            "the other column one of its own."
        ),
    ),
    "actions-read": IssueText(
        message=_actions_read,
        remedy=lambda _, v: _("Nothing, if that is right; else give each recommendation a ref of its own."),
        form_message=_form_actions_read,
    ),
    "action-details-differ": IssueText(
        message=lambda _, v: _(
            "“{found}” differs between actions of one recommendation. The first was read as the recommendation’s; "
            "in these rows it was read as part of the action: {rows}.",
            **v,
        ),
        remedy=lambda _, v: _("Nothing, if that is right; else make the cells the same."),
        form_message=lambda _, v: _(
            "“{found}” differs between actions of one recommendation. Its first was read as the recommendation’s, "
            "and these as part of the action: {rows}.",
            **v,
        ),
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
