"""Why a workbook cannot be merged into the published tracker."""

from model.versions.merge_refusal import NoMerge
from wording.catalogue import Translator


def merge_refusal_message(reason: NoMerge, _: Translator) -> str:
    """Return the reason why a workbook can only replace the published tracker."""
    return {
        NoMerge.NO_UPDATES: _("It cannot be merged, because it brings no update."),
        NoMerge.UNKNOWN_REF: _("It cannot be merged, because it speaks of a recommendation that is not published yet."),
        NoMerge.OLDER_ROUND: _(
            "It cannot be merged, because it holds updates from before the latest published round, or without a date."
        ),
        NoMerge.OTHER_SCALE: _("It cannot be merged, because its statuses are of another scale."),
    }[reason]
