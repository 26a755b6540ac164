"""What is to be said of one update in a recommendation's story."""

from typing import Any

from model.scale import Scale
from wording.catalogue import Translator
from wording.marks import mark_word

REPEATS, UPDATE_AS_OF, NO_CHANGE, CONTRADICTION = "repeats", "update-as-of", "no-change", "contradiction"


def flag_sentence(flag: str, row: Any, scale: Scale, _: Translator) -> str:
    """Return the sentence of a flag of analysis.story for its row (mark); another code is shown as it is."""
    return {
        REPEATS: _("Makes a point again that was made in an earlier round."),
        UPDATE_AS_OF: _("Points back to an earlier update: nothing new is reported."),
        NO_CHANGE: _("Says that nothing has changed."),
        CONTRADICTION: _(
            "The words and the status ({status}) say different things.", status=mark_word(row.mark, scale, _)
        ),
    }.get(flag, flag)
