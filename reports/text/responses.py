"""The formal responses that have not come as a whole, as sentences of a paper or an e-mail."""

from collections.abc import Iterator, Set

from analysis.promises import ResponseDueRow, responses_due
from analysis.table_rows import rows_of
from model.terms import Timing
from model.tracker.tracker import Tracker
from reports.text.narrator import Narrator
from wording.rounds import response_sentences


def open_responses(narrator: Narrator, tracker: Tracker) -> Iterator[tuple[ResponseDueRow, str]]:
    """Yield each open response to a review of a tracker with the title of the review."""
    edition = narrator.edition
    for row in rows_of(responses_due(tracker, as_at=edition.as_at, today=edition.today), ResponseDueRow):
        if row.timing != Timing.DONE:
            title = narrator.localised(row, "title")
            yield row, title.words if title else row.review


def response_lines(narrator: Narrator, tracker: Tracker, *, reviews: Set[str]) -> list[str]:
    """Return the sentences on the open responses to some reviews."""
    found = open_responses(narrator, tracker)
    return [f"{title}: {response_sentences(row, narrator.translator)}" for row, title in found if row.review in reviews]
