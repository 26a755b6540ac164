"""A tracker as papers: Word, PDF, slides, Excel, a calendar, open data."""
