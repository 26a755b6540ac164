"""The reader of .xlsx workbooks."""
