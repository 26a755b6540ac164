"""The cells of a sheet, whatever the file format: values, addresses, fills, dates and number formats."""
