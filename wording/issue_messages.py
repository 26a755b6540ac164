"""What was found, for every code of an issue and of a file that cannot be used."""

from collections.abc import Callable, Mapping

from wording.catalogue import Translator
from wording.file_kinds import looks_like
from wording.other_lists import beside_table, closed_sheet, earlier_sheet, other_list
from wording.places import place_of

Sentence = Callable[[Translator, Mapping[str, str]], str]
_RULE_AT_MOST = 120
"""So many characters of a formula are quoted in a sentence."""


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


def _no_report(_: Translator, v: Mapping[str, str]) -> str:
    """Say which headings a progress report is known by, and which of them were found."""
    looked_for = _(
        "The document is no progress report that can be read. Looked for were headings such as “Recommendation 3”, "
        "and below them “Response July 2023” or “Progress June 2024”."
    )
    recommendations, updates = int(v["recommendations"]), int(v["updates"])
    if not v["found"]:
        return f"{looked_for} " + _("There are no words in it.")
    if not recommendations and not updates:
        return f"{looked_for} " + _("There is none of them in it. It begins “{found}”.", **v)
    return f"{looked_for} " + _(
        "Headings of recommendations found: {recommendations}. Headings of responses or progress with a month found: "
        "{updates}. It begins “{found}”.",
        **v,
    )


