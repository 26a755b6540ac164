"""The tables of a tracker: their columns, their rows and how they were read."""
