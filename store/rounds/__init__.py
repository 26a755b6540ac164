"""Rounds in the store: start and close them, what they request, and the returns received."""
