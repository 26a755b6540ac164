"""Selecting the tables of the tracker, and the sheets, months and review that apply to their rows."""
