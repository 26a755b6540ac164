"""The reader of .csv files."""
