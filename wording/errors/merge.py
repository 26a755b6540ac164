"""Why a workbook cannot be merged into the tracker that is published."""

from model.versions.merge_refusal import NoMerge
from wording.catalogue import Translator


def no_merge_words(reason: NoMerge, _: Translator) -> str:
    """Return the sentence that says why replacing is all that is left."""
    return {
        NoMerge.NO_UPDATES: _("It cannot be merged, because it brings no update."),
        NoMerge.UNKNOWN_REF: _("It cannot be merged, because it speaks of a recommendation that is not published yet."),
        NoMerge.OLDER_ROUND: _(
            "It cannot be merged, because it holds updates from before the latest published round, or without a date."
        ),
        NoMerge.OTHER_SCALE: _("It cannot be merged, because its statuses are of another scale."),
    }[reason]
