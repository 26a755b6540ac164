"""Sentences on what rows say of reviews, recommendations, updates, promises and names."""

from collections.abc import Mapping

from wording.catalogue import Translator
from wording.format.locations import place_of
from wording.issues.text import Sentence


def _blank_status(_: Translator, v: Mapping[str, str]) -> str:
    """Say that the paper gives an update no status, and what its key would suggest."""
    said = _("The paper prints no status for recommendation {found} in {round}, so it is blank.", **v)
    if not v["suggestion"]:
        return said
    return f"{said} " + _("By the paper's own key, its words would be {suggestion}.", **v)


def _statuses_differ(_: Translator, v: Mapping[str, str]) -> str:
    """Say which two statuses a paper prints for one round of a recommendation, and where the second stands."""
    where = place_of(v["page"], v["line"], _)
    here, there = (v[side] or _("not rated") for side in ("here", "there"))
    return _(
        "The paper prints {here} for recommendation {found} in {round}, and {there} at {where}, so neither was taken.",
        found=v["found"],
        round=v["round"],
        here=here,
        there=there,
        where=where,
    )


MESSAGES: Mapping[str, Sentence] = {
    "review-unknown": lambda _, v: _("The review “{found}” is not on the Reviews sheet.", **v),
    "review-repeated": lambda _, v: _("The review “{found}” stands on the Reviews sheet already, in {first}.", **v),
    "review-filled": lambda _, v: _.plural(
        "The review is missing in {n} row. It was taken to be “{review}”, the only one there is.",
        "The review is missing in {n} rows. It was taken to be “{review}”, the only one there is.",
        int(v["count"]),
        **v,
    ),
    "review-not-described": lambda _, v: _("There is no Reviews sheet, so “{found}” has no title but its name.", **v),
    "recommendations-empty": lambda _, v: _("The Recommendations sheet has headings and no recommendation."),
    "ref-unknown": lambda _, v: _("There is no recommendation {found} in the review “{review}”.", **v),
    "ref-repeated": lambda _, v: _("The recommendation {found} stands in {first} already.", **v),
    "ref-turned": lambda _, v: _(
        "The ref is stored as a time or a date, as Excel makes of refs such as 3:1 or 1-2. It was read as {found}.", **v
    ),
    "related-unknown": lambda _, v: _("The related recommendation {found} does not exist.", **v),
    "related-itself": lambda _, v: _("The recommendation {found} names itself as related.", **v),
    "kind-unknown": lambda _, v: _("“{found}” is not a kind of update.", **v),
    "status-unknown": lambda _, v: (
        _("“{found}” is not a status of this workbook’s scale: {expected}. It may mean: {candidates}.", **v)
        if v.get("candidates")
        else _("“{found}” is not a status of this workbook’s scale: {expected}.", **v)
    ),
    "status-from-meaning": lambda _, v: _.plural(
        "“{found}” was read as {statuses}, by the meaning of that status, in {n} cell (row {rows}).",
        "“{found}” was read as {statuses}, by the meaning of that status, in {n} cells (rows {rows}).",
        int(v["count"]),
        **v,
    ),
    "paper-status-blank": _blank_status,
    "paper-statuses-differ": _statuses_differ,
    "paper-of-a-part": lambda _, v: _(
        "The paper is about a part of a tracker only: {found}. The rest is not in it.", **v
    ),
    "paper-agency-unsure": lambda _, v: _(
        "Recommendation {found} stands in the part of several agencies ({candidates}), and no sentence says whose it "
        "is.",
        **v,
    ),
    "paper-text-kept-out": lambda _, v: _.plural(
        "{n} line or paragraph belongs to no recommendation and was not taken over; it begins “{found}”.",
        "{n} lines or paragraphs belong to no recommendation and were not taken over; they begin “{found}”.",
        int(v["count"]),
        **v,
    ),
    "paper-footnotes": lambda _, v: _("A footnote was not taken over: “{found}”.", **v),
    "status-from-colour": lambda _, v: _.plural(
        "The status was read from the colour of {n} cell (row {rows}): {found}.",
        "The status was read from the colours of {n} cells (rows {rows}): {found}.",
        int(v["count"]),
        **v,
    ),
    "status-colour-disagrees": lambda _, v: _(
        "The cell says “{found}” and has the colour of {colour}, so neither was read.", **v
    ),
    "colour-unsure": lambda _, v: (
        _.plural(
            "The colour {found} of {n} cell (row {rows}) is near to {statuses}, not plainly it, and was not read.",
            "The colour {found} of {n} cells (rows {rows}) is near to {statuses}, not plainly it, and was not read.",
            int(v["count"]),
            **v,
        )
        if v["statuses"] and ", " not in v["statuses"]
        else _.plural(
            "The colour {found} of {n} cell (row {rows}) was not read. It may mean: {statuses}.",
            "The colour {found} of {n} cells (rows {rows}) was not read. It may mean: {statuses}.",
            int(v["count"]),
            **v,
        )
        if v["statuses"]
        else _.plural(
            "The colour {found} of {n} cell (row {rows}) is not that of a status, so it was not read.",
            "The colour {found} of {n} cells (rows {rows}) is not that of a status, so it was not read.",
            int(v["count"]),
            **v,
        )
    ),
    "basis-unknown": lambda _, v: _("“{found}” does not say whether the status was published or inferred.", **v),
    "basis-missing": lambda _, v: _("The status {status} does not say whether it was published or inferred.", **v),
    "rated-by-missing": lambda _, v: _("The status {status} does not say who gave it.", **v),
    "update-repeated": lambda _, v: (
        _(
            "There is an update of recommendation {found} of the kind {kind} for {date} already, on the sheet "
            "{first_sheet} in row {first_row}.",
            **v,
        )
        if v["first_sheet"]
        else _(
            "There is an update of recommendation {found} of the kind {kind} for {date} already, in row {first_row}.",
            **v,
        )
    ),
    "update-empty": lambda _, v: _("The update has no text."),
    "monitoring-kind-unknown": lambda _, v: _("“{found}” is not a kind of monitoring.", **v),
    "agencies-split": lambda _, v: _(
        "The cell names several agencies. {lead} was taken as the lead, and as supporting: {supporting}.", **v
    ),
    "agencies-kept": lambda _, v: _("“{found}” may be several agencies. It was read as the name of one.", **v),
    "agency-repeated": lambda _, v: _("{found} leads, and stands among the supporting agencies as well.", **v),
    "name-variant": lambda _, v: _("“{found}” was read as “{used}”.", **v),
    "name-similar": lambda _, v: _("“{found}” is very like “{similar}”. They were kept as two names.", **v),
    "name-kind-unknown": lambda _, v: _("“{found}” is not a kind of name.", **v),
    "name-repeated": lambda _, v: _("The name “{found}” stands on the Names sheet already, in {first}.", **v),
}

