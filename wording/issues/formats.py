"""The texts of what the reader of a file format finds: encoding, separators, links, sizes."""

from collections.abc import Mapping

from wording.catalogue import Translator
from wording.issues.issue_text import IssueText


def _links_not_followed(_: Translator, kind: str) -> str:
    """Return the message on what a workbook links to and was not opened."""
    if kind == "workbooks":
        return _("The workbook refers to other workbooks. They were not opened; the values stored here were read.")
    if kind == "connections":
        return _("The workbook has connections to other data. They were not used; the values stored here were read.")
    return _("The workbook has buttons or other controls. They were not read.")


TEXTS: Mapping[str, IssueText] = {
    "encoding-detected": IssueText(
        message=lambda _, v: _("The letters of the file were read as {found}.", **v),
        remedy=lambda _, v: _("Nothing, if accents and dashes read as they should; else save it as UTF-8."),
    ),
    "delimiter-detected": IssueText(
        message=lambda _, v: (
            _("The values were read as separated by tabs.")
            if v["found"] == "tab"
            else _("The values were read as separated by the sign {found}.", **v)
        ),
        remedy=lambda _, v: _("Nothing, if the columns are right; else save it as an Excel workbook."),
    ),
    "quotation-unclosed": IssueText(
        message=lambda _, v: _(
            "A quotation mark on line {line} of the file is never closed. The line was read by itself: “{found}”.", **v
        ),
        remedy=lambda _, v: _(
            "Close the mark or remove it, or save the tracker as an Excel workbook; then see that the row is right."
        ),
    ),
    "characters-lost": IssueText(
        message=lambda _, v: _("Letters of “{found}” were lost before the file was saved: � stands for them.", **v),
        group_message=lambda _, v: _(
            "Letters of {n} cells were lost before the file was saved (� stands for them): {cells}.",
            **v,
        ),
        remedy=lambda _, v: _("Type the lost letters again, or save the file again from where it came from."),
    ),
    "old-format-read": IssueText(
        message=lambda _, v: _(
            "The workbook is in the older Excel format (.xls): its colours, comments and hidden rows, and how it "
            "displays dates and numbers, are not seen."
        ),
        remedy=lambda _, v: _(
            "If a colour is a status, or a date stands for a month, open it in Excel and save it as an Excel workbook "
            "(.xlsx)."
        ),
    ),
    "links-not-followed": IssueText(
        message=lambda _, v: _links_not_followed(_, v["found"]),
        remedy=lambda _, v: _("Nothing, if the values are up to date; else open it in Excel and save it."),
    ),
    "too-many-sheets": IssueText(
        message=lambda _, v: _("The workbook has {found} sheets; at most {limit} are read.", **v),
        remedy=lambda _, v: _("Remove the sheets that are not part of the tracker."),
    ),
    "too-many-rows": IssueText(
        message=lambda _, v: _("The sheet {sheet} reaches row {found}; at most {limit} rows are read.", **v),
        remedy=lambda _, v: _("Remove what stands below the table, or split the workbook."),
    ),
    "too-many-columns": IssueText(
        message=lambda _, v: _(
            "The sheet {sheet} reaches column number {found}; at most {limit} columns are read.", **v
        ),
        remedy=lambda _, v: _("Remove what stands to the right of the table."),
    ),
}
