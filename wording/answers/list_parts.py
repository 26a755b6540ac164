"""The parts of the list of recommendations that can be shown alone, in words."""

from model.terms import ShownPart
from wording.catalogue import Translator


def part_heading(part: str, _: Translator) -> str:
    """Return the heading of a part of the list."""
    return {
        ShownPart.LATE: _("Past the target date"),
        ShownPart.DUE: _("Target due this round"),
        ShownPart.SLIPPED: _("Target slipped"),
        ShownPart.WITHOUT_TARGET: _("Without a target date"),
        ShownPart.PROPOSED: _("Proposed for closure"),
        ShownPart.DIFFERENT: _("Agency and office differ"),
        ShownPart.CLOSED: _.within("a part of the list", "Closed"),
    }[ShownPart(part)]
