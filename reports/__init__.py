"""Papers made from a tracker: Word, PDF, slides, Excel, a calendar, open data."""
