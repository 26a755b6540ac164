"""The texts of the keys of a free layout."""

from collections.abc import Mapping

from wording.issues.issue_text import IssueText

TEXTS: Mapping[str, IssueText] = {
    "key-read": IssueText(
        message=lambda _, v: (
            _("The key was read as the scale, worst first: {found}. Complete: {complete}.", **v)
            if v["complete"]
            else _("The key was read as the scale, worst first: {found}. It calls none of them complete.", **v)
        ),
        remedy=lambda _, v: _(
            "Nothing, if that is right; else put the worst status first, and write Complete beside its meaning."
        ),
    ),
    "key-of-something-else": IssueText(
        message=lambda _, v: _(
            "The list “{found}” ({range}) explains none of the statuses of the tracker, so it was not read as the key.",
            **v,
        ),
        remedy=lambda _, v: _("Nothing, if it explains something else, such as a risk’s score."),
    ),
    "key-order-unknown": IssueText(
        message=lambda _, v: _(
            "Nothing says which end of the key is the worst. It was read as it stands, worst first: {found}.", **v
        ),
        remedy=lambda _, v: _("Put the worst status first, and write Complete beside the meaning of what is done."),
    ),
    "keys-differ": IssueText(
        message=lambda _, v: _(
            "This key ({found}) differs from the one in {first} ({kept}), which was read as the scale.", **v
        ),
        remedy=lambda _, v: _("Keep one key. If this one is of something else, such as impact, head it so."),
    ),
    "column-not-held": IssueText(
        message=lambda _, v: _("A tracker has no place for “{found}”, so its column was not read.", **v),
        group_message=lambda _, v: _(
            "These columns were not read, because a tracker has no place for what they hold: {examples}.",
            **v,
        ),
        remedy=lambda _, v: _("Nothing, or copy what matters into the update."),
        form_message=lambda _, v: _(
            "A tracker has no place for “{found}”, so what stands beside it was not read.", **v
        ),
    ),
    "key-not-read": IssueText(
        message=lambda _, v: _("The key that begins here could not be read, so no status was read from a colour."),
        remedy=lambda _, v: _(
            "Write the key as two columns, Status and Meaning, the worst status first, each with its colour."
        ),
    ),
}
