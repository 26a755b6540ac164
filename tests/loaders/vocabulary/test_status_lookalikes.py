import pytest

from loaders.vocabulary.status_words import candidate_statuses, resembles_status, status_labels
from model.status.scale import RED_AMBER_GREEN, Scale, Status

LABELS = status_labels(RED_AMBER_GREEN)
OPEN = status_labels(Scale((Status("Open"), Status("Closed", complete=True), Status("Closed early", complete=True))))


@pytest.mark.parametrize(
    ("written", "candidates", "resembles"),
    [
        ("amber-green", ["Amber", "Green"], True),
        ("a/r", ["Amber", "Red"], True),
        ("coch neu ambr", ["Red", "Amber"], True),
        ("green: all trained", ["Green"], True),
        ("green, not yet embedded", [], True),
        ("greenwich", [], False),
        ("gone", [], False),
        ("not green", [], False),
        ("nearly green", [], False),
    ],
)
def test_pairs_and_beginnings_of_sentences_may_mean_a_status(written, candidates, resembles):
    assert (candidate_statuses(written, LABELS), resembles_status(written, LABELS)) == (candidates, resembles)


def test_the_longest_word_that_a_sentence_begins_with_is_the_candidate_unless_a_negation_follows():
    written = ["closed early: funded", "closed - done", "closed - not implemented"]
    assert [candidate_statuses(one, OPEN) for one in written] == [["Closed early"], ["Closed"], []]
