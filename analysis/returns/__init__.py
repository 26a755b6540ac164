"""Returns of a round: whom an update is requested of, promises due, what was answered, what is left to rate."""
