"""The texts of what was read as it is published: a review, the words of dates, and a scale."""

from collections.abc import Mapping

from wording.issues.issue_text import IssueText

TEXTS: Mapping[str, IssueText] = {
    "review-published": IssueText(
        message=lambda _, v: _(
            "No column names a review. It was read as “{found}”: "
            "{matching} of its {count} refs and texts are from there.",
            **v,
        ),
        remedy=lambda _, v: _("Nothing, or add a column with the heading Review."),
    ),
    "round-workbook": IssueText(
        message=lambda _, v: _("The file is the workbook of a round: what it holds is added to what is published."),
        remedy=lambda _, v: _("Nothing."),
    ),
    "round-other-tracker": IssueText(
        message=lambda _, v: (
            _("The workbook of a round has recommendation {found} of “{review}”, which is not published here.", **v)
            if v["kind"] == "ref"
            else _("The workbook of a round has another text of recommendation {found} of “{review}” than here.", **v)
        ),
        group_message=lambda _, v: _(
            "{column}: the workbook of a round has {n} recommendations that are not published here so: {examples}.",
            **v,
        ),
        remedy=lambda _, v: _(
            "Upload it to the tracker that it was made from; if that is this one, make it anew on the page Rating."
        ),
    ),
    "date-published": IssueText(
        message=lambda _, v: _("Dates were read in their published words: {changes}.", **v),
        remedy=lambda _, v: _("Nothing: they cover the same days."),
    ),
    "translation-changed": IssueText(
        message=lambda _, v: _.plural(
            "{n} Welsh text was not taken: its English is not the published one any more. Refs: {found}.",
            "{n} Welsh texts were not taken: their English is not the published one any more. Refs: {found}.",
            int(v["n"]),
            found=v["found"],
        ),
        remedy=lambda _, v: _("Download a new workbook for the translator on Data checks, and translate these again."),
    ),
    "scale-published": IssueText(
        message=lambda _, v: (
            _(
                "These statuses have other words in the Key than are published: {found}. "
                "A merge leaves the published words; a replacement publishes these.",
                **v,
            )
            if v["layout"]
            else _("The statuses are the published ones. Their published words and meanings stay: {found}.", **v)
        ),
        remedy=lambda _, v: (
            _("Nothing, if that is right; to publish the new wording, let the workbook replace what is published.")
            if v["layout"]
            else _("Nothing, if that is right; else change the sheet Key of the published workbook.")
        ),
    ),
}
