"""Sentences on layouts of people's own: what their tables, columns and rows were taken for."""

from collections.abc import Mapping

from wording.catalogue import Translator
from wording.issues.other_lists import beside_table, closed_sheet, earlier_sheet, other_list
from wording.issues.text import Sentence


def _side_by_side(_: Translator, left_out: str, v: Mapping[str, str]) -> str:
    """Name the columns of statuses, and the rows in which they could not be kept."""
    said = _("These columns hold a status each, side by side: {found}. None was taken; each was kept as evidence.", **v)
    return f"{said} " + _("It could not be kept in these rows: {left_out}.", left_out=left_out) if left_out else said


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


def _of_evidence(_: Translator, v: Mapping[str, str], taken: str) -> str:
    """Say what to do about a column that was kept as evidence, and about rows of which it could not be kept."""
    kind = v["kind"]
    if kind == "only-completed":
        said = _("Add a column with the heading Status, and words in it such as Open and Closed.")
    elif kind == "comment":
        said = _("Nothing, if that is right; else write the month it is of into its heading, such as Notes June 2024.")
    elif kind == "completed":
        said = _("Nothing, if that is right; else give the column the heading it means.")
    elif ", " in taken:
        said = _("Nothing, if that is right; if it is the status of a month, write the month into its heading.")
    elif taken:
        said = _(
            "Nothing, if that is right; if it is the status, give it the heading Status, and “{taken}” another.", **v
        )
    elif kind == "status":
        said = _("Give the column that is the status the heading Status, and the others another.")
    else:
        said = _("Nothing, unless it is the status: then give it the heading Status.")
    return f"{said} " + _("In the rows that are named, write what was reported.") if v["left_out"] else said


MESSAGES: Mapping[str, Sentence] = {
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
}

REMEDIES: Mapping[str, Sentence] = {
    "heading-uncertain": lambda _, v: _("Nothing, if that is right; else give the column the heading it means."),
    "heading-placed": lambda _, v: _("Nothing, if that is right; else write the month into the heading."),
    "column-other-rating": lambda _, v: _("Nothing, unless it is the status: then give it the heading Status."),
    "column-as-evidence": lambda _, v: _of_evidence(_, v, v["taken"]),
    "column-with-recommendation": lambda _, v: _(
        "Nothing, if that is right. If it is the recommendation itself, give it the heading Recommendation, and the "
        "other column one of its own."
    ),
    "column-earlier-status": lambda _, v: _("Write the round it is of into its heading, such as Status June 2024."),
    "column-left-out": lambda _, v: _("Nothing; or say what the column holds, and read the workbook again."),
    "column-not-held": lambda _, v: _("Nothing, or copy what matters into the update."),
    "column-second": lambda _, v: _("Give one of the two another heading, or put both texts into one column."),
    "status-columns-two": lambda _, v: _(
        "Give the one that is not the status another heading, such as Previous status; or write into each heading the "
        "month it is of."
    ),
    "statuses-side-by-side": lambda _, v: _(
        "Give one column the heading Status; or give the part of each agency a row and a ref of its own, such as 1a."
    ),
    "rows-not-items": lambda _, v: _("Nothing, if they are blank forms or headings; else give each a text."),
    "rows-below-table": lambda _, v: _("Nothing, if they are totals or notes."),
    "cells-beside-values": lambda _, v: _("Put the text into the cell of the value, or give it a label of its own."),
    "groups-read": lambda _, v: _("Nothing, if they are themes."),
    "rounds-read": lambda _, v: _("Nothing, if the rows below each are from then."),
    "rows-continue": lambda _, v: _("Nothing, if that is right; else fill in the ref."),
    "rows-joined": lambda _, v: _("Nothing, if that is right; else give each row the date it is from."),
    "item-differs": lambda _, v: _("Make the two cells the same, or give the row its own ref."),
    "statuses-differ": lambda _, v: _("Correct one of the two, or give the rows their own dates."),
    "actions-read": lambda _, v: _("Nothing, if that is right; else give each recommendation a ref of its own."),
    "action-statuses-differ": lambda _, v: _(
        "Write the recommendation’s status into each of its rows, or give each action a ref of its own, such as 3.1."
    ),
    "action-details-differ": lambda _, v: _("Nothing, if that is right; else make the cells the same."),
    "value-without-update": lambda _, v: _("Nothing, if the cell is filled in beforehand."),
    "refs-numbered": lambda _, v: _("Add a column with the heading Ref, so that numbers stay when rows are moved."),
    "refs-in-text": lambda _, v: _("Nothing, if that is right; else add a column with the heading Ref."),
    "snapshot-undated": lambda _, v: _(
        "Give the month, such as --as-at 2024-06, or write it into the name of the sheet."
    ),
    "snapshot-dated": lambda _, v: _("Nothing, if that is right; else give the month, such as --as-at 2024-06."),
    "sheets-combined": lambda _, v: _("Nothing, if they are parts of one tracker."),
    "sheet-passed-over": lambda _, v: _("Nothing, if it holds notes, lists or instructions."),
    "sheet-without-items": lambda _, v: _("Nothing, if it is an empty form."),
    "table-not-read": lambda _, v: _("Move it to a workbook of its own, or give it the headings of the tracker."),
    "list-of-another-kind": lambda _, v: _(
        "Nothing, if that is right; else give the column of its texts the heading Recommendation."
    ),
    "table-beside": lambda _, v: _("Nothing, if that is right; else put it below the table or on a sheet of its own."),
    "earlier-sheet-repeats": lambda _, v: _(
        "Write the month into the name of each sheet, such as Feb 24 and June 24, or into the heading of its status, "
        "such as RAG Feb 24."
    ),
    "closed-sheet-not-closed": lambda _, v: _(
        "Give these rows the status that they have, or move them to the sheet of what is open."
    ),
    "key-read": lambda _, v: _(
        "Nothing, if that is right; else put the worst status first, and write Complete beside its meaning."
    ),
    "review-assumed": lambda _, v: _("Nothing, or add a column with the heading Review."),
    "statuses-taken-as-published": lambda _, v: _("Nothing, or add columns with the headings Rated by and Basis."),
    "column-without-round": lambda _, v: _("Write the month it is of into its heading, such as Update June 2024."),
    "round-without-year": lambda _, v: _("Write the year into the heading, such as June 2024."),
    "round-year-given": lambda _, v: (
        _("Nothing, if that is right; else write the year into the name of each sheet.")
        if v.get("of") == "sheets"
        else _("Nothing, if that is right; else write the year into each heading.")
    ),
    "round-in-row": lambda _, v: _("Give each row its date in a column with the heading Date, and remove this row."),
    "colours-not-read": lambda _, v: _(
        "If the colours are statuses, add a column with the heading Status and put the words or the colours there."
    ),
    "fills-of-rows": lambda _, v: _("Nothing, if the fill is decoration; else give each row its status as a word."),
}
