"""The readers of workbook files: a file becomes sheets of cells."""
