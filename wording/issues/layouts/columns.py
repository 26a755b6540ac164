"""The text of headings or sheet names whose month has no year."""

from collections.abc import Mapping

from wording.issues.issue_text import IssueText

TEXTS: Mapping[str, IssueText] = {
    "round-year-given": IssueText(
        message=lambda _, v: (
            _("These sheets are named by a month without a year: {found}. By “{by}” they were read as {taken}.", **v)
            if v.get("of") == "sheets"
            else _("These headings name a month and no year: {found}. By “{by}” they were read as {taken}.", **v)
        ),
        remedy=lambda _, v: (
            _("Nothing, if that is right; else write the year into the name of each sheet.")
            if v.get("of") == "sheets"
            else _("Nothing, if that is right; else write the year into each heading.")
        ),
    ),
}
