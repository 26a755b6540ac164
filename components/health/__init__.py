"""Answers for whatever watches the server: that it is alive, and that it is ready for readers."""
