"""The words of decisions on closure."""

from model.terms import ClosureDecision
from wording.catalogue import Translator


def decision_word(decision: object, _: Translator) -> str:
    """Return a decision in the reader's language; "" for anything that is none."""
    words = {
        ClosureDecision.CLOSED.value: _.within("a decision", "Closed"),
        ClosureDecision.KEPT_OPEN.value: _.within("a decision", "Kept open"),
        ClosureDecision.SUPERSEDED.value: _.within("a decision", "Superseded by another"),
        ClosureDecision.NO_LONGER_APPLICABLE.value: _.within("a decision", "No longer applicable"),
        ClosureDecision.NOT_ACCEPTED.value: _.within("a decision", "Not accepted"),
        ClosureDecision.REOPENED.value: _.within("a decision", "Reopened"),
    }
    return words.get(str(decision), "")