REMEDIES: Mapping[str, Sentence] = {
    "review-unknown": lambda _, v: _("Use a name that is on the Reviews sheet ({expected}), or add it there.", **v),
    "review-repeated": lambda _, v: _("Remove one of the two rows, or give one review another name."),
    "review-filled": lambda _, v: _("Nothing, if that is right; else fill in the review."),
    "review-not-described": lambda _, v: _(
        "Add a sheet named Reviews with the review’s title and when it was published."
    ),
    "recommendations-empty": lambda _, v: _("Add a row for each recommendation."),
    "ref-unknown": lambda _, v: _("Correct the ref, or add the recommendation to the Recommendations sheet."),
    "ref-repeated": lambda _, v: _("Give each recommendation a ref of its own, or remove one of the rows."),
    "ref-turned": lambda _, v: _("Format the column as text, and write the ref again."),
    "related-unknown": lambda _, v: _("Correct the related ref, or remove it."),
    "related-itself": lambda _, v: _("Name the recommendation that was meant, or remove the ref."),
    "kind-unknown": lambda _, v: _("Use one of these: {expected}.", **v),
    "status-unknown": lambda _, v: (
        _("Write the one status that counts now; what it was before belongs to a column or a row of its own date.")
        if ", " in v.get("candidates", "")
        else _("Use a status of the Key, add this one to the Key, or leave the cell empty.")
    ),
    "status-from-meaning": lambda _, v: _("Nothing, if that is right; else write the status."),
    "paper-status-blank": lambda _, v: _(
        "Write the status that was given into the Progress sheet, or leave it blank if none was."
    ),
    "paper-statuses-differ": lambda _, v: _("Ask which of them is right, and write it into the Progress sheet."),
    "paper-of-a-part": lambda _, v: _(
        "Use a report of the whole: if this one is published, the tracker will hold nothing else."
    ),
    "paper-agency-unsure": lambda _, v: _("Write its lead agency into the Recommendations sheet."),
    "paper-text-kept-out": lambda _, v: _("Nothing, if it is an introduction or a conclusion; else add it by hand."),
    "paper-footnotes": lambda _, v: _("Nothing, unless the footnote belongs to what was reported."),
    "status-from-colour": lambda _, v: _("Nothing, if that is right; else write the status in words."),
    "status-colour-disagrees": lambda _, v: _("Correct the word or the colour, whichever is out of date."),
    "colour-unsure": lambda _, v: _("Write the status in words, or give a Key that has this colour."),
    "basis-unknown": lambda _, v: _("Use one of these: {expected}.", **v),
    "basis-missing": lambda _, v: _("Write Published where the overseer gave it in print, else Inferred."),
    "rated-by-missing": lambda _, v: _("Name the body that gave the status under Rated by."),
    "update-repeated": lambda _, v: _("Put both texts into one row, or correct the ref, date or kind of one."),
    "update-empty": lambda _, v: _("Write what was reported, or remove the row if nothing was."),
    "monitoring-kind-unknown": lambda _, v: _("Use one of these: {expected}.", **v),
    "agencies-split": lambda _, v: _("Nothing, if that is right; else put the lead alone in its cell."),
    "agencies-kept": lambda _, v: _("Nothing, if it is one; else put a semicolon between them."),
    "agency-repeated": lambda _, v: _("Nothing: it is counted once, as the lead."),
    "name-variant": lambda _, v: _("Nothing, if they are one; else make the two names differ by more."),
    "name-similar": lambda _, v: _("Write one of the two everywhere; or put both on the Names sheet if they differ."),
    "name-kind-unknown": lambda _, v: _("Use one of these: {expected}.", **v),
    "name-repeated": lambda _, v: _("Remove one of the two rows, or tell the two names apart."),
}
