"""The texts of what a sheet hides or merges, and of cells that were cleaned or shortened."""

from collections.abc import Mapping

from wording.issues.issue_text import IssueText

TEXTS: Mapping[str, IssueText] = {
    "sheet-hidden": IssueText(
        message=lambda _, v: _("The sheet {sheet} is hidden. It was read all the same.", **v),
        remedy=lambda _, v: _("Nothing, if it belongs to the tracker; else remove it."),
    ),
    "rows-hidden": IssueText(
        message=lambda _, v: _("Some rows are hidden: {found}. They were read all the same.", **v),
        remedy=lambda _, v: _("Nothing, if they belong to the tracker; else remove them."),
    ),
    "columns-hidden": IssueText(
        message=lambda _, v: _("Some columns are hidden: {found}. They were treated as if they were not.", **v),
        remedy=lambda _, v: _("Nothing, if they belong to the tracker; else remove them."),
    ),
    "merge-covers-cells": IssueText(
        message=lambda _, v: _(
            "{found} is merged over cells that hold something. Excel shows only {first}; the others were read as well.",
            **v,
        ),
        remedy=lambda _, v: _("Unmerge it, and see whether what it hides belongs to the tracker."),
    ),
    "merge-very-large": IssueText(
        message=lambda _, v: _(
            "{found} is merged, far beyond what the sheet holds. Only its first cell counts there.", **v
        ),
        remedy=lambda _, v: _("Nothing, if it is a title; else unmerge it."),
    ),
    "text-cleaned": IssueText(
        message=lambda _, v: _("The cell held invisible control characters. They were taken out."),
        remedy=lambda _, v: _("Nothing, if the text reads as it should."),
    ),
    "text-shortened": IssueText(
        message=lambda _, v: _("The cell holds more text than a workbook can store. The end was cut off."),
        remedy=lambda _, v: _("Shorten the text to 32,767 characters, or put part of it elsewhere."),
    ),
}
