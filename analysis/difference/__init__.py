"""The difference between two trackers, cell by cell."""
