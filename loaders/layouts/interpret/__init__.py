"""Interpreting tables: the meaning of their columns and rows, forms included, and what applies to each whole table."""
