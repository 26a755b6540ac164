"""The dashboard in Dash: `dash_page.py UPDATES.csv PORT`."""

import sys
from pathlib import Path

import plotly.graph_objects as go
from dash import Dash, Input, Output, callback, dcc, html

from benchmarks.peers.updates import ALL, counts_of, figure_of, list_of, read_updates, themes_of, with_theme

updates = read_updates(Path(sys.argv[1]))
app = Dash()
app.layout = html.Div(
    [
        html.H1("Recommendations"),
        dcc.RadioItems(themes_of(updates), ALL, id="theme"),
        html.Div(id="counts"),
        dcc.Graph(id="over-time"),
        html.Table(id="list"),
    ]
)


@callback(
    Output("counts", "children"), Output("over-time", "figure"), Output("list", "children"), Input("theme", "value")
)
def show(theme: str) -> tuple[list[html.Div], go.Figure, list[html.Tr]]:
    """Return the counts, the chart and the list of a theme."""
    chosen = with_theme(updates, theme)
    tiles = [html.Div(f"{name} {count}", className="tile") for name, count in counts_of(chosen).items()]
    table = list_of(chosen).fillna("")
    head = html.Tr([html.Th(name) for name in table.columns])
    rows = [html.Tr([html.Td(cell) for cell in row]) for row in table.itertuples(index=False)]
    return tiles, figure_of(chosen), [head, *rows]


app.run(port=int(sys.argv[2]))
