"""The names of fields, layouts, papers and the columns that were read."""
