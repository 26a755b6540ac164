"""The texts of what a return says of itself: that it is one, whose, and made from what."""

from collections.abc import Mapping

from wording.issues.issue_text import IssueText

TEXTS: Mapping[str, IssueText] = {
    "file-is-return": IssueText(
        message=lambda _, v: _("The file is a return that an agency filled in for a round, and no tracker."),
        remedy=lambda _, v: _("Take it in on the page Upload or the page Round, while its round is open."),
    ),
    "return-identity-lost": IssueText(
        message=lambda _, v: _("The hidden part of the return is missing, so changed texts cannot be noticed."),
        remedy=lambda _, v: _("See that its agency and its round are right; its answers were read."),
    ),
    "return-identity-changed": IssueText(
        message=lambda _, v: _("The hidden part of the return was changed."),
        remedy=lambda _, v: _("See that its agency and its round are right; its answers were read."),
    ),
    "return-other-version": IssueText(
        message=lambda _, v: _(
            "It was made from version {made}, and the round was started from version {version}.", **v
        ),
        remedy=lambda _, v: _("See whether the answers still fit; they were read."),
    ),
}
