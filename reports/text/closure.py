"""What was decided on closure, and what agencies say of themselves, as lines of a paper."""

from collections.abc import Iterator

from analysis.closure import DecisionRow
from model.language import Language
from reports.content.document import Spans, Text
from reports.text.narrator import Narrator
from wording.answers.recommendation import (
    agency_status_brief,
    agency_status_phrase,
    decision_phrase,
    difference_phrase,
    proposal_phrase,
)
from wording.format.dates import format_round
from wording.format.statuses import mark_word
from wording.labels.names import decision_word


def closure_lines(narrator: Narrator, review: str, ref: str) -> Iterator[Spans]:
    """Yield the latest decision on a recommendation, and what its agency says of itself; both are named as such."""
    _ = narrator.translator
    for decision in narrator.decisions.get((review, ref), ())[-1:]:
        yield decision_spans(narrator, decision)
    view = narrator.self_assessments.get((review, ref))
    if view is None:
        return
    if isinstance(view.agency_status, str):
        words = agency_status_phrase(view.agency_status, view.rated_in, narrator.scale, _)
        phrases = filter(None, (words, difference_phrase(view, narrator.scale, _)))
        yield (Text(" · ".join(phrases), muted=True),)
    if view.proposes:
        yield Text(f"{proposal_phrase(view, _)}: ", muted=True), _words(narrator, view.closure_reason)


def closure_facts(narrator: Narrator, review: str, ref: str) -> Iterator[tuple[str, str | Text]]:
    """Yield the same as labelled facts, which a reader of the paper knows by their labels."""
    _, view = narrator.translator, narrator.self_assessments.get((review, ref))
    for decision in narrator.decisions.get((review, ref), ())[-1:]:
        yield _("Decision on closure"), decision_phrase(decision, narrator.names, _)
        yield _("Reason of the decision"), _words(narrator, decision.reason)
    if view is not None and isinstance(view.agency_status, str):
        status, month = (mark_word(view.agency_status, narrator.scale, _), format_round(view.rated_in, _))
        yield _("Agency status"), _("{status} ({month})", status=status, month=month)
    if view is not None and view.proposes:
        yield _("Proposed closure"), format_round(view.proposed_in, _)
        yield _("Closure reason"), _words(narrator, view.closure_reason)


def closure_spans(narrator: Narrator, review: str, ref: str) -> Iterator[Text]:
    """Yield in few words what closed a recommendation, and the status that its agency gives itself."""
    _ = narrator.translator
    for decision in narrator.decisions.get((review, ref), ())[-1:]:
        if decision.closes:
            yield Text(f" · {decision_word(decision.decision, _)}", strong=True)
    view = narrator.self_assessments.get((review, ref))
    if view is not None and isinstance(view.agency_status, str):
        yield Text(f" · {agency_status_brief(view, narrator.scale, _)}", muted=True)


def decision_spans(narrator: Narrator, decision: DecisionRow) -> Spans:
    """Return a decision with its reason."""
    phrase = decision_phrase(decision, narrator.names, narrator.translator)
    return Text(f"{phrase}: ", strong=True), _words(narrator, decision.reason)


def _words(narrator: Narrator, words: object) -> Text:
    """Return words of the workbook, which has them in English alone."""
    if not isinstance(words, str):
        return Text(narrator.translator("no reason given"))
    return Text(words, language=Language.ENGLISH if narrator.edition.language is not Language.ENGLISH else None)
