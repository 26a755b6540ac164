"""Check the rows of a workbook for issues that show only when rows are compared."""
