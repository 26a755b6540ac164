"""The texts of values that contradict one another, or the key."""

from collections.abc import Mapping

from wording.catalogue import Translator
from wording.issues.issue_text import IssueText


def _contents(_: Translator, v: Mapping[str, str]) -> str:
    """Return how many updates, promises, targets and decisions are about a recommendation without a row."""
    updates, promises, others = (int(v[name]) for name in ("updates", "promises", "others"))
    counts = [_.plural("{n} update", "{n} updates", updates)] if updates else []
    counts += [_.plural("{n} monitoring promise", "{n} monitoring promises", promises)] if promises else []
    counts += [_.plural("{n} target or decision", "{n} targets or decisions", others)] if others else []
    return ", ".join(counts)


def _unlisted_remedy(_: Translator, v: Mapping[str, str]) -> str:
    """Return the remedy for a recommendation without a row, which may be published already."""
    only_updates = v["promises"] == v["others"] == "0"
    first = _("Add the row, or delete the updates.") if only_updates else _("Add the row, or delete what is about it.")
    if not v["published"]:
        return f"{first} {_('If the ref is a slip, correct it.')}"
    effect = _(
        "If the workbook replaces what is published, the recommendation is lost with all that is about it; if it is "
        "merged, the recommendation stays."
    )
    return f"{first} {effect}"


def _year_remedy(_: Translator, v: Mapping[str, str]) -> str:
    return _("Check the year, here and where the Reviews sheet says when “{review}” was published.", **v)


