from typing import Any

import pandas as pd

from benchmarks.peers.__main__ import clicks_table, visits_table
from benchmarks.peers.eye import expected_state
from benchmarks.peers.race import Times
from benchmarks.peers.updates import list_of, themes_of

UPDATES = pd.DataFrame(
    [
        ("1", "Fund it", "Money", "2024-02-01", "Red"),
        ("2", "Train all", "Training", "2024-02-01", "Red"),
        ("1", "Fund it", "Money", "2024-06-01", "Green"),
        ("2", "Train all", "Training", "2024-06-01", "Amber"),
    ],
    columns=["ref", "title", "theme", "round", "status"],
)


def test_what_a_page_has_to_show_follows_from_the_updates():
    assert themes_of(UPDATES) == ["All", "Money", "Training"]
    assert expected_state(UPDATES, "All") == {
        "counts": [1, 1, 0],
        "bars": {"2024-06 Green": 1, "2024-06 Amber": 1, "2024-02 Red": 2},
    }
    assert expected_state(UPDATES, "Money") == {
        "counts": [1, 0, 0],
        "bars": {"2024-06 Green": 1, "2024-02 Red": 1},
    }
    assert list_of(UPDATES).values.tolist() == [["1", "Fund it", "Red", "Green"], ["2", "Train all", "Red", "Amber"]]


def test_the_tables_compare_with_the_first_page():
    fields = ("starts", "headings", "charts", "lives", "slow_charts", "received", "shifts", "new_filters", "resets")
    times: dict[str, Any] = {name: [2.0] for name in (*fields, "seen_filters")}
    others: dict[str, Any] = {name: [1.0] for name in (*fields, "seen_filters", "turns")}
    first, other = Times(**times), Times(**others)
    measured = {"Small": {"One": first, "Other": other}}
    assert visits_table(measured).splitlines()[3] == (
        "| Small | Other | 1.00 | 0.50 | 1.00 | 0.50 | 1.00 | 0.50 | 0.00 | 1.00 | 1.00 | 1.00 |"
    )
    assert clicks_table(measured).splitlines()[3] == (
        "| Small | Other | 1000 | 0.50 | 1000 | 0.50 | 1000 | 0.50 | 1000 |  |"
    )
