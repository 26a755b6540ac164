"""The cells of dates and times as the readers of workbooks give them."""

from datetime import date, datetime, time, timedelta

from loaders.cells.number_display import display_time
from loaders.cells.values import DAY_ZERO, DateCell, TimeCell


def date_cell(value: date | time | timedelta, number_format: str = "") -> DateCell | TimeCell:
    """Return the cell of a date, of a time of day, or of a duration."""
    if isinstance(value, datetime):
        return DateCell(value.replace(tzinfo=None), number_format)
    if isinstance(value, date):
        return DateCell(datetime.combine(value, time()), number_format)
    midnight = datetime.combine(DAY_ZERO, time())
    since = datetime.combine(DAY_ZERO, value) - midnight if isinstance(value, time) else value
    written = str(since) if since.days else (midnight + since).time().isoformat()
    return TimeCell(written, display_time(since, number_format))
