"""Interpreting tables: the meaning of their columns and rows, and what applies to each whole table."""
