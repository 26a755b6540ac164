"""Which column of a table holds what, and which round each column belongs to."""
