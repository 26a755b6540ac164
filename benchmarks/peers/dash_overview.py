"""The dashboard in Dash with what the Overview shows, each part as plain HTML: `dash_overview.py UPDATES.csv PORT`."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
from dash import Dash, Input, Output, callback, dcc, html

from benchmarks.peers.updates import (
    ALL,
    COLOURS,
    LIST_LENGTH,
    counts_of,
    figure_of,
    read_promises,
    read_updates,
    statuses_by_round,
    themes_of,
    with_theme,
)

MOST_IN_A_GROUP, MOST_IN_A_LIST = 20, 6
"""The marks in a group and the lines of a list; the Overview shows as many."""
WORST_FIRST = list(reversed(COLOURS))

updates = read_updates(Path(sys.argv[1]))
promises = read_promises(Path(sys.argv[1]))
app = Dash()
app.layout = html.Div(
    [
        html.H1(id="headline"),
        dcc.RadioItems(themes_of(updates), ALL, id="theme"),
        html.Div(id="counts"),
        html.Ul(id="moved"),
        html.Div([html.H2("Every recommendation, round by round"), html.Table(id="matrix")]),
        html.Div([html.H2("Needs attention"), html.Ul(id="attention")]),
        html.Div([html.H2("Status over time"), dcc.Graph(id="over-time"), html.Details(id="figures")]),
        html.Div([html.H2("By theme"), html.Div(id="themes")]),
        html.Div([html.H2("By lead agency"), html.Div(id="agencies")]),
        html.Div([html.H2("Promised next"), html.Ul(id="promised")]),
    ]
)


def mark(ref: object, title: object, status: object, when: object) -> html.A:
    """Return a status as a letter in a shape, linked and named."""
    name = str(status) if status in COLOURS else "not rated"
    words = f"{when}. Recommendation {ref}: {name}. {title}"
    shape = html.Span(name[0], className=f"shape {name}", style={"background": COLOURS.get(name)})
    return html.A(shape, href=f"/recommendation?ref={ref}", title=words, **{"aria-label": words})


def marks(rows: pd.DataFrame) -> list[html.A]:
    """Return the marks of updates."""
    return [mark(row.ref, row.title, row.status, row.round) for row in rows.itertuples()]


def groups(latest: pd.DataFrame, column: str) -> Iterator[html.Div]:
    """Return a line for each group: its name, the worst of its recommendations, and how many there are."""
    for name, rows in latest.sort_values("status", key=lambda each: each.map(WORST_FIRST.index)).groupby(column):
        worst = marks(rows.head(MOST_IN_A_GROUP))
        yield html.Div([html.A(name, href=f"?{column}={name}"), html.Span(worst), html.Span(f"{len(rows)} in all")])


def matrix(chosen: pd.DataFrame) -> Iterator[html.Tr]:
    """Return the rows of a table of marks: recommendations by round."""
    refs = chosen["ref"].unique()[:LIST_LENGTH]
    by_round = chosen[chosen["ref"].isin(refs)].pivot_table(
        index=["ref", "title"], columns="round", values="status", aggfunc="last"
    )
    yield html.Tr([html.Th("Recommendation"), *(html.Th(day) for day in by_round.columns)])
    for (ref, title), row in zip(by_round.index.to_list(), by_round.to_numpy(), strict=True):
        cells = [html.Td(mark(ref, title, status, day)) for day, status in zip(by_round.columns, row, strict=True)]
        yield html.Tr([html.Th([html.Span(ref), html.A(title, href=f"/recommendation?ref={ref}")]), *cells])


def moves(chosen: pd.DataFrame) -> Iterator[html.Li]:
    """Return what moved since the round before, as one line for each kind of move."""
    by_round = chosen.pivot_table(index=["ref", "title"], columns="round", values="status", aggfunc="last")
    if len(by_round.columns) < 2:
        return
    last = by_round.iloc[:, -2:].set_axis(["before", "now"], axis="columns").fillna("not rated")
    for (before, now), rows in last[last["before"] != last["now"]].groupby(["before", "now"]):
        moved = [mark(ref, title, now, by_round.columns[-1]) for ref, title in rows.index[:MOST_IN_A_GROUP]]
        yield html.Li([f"{len(rows)} from {before} to {now}", html.Span(moved)])


def figures(chosen: pd.DataFrame) -> list[html.Summary | html.Table]:
    """Return the table behind the chart."""
    found = statuses_by_round(chosen)
    head = html.Tr([html.Th("Round"), *(html.Th(name) for name in COLOURS)])
    rows = [html.Tr([html.Th(day), *(html.Td(int(number)) for number in row)]) for day, row in found.iterrows()]
    return [html.Summary("Show the figures"), html.Table([head, *rows])]


@callback(
    *(Output(name, "children") for name in ("headline", "counts", "moved", "matrix", "attention")),
    Output("over-time", "figure"),
    *(Output(name, "children") for name in ("figures", "themes", "agencies", "promised")),
    Input("theme", "value"),
)
def show(theme: str) -> tuple[str | list[object] | go.Figure, ...]:
    """Return all parts of the page for a theme."""
    chosen = with_theme(updates, theme)
    latest = chosen[chosen["round"] == chosen["round"].max()]
    counts = counts_of(chosen)
    open_rows = latest[latest["status"] != next(iter(COLOURS))].head(MOST_IN_A_LIST)
    due = promises[promises["ref"].isin(chosen["ref"])].head(2 * MOST_IN_A_LIST)
    return (
        f"{counts['Green']} of {chosen['ref'].nunique()} recommendations are complete",
        [html.Div(f"{name} {count}", className="tile") for name, count in counts.items()],
        list(moves(chosen)),
        list(matrix(chosen)),
        [html.Li([*marks(open_rows.iloc[[number]]), row.title]) for number, row in enumerate(open_rows.itertuples())],
        figure_of(chosen),
        figures(chosen),
        list(groups(latest, "theme")),
        list(groups(latest, "agency")),
        [html.Li([html.Span(row.due), html.A(row.ref, href="#"), row.activity]) for row in due.itertuples()],
    )


app.run(port=int(sys.argv[2]))
