"""Sentences on sheets and their headings."""

from collections.abc import Mapping

from wording.issues.text import Sentence

MESSAGES: Mapping[str, Sentence] = {
    "sheet-missing": lambda _, v: _("There is no sheet named {expected}.", **v),
    "sheet-unknown": lambda _, v: _("The sheet {sheet} is not part of the tracker and was not read.", **v),
    "sheet-without-headings": lambda _, v: _("No row of the headings was found on the sheet {sheet}.", **v),
    "sheet-hidden": lambda _, v: _("The sheet {sheet} is hidden. It was read all the same.", **v),
    "rows-hidden": lambda _, v: _("Some rows are hidden: {found}. They were read all the same.", **v),
    "columns-hidden": lambda _, v: _("Some columns are hidden: {found}. They were treated as if they were not.", **v),
    "merge-covers-cells": lambda _, v: _(
        "{found} is merged over cells that hold something. Excel shows only {first}; the others were read as well.", **v
    ),
    "merge-very-large": lambda _, v: _(
        "{found} is merged, far beyond what the sheet holds. Only its first cell counts there.", **v
    ),
    "rows-above-headings": lambda _, v: _(
        "There is text above the headings, beginning “{found}”. It was not read.", **v
    ),
    "heading-missing": lambda _, v: _("The heading {expected} is missing.", **v),
    "heading-repeated": lambda _, v: _(
        "The heading “{found}” stands in {first} already. This second column was not read.", **v
    ),
    "heading-unknown": lambda _, v: _("The heading “{found}” is not known, so its column was not read.", **v),
    "column-without-heading": lambda _, v: _(
        "“{found}” stands in a column without a heading, which was not read.", **v
    ),
}

REMEDIES: Mapping[str, Sentence] = {
    "sheet-missing": lambda _, v: _("Add a sheet named {expected} with the headings of the template.", **v),
    "sheet-unknown": lambda _, v: _("Nothing, if it holds notes. The sheets that are read are: {expected}.", **v),
    "sheet-without-headings": lambda _, v: _("Put the headings in one row above the table: {expected}.", **v),
    "sheet-hidden": lambda _, v: _("Nothing, if it belongs to the tracker; else remove it."),
    "rows-hidden": lambda _, v: _("Nothing, if they belong to the tracker; else remove them."),
    "columns-hidden": lambda _, v: _("Nothing, if they belong to the tracker; else remove them."),
    "merge-covers-cells": lambda _, v: _("Unmerge it, and see whether what it hides belongs to the tracker."),
    "merge-very-large": lambda _, v: _("Nothing, if it is a title; else unmerge it."),
    "rows-above-headings": lambda _, v: _("Nothing, if it is a title or a note."),
    "heading-missing": lambda _, v: _("Add a column with the heading {expected}.", **v),
    "heading-repeated": lambda _, v: _("Keep one of the two columns, or give the other its right heading."),
    "heading-unknown": lambda _, v: _("Use one of these headings, or leave the column as a note: {expected}.", **v),
    "column-without-heading": lambda _, v: _("Give the column a heading, or move the text to where it belongs."),
}
