"""Write monitoring promises, and the days of a round, as calendar files."""
