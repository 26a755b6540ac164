"""The smallest tables and styles that the charts' tests draw, and charts that Plotly's classes have checked."""

import pandas as pd
import plotly.graph_objects as go

from charts import status_over_time
from charts.base import Style
from model.terms import NOT_RATED, NOT_REPORTED, RED_AMBER_GREEN, Appearance, Scale, Status

MARKS = (*RED_AMBER_GREEN.names, NOT_RATED, NOT_REPORTED)


def style(appearance, *words):
    """Return a style with the words of the marks."""
    return Style(RED_AMBER_GREEN, appearance, dict(zip(MARKS, words, strict=True)))


ENGLISH = style(Appearance.LIGHT, "Red", "Amber", "Green", "not rated", "not reported")
WELSH = style(Appearance.DARK, "Coch", "Ambr", "Gwyrdd", "heb ei raddio", "heb ei adrodd")
FIVE = Scale(
    (
        Status("Red", colour="red"),
        Status("Amber/Red", colour="amber-red"),
        Status("Amber", colour="amber"),
        Status("Amber/Green", colour="amber-green"),
        Status("Green", complete=True, colour="green"),
    )
)
FIVE_STYLE = Style(FIVE, Appearance.LIGHT, dict(zip(FIVE.names, FIVE.names, strict=True)))


def rounds_table(*rows):
    """Return a table of (round, label, mark, count) with the share of each round's total."""
    table = pd.DataFrame(rows, columns=["round", "round_label", "mark", "count"])
    table["round"] = pd.to_datetime(table["round"])
    return table.assign(share=table["count"] / table.groupby("round")["count"].transform("sum"))


REPORT = rounds_table(
    ("2023-07-01", "July 2023", NOT_RATED, 16),
    ("2023-07-01", "July 2023", NOT_REPORTED, 2),
    ("2024-02-01", "Feb 2024", "Red", 3),
    ("2024-02-01", "Feb 2024", "Amber", 12),
    ("2024-02-01", "Feb 2024", NOT_RATED, 1),
    ("2024-02-01", "Feb 2024", NOT_REPORTED, 2),
    ("2024-06-01", "June 2024", "Red", 0),
    ("2024-06-01", "June 2024", "Amber", 17),
    ("2024-06-01", "June 2024", "Green", 1),
)


def many_rounds(count):
    """Return a table of two statuses over a number of monthly rounds."""
    months = pd.date_range("2022-01-01", periods=count, freq="MS")
    rows = [(month, f"{month:%b %Y}", mark, n) for month in months for mark, n in (("Red", 40), ("Green", 100))]
    return rounds_table(*rows)


def bars(figure):
    """Return the bars of a figure by trace: the position, size and label of each."""
    return {
        trace.name: list(zip(trace.x, trace.y, trace.text, strict=True)) for trace in figure.data if trace.type == "bar"
    }


def _drawn(draw):
    return lambda *arguments, **options: go.Figure(draw(*arguments, **options))


draw_small_multiples = _drawn(status_over_time.draw_small_multiples)
draw_status_over_time = _drawn(status_over_time.draw_status_over_time)
