"""Keys on the sheets of a tracker: find them, read their statuses and meanings, and choose the scale."""
