"""The guard in front of every request: from which host and website it may come."""