MESSAGES: Mapping[str, Sentence] = {
    # The file cannot be used
    "file-missing": lambda _, v: _("There is no file named {file}.", **v),
    "file-is-folder": lambda _, v: _("{file} is a folder, not a workbook.", **v),
    "file-unreadable": lambda _, v: _("{file} could not be opened: {reason}.", **v),
    "file-empty": lambda _, v: _("The file is empty."),
    "file-too-large": lambda _, v: _("The file is {found} MB large; at most {limit} MB are read.", **v),
    "file-not-workbook": lambda _, v: looks_like(v["looks_like"], _),
    "file-old-format": lambda _, v: _("The file is a workbook in an older or binary Excel format, not .xlsx."),
    "file-encrypted": lambda _, v: _("The workbook is protected by a password and cannot be opened."),
    "file-macros": lambda _, v: _("The file contains macros, and files with macros are not read."),
    "file-damaged": lambda _, v: _("The workbook is damaged or incomplete and cannot be read."),
    "file-too-many-parts": lambda _, v: _("The file holds {found} parts inside; a workbook has at most {limit}.", **v),
    "file-parts-repeated": lambda _, v: _(
        "The part {part} stands in the file twice, so it is not clear which counts.", **v
    ),
    "file-part-misplaced": lambda _, v: _("The part {part} points outside the file, which no workbook needs.", **v),
    "file-part-encrypted": lambda _, v: _("The part {part} of the file is locked with a password.", **v),
    "file-parts-overlap": lambda _, v: _("Parts of the file lie on top of one another, which no workbook needs."),
    "file-declares-entities": lambda _, v: _(
        "The part {part} declares a document type, which no workbook needs and which can be a trap.", **v
    ),
    "file-packed-too-tightly": lambda _, v: _(
        "The part {part} grows to more than {limit} times its packed size, as traps do.", **v
    ),
    "file-part-too-large": lambda _, v: _("The part {part} is larger than {limit} MB when it is unpacked.", **v),
    "file-unpacks-too-large": lambda _, v: _("The file is larger than {limit} MB when it is unpacked.", **v),
    "file-active-content": lambda _, v: _(
        "The workbook contains programmed controls or buttons, and workbooks with programs are not read."
    ),
    "file-embedded-objects": lambda _, v: _(
        "Other documents or objects are embedded in the workbook, and such workbooks are not read."
    ),
    "reading-too-slow": lambda _, v: _("Reading the file was ended, because it took longer than {limit} seconds.", **v),
    "reading-too-much-memory": lambda _, v: _(
        "Reading the file was ended, because it needed more than {limit} MB of memory.", **v
    ),
    "reading-broke-off": lambda _, v: _(
        "Reading the file broke off: something in it cannot be read safely. Nothing else is affected."
    ),
    "too-many-sheets": lambda _, v: _("The workbook has {found} sheets; at most {limit} are read.", **v),
    "too-many-rows": lambda _, v: _("The sheet {sheet} reaches row {found}; at most {limit} rows are read.", **v),
    "too-many-columns": lambda _, v: _(
        "The sheet {sheet} reaches column number {found}; at most {limit} columns are read.", **v
    ),
    "not-a-report": _no_report,
    "paper-damaged": lambda _, v: _("The document is damaged or incomplete and cannot be read."),
    "pdf-encrypted": lambda _, v: _("The PDF is protected, and its text cannot be read."),
    "pdf-without-text": lambda _, v: _.plural(
        "The PDF has {n} page and no text in it: it is a scan, a picture of a page.",
        "The PDF has {n} pages and no text in them: it is a scan, pictures of pages.",
        int(v["pages"]),
    ),
    "paper-without-cells": lambda _, v: _("The file is a paper and no workbook: it has no cells."),
    "no-table": lambda _, v: (
        _("No table of recommendations was found. The sheets of this workbook are: {sheets}.", **v)
        if v["sheets"]
        else _("No sheet with cells was found in this workbook.")
    ),
    # Sheets and headings
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
    # The file
    "encoding-detected": lambda _, v: _("The letters of the file were read as {found}.", **v),
    "delimiter-detected": lambda _, v: (
        _("A tab was taken to stand between the values.")
        if v["found"] == "tab"
        else _("The sign {found} was taken to stand between the values.", **v)
    ),
    "quotation-unclosed": lambda _, v: _(
        "A quotation mark on line {line} of the file is never closed. The line was read by itself: “{found}”.", **v
    ),
    "links-not-followed": lambda _, v: _not_followed(_, v["found"]),
    # People's own layouts
    "heading-uncertain": lambda _, v: (
        _("“{found}” was read as {field}. It may mean: {candidates}.", **v)
        if v["candidates"]
        else _("“{found}” was read as {field}, which it is only like.", **v)
    ),
    "heading-placed": lambda _, v: _("“{found}” names no round. It was read as part of the round {round}.", **v),
    "column-other-rating": lambda _, v: _(
        "“{found}” rates something else than progress, so its column was not read.", **v
    ),
    "column-as-evidence": lambda _, v: _kept(_, v["kind"], v),
    "column-with-recommendation": lambda _, v: _with_rows_left_out(
        _,
        _(
            "“{found}” says more of the recommendation. Each of its cells ({range}) was read as a line below the "
            "recommendation’s text, after its heading.",
            **v,
        ),
        v,
    ),
    "column-earlier-status": lambda _, v: _(
        "“{found}” is an earlier status and names no round, so its column was not read.", **v
    ),
    "column-left-out": lambda _, v: _("“{found}” was left out, as a person said, so its column was not read.", **v),
    "column-not-held": lambda _, v: _(
        "“{found}” is something that a tracker does not hold, so its column was not read.", **v
    ),
    "column-second": lambda _, v: (
        _("“{found}” is a second column for {field}, beside “{first}” ({first_cell}), so it was not read.", **v)
        if "first" in v
        else _("“{found}” is a second column for {field}, so it was not read.", **v)
    ),
    "status-columns-two": lambda _, v: (
        _with_rows_left_out(
            _,
            _(
                "“{first}” ({first_cell}) and “{found}” ({cell}) may both be the status. “{taken}” was read as it; the "
                "other was kept as evidence of the latest update of each row, after its heading.",
                **v,
            ),
            v,
        )
        if "taken" in v
        else _("“{first}” ({first_cell}) and “{found}” ({cell}) may both be the status, so neither was read.", **v)
    ),
    "statuses-side-by-side": lambda _, v: _side_by_side(_, v["left_out"], v),
    "rows-not-items": lambda _, v: _(
        "These rows hold no item and were not read: {found}. The first begins “{words}”.", **v
    ),
    "rows-below-table": lambda _, v: _(
        "These rows stand below the table and were not read: {found}. They begin “{words}”.", **v
    ),
    "cells-beside-values": lambda _, v: _(
        "These cells stand beside the values of labels and were not read: {found}.", **v
    ),
    "groups-read": lambda _, v: _(
        "These rows name groups: {found}. They were read as the themes of the rows below them, the first as “{words}”.",
        **v,
    ),
    "rounds-read": lambda _, v: _(
        "These rows name rounds: {found}. The rows below each were read as of then, the first as of “{words}”.", **v
    ),
    "rows-continue": lambda _, v: _(
        "These rows have no ref and no recommendation of their own, and were read with the row above them: {found}.",
        **v,
    ),
    "rows-joined": lambda _, v: _(
        "Rows {rows} tell of recommendation {found} for the same date, and were put together.", **v
    ),
    "item-differs": lambda _, v: _("“{found}” differs from “{kept}” in {first}, which was kept.", **v),
    "statuses-differ": lambda _, v: _(
        "“{found}” differs from the status in {first} for the same recommendation and date, so neither was read.", **v
    ),
    "actions-read": lambda _, v: _actions(_, v["refs"], v["left_out"], v),
    "action-statuses-differ": lambda _, v: _(
        "The actions of recommendation {ref} have different statuses: {found}, in {cells}. None was taken for it.", **v
    ),
    "action-details-differ": lambda _, v: _(
        "“{found}” differs between actions of one recommendation. The first was read as the recommendation’s; in these "
        "rows it stands beside the action: {rows}.",
        **v,
    ),
    "value-without-update": lambda _, v: _(
        "“{found}” stands where no update or status was given, so it was not read.", **v
    ),
    "refs-numbered": lambda _, v: _(
        "No column holds refs, so the recommendations were numbered in the order of their rows."
    ),
    "refs-in-text": lambda _, v: _(
        "No column holds refs, and the texts begin with them, so they were taken from there."
    ),
    "snapshot-undated": lambda _, v: _("Nothing says which month these statuses and updates are from."),
    "snapshot-dated": lambda _, v: _("The list has no dates. It was taken to be from {found}.", **v),
    "sheets-combined": lambda _, v: _("These sheets have the same headings and were read as one list: {found}.", **v),
    "sheet-passed-over": lambda _, v: _(
        "The sheet {sheet} holds no table of recommendations or updates, so it was not read.", **v
    ),
    "sheet-without-items": lambda _, v: _(
        "The sheet {sheet} has headings and no item, so it was taken for an empty form.", **v
    ),
    "table-not-read": lambda _, v: _(
        "There is another table here, with these headings, which was not read: {found}.", **v
    ),
    "list-of-another-kind": other_list,
    "table-beside": beside_table,
    "earlier-sheet-repeats": earlier_sheet,
    "closed-sheet-not-closed": closed_sheet,
    "key-read": lambda _, v: (
        _("The key was read as the scale, worst first: {found}. Complete: {complete}.", **v)
        if v["complete"]
        else _("The key was read as the scale, worst first: {found}. It calls none of them complete.", **v)
    ),
    "review-assumed": lambda _, v: _(
        "No column names a review. All of it was taken to be of one review, called “{found}”.", **v
    ),
    "statuses-taken-as-published": lambda _, v: _(
        "Nothing says who gave the statuses. They were taken as published by whoever keeps the tracker."
    ),
    "column-without-round": lambda _, v: _("“{found}” names no round while other columns do, so it was not read.", **v),
    "round-without-year": lambda _, v: _("“{found}” names a month and no year, so its column was not read.", **v),
    "round-year-given": lambda _, v: (
        _("These sheets are named by a month without a year: {found}. By “{by}” they were read as {taken}.", **v)
        if v.get("of") == "sheets"
        else _("These headings name a month and no year: {found}. By “{by}” they were read as {taken}.", **v)
    ),
    "round-in-row": lambda _, v: _(
        "“{found}” stands in a row of its own and may say when the rows below it are from. They were not dated by it.",
        **v,
    ),
    "fills-of-rows": lambda _, v: _(
        "In these rows the whole row is filled, from its first cell on, so the fill was not read as a status: {found}.",
        **v,
    ),
    "colours-not-read": lambda _, v: _(
        "No column holds statuses, and the cells of “{found}” have the colours of {statuses}. No status was read.", **v
    ),
    # Any cell
    "cell-error": lambda _, v: _("The cell shows the error {found} instead of a value.", **v),
    "formula-not-calculated": lambda _, v: _("The cell holds a formula whose result was never saved."),
    "text-cleaned": lambda _, v: _("The cell held invisible control characters. They were taken out."),
    "characters-lost": lambda _, v: _(
        "Letters of “{found}” were lost before the file was saved: � stands for them.", **v
    ),
    "comment-read": lambda _, v: _(
        "There is a comment beside the cell: “{found}”. It is not part of the tracker.", **v
    ),
    "conditional-format-not-read": lambda _, v: _conditional_format(_, v, v.get("rule", "")),
    "text-shortened": lambda _, v: _("The cell holds more text than a workbook can store. The end was cut off."),
    "value-missing": lambda _, v: _("The {heading} is missing.", **v),
    "flag-unknown": lambda _, v: _("“{found}” is neither Yes nor No.", **v),
    # Dates
    "date-ambiguous": lambda _, v: _(
        "“{found}” can be read in two ways. It was read with the day first, as {taken}.", **v
    ),
    "date-year-missing": lambda _, v: (
        _("“{found}” has no year. It was read as the next one after its round, {taken}.", **v)
        if v["taken"]
        else _("“{found}” has no year, and there is no earlier date to count it from.", **v)
    ),
    "date-impossible": lambda _, v: _("“{found}” is a date that no calendar has.", **v),
    "date-out-of-range": lambda _, v: _("“{found}” lies outside the years 1990 to 2100.", **v),
    "date-unrecognised": lambda _, v: _("“{found}” is not recognised as a date. The words were kept.", **v),
    "date-without-days": lambda _, v: _("“{found}” names no day or month, so the update has no place in time.", **v),
    "date-before-review": lambda _, v: _(
        "“{found}” lies before the review was published, which was not before {published}.", **v
    ),
    "date-before-updates": lambda _, v: _(
        "The target “{found}” lies before anything was reported: the first update is from {first}.", **v
    ),
    "date-from-day-number": lambda _, v: _(
        "The number {found} was read as the day {taken}, as Excel counts days.", **v
    ),
    "date-blank": lambda _, v: _("{found} is how a spreadsheet shows an empty date. It was read as empty.", **v),
    "date-year-hidden": lambda _, v: _("The cell shows no year. The stored date was read: {found}.", **v),
    "dates-may-be-swapped": lambda _, v: _.plural(
        "“{text}” in this column was not taken for a date when it was typed, so the spreadsheet may have read the "
        "month first. Then day and month are exchanged in {n} real date, the first {found}.",
        "“{text}” in this column was not taken for a date when it was typed, so the spreadsheet may have read the "
        "month first. Then day and month are exchanged in {n} real dates, the first {found}.",
        int(v["count"]),
        **v,
    ),
    # Reviews and recommendations
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
    # Updates
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
    # Monitoring
    "monitoring-kind-unknown": lambda _, v: _("“{found}” is not a kind of monitoring.", **v),
    # Key
    "key-missing": lambda _, v: _("The workbook has no Key, so its scale is taken to be {statuses}.", **v),
    "key-not-read": lambda _, v: _(
        "What stands here is called a key and could not be read, so no status was read from a colour."
    ),
    "key-order-unknown": lambda _, v: _(
        "Nothing says which end of the key is the worst. It was read as it stands, worst first: {found}.", **v
    ),
    "keys-differ": lambda _, v: _(
        "This key ({found}) says something else than the one in {first} ({kept}), which was read as the scale.", **v
    ),
    "key-complete-not-last": lambda _, v: _(
        "What means done ({found}) does not stand last in the Key, worst first: {statuses}.", **v
    ),
    "key-status-repeated": lambda _, v: _("The status “{found}” stands in the Key already, in {first}.", **v),
    "key-status-reserved": lambda _, v: _("“{found}” cannot be a status: it is what stands where there is none.", **v),
    "key-none-complete": lambda _, v: _("No status of the Key is marked as complete: {statuses}.", **v),
    "key-colour-unknown": lambda _, v: _("The colour “{found}” is not known. The status is drawn grey.", **v),
    "scale-proposed": lambda _, v: _(
        "The statuses are words of the tracker’s own, with no Key that says their order or which means done: {found}.",
        **v,
    ),
    "scale-words-missing": lambda _, v: _("The order that was given ({given}) leaves out: {found}.", **v),
    "scale-confirmed": lambda _, v: (
        _("The scale is as it was given, worst first: {found}. What means done was given, too: {complete}.", **v)
        if v.get("said")
        else _("The scale is as it was given, worst first: {found}. The last is taken as complete: {complete}.", **v)
    ),
    "scale-none-complete": lambda _, v: (
        _("The scale is as it was given, worst first: {found}. None was said to mean done.", **v)
        if v.get("said")
        else _("The scale is as it was given, of one status: {found}. None is taken as complete.", **v)
    ),
    "scale-complete-unused": lambda _, v: (
        _("The scale is as it was given, worst first: {found}. No cell has what means done: {complete}.", **v)
        if v.get("said")
        else _(
            "The scale is as it was given, worst first: {found}. The last alone is taken as complete, and no cell has "
            "it: {complete}.",
            **v,
        )
    ),
    "scale-not-used": lambda _, v: _(
        "The order that was given ({found}) was not used, because the workbook has a Key.", **v
    ),
    # Names
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


def _side_by_side(_: Translator, left_out: str, v: Mapping[str, str]) -> str:
    """Name the columns of statuses, and the rows in which they could not be kept."""
    said = _("These columns hold a status each, side by side: {found}. None was taken; each was kept as evidence.", **v)
    return f"{said} " + _("It could not be kept in these rows: {left_out}.", left_out=left_out) if left_out else said


def _conditional_format(_: Translator, v: Mapping[str, str], rule: str) -> str:
    """Name the rule that was not read: by what it writes out, else by its kind."""
    if rule:
        quoted = rule if len(rule) <= _RULE_AT_MOST else f"{rule[:_RULE_AT_MOST]}…"
        said = {**v, "rule": quoted}
        return _("The colours of {found} follow a rule that is not simple, so they are not known: {rule}.", **said)
    drawn: Mapping[str, str] = {
        "colorScale": _("{found} has a colour scale, so the colours of its cells say nothing by themselves.", **v),
        "iconSet": _("{found} shows icons, which were not read.", **v),
        "dataBar": _("{found} shows bars, which were not read.", **v),
    }
    other = _("The colours of {found} follow a rule that looks at many cells, so they are not known.", **v)
    return drawn.get(v.get("kind", ""), other)


def _actions(_: Translator, refs: str, left_out: str, v: Mapping[str, str]) -> str:
    """Say of a column that it holds actions, or of refs that they have several."""
    if refs:
        return _(
            "These refs stand on several rows with other texts under “{found}”: {refs}. Each was read as one "
            "recommendation with several actions.",
            **v,
        )
    said = _(
        "“{found}” stands beside the recommendation. Each action was read as a line below the recommendation’s text, "
        "and before what was reported of it.",
        **v,
    )
    return f"{said} " + _("It could not be kept in these rows: {left_out}.", **v) if left_out else said


def _kept(_: Translator, kind: str, v: Mapping[str, str]) -> str:
    """Say of a column what it holds and where it was kept, and in which rows it could not be."""
    if kind == "status":
        said = (
            _("“{found}” may be a status too. The status was read from “{taken}”.", **v)
            if v["taken"]
            else _("“{found}” may be a status, and so may other columns. None of them was read as it.", **v)
        )
    else:
        said = {
            "rating": _("“{found}” rates something else than progress.", **v),
            "comment": _("“{found}” names no round while other columns do.", **v),
            "completed": _("“{found}” says when something was done.", **v),
            "only-completed": _("“{found}” says when something was done, and no column says how things stand.", **v),
        }[kind]
    kept = (
        _("Each of its cells ({range}) was kept as evidence of the update of {round}, after its heading.", **v)
        if v["round"]
        else _(
            "Each of its cells ({range}) was kept as evidence of the latest update of its row, after its heading.", **v
        )
    )
    return _with_rows_left_out(_, f"{said} {kept}", v)


def _with_rows_left_out(_: Translator, said: str, v: Mapping[str, str]) -> str:
    """Add the rows of which a column could not be kept, where there are some."""
    return f"{said} " + _("It could not be kept in these rows: {left_out}.", **v) if v["left_out"] else said


def _not_followed(_: Translator, kind: str) -> str:
    """Name what a workbook leads to."""
    if kind == "workbooks":
        return _("The workbook refers to other workbooks. They were not opened; the values stored here were read.")
    if kind == "connections":
        return _("The workbook has connections to other data. They were not used; the values stored here were read.")
    return _("The workbook has buttons or other controls. They were not read.")
