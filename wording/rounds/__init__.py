"""A round of returns in words: what it asks, what came back, its rating, and the formal response to a review."""
