"""The texts of what a return says of itself: that it is one, whose, and made from what."""

from collections.abc import Mapping

from wording.catalogue import Translator
from wording.format.locations import format_location
from wording.issues.issue_text import IssueText


def _two_rounds(_: Translator, v: Mapping[str, str]) -> str:
    """Return which two rounds a return names, each with its place; the properties of a Word form have none."""
    places = (format_location(v["sheet"], v["cell"], _), format_location(v["other_sheet"], v["other_cell"], _))
    return _(
        "The return is of two rounds: {month} ({place}) and {other_month} ({other}).",
        place=places[0],
        other=places[1],
        **v,
    )


TEXTS: Mapping[str, IssueText] = {
    "file-is-return": IssueText(
        message=lambda _, v: _("The file is a return that an agency filled in for a round, and no tracker."),
        remedy=lambda _, v: _("Take it in on the page Upload or the page Round, while its round is open."),
    ),
    "return-two-rounds": IssueText(
        message=_two_rounds,
        remedy=lambda _, v: _("Take the answers of one round out, or ask for a return of each round."),
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
