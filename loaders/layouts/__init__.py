"""Layouts: from the cells of the sheets to the records of a tracker, in ten stages from key to recognise."""
