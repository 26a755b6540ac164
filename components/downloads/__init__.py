"""Downloads: workbooks, annotated copies, papers and calendars."""
