"""Movement between two rounds, and signs that a recommendation has stalled."""
