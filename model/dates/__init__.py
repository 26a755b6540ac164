"""Dates with their precision, and the grammar that parses them in English and Welsh."""