TEXTS: Mapping[str, IssueText] = {
    "conditional-format-not-read": IssueText(
        message=lambda _, v: _(
            "The colours of {found} follow a rule, so they were not read, and no cell says a status.", **v
        ),
        remedy=lambda _, v: _("Write each status as a word in this column."),
    ),
    "review-unknown": IssueText(
        message=lambda _, v: _("The review “{found}” is not on the Reviews sheet.", **v),
        remedy=lambda _, v: _("Use a name that is on the Reviews sheet ({expected}), or add it there.", **v),
    ),
    "review-repeated": IssueText(
        message=lambda _, v: _("The review “{found}” stands on the Reviews sheet already, in {first}.", **v),
        remedy=lambda _, v: _("Remove one of the two rows, or give one review another name."),
    ),
    "ref-unknown": IssueText(
        message=lambda _, v: _(
            "Recommendation {found} has {contents} and no row (review: {review}).", contents=_contents(_, v), **v
        ),
        group_message=lambda _, v: _(
            "{n} refs have updates or promises and no row: {examples}.",
            **v,
        ),
        remedy=_unlisted_remedy,
    ),
    "ref-repeated": IssueText(
        message=lambda _, v: _("The recommendation {found} stands in {first} already.", **v),
        group_message=lambda _, v: _(
            "{column}: {n} rows have the ref of an earlier row: {examples}.",
            **v,
        ),
        remedy=lambda _, v: _("Give each recommendation a ref of its own, or remove one of the rows."),
    ),
    "related-unknown": IssueText(
        message=lambda _, v: _("The recommendation {found} that is named here does not exist.", **v),
        remedy=lambda _, v: _("Correct the ref, or remove it."),
    ),
    "related-itself": IssueText(
        message=lambda _, v: _("The recommendation {found} names itself.", **v),
        remedy=lambda _, v: _("Name the recommendation that was meant, or remove the ref."),
    ),
    "date-before-review": IssueText(
        message=lambda _, v: _(
            "“{found}” lies before the review was published, which was not before {published}.", **v
        ),
        group_message=lambda _, v: _(
            "{column}: {n} dates lie before the review was published: {examples}.",
            **v,
        ),
        remedy=_year_remedy,
    ),
    "promise-done-before-review": IssueText(
        message=lambda _, v: _(
            "The promise is done, and was due “{found}”: before its review was published, which was not before "
            "{published}.",
            **v,
        ),
        group_message=lambda _, v: _(
            "{column}: {n} promises are done, and were due before their review was published: {examples}.",
            **v,
        ),
        remedy=_year_remedy,
    ),
    "date-before-updates": IssueText(
        message=lambda _, v: _(
            "The target “{found}” lies before anything was reported: the first update is from {first}.", **v
        ),
        group_message=lambda _, v: _(
            "{column}: {n} targets lie before anything was reported: {examples}.",
            **v,
        ),
        remedy=lambda _, v: _("Check the year."),
    ),
    "date-year-hidden": IssueText(
        message=lambda _, v: _("The cell shows no year. The stored date was read: {found}.", **v),
        group_message=lambda _, v: _(
            "{column}: {n} cells show no year. The stored dates were read: {examples}.",
            **v,
        ),
        remedy=lambda _, v: _("Nothing, if the year is right; else correct it."),
    ),
    "dates-may-be-swapped": IssueText(
        message=lambda _, v: _.plural(
            "“{text}” in this column was not taken for a date when it was typed, so the spreadsheet may have read the "
            "month first. Then day and month are exchanged in {n} real date, the first {found}.",
            "“{text}” in this column was not taken for a date when it was typed, so the spreadsheet may have read the "
            "month first. Then day and month are exchanged in {n} real dates, the first {found}.",
            int(v["count"]),
            **v,
        ),
        remedy=lambda _, v: _("Check the real dates of the column, and write the month as a word where it is wrong."),
    ),
    "update-repeated": IssueText(
        message=lambda _, v: (
            _(
                "There is an update of recommendation {found} of the kind {kind} for {date} already, on the sheet "
                "{first_sheet} in row {first_row}.",
                **v,
            )
            if v["first_sheet"]
            else _(
                "There is an update of recommendation {found} of the kind {kind} for {date} already, in row "
                "{first_row}.",
                **v,
            )
        ),
        group_message=lambda _, v: _(
            "{n} rows have the same recommendation, kind and date as another row: {examples}.",
            **v,
        ),
        remedy=lambda _, v: _("Put both texts into one row, or correct the ref, date or kind of one."),
    ),
    "target-repeated": IssueText(
        message=lambda _, v: _(
            "Recommendation {found} has a target that was set on the same date ({date}) already, in {first}.", **v
        ),
        remedy=lambda _, v: _("Correct the ref or the date of one, or remove it."),
    ),
    "target-differs": IssueText(
        message=lambda _, v: _(
            "The target date {found} is not on the sheet Targets, where the first one is earlier: {first}. It was read "
            "as the first target.",
            **v,
        ),
        remedy=lambda _, v: _("Add a row to the sheet Targets with the date on which it was set, or correct it."),
    ),
    "decision-repeated": IssueText(
        message=lambda _, v: _(
            "There is a decision on recommendation {found} of the same date ({date}) already, in {first}.", **v
        ),
        remedy=lambda _, v: _("Correct the ref or the date of one, or remove it."),
    ),
    "decision-reason-missing": IssueText(
        message=lambda _, v: _("The decision “{decision}” has no reason.", **v),
        group_message=lambda _, v: _("{n} decisions have no reason: {cells}.", **v),
        remedy=lambda _, v: _("Write why."),
    ),
    "superseded-by-missing": IssueText(
        message=lambda _, v: _("Recommendation {found} is superseded, and it is not written by which one.", **v),
        group_message=lambda _, v: _(
            "{n} recommendations are superseded, and it is not written by which: {examples}.", **v
        ),
        remedy=lambda _, v: _(
            "Write the ref of the one that takes its place under Superseded by; of one of another review with the name "
            "of the review: 9 (Custody)."
        ),
    ),
    "update-empty": IssueText(
        message=lambda _, v: _("The update has no text."),
        remedy=lambda _, v: _("Write what was reported, or remove the row if nothing was."),
    ),
    "basis-missing": IssueText(
        message=lambda _, v: _("The status {status} does not say whether it was published or inferred.", **v),
        group_message=lambda _, v: _(
            "{n} statuses do not say whether they were published or inferred: {cells}.",
            **v,
        ),
        remedy=lambda _, v: _("Write Published where the overseer gave it in print, else Inferred."),
    ),
    "rated-by-missing": IssueText(
        message=lambda _, v: _("The status {status} does not say who gave it.", **v),
        group_message=lambda _, v: _(
            "{n} statuses do not say who gave them: {cells}.",
            **v,
        ),
        remedy=lambda _, v: _("Name the body that gave the status under Rated by."),
    ),
    "name-similar": IssueText(
        message=lambda _, v: _("“{found}” and “{similar}” are nearly the same. They were read as two names.", **v),
        group_message=lambda _, v: _(
            "{n} names are nearly the same as another one, and were read as names of their own: {examples}.", **v
        ),
        example=lambda _, v: _("“{found}” and {name}", found=v["found"], name=v["similar"]),
        remedy=lambda _, v: _("Write one of the two everywhere; or put both on the Names sheet if they differ."),
    ),
    "name-repeated": IssueText(
        message=lambda _, v: _("The name “{found}” stands on the Names sheet already, in {first}.", **v),
        remedy=lambda _, v: _("Remove one of the two rows, or tell the two names apart."),
    ),
    "statuses-missing": IssueText(
        message=lambda _, v: _("No recommendation has a status yet, so the tracker shows none."),
        remedy=lambda _, v: _(
            "Nothing, if none was given; else write the statuses into a column with the heading Status."
        ),
    ),
    "key-missing": IssueText(
        message=lambda _, v: _("The workbook has no Key, so its scale is taken to be {statuses}.", **v),
        remedy=lambda _, v: _("Nothing, if that is the scale; else add a sheet named Key, the worst status first."),
    ),
    "key-complete-not-last": IssueText(
        message=lambda _, v: _(
            "What means done ({found}) does not stand last in the Key, worst first: {statuses}.", **v
        ),
        remedy=lambda _, v: _("Put the Key in order: the worst status first, what means done last."),
    ),
    "key-status-repeated": IssueText(
        message=lambda _, v: _("The status “{found}” stands in the Key already, in {first}.", **v),
        remedy=lambda _, v: _("Remove one of the two rows, or give one status another name."),
    ),
    "key-status-reserved": IssueText(
        message=lambda _, v: _("“{found}” cannot be a status: it means that there is none.", **v),
        remedy=lambda _, v: _("Remove the row, and leave the status cell empty where none was given."),
    ),
    "key-none-complete": IssueText(
        message=lambda _, v: _("No status of the Key is marked as complete: {statuses}.", **v),
        remedy=lambda _, v: _("Write Yes under Complete beside each status that means done."),
    ),
    "key-colour-unknown": IssueText(
        message=lambda _, v: _("The colour “{found}” is not known. The status is drawn grey.", **v),
        remedy=lambda _, v: _("Use Red, Amber, Green, Blue, Purple, Grey or Black, or a colour such as #1b7a43."),
    ),
}
