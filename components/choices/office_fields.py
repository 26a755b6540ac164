"""Fields in which the office rates and decides, as the pages Rating and Edit both have them."""

from analysis.table_rows import rows_of
from components.choices.draft_fields import DraftForm, choice_field
from components.session.view import current_view
from components.texts import localised
from model.status import Scale
from model.terms import ClosureDecision
from model.tracker.tracker import Tracker
from wording.formatting import mark_word, reviewed_ref
from wording.labels.names import decision_word


def status_field(  # noqa: PLR0913 - options by name
    form: DraftForm, field: str, label: str, scale: Scale, *, none: str = "", in_list: bool = False
) -> None:
    """Show the choice of a status of the scale, or of none."""
    _ = current_view().translator
    words = {"": none or _("Not rated yet")} | {name: mark_word(name, scale, _) for name in scale.names}
    choice_field(form, field, label, words, in_list=in_list)


def decision_field(  # noqa: PLR0913 - options by name
    form: DraftForm, field: str, superseded_by: str, tracker: Tracker, *, review: str, none: str
) -> None:
    """Show the choice of a decision on closure; of one that is superseded, by which recommendation of any review.

    Args:
        form: the form of a recommendation.
        field: the field of the decision.
        superseded_by: the field of what takes its place.
        tracker: the tracker with what may take its place.
        review: the review of the recommendation, whose refs stand alone.
        none: the words for no decision.
    """
    view = current_view()
    _ = view.translator
    words = {"": none} | {each.value: decision_word(each.value, _) for each in ClosureDecision}
    choice_field(form, field, _("The office's decision"), words)
    if form.text(field) != ClosureDecision.SUPERSEDED:
        return
    titles = {"": _("Not chosen yet")}
    for row in rows_of(tracker.recommendations):
        if (row.review, row.ref) != form.key:
            ref = reviewed_ref(row.review, row.ref, named=row.review != review)
            titles[ref] = f"{ref} {localised(view, row, 'title').text}".rstrip()
    choice_field(form, superseded_by, _("By which recommendation"), titles, in_list=True)
