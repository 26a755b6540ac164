"""The texts of rows, headings and fills of a table that was read."""

from collections.abc import Mapping

from wording.catalogue import Translator
from wording.issues.issue_text import IssueText
from wording.labels.columns_read import field_words


def _uncertain_heading(_: Translator, v: Mapping[str, str]) -> str:
    """Return the message on a heading that may mean several things, or is nearly the same as a known one."""
    values = {**v, "field": field_words(v["field"], _)}
    if not v["candidates"]:
        return _("“{found}” was read as {field}, because the headings are nearly the same.", **values)
    candidates = ", ".join(field_words(field, _) for field in v["candidates"].split(", "))
    return _("“{found}” was read as {field}. It may mean: {candidates}.", **{**values, "candidates": candidates})


TEXTS: Mapping[str, IssueText] = {
    "column-without-heading": IssueText(
        message=lambda _, v: _("“{found}” stands in a column without a heading, which was not read.", **v),
        group_message=lambda _, v: _(
            "Columns without a heading were not read. They hold {examples}.",
            **v,
        ),
        remedy=lambda _, v: _("Give the column a heading, or move the text to where it belongs."),
    ),
    "status-blank": IssueText(
        message=lambda _, v: _("This row has no status, while nearly all others have one.", **v),
        remedy=lambda _, v: _("Give it its status; or leave the row out, if it is a heading or a note."),
    ),
    "heading-uncertain": IssueText(
        message=_uncertain_heading,
        group_message=lambda _, v: _(
            "These headings may mean other things. Their columns were read so: {examples}.", **v
        ),
        example=lambda _, v: _("“{found}” as {field}", **{**v, "field": field_words(v["field"], _)}),
        remedy=lambda _, v: _("Nothing, if that is right; else give the column the heading it means."),
        upload_remedy=lambda _, v: _("Say in step 2 what the column holds, or correct its heading."),
    ),
    "heading-placed": IssueText(
        message=lambda _, v: _("“{found}” names no round. It was read as part of the round {round}.", **v),
        group_message=lambda _, v: _("These headings name no round. Each was read as part of one: {examples}.", **v),
        example=lambda _, v: _("“{found}” as {field}", found=v["found"], field=v["round"]),
        remedy=lambda _, v: _("Nothing, if that is right; else write the month into the heading."),
    ),
    "rows-above-headings": IssueText(
        message=lambda _, v: (
            _("There is text above the headings in rows {rows}, beginning “{found}”. It was not read.", **v)
            if not v["rows"].isdigit()
            else _("There is text above the headings, beginning “{found}”. It was not read.", **v)
        ),
        remedy=lambda _, v: _("Nothing, if it is a title or a note."),
    ),
    "rows-not-items": IssueText(
        message=lambda _, v: _(
            "These rows have no recommendation and were not read: {found}. The first begins “{words}”.", **v
        ),
        remedy=lambda _, v: _("Nothing, if they are blank forms or headings; else give each a text."),
        form_message=lambda _, v: _(
            "What begins in these cells has no recommendation and was not read: {found}. The first begins “{words}”.",
            **v,
        ),
    ),
    "rows-below-table": IssueText(
        message=lambda _, v: _(
            "These rows stand below the table and were not read: {found}. They begin “{words}”.", **v
        ),
        remedy=lambda _, v: _("Nothing, if they are totals or notes."),
    ),
    "groups-read": IssueText(
        message=lambda _, v: _(
            "These rows name groups: {found}. They were read as the themes of the rows below them, the first as "
            "“{words}”.",
            **v,
        ),
        remedy=lambda _, v: _("Nothing, if they are themes."),
    ),
    "rounds-read": IssueText(
        message=lambda _, v: _(
            "These rows name rounds: {found}. The rows below each were read as of then, the first as of “{words}”.", **v
        ),
        remedy=lambda _, v: _("Nothing, if the rows below each are from then."),
    ),
    "round-in-row": IssueText(
        message=lambda _, v: _(
            "“{found}” stands in a row of its own and may say when the rows below it are from. They were not dated by "
            "it.",
            **v,
        ),
        remedy=lambda _, v: _("Give each row its date in a column with the heading Date, and remove this row."),
    ),
    "fills-of-rows": IssueText(
        message=lambda _, v: _(
            "In these rows the whole row is filled, from its first cell on, so the fill was not read as a status: "
            "{found}.",
            **v,
        ),
        remedy=lambda _, v: _("Nothing, if the fill is decoration; else give each row its status as a word."),
        form_message=lambda _, v: _(
            "All values of what begins in these cells are filled alike, so the fill was not read as a status: {found}.",
            **v,
        ),
        form_remedy=lambda _, v: _("Nothing, if the fill is decoration; else write the status as a word."),
    ),
    "colours-not-read": IssueText(
        message=lambda _, v: _(
            "No column holds statuses, and the cells of “{found}” have the colours of {statuses}. No status was read.",
            **v,
        ),
        remedy=lambda _, v: _(
            "If the colours are statuses, add a column with the heading Status and put the words or the colours there."
        ),
        form_message=lambda _, v: _(
            "No label stands for statuses, and the cells of “{found}” have the colours of {statuses}. No status was "
            "read.",
            **v,
        ),
    ),
}
