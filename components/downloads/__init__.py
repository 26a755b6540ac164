"""The files that pages offer: workbooks, annotated copies, papers and calendars."""
