"""The texts of rows that are merged into recommendations and updates."""

from collections.abc import Mapping

from wording.issues.issue_text import IssueText

TEXTS: Mapping[str, IssueText] = {
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
