"""The content of the panel report, and of its slides."""
