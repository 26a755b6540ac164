"""The texts of columns that were not read, or were kept as evidence."""

from collections.abc import Mapping

from wording.catalogue import Translator
from wording.issues.issue_text import IssueText
from wording.issues.layouts.left_out import add_cells_left_out, add_rows_left_out
from wording.labels.columns_read import field_words

_MOST_HEADINGS = 15
"""The most headings that a remedy lists; a sheet of people's own layouts may have more."""


def _evidence_message(_: Translator, kind: str, v: Mapping[str, str]) -> str:
    """Return the message on a column that was kept as evidence: what it holds, where it was kept, and where not."""
    if kind == "status":
        column = (
            _("“{found}” may be a status too. The status was read from “{taken}”.", **v)
            if v["taken"]
            else _("“{found}” may be a status, and so may other columns. None of them was read as it.", **v)
        )
    else:
        column = {
            "rating": _("“{found}” rates something other than progress.", **v),
            "comment": _("“{found}” names no round while other columns do.", **v),
            "completed": _("“{found}” says when something was done.", **v),
            "only-completed": _("“{found}” says when something was done, and no column says how things stand.", **v),
        }[kind]
    evidence = (
        _("Each of its cells ({range}) was put under Evidence in the update of {round}, after its heading.", **v)
        if v["round"]
        else _(
            "Each of its cells ({range}) was put under Evidence in the latest update of its row, after its heading.",
            **v,
        )
    )
    return add_rows_left_out(_, f"{column} {evidence}", v)


def _evidence_group(_: Translator, v: Mapping[str, str]) -> str:
    """Return the message on several columns whose cells were added to the evidence of updates."""
    sentence = _(
        "These columns do not say how things stand now. Each of their cells was put under Evidence, after its heading: "
        "{examples}.",
        **v,
    )
    return add_rows_left_out(_, sentence, v)


def _form_evidence_message(_: Translator, v: Mapping[str, str]) -> str:
    """Return the message on a label of a form whose value was kept as evidence."""
    labels = {
        "rating": _("“{found}” rates something other than progress.", **v),
        "comment": _("“{found}” names no round while other labels do.", **v),
        "status": _("“{found}” may be a status too. Another label, with plainer words, was read as it.", **v),
        "completed": _("“{found}” says when something was done.", **v),
        "only-completed": _("“{found}” says when something was done, and no label says how things stand.", **v),
    }
    evidence = _("It was put under Evidence in the latest update beside it, and no status was read from it.")
    return add_cells_left_out(_, f"{labels[v['kind']]} {evidence}", v)


def _evidence_remedy(_: Translator, v: Mapping[str, str], status_headings: str) -> str:
    """Return the remedy for a column that was kept as evidence, and for the rows in which it could not be kept."""
    kind = v["kind"]
    if kind == "only-completed":
        remedy = _("Add a column with the heading Status, and words in it such as Open and Closed.")
    elif kind == "comment":
        remedy = _(
            "Nothing, if that is right; else write the month it is of into its heading, such as Notes June 2024."
        )
    elif kind == "completed":
        remedy = _("Nothing, if that is right; else give the column the heading it means.")
    elif ", " in status_headings:
        remedy = _("Nothing, if that is right; if it is the status of a month, write the month into its heading.")
    elif status_headings:
        remedy = _(
            "Nothing, if that is right; if it is the status, give it the heading Status, and “{taken}” another.", **v
        )
    elif kind == "status":
        remedy = _("Give the column that is the status the heading Status, and the others another.")
    else:
        remedy = _("Nothing, unless it is the status: then give it the heading Status.")
    return f"{remedy} " + _("In the rows that are named, write what was reported.") if v["left_out"] else remedy


def _named(_: Translator, v: Mapping[str, str]) -> Mapping[str, str]:
    """Return the values of a sentence with the field in words."""
    return {**v, "field": field_words(v["field"], _)}


def _heading_remedy(_: Translator, v: Mapping[str, str]) -> str:
    """Return the remedy for an unknown heading: the headings of its sheet, or examples where there are many."""
    if v["expected"].count(", ") < _MOST_HEADINGS:
        return _("Nothing, if it is a note; else use one of these headings: {expected}.", **v)
    return _(
        "Nothing, if it is a note; else give it a heading that is read, such as Recommendation, Theme, Lead agency, "
        "Target date, Status or Update."
    )


def _label_remedy(_: Translator, v: Mapping[str, str]) -> str:
    """Return the remedy for an unknown label of a form."""
    if v["expected"].count(", ") < _MOST_HEADINGS:
        return _("Nothing, if it is a note; else use one of these labels: {expected}.", **v)
    return _(
        "Nothing, if it is a note; else give it a label that is read, such as Recommendation, Theme, Lead agency, "
        "Target date, Status or Update."
    )


