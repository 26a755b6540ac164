"""Returns of a round: whom an update is requested of, and which promises are due."""
