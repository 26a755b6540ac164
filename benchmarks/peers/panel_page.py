"""The dashboard in Panel: `panel_page.py UPDATES.csv PORT`."""

import sys
from pathlib import Path

import panel as pn

from benchmarks.peers.updates import ALL, counts_of, figure_of, list_of, read_updates, themes_of, with_theme

pn.extension("plotly")
updates = read_updates(Path(sys.argv[1]))


def counts(theme: str) -> pn.Row:
    """Return the counts of a theme."""
    found = counts_of(with_theme(updates, theme))
    return pn.Row(*(pn.pane.Markdown(f"{name} {count}", css_classes=["tile"]) for name, count in found.items()))


def chart(theme: str) -> pn.pane.Plotly:
    """Return the chart of a theme."""
    return pn.pane.Plotly(figure_of(with_theme(updates, theme)), sizing_mode="stretch_width")


def table(theme: str) -> pn.pane.DataFrame:
    """Return the list of a theme."""
    return pn.pane.DataFrame(list_of(with_theme(updates, theme)), index=False)


def page() -> pn.Column:
    """Return the page of one reader."""
    theme = pn.widgets.RadioBoxGroup(options=themes_of(updates), value=ALL)
    pieces = [pn.bind(piece, theme) for piece in (counts, chart, table)]
    return pn.Column("# Recommendations", theme, *pieces, sizing_mode="stretch_width")


pn.serve(page, port=int(sys.argv[2]), address="127.0.0.1", websocket_origin="*", show=False)
