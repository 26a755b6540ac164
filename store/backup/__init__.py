"""Back up a store into one file, and restore it."""
