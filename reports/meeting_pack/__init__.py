"""The content of the meeting pack."""
