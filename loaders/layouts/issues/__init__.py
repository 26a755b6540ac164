"""Issues of layouts: sheets, tables, columns and rows that were not read, or need a person's attention."""
