"""The versions in memory: which one is displayed, and the caches of what is computed from each."""
