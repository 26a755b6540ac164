"""The sentences and the table of a difference hold all of it; what they say is in `golden.txt`."""

import pytest

from model.terms import RED_AMBER_GREEN
from model.versions.difference import Difference
from tests.support.differences import EVERYTHING, NINE, TEN, new
from tests.wording.golden import NAMES
from wording.differences.sentences import DifferenceContext, change_groups
from wording.differences.table import difference_columns, difference_size, difference_table


def _context(english):
    return DifferenceContext(english, (RED_AMBER_GREEN,), NAMES)


def test_a_long_group_has_the_requested_number_of_sentences_and_counts_all(english):
    (group,) = change_groups(Difference(changes=(new(NINE), new(TEN))), _context(english), most=1)
    assert (group.heading, group.total, len(group.changes)) == ("2 new recommendations", 2, 1)


def test_the_size_of_a_difference_is_that_of_its_table(english):
    assert difference_size(EVERYTHING) == len(difference_table(EVERYTHING, _context(english)))


@pytest.mark.parametrize(("reviews", "named"), [(1, False), (2, True)])
def test_the_review_is_a_column_where_there_are_several(reviews, named, english):
    columns = difference_columns(Difference(reviews=reviews), english)
    assert ("review" in columns) == named
    assert list(columns.values())[-2:] == ["Before", "After"]
