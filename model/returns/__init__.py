"""Returns: the workbooks and Word forms that agencies fill in for a round, and the round they are for."""
