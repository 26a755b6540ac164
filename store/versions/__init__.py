"""Versions on record: list, load, audit trail and column mappings."""
