"""The rows of a table: which are items, which name a group or a round, and where the table ends."""
