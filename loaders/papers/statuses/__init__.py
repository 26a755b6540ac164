"""The statuses that a paper prints: its key, its tables of statuses, and single marks."""
