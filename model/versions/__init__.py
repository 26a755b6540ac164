"""Published versions, the difference between two trackers, and why a merge is refused."""
