"""Building records: the fields of each row, its updates, and the merging of rows that are about one item."""
