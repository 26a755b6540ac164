"""Dates, numbers, names, statuses and lists as text in the reader's language."""
