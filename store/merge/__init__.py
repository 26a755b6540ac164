"""Merge a workbook into the current version."""
