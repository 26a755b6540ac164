"""Returns of a round: whom an update is requested of, which promises are due, and what was answered."""
