"""The sentences on the flags of an update."""

from typing import TYPE_CHECKING

from model.status.scale import Scale
from model.terms import Flag
from wording.catalogue import Translator
from wording.format.statuses import mark_word

if TYPE_CHECKING:
    from analysis.texts.update_story import StoryRow


def flag_sentence(flag: Flag | str, row: "StoryRow", scale: Scale, _: Translator) -> str:
    """Return the sentence on a flag of analysis.texts.update_story, from its row (mark)."""
    return {
        Flag.REPEATS: _("Makes a point again that was made in an earlier round."),
        Flag.UPDATE_AS_OF: _("Points back to an earlier update: nothing new is reported."),
        Flag.NO_CHANGE: _("Says that nothing has changed."),
        Flag.CONTRADICTION: _(
            "The words and the status ({status}) say different things.", status=mark_word(row.mark, scale, _)
        ),
    }[Flag(flag)]
