"""The day on which dates are judged."""

import pandas as pd


def judged_on(as_at: pd.Timestamp, today: pd.Timestamp | None) -> pd.Timestamp:
    """Return the day on which dates are judged: `today`, else the last day of the month; NaT without a month."""
    if pd.isna(as_at):
        return as_at
    return as_at + pd.offsets.MonthEnd() if today is None else today


def known_by(table: pd.DataFrame, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the rows with a `date` in a month or before, and those without one."""
    months = table["date"].dt.to_period("M").dt.to_timestamp()
    known: pd.DataFrame = table[table["date"].isna() | months.le(as_at)]
    return known
