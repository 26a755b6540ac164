"""Rounds of returns in the store: start and close them, and read what they request."""
