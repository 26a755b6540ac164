"""Why a workbook cannot be merged into the published tracker."""

from model.versions.merge_refusal import MergeRefusal
from wording.catalogue import Translator


def merge_refusal_message(reason: MergeRefusal, _: Translator) -> str:
    """Return the reason why a workbook can only replace the published tracker."""
    return {
        MergeRefusal.NO_UPDATES: _("It cannot be merged, because it brings no update."),
        MergeRefusal.UNKNOWN_REF: _(
            "It cannot be merged, because it speaks of a recommendation that is not published yet."
        ),
        MergeRefusal.OLDER_ROUND: _(
            "It cannot be merged, because not all its updates are of the latest published round or a later one."
        ),
        MergeRefusal.OTHER_SCALE: _("It cannot be merged, because its statuses are of another scale."),
    }[reason]
