"""The differences between two trackers in words: sentences, a table and lines for a terminal."""
