"""The month of the data in words, and the day of judgement where that is later."""

from datetime import date

import pandas as pd

from wording.catalogue import Translator
from wording.format.dates import format_day, format_round
from wording.format.durations import how_long_ago


def data_date_line(month: pd.Timestamp, judged: pd.Timestamp, _: Translator, *, is_latest: bool) -> str:
    """Return the month of the data; and the day of judgement, where its month is later than that of the data.

    `is_latest` is whether the data is that of the latest round.
    """
    if pd.isna(month):
        return _("Nothing has been reported yet")
    words = format_round(month, _)
    if pd.isna(judged) or judged.to_period("M") == month.to_period("M"):
        return _("Data as at {month}", month=words)
    day = format_day(judged, _)
    if is_latest:
        return _("Data as at {month} (latest round) · judged on {day}", month=words, day=day)
    return _("Data as at {month} · judged on {day}", month=words, day=day)


def data_age(month: pd.Timestamp, today: date, _: Translator) -> str:
    """Return how long ago the month of the data was; "" in that month, and without data."""
    if pd.isna(month) or (month.year, month.month) == (today.year, today.month):
        return ""
    return how_long_ago(month.date(), today, _)
