"""Publish a version, and check that a version is intact."""
