"""The texts of a layout as a whole: missing or unknown sheets and headings."""

from collections.abc import Callable, Mapping

from wording.catalogue import Translator
from wording.issues.issue_text import IssueText

_MISSING: Mapping[str, Callable[[Translator], str]] = {
    "text": lambda _: _("No column was recognised as the text of the recommendations."),
    "details": lambda _: _("Besides the text, a table needs two more columns such as Ref, Owner and Status."),
    "rows": lambda _: _("No row below it was recognised as a recommendation."),
}
"""What a header row lacks."""


def _no_table(_: Translator, v: Mapping[str, str]) -> str:
    """Return what was looked at: the sheets, the row that is most like a header row, and what it lacks."""
    if not v["sheets"]:
        return _("No sheet with cells was found in this workbook.")
    if "left_out" in v:
        return _("Every sheet of this workbook was left out by hand: {sheets}.", **v)
    found = (
        _("No table of recommendations was found, and no heading such as “Recommendation 3”. Looked at: {sheets}.", **v)
        if "document" in v
        else _("No table of recommendations was found. The sheets of this workbook are: {sheets}.", **v)
    )
    if "row" not in v:
        return found
    recognised = (
        _("The headings of row {row} on the sheet {sheet} were looked at, and recognised: {recognised}.", **v)
        if v["recognised"]
        else _("The headings of row {row} on the sheet {sheet} were looked at, and none was recognised.", **v)
    )
    return f"{found} {recognised} {_MISSING[v['missing']](_)}"


TEXTS: Mapping[str, IssueText] = {
    "no-table": IssueText(
        message=_no_table,
        remedy=lambda _, v: _(
            "Give the columns headings such as Ref, Recommendation, Owner and Status, or say what they are with "
            "{option}; or use the template.",
            option="--mapping FILE.json",
        ),
        upload_remedy=lambda _, v: _(
            "Say below in which row the headings are and what each column holds, or use the template."
        ),
    ),
    "tracker-empty": IssueText(
        message=lambda _, v: _(
            "Nothing is filled in yet: the sheet {sheet} has headings in row {row}, and no recommendation below them.",
            **v,
        ),
        remedy=lambda _, v: _("Fill in a row for each recommendation, with its text."),
    ),
    "sheet-missing": IssueText(
        message=lambda _, v: _("There is no sheet named {expected}.", **v),
        remedy=lambda _, v: _("Add a sheet named {expected} with the headings of the template.", **v),
    ),
    "sheet-unknown": IssueText(
        message=lambda _, v: _("The sheet {sheet} is not part of the tracker and was not read.", **v),
        remedy=lambda _, v: _("Nothing, if it holds notes. The sheets that are read are: {expected}.", **v),
    ),
    "sheet-without-headings": IssueText(
        message=lambda _, v: _("No row of the headings was found on the sheet {sheet}.", **v),
        remedy=lambda _, v: _("Put the headings in one row above the table: {expected}.", **v),
    ),
    "heading-repeated": IssueText(
        message=lambda _, v: _(
            "The heading “{found}” stands in {first} already. This second column was not read.", **v
        ),
        remedy=lambda _, v: _("Keep one of the two columns, or give the other its right heading."),
    ),
    "recommendations-empty": IssueText(
        message=lambda _, v: _("Nothing is filled in yet: the sheet {sheet} has no recommendation.", **v),
        remedy=lambda _, v: _("Fill in a row for each recommendation, with its text."),
    ),
}
