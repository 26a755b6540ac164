"""The room beside the chart of coverage: of few agencies it is short, of many it is tall."""

import pandas as pd
import pytest

from components.over_time import chart_fit


@pytest.mark.parametrize(("agencies", "room"), [(1, (True, 500)), (3, (True, 500)), (7, (True, 660)), (8, (False, 0))])
def test_the_movement_is_shown_in_the_column_with_more_room(agencies, room):
    coverage = pd.DataFrame({"lead_agency": [str(number) for number in range(agencies)] * 2})
    assert chart_fit(coverage) == room
