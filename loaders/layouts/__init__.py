"""Layouts: from the cells of the sheets to the records of a tracker, stage by stage from keys to recognise."""
