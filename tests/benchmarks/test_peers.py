import pandas as pd

from benchmarks.peers.__main__ import eye_table
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


def test_the_table_compares_with_the_first_page():
    first = Times([2.0], [1.0], [8.0], [4_000_000], [0.2])
    second = Times([1.0], [0.5], [2.0], [1_000_000], [0.1])
    assert eye_table({"Small": {"One": first, "Other": second}}).splitlines()[2:] == [
        "| Small | One | 200 | 200 | 1.00 | 1.00 | 1.00 | 4.00 | 8.00 | 2.00 | 1.00 |",
        "| Small | Other | 100 | 100 | 0.50 | 0.50 | 0.50 | 1.00 | 2.00 | 1.00 | 0.50 |",
    ]
