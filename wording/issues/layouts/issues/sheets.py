"""The texts of sheets and tables that were not read, and of sheets of closed recommendations."""

from collections.abc import Mapping

from wording.catalogue import Translator
from wording.issues.issue_text import IssueText


def _list_of_another_kind(_: Translator, v: Mapping[str, str]) -> str:
    """Return the message on a list that is no part of the tracker: what it lists, its range and its number of rows."""
    kinds = {
        "risks": _.within("a list of", "risks"),
        "issues": _.within("a list of", "issues"),
        "assumptions": _.within("a list of", "assumptions"),
        "dependencies": _.within("a list of", "dependencies"),
        "decisions": _.within("a list of", "decisions"),
        "lessons": _.within("a list of", "lessons"),
        "changes": _.within("a list of", "changes"),
        "milestones": _.within("a list of", "milestones"),
        "contacts": _.within("a list of", "contacts"),
        "terms": _.within("a list of", "terms"),
    }
    return _.plural(
        "{found} is a list of {what}, not of recommendations. Its {n} row was not read.",
        "{found} is a list of {what}, not of recommendations. Its {n} rows were not read.",
        int(v["rows"]),
        **v,
        what=kinds[v["kind"]],
    )


def _closed_sheet(_: Translator, v: Mapping[str, str]) -> str:
    """Return the message on rows of a closed sheet that have another status, or none."""
    if not v["found"]:
        return _(
            "The sheet {sheet} is named for what is closed, and no column says how its rows stand. They have no "
            "status: {rows}.",
            **v,
        )
    return _(
        "The sheet {sheet} is named for what is closed, and these of its rows say “{found}”: {rows}. They were read"
        " as “{found}”.",
        **v,
    )


TEXTS: Mapping[str, IssueText] = {
    "sheet-passed-over": IssueText(
        message=lambda _, v: _(
            "The sheet {sheet} holds no table of recommendations or updates, so it was not read.", **v
        ),
        group_message=lambda _, v: _(
            "There is no table of recommendations or updates on these sheets, so they were not read.",
            **v,
        ),
        remedy=lambda _, v: _("Nothing, if it holds notes, lists or instructions."),
    ),
    "sheet-without-items": IssueText(
        message=lambda _, v: _(
            "The sheet {sheet} has headings and nothing filled in below them, so it was not read.", **v
        ),
        remedy=lambda _, v: _("Nothing, if it is an empty form."),
    ),
    "table-not-read": IssueText(
        message=lambda _, v: _("There is another table here, with these headings, which was not read: {found}.", **v),
        group_message=lambda _, v: _(
            "There are other tables, which were not read. Their headings: {examples}.",
            **v,
        ),
        remedy=lambda _, v: _("Move it to a workbook of its own, or give it the headings of the tracker."),
    ),
    "list-of-another-kind": IssueText(
        message=_list_of_another_kind,
        remedy=lambda _, v: _(
            "Nothing, if that is right; else give the column of its texts the heading Recommendation."
        ),
    ),
    "closed-sheet-not-closed": IssueText(
        message=_closed_sheet,
        remedy=lambda _, v: _("Give these rows the status that they have, or move them to the sheet of what is open."),
    ),
    "sheets-combined": IssueText(
        message=lambda _, v: _("These sheets have the same headings and were read as one list: {found}.", **v),
        remedy=lambda _, v: _("Nothing, if they are parts of one tracker."),
    ),
}
