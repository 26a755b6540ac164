"""The mapping of a workbook by a person: which sheets, header rows, columns and rows are read, and as what."""
