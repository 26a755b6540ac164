"""The updates that count, the rounds they were reported in, the promises made by a month, and blank cells."""
