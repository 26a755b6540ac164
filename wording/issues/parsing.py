"""The texts of values that could not be parsed, or were parsed with an assumption."""

from collections.abc import Mapping

from wording.catalogue import Translator
from wording.issues.issue_text import IssueText


def _order_example(_: Translator, words: str, added: str) -> str:
    """Return the remedy with an example of `--scale`, quoted for a shell; `added` is a word of it that no cell has."""
    order = f"'{words}'" if '"' in words else f'"{words}"'
    if added:
        return _(
            "Give their order, worst first and what is done last. Reorder this example, and put your own word for "
            "{added}: --scale {order}; or add a sheet named Key.",
            order=order,
            added=added,
        )
    return _(
        "Give their order, worst first and what is done last. Reorder this example: --scale {order}; or add a sheet "
        "named Key.",
        order=order,
    )


def _order_in_step_2(_: Translator, __: Mapping[str, str]) -> str:
    return _("Say in step 2 in which order the statuses stand, or add a sheet named Key.")


def _order_at_upload(_: Translator, __: Mapping[str, str]) -> str:
    return _("Add a sheet named Key with the statuses, worst first, or say their order when you upload the workbook.")


def _statuses_unknown(_: Translator, v: Mapping[str, str]) -> str:
    """Return the message on several cells of a column with words that are no statuses of the scale."""
    if v["same"]:
        return _(
            "{column} holds “{found}” in {n} cells: {cells}. It is not one of this workbook’s statuses: {expected}.",
            **v,
        )
    return _("{column} holds words in {n} cells that are not this workbook’s statuses ({expected}): {examples}.", **v)


