"""The texts of the cells of a return: its answers, and the texts that were locked."""

from collections.abc import Mapping

from wording.format.locations import format_location_part
from wording.issues.issue_text import IssueText

TEXTS: Mapping[str, IssueText] = {
    "return-locked-changed": IssueText(
        message=lambda _, v: _("A locked text was changed to “{found}”. It is not read.", **v),
        remedy=lambda _, v: _("Ask the agency whether it meant this as an answer."),
        group_message=lambda _, v: _("{n} locked texts were changed: {cells}. They are not read.", **v),
    ),
    "return-rows-missing": IssueText(
        message=lambda _, v: _("Recommendation {found} was deleted from it.", **v),
        remedy=lambda _, v: _("Ask the agency for an update on it."),
    ),
    "return-not-requested": IssueText(
        message=lambda _, v: _("“{found}” is about recommendation {ref}, which this agency was not asked about.", **v),
        remedy=lambda _, v: _("It was not taken. Ask the agency that leads on it."),
    ),
    "return-answer-repeated": IssueText(
        message=lambda _, v: _(
            "“{found}” is a second answer to what {first} answers already.",
            found=v["found"],
            first=format_location_part(v["first"], _),
        ),
        remedy=lambda _, v: _("The first was taken. Ask the agency which it means."),
    ),
    "return-status-unknown": IssueText(
        message=lambda _, v: _("“{found}” is none of the ratings: {allowed}. It was not taken.", **v),
        remedy=lambda _, v: _("Ask the agency which rating it means."),
    ),
    "return-flag-unknown": IssueText(
        message=lambda _, v: _("“{found}” is neither Yes nor No. It was not taken.", **v),
        remedy=lambda _, v: _("Ask the agency whether it proposes closure."),
    ),
    "return-date-unknown": IssueText(
        message=lambda _, v: _("“{found}” is no date. It was not taken.", **v),
        remedy=lambda _, v: _("Ask the agency for the day or the month."),
    ),
    "return-formula": IssueText(
        message=lambda _, v: _("The cell has a formula, which gave “{found}”.", **v),
        remedy=lambda _, v: _("See that this is what the agency means; it was taken."),
    ),
    "return-formula-empty": IssueText(
        message=lambda _, v: _("The cell has a formula without a result. It was not taken."),
        remedy=lambda _, v: _("Ask the agency to write its answer as text."),
    ),
    "return-cell-error": IssueText(
        message=lambda _, v: _("The cell shows the error “{found}”. It was not taken.", **v),
        remedy=lambda _, v: _("Ask the agency to write its answer as text."),
    ),
    "return-ref-missing": IssueText(
        message=lambda _, v: _("“{found}” is beside no ref. It was not taken.", **v),
        remedy=lambda _, v: _("Ask the agency which recommendation it means."),
    ),
    "return-text-outside": IssueText(
        message=lambda _, v: _("“{found}” is in no place for an answer. It was not taken.", **v),
        remedy=lambda _, v: _("Ask the agency whether it meant this as an answer."),
    ),
    "return-message": IssueText(
        message=lambda _, v: _("The e-mail says: “{found}”", **v),
        remedy=lambda _, v: _("See whether an answer is among it. It is not published."),
    ),
    "return-tracked-changes": IssueText(
        message=lambda _, v: _("The answer has tracked changes. It was read as if they were accepted."),
        remedy=lambda _, v: _("See that this is what the agency means; it was taken."),
    ),
    "return-part-not-read": IssueText(
        message=lambda _, v: _("The answer has a picture, a comment or a note, which was not read."),
        remedy=lambda _, v: _("Open the form to see it."),
    ),
    "return-prompt-unknown": IssueText(
        message=lambda _, v: _("The form marks “{found}” as what a blank box says. It was taken as an answer.", **v),
        remedy=lambda _, v: _("See that the agency wrote it."),
    ),
}
