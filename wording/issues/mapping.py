"""The texts of what was left out by hand, and of choices by hand that do not fit the workbook."""

from collections.abc import Mapping

from wording.issues.issue_text import IssueText

TEXTS: Mapping[str, IssueText] = {
    "sheet-left-out": IssueText(
        message=lambda _, v: _("The sheet {sheet} was left out by hand, so it was not read.", **v),
        remedy=lambda _, v: _("Nothing, if that is right; else let it be read again."),
    ),
    "rows-left-out": IssueText(
        message=lambda _, v: _("These rows were left out by hand, so they were not read: {found}.", **v),
        remedy=lambda _, v: _("Nothing, if that is right; else let them be read again."),
    ),
    "mapping-sheet-missing": IssueText(
        message=lambda _, v: _(
            "It was said by hand how to read a sheet {found}. No sheet has that name, or the headings of its columns.",
            **v,
        ),
        remedy=lambda _, v: _("Give the sheet that name, or say how to read the sheet under its new name."),
    ),
    "mapping-row-missing": IssueText(
        message=lambda _, v: _(
            "A row with the text “{found}” was left out by hand. No single row of the sheet {sheet} has that text now, "
            "so none was left out for it.",
            **v,
        ),
        remedy=lambda _, v: _("Check whether such a row was read as a recommendation, and leave it out again."),
    ),
    "mapping-column-missing": IssueText(
        message=lambda _, v: _(
            "It was said by hand what the column “{found}” is. No table that was read on the sheet {sheet} has it.", **v
        ),
        remedy=lambda _, v: _("Correct its heading, or the row of the headings, or say nothing about this column."),
    ),
}