TEXTS: Mapping[str, IssueText] = {
    "formula-not-calculated": IssueText(
        message=lambda _, v: _("The cell holds a formula whose result was never saved."),
        remedy=lambda _, v: _("Open the workbook in Excel and save it, or type the value."),
    ),
    "flag-unknown": IssueText(
        message=lambda _, v: _("“{found}” is neither Yes nor No.", **v),
        remedy=lambda _, v: _("Write Yes or No, or leave the cell empty."),
    ),
    "days-unknown": IssueText(
        message=lambda _, v: _("“{found}” is no number of days, so no due date is counted from it.", **v),
        remedy=lambda _, v: _("Write a whole number of days, such as 56, or leave the cell empty."),
    ),
    "date-blank": IssueText(
        message=lambda _, v: _("{found} is how a spreadsheet shows an empty date. It was read as empty.", **v),
        group_message=lambda _, v: _(
            "{column}: {n} cells show an empty date as a spreadsheet does, and were read as empty: {examples}.",
            **v,
        ),
        remedy=lambda _, v: _("Nothing, if no date was meant; else write it."),
    ),
    "date-ambiguous": IssueText(
        message=lambda _, v: _("“{found}” can be read in two ways. It was read with the day first, as {taken}.", **v),
        group_message=lambda _, v: _(
            "{column}: {n} dates can be read in two ways, and were read with the day first: {examples}.",
            **v,
        ),
        remedy=lambda _, v: _("Write the month as a word, such as 3 February 2024."),
    ),
    "date-year-missing": IssueText(
        message=lambda _, v: (
            _("“{found}” has no year. It was read as the next one after its round, {taken}.", **v)
            if v["taken"]
            else _("“{found}” has no year, and there is no earlier date to count it from.", **v)
        ),
        group_message=lambda _, v: _(
            "{column}: {n} dates have no year. Each was read as the next one after its round, where it has a "
            "round: {examples}.",
            **v,
        ),
        remedy=lambda _, v: _("Write the year as well."),
    ),
    "date-impossible": IssueText(
        message=lambda _, v: _("“{found}” is a date that no calendar has.", **v),
        group_message=lambda _, v: _(
            "{column}: {n} dates are in no calendar: {examples}.",
            **v,
        ),
        remedy=lambda _, v: _("Correct the day or the month; the day comes first."),
    ),
    "date-out-of-range": IssueText(
        message=lambda _, v: _("“{found}” lies outside the years 1990 to 2100.", **v),
        group_message=lambda _, v: _(
            "{column}: {n} dates lie outside the years 1990 to 2100: {examples}.",
            **v,
        ),
        remedy=lambda _, v: _("Correct the year."),
    ),
    "date-unrecognised": IssueText(
        message=lambda _, v: _("“{found}” is not recognised as a date. It stays as words.", **v),
        group_message=lambda _, v: _(
            "{column}: {n} texts are not recognised as dates, and stay as words: {examples}.",
            **v,
        ),
        remedy=lambda _, v: _(
            "Write it as 12 March 2024, March 2024, Q1 2024/25, Autumn 2024 or 2024. Where no date is known, write TBC."
        ),
    ),
    "date-without-days": IssueText(
        message=lambda _, v: _("“{found}” names no day or month, so the update has no place in time.", **v),
        group_message=lambda _, v: _(
            "{column}: {n} dates have no day or month, so their updates have no place in time: {examples}.",
            **v,
        ),
        remedy=lambda _, v: _("Write the month in which the update was reported, such as June 2024."),
    ),
    "date-from-day-number": IssueText(
        message=lambda _, v: _("The number {found} was read as the day {taken}, as Excel counts days.", **v),
        group_message=lambda _, v: _(
            "{column}: {n} numbers were read as days, as Excel counts days; the first, {found}, as {taken}: {cells}.",
            **v,
        ),
        remedy=lambda _, v: _("Nothing, if the day is right; else write the date in words."),
    ),
    "value-missing": IssueText(
        message=lambda _, v: _("The {heading} is missing.", **v),
        remedy=lambda _, v: _("Fill in the {heading}, or remove the row.", **v),
    ),
    "ref-turned": IssueText(
        message=lambda _, v: _(
            "The ref is stored as a time or a date, as Excel makes of refs such as 3:1 or 1-2. It was read as {found}.",
            **v,
        ),
        remedy=lambda _, v: _("Format the column as text, and write the ref again."),
    ),
    "agencies-split": IssueText(
        message=lambda _, v: _(
            "The cell names several agencies. {lead} was taken as the lead, and as supporting: {supporting}.", **v
        ),
        group_message=lambda _, v: _(
            "{n} cells name several agencies. In each, the first was read as the lead, the others as "
            "supporting: {cells}.",
            **v,
        ),
        remedy=lambda _, v: _("Nothing, if that is right; else put the lead alone in its cell."),
    ),
    "agencies-kept": IssueText(
        message=lambda _, v: _("“{found}” may be several agencies. It was read as the name of one.", **v),
        group_message=lambda _, v: _(
            "{n} cells may name several agencies. Each was read as the name of one: {examples}.",
            **v,
        ),
        remedy=lambda _, v: _("Nothing, if it is one; else put a semicolon between them."),
    ),
    "agency-repeated": IssueText(
        message=lambda _, v: _("{found} leads, and stands among the supporting agencies as well.", **v),
        remedy=lambda _, v: _("Nothing: it is counted once, as the lead."),
    ),
    "name-variant": IssueText(
        message=lambda _, v: _("“{found}” was read as “{used}”.", **v),
        group_message=lambda _, v: _("{n} names were read as another way to write a name: {examples}.", **v),
        example=lambda _, v: _("“{found}” as {field}", found=v["found"], field=v["used"]),
        remedy=lambda _, v: _("Nothing, if they are one; else make the two names differ by more."),
    ),
    "ref-published": IssueText(
        message=lambda _, v: _("Refs were read as they are published: {changes}.", **v),
        remedy=lambda _, v: _("Nothing: they are the same refs."),
    ),
    "name-published": IssueText(
        message=lambda _, v: _("Names were read as they are published: {changes}.", **v),
        remedy=lambda _, v: _(
            "Nothing, if they are the same; to publish another name, list it on a sheet named Names."
        ),
    ),
    "review-filled": IssueText(
        message=lambda _, v: _.plural(
            "The review is missing in {n} row. It was taken to be “{review}”, the only one there is.",
            "The review is missing in {n} rows. It was taken to be “{review}”, the only one there is.",
            int(v["count"]),
            **v,
        ),
        remedy=lambda _, v: _("Nothing, if that is right; else fill in the review."),
    ),
    "review-not-described": IssueText(
        message=lambda _, v: _("There is no Reviews sheet, so “{found}” has no title but its name.", **v),
        remedy=lambda _, v: _("Add a sheet named Reviews with the review’s title and when it was published."),
    ),
    "kind-unknown": IssueText(
        message=lambda _, v: _("“{found}” is not a kind of update.", **v),
        remedy=lambda _, v: _("Use one of these: {expected}.", **v),
    ),
    "basis-unknown": IssueText(
        message=lambda _, v: _("“{found}” does not say whether the status was published or inferred.", **v),
        remedy=lambda _, v: _("Use one of these: {expected}.", **v),
    ),
    "monitoring-kind-unknown": IssueText(
        message=lambda _, v: _("“{found}” is not a kind of monitoring.", **v),
        remedy=lambda _, v: _("Use one of these: {expected}.", **v),
    ),
    "decision-unknown": IssueText(
        message=lambda _, v: _("“{found}” is not a decision on closure, so it was not counted.", **v),
        remedy=lambda _, v: _("Use one of these: {expected}.", **v),
    ),
    "agency-status-unknown": IssueText(
        message=lambda _, v: _(
            "“{found}” is not a status of this workbook’s scale: {expected}. It is shown in the agency’s words.", **v
        ),
        remedy=lambda _, v: _("Nothing, if the agency uses words of its own; else use a status of the Key."),
    ),
    "name-kind-unknown": IssueText(
        message=lambda _, v: _("“{found}” is not a kind of name.", **v),
        remedy=lambda _, v: _("Use one of these: {expected}.", **v),
    ),
    "status-unknown": IssueText(
        message=lambda _, v: (
            _("“{found}” is not a status of this workbook’s scale: {expected}. It may mean: {candidates}.", **v)
            if v.get("candidates")
            else _("“{found}” is not a status of this workbook’s scale: {expected}.", **v)
        ),
        group_message=_statuses_unknown,
        remedy=lambda _, v: (
            _("Write the one status that counts now; what it was before belongs to a column or a row of its own date.")
            if ", " in v.get("candidates", "")
            else _("Use a status of the Key, add this one to the Key, or leave the cell empty.")
        ),
    ),
    "status-from-meaning": IssueText(
        message=lambda _, v: _.plural(
            "“{found}” was read as {statuses}, by the meaning of that status, in {n} cell (row {rows}).",
            "“{found}” was read as {statuses}, by the meaning of that status, in {n} cells (rows {rows}).",
            int(v["count"]),
            **v,
        ),
        remedy=lambda _, v: _("Nothing, if that is right; else write the status."),
    ),
    "status-from-colour": IssueText(
        message=lambda _, v: _.plural(
            "The status was read from the colour of {n} cell (row {rows}): {found}.",
            "The status was read from the colours of {n} cells (rows {rows}): {found}.",
            int(v["count"]),
            **v,
        ),
        remedy=lambda _, v: _("Nothing, if that is right; else write the status in words."),
    ),
    "status-colour-disagrees": IssueText(
        message=lambda _, v: _("The cell says “{found}” and has the colour of {colour}, so neither was read.", **v),
        group_message=lambda _, v: _(
            "{column}: in {n} cells the word and the colour disagree, so neither was read: {examples}.",
            **v,
        ),
        remedy=lambda _, v: _("Correct the word or the colour, whichever is out of date."),
    ),
    "colour-unsure": IssueText(
        message=lambda _, v: (
            _.plural(
                "The colour {found} of {n} cell (row {rows}) is near to {statuses}, not plainly it, and was not read.",
                "The colour {found} of {n} cells (rows {rows}) is near to {statuses}, not plainly it, and was not "
                "read.",
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
        remedy=lambda _, v: _("Write the status in words, or give a Key that has this colour."),
    ),
    "scale-proposed": IssueText(
        message=lambda _, v: _(
            "The statuses are words of the tracker’s own, with no Key that says their order or which means done: "
            "{found}.",
            **v,
        ),
        remedy=lambda _, v: _order_example(_, v["words"], v["added"]),
        upload_remedy=_order_in_step_2,
        page_remedy=_order_at_upload,
    ),
    "scale-words-missing": IssueText(
        message=lambda _, v: _("The order that was given ({given}) leaves out: {found}.", **v),
        remedy=lambda _, v: _(
            "Give the order again, with every word of the column in it, and put words with a comma or a semicolon in "
            "quotation marks."
        ),
        upload_remedy=_order_in_step_2,
        page_remedy=_order_at_upload,
    ),
    "scale-confirmed": IssueText(
        message=lambda _, v: (
            _("The scale is as it was given, worst first: {found}. What means done was given, too: {complete}.", **v)
            if v.get("said")
            else _(
                "The scale is as it was given, worst first: {found}. The last is taken as complete: {complete}.", **v
            )
        ),
        remedy=lambda _, v: _("Nothing; or add a sheet named Key, so that the order need not be given again."),
    ),
    "scale-none-complete": IssueText(
        message=lambda _, v: (
            _("The scale is as it was given, worst first: {found}. None was said to mean done.", **v)
            if v.get("said")
            else _("The scale is as it was given, of one status: {found}. None is taken as complete.", **v)
        ),
        remedy=lambda _, v: _("Nothing, if none is done; else add the word that means done, as the last."),
    ),
    "scale-complete-unused": IssueText(
        message=lambda _, v: (
            _("The scale is as it was given, worst first: {found}. No cell has what means done: {complete}.", **v)
            if v.get("said")
            else _(
                "The scale is as it was given, worst first: {found}. The last alone is taken as complete, and no cell "
                "has it: {complete}.",
                **v,
            )
        ),
        remedy=lambda _, v: _("Nothing, if none is done yet; else give the word that means done last."),
    ),
    "scale-not-used": IssueText(
        message=lambda _, v: _("The order that was given ({found}) was not used, because the workbook has a Key.", **v),
        remedy=lambda _, v: _("Nothing, if the Key is right; else correct the Key."),
    ),
}
