"""Data feeds for Power BI, calendars and scripts."""
