"""Explain how one cell of a workbook was read."""
