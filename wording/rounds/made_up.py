"""The made-up answers of a trial round, each marked as made up."""

from collections.abc import Mapping

from model.returns.items import NO, YES, Item
from wording.catalogue import Translator

MadeUp = Mapping[Item, str]
"""The answers to one recommendation by item; a rating is `best` or `worst`, to be put in the words of the scale."""
BEST, WORST = "best", "worst"


def made_up_answers(_: Translator) -> tuple[MadeUp, ...]:
    """Return answers of each kind that a round meets: done, slipping, contradictory, without a rating, and blank."""
    return (
        {
            Item.UPDATE: _("Made up: the work is finished, and an inspection has confirmed it."),
            Item.AGENCY_STATUS: BEST,
            Item.EVIDENCE: _("Made up: the report of the inspection."),
            Item.CLOSURE: YES.english.casefold(),
            Item.CLOSURE_REASON: _("Made up: nothing is left to be done."),
        },
        {
            Item.UPDATE: _("Made up: the post is advertised again, because nobody was appointed."),
            Item.AGENCY_STATUS: WORST,
            Item.NEW_TARGET: "June 2099",
            Item.TARGET_REASON: _("Made up: an appointment takes three months."),
        },
        {
            Item.UPDATE: _("Made up: funding is agreed until April 2099."),
            Item.AGENCY_STATUS: BEST,
            Item.CLOSURE: NO.english.casefold(),
        },
        {Item.UPDATE: _("Made up: the training has begun, and half of the officers have had it.")},
        {},
    )
