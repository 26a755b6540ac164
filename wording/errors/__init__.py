"""The messages of errors that are no issue of a workbook: options, output, papers and the store."""
