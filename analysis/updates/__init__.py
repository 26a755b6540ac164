"""The updates that count, the rounds they were reported in, and blank cells."""
