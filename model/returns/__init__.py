"""Returns: the workbooks that agencies fill in for a round, and the round they are for."""
