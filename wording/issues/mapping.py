"""The texts of what a mapping by hand leaves out, and of a mapping that does not fit its workbook."""

from collections.abc import Mapping

from wording.issues.issue_text import IssueText

TEXTS: Mapping[str, IssueText] = {
    "sheet-left-out": IssueText(
        message=lambda _, v: _("The sheet {sheet} was not read, because the mapping leaves it out.", **v),
        remedy=lambda _, v: _("Nothing, if that is right. Otherwise change the mapping."),
    ),
    "rows-left-out": IssueText(
        message=lambda _, v: _("The mapping leaves these rows out, so they were not read: {found}.", **v),
        remedy=lambda _, v: _("Nothing, if that is right. Otherwise change the mapping."),
    ),
    "mapping-sheet-missing": IssueText(
        message=lambda _, v: _(
            "The mapping names a sheet {found}. No sheet has that name, or the headings of its columns.", **v
        ),
        remedy=lambda _, v: _("Give the sheet that name, or change the mapping."),
    ),
    "mapping-row-missing": IssueText(
        message=lambda _, v: _(
            "The mapping leaves out a row with the text “{found}”. No single row of the sheet {sheet} has it, so none "
            "was left out for it.",
            **v,
        ),
        remedy=lambda _, v: _("Check whether such a row was read as a recommendation, and change the mapping."),
    ),
    "mapping-column-missing": IssueText(
        message=lambda _, v: _(
            "The mapping names a column “{found}”. No table that was read on the sheet {sheet} has it.", **v
        ),
        remedy=lambda _, v: _("Correct the heading or the header row in the mapping, or leave the column out of it."),
    ),
}
