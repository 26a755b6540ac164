import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.reading_summary import Summary
from loaders.worker.serialise import summary_from_json, summary_to_json
from model.dates.date import PartialDate, Precision

WORDS = st.lists(st.text(max_size=8), max_size=3).map(tuple)
COUNTS = st.integers(0, 10**6)
DAYS = st.none() | st.dates()
DATES = st.builds(PartialDate, DAYS, DAYS, st.sampled_from(Precision), st.text(max_size=8))
SUMMARIES = st.builds(Summary, COUNTS, COUNTS, COUNTS, WORDS, WORDS, WORDS, st.lists(DATES, max_size=3).map(tuple))


@given(SUMMARIES)
def test_a_summary_is_the_same_after_json(summary):
    assert summary_from_json(json.loads(json.dumps(summary_to_json(summary)))) == summary


@pytest.mark.parametrize(
    "spoiled",
    [{"counts": [1, 2]}, {"counts": [1, 2, "3"]}, {"names": [[], [], [1]]}, {"names": [[], {}, []]}, {"dates": [[1]]}],
)
def test_an_invalid_summary_is_refused(spoiled):
    data = {**summary_to_json(Summary(0, 0, 0, (), (), ())), **spoiled}
    with pytest.raises((ValueError, TypeError)):
        summary_from_json(data)