TEXTS: Mapping[str, IssueText] = {
    "heading-unknown": IssueText(
        message=lambda _, v: _("The heading “{found}” is not known, so its column was not read.", **v),
        group_message=lambda _, v: _(
            "These columns were not read, because their headings are not known: {examples}.",
            **v,
        ),
        remedy=_heading_remedy,
        form_message=lambda _, v: _("The label “{found}” is not known, so what stands beside it was not read.", **v),
        form_remedy=_label_remedy,
        upload_remedy=lambda _, v: _("Say in step 2 what the column holds, or leave it out."),
    ),
    "column-other-rating": IssueText(
        message=lambda _, v: _("“{found}” rates something other than progress, so its column was not read.", **v),
        group_message=lambda _, v: _(
            "These columns were not read, because they rate something other than progress: {examples}.",
            **v,
        ),
        remedy=lambda _, v: _("Nothing, unless it is the status: then give it the heading Status."),
        form_message=lambda _, v: _(
            "“{found}” rates something other than progress, so what stands beside it was not read.", **v
        ),
    ),
    "column-as-evidence": IssueText(
        message=lambda _, v: _evidence_message(_, v["kind"], v),
        group_message=_evidence_group,
        remedy=lambda _, v: _evidence_remedy(_, v, v["taken"]),
        form_message=_form_evidence_message,
    ),
    "column-earlier-status": IssueText(
        message=lambda _, v: _("“{found}” is an earlier status and names no round, so its column was not read.", **v),
        remedy=lambda _, v: _("Write the round it is of into its heading, such as Status June 2024."),
        form_message=lambda _, v: _(
            "“{found}” is an earlier status and names no round, so what stands beside it was not read.", **v
        ),
    ),
    "columns-blank": IssueText(
        message=lambda _, v: _.plural(
            "The column “{found}” is blank and was not read.",
            "{n} columns are blank and were not read: {found}.",
            int(v["count"]),
            found=v["found"],
        ),
        remedy=lambda _, v: _("Nothing, unless they should be filled in."),
        form_message=lambda _, v: _.plural(
            "The label “{found}” has no value and was not read.",
            "{n} labels have no value and were not read: {found}.",
            int(v["count"]),
            found=v["found"],
        ),
    ),
    "column-left-out": IssueText(
        message=lambda _, v: _("“{found}” was marked to be left out, so its column was not read.", **v),
        remedy=lambda _, v: _("Nothing; or say what the column holds, and read the workbook again."),
        form_message=lambda _, v: _("“{found}” was marked to be left out, so what stands beside it was not read.", **v),
    ),
    "column-second": IssueText(
        message=lambda _, v: (
            _(
                "“{found}” is a second column for {field}, beside “{first}” ({first_cell}), so it was not read.",
                **_named(_, v),
            )
            if "first" in v
            else _("“{found}” is a second column for {field}, so it was not read.", **_named(_, v))
        ),
        group_message=lambda _, v: _(
            "These columns are second ones for what another column has, so they were not read: {examples}.", **v
        ),
        example=lambda _, v: _("“{found}” as {field}", **_named(_, v)),
        remedy=lambda _, v: _("Give one of the two another heading, or put both texts into one column."),
        form_message=lambda _, v: _(
            "“{found}” is a second label for {field}, so what stands beside it was not read.", **_named(_, v)
        ),
        form_remedy=lambda _, v: _("Give one of the two another label, or put both texts into one cell."),
    ),
    "status-columns-two": IssueText(
        message=lambda _, v: (
            add_rows_left_out(
                _,
                _(
                    "“{first}” ({first_cell}) and “{found}” ({cell}) may both be the status. “{taken}” was read as "
                    "the status; the other was put under Evidence in the latest update of each row, after its "
                    "heading.",
                    **v,
                ),
                v,
            )
            if "taken" in v
            else _("“{first}” ({first_cell}) and “{found}” ({cell}) may both be the status, so neither was read.", **v)
        ),
        remedy=lambda _, v: _(
            "Give the one that is not the status another heading, such as Previous status; or write into each heading "
            "the month it is of."
        ),
        upload_remedy=lambda _, v: _("Say in step 2 which of the columns is the status, or rename the other."),
    ),
    "column-without-round": IssueText(
        message=lambda _, v: _("“{found}” names no round while other columns do, so it was not read.", **v),
        remedy=lambda _, v: _(
            "Write the month it is of into its heading, such as Update June 2024. If it says by when something is due, "
            "give it the heading Target date."
        ),
        form_message=lambda _, v: _(
            "“{found}” names no round while other labels do, so what stands beside it was not read.", **v
        ),
    ),
    "round-without-year": IssueText(
        message=lambda _, v: _("“{found}” names a month and no year, so its column was not read.", **v),
        remedy=lambda _, v: _("Write the year into the heading, such as June 2024."),
        form_message=lambda _, v: _("“{found}” names a month and no year, so what stands beside it was not read.", **v),
    ),
}
