import pandas as pd

from charts.rounds import round_labels, round_ticks


def test_rounds_are_in_order_of_time_whatever_the_tables_order():
    table = pd.DataFrame(
        {"round": pd.to_datetime(["2024-06-01", "2023-07-01", "2024-06-01"]), "round_label": ["June", "July", "June"]}
    )
    assert round_labels(table) == {"2023-07-01": "July", "2024-06-01": "June"}


def test_labels_wrap_where_that_makes_each_fit():
    ticks = round_ticks(["Chwefror 2024", "Mehefin 2024"], width=160)
    assert (ticks.labels, ticks.lines) == ({0: "Chwefror<br>2024", 1: "Mehefin<br>2024"}, 2)


def test_where_not_every_label_fits_the_latest_keeps_its_label_and_overhangs_on_the_right():
    ticks = round_ticks([f"Month{n:02}" for n in range(24)], width=312)
    assert list(ticks.labels) == [3, 8, 13, 18, 23]
    assert ticks.sides[0] == 0
    assert 15 < ticks.sides[1] < 30


def test_no_rounds_have_no_labels():
    assert round_ticks([], width=312).labels == {}
