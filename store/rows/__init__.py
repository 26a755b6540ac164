"""Rows in the database: values, digests and the difference between versions."""
