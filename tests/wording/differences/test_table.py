import pandas as pd
import pytest

from model.status.scale import RED_AMBER_GREEN
from model.versions.difference import Difference, RecommendationId
from tests.support.differences import EVERYTHING
from wording.differences.by_change import ChangeKind
from wording.differences.table import change_kind_name, difference_columns, difference_size, difference_table
from wording.format.names import Names

NAMES = Names(pd.DataFrame(columns=["kind", "name", "short_name", "name_cy", "short_name_cy"]))


def test_each_change_is_a_row_with_what_was_before_and_what_is_now(english):
    titles = {RecommendationId("Stalking", "19"): "New one", RecommendationId("Stalking", "3"): "Old one"}
    table = difference_table(EVERYTHING, (RED_AMBER_GREEN,), NAMES, english, titles=titles)
    assert list(table.drop(columns="review").itertuples(index=False, name=None)) == [
        ("new recommendation", "19", "", "Recommendations", "Title", "", "New one"),
        ("recommendation gone", "3", "", "Recommendations", "Title", "Old one", ""),
        ("moved", "9", "June 2024", "", "Reopened", "Green", "Red"),
        ("corrected", "9", "June 2024", "Progress", "Status", "Amber", "Amber"),
        ("changed within the latest round", "9", "June 2024", "Progress", "Status", "Amber", "Red"),
        ("changed within the latest round", "9", "", "Progress", "Status", "", "Red"),
        ("earlier round changed", "10", "February 2024", "Progress", "Status", "Red", "Amber"),
        ("status of a round differs", "10", "February 2024", "Progress", "Status", "", "Amber"),
        ("new update", "9", "June 2024", "Progress", "Status", "", "Red"),
        ("new update", "9", "", "Progress", "Status", "", ""),
        ("date changed", "9", "", "Recommendations", "Target date", "", "Autumn 2026"),
        ("date changed", "9", "", "Monitoring", "Due date of the promise", "May", "July"),
        ("lead agency changed", "9", "", "Recommendations", "Lead agency", "Police", ""),
        ("re-worded", "9", "June 2024", "Progress", "Update", "One.", "Two.\nThree."),
        ("other change", "", "", "Key", "Meaning", "a", "b"),
        ("other change", "9", "June 2024", "Progress", "Evidence", "", "x"),
    ]
    assert table["review"].unique().tolist() == ["Stalking", ""]
    assert difference_size(EVERYTHING) == len(table)


def test_only_the_requested_rows_are_made(english):
    table = difference_table(EVERYTHING, (RED_AMBER_GREEN,), NAMES, english, most=2)
    assert table["what"].tolist() == ["new recommendation", "recommendation gone"]


@pytest.mark.parametrize(("reviews", "named"), [(1, False), (2, True)])
def test_the_review_is_a_column_where_there_are_several(reviews, named, english):
    columns = difference_columns(Difference(reviews=reviews), english)
    assert ("review" in columns) == named
    assert list(columns.values())[-2:] == ["Before", "After"]


def test_a_difference_of_nothing_is_a_table_without_rows(english):
    table = difference_table(Difference(), (RED_AMBER_GREEN,), NAMES, english)
    assert (len(table), set(table.dtypes.astype(str))) == (0, {"str"})


def test_every_kind_of_change_has_a_word(english):
    assert len({change_kind_name(kind, english) for kind in ChangeKind}) == len(ChangeKind)
