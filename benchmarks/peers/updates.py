"""The updates of a tracker as one flat table, which each of the pages reads."""

from pathlib import Path

import pandas as pd
import plotly.graph_objects as go

ALL = "All"
COLOURS = {"Green": "#2e7d32", "Amber": "#f9a825", "Red": "#c62828"}
LIST_LENGTH = 60
"""The recommendations in the list of a page; the Overview shows as many."""


def read_updates(file: Path) -> pd.DataFrame:
    """Return the updates of a CSV file: the columns ref, title, theme, agency, round (its first day) and status."""
    return pd.read_csv(file, dtype={"ref": str}).sort_values("round", kind="stable")


def promises_file(updates: Path) -> Path:
    """Return the file of monitoring promises that goes with a file of updates."""
    return updates.with_name("promises.csv")


def read_promises(updates: Path) -> pd.DataFrame:
    """Return the monitoring promises of a file of updates, soonest first: the columns ref, due and activity."""
    return pd.read_csv(promises_file(updates), dtype={"ref": str}).sort_values("due", kind="stable")


def with_theme(updates: pd.DataFrame, theme: str) -> pd.DataFrame:
    """Return the updates about recommendations of a theme, or all."""
    return updates if theme == ALL else updates[updates["theme"] == theme]


def themes_of(updates: pd.DataFrame) -> list[str]:
    """Return the choices of the filter."""
    return [ALL, *sorted(updates["theme"].unique())]


def counts_of(updates: pd.DataFrame) -> dict[str, int]:
    """Return the number of recommendations of each status in the latest round."""
    latest = updates[updates["round"] == updates["round"].max()]
    found = latest["status"].value_counts()
    return {status: int(found.get(status, 0)) for status in COLOURS}


def statuses_by_round(updates: pd.DataFrame) -> pd.DataFrame:
    """Return the number of recommendations by round (rows) and status (columns)."""
    found = updates.groupby(["round", "status"]).size().unstack(fill_value=0)
    return found.reindex(columns=list(COLOURS), fill_value=0)


def figure_of(updates: pd.DataFrame) -> go.Figure:
    """Return a chart of stacked bars: the statuses in each round."""
    found = statuses_by_round(updates)
    bars = [go.Bar(name=name, x=list(found.index), y=found[name], marker_color=COLOURS[name]) for name in COLOURS]
    return go.Figure(bars, {"barmode": "stack", "height": 360})


def list_of(updates: pd.DataFrame) -> pd.DataFrame:
    """Return the first recommendations with their statuses, a column for each round."""
    refs = updates["ref"].unique()[:LIST_LENGTH]
    rows = updates[updates["ref"].isin(refs)]
    return rows.pivot_table(index=["ref", "title"], columns="round", values="status", aggfunc="last").reset_index()
