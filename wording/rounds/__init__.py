"""A round of returns in words: what it asks, what came back, and its rating."""
