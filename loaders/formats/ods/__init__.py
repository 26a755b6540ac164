"""The reader of .ods workbooks."""
