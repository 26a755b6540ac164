"""The text of a block of cells beside a table."""

from collections.abc import Mapping

from wording.catalogue import Translator
from wording.issues.issue_text import IssueText


def _side_block_message(_: Translator, v: Mapping[str, str]) -> str:
    """Return the message on a block of cells beside a table, with its range."""
    messages = {
        "counts": _("{found} is a summary beside the table. It was not read.", **v),
        "values": _("{found} lists values to choose from, beside the table. It was not read.", **v),
        "notes": _("{found} holds words beside the table that are no part of it. They were not read.", **v),
        "table": _("{found} is another table, beside the first. It was not read.", **v),
    }
    return messages[v["kind"]]


TEXTS: Mapping[str, IssueText] = {
    "table-beside": IssueText(
        message=_side_block_message,
        remedy=lambda _, v: (
            _("Nothing, if it is no part of the tracker; else put it below the table, under the same headings.")
            if v["kind"] == "table"
            else _("Nothing: it is no part of the tracker.")
        ),
    ),
}
