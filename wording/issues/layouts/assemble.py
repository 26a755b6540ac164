"""The texts of rows that are merged into recommendations and updates."""

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
    "rows-continue": IssueText(
        message=lambda _, v: _(
            "These rows have no ref and no recommendation of their own, and were read with the row above them: "
            "{found}.",
            **v,
        ),
        remedy=lambda _, v: _("Nothing, if that is right; else fill in the ref."),
        form_message=lambda _, v: _(
            "What begins in these cells has no ref and no recommendation of its own, and was read with what stands "
            "before it: {found}.",
            **v,
        ),
    ),
    "rows-repeated": IssueText(
        message=lambda _, v: _(
            "These rows repeat recommendations of other rows and say nothing more: {found}. They add none.", **v
        ),
        remedy=lambda _, v: _(
            "Remove the rows, if they are the same recommendations; else give each a ref or a text of its own."
        ),
        form_message=lambda _, v: _(
            "What begins in these cells repeats another recommendation and says nothing more: {found}. It adds none.",
            **v,
        ),
    ),
    "rows-joined": IssueText(
        message=lambda _, v: _(
            "Rows {rows} are about recommendation {found} for the same date, and were put together.", **v
        ),
        group_message=lambda _, v: _(
            "Several rows are about the same recommendation and date, and were put together: {examples}.",
            **v,
        ),
        remedy=lambda _, v: _("Nothing, if that is right; else give each row the date it is from."),
        form_message=lambda _, v: _(
            "What begins in {rows} is about recommendation {found} for the same date, and was put together.", **v
        ),
    ),
    "item-differs": IssueText(
        message=lambda _, v: _("“{found}” differs from “{kept}” in {first}, and that text was read.", **v),
        group_message=lambda _, v: _(
            "{column}: {n} cells differ from an earlier row of the same recommendation, and the earlier text "
            "was used. They hold {examples}.",
            **v,
        ),
        remedy=lambda _, v: _("Make the two cells the same, or give the row its own ref."),
    ),
    "refs-restart": IssueText(
        message=lambda _, v: _(
            "The numbering restarts in these parts of the list: {parts}. The same number in another part is another "
            "recommendation, so each ref was read with the name of its part: “{found}” as {refs}.",
            **v,
        ),
        remedy=lambda _, v: _("Nothing, if that is right; else give each recommendation a ref of its own."),
    ),
    "ref-of-several": IssueText(
        message=lambda _, v: _(
            "Several recommendations have the ref {found}, and nothing says which of them this row is about. It was "
            "read with the first.",
            **v,
        ),
        group_message=lambda _, v: _(
            "Several recommendations have each of these refs, and nothing says which of them the rows are about. Each "
            "row was read with the first: {examples}.",
            **v,
        ),
        remedy=lambda _, v: _("Give each recommendation a ref of its own, and write it into the row."),
    ),
    "statuses-differ": IssueText(
        message=lambda _, v: _(
            "“{found}” differs from the status in {first} for the same recommendation and date, so neither was read.",
            **v,
        ),
        group_message=lambda _, v: _(
            "{column}: {n} statuses differ from another status of the same recommendation and date, so "
            "neither was read: {examples}.",
            **v,
        ),
        remedy=lambda _, v: _("Correct one of the two, or give the rows their own dates."),
    ),
    "actions-read": IssueText(
        message=_actions_read,
        remedy=lambda _, v: _("Nothing, if that is right; else give each recommendation a ref of its own."),
        form_message=_form_actions_read,
    ),
    "action-statuses-differ": IssueText(
        message=lambda _, v: _(
            "The actions of recommendation {ref} have different statuses: {found}, in {cells}. None was taken for it.",
            **v,
        ),
        group_message=lambda _, v: _(
            "The actions of {n} recommendations have different statuses, so none was used for the "
            "recommendation: {cells}.",
            **v,
        ),
        remedy=lambda _, v: _(
            "Write the recommendation’s status into each of its rows, or give each action a ref of its own, such as "
            "3.1."
        ),
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
    "value-without-update": IssueText(
        message=lambda _, v: _("“{found}” stands where no update or status was given, so it was not read.", **v),
        group_message=lambda _, v: _(
            "In {n} cells something stands where there is no update or status, so it was not read: {examples}.",
            **v,
        ),
        remedy=lambda _, v: _("Nothing, if the cell is filled in beforehand."),
    ),
    "cell-error": IssueText(
        message=lambda _, v: _("The cell shows the error {found} instead of a value.", **v),
        remedy=lambda _, v: _("Correct the formula, or type the value."),
    ),
}
