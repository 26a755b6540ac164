import pandas as pd

from charts.panels import group_labels, lay_out_panels


def test_a_row_of_panels_has_the_height_of_its_longest_title():
    plan = lay_out_panels(
        {"a": "Short", "b": "A title that takes two lines here", "c": "C"}, columns=2, bars=3, height=50
    )
    assert [panel.left for panel in plan.panels] == [0, 3, 0]
    assert plan.panels[0].head == plan.panels[1].head
    assert plan.panels[2].top == plan.panels[0].head + 50 + 18
    assert plan.height == plan.panels[2].head + 50


def test_fewer_groups_than_columns_take_the_whole_width():
    assert lay_out_panels({"a": "A"}, columns=3, bars=4, height=50, gutter=1).width == 4


def test_groups_are_in_the_order_the_table_names_them_and_missing_ones_are_one():
    table = pd.DataFrame({"group": ["b", None, "a", float("nan")], "group_label": ["B", "None", "A", "None"]})
    assert group_labels(table) == {"b": "B", None: "None", "a": "A"}
