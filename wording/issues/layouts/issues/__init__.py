"""The texts of what was not read, or was read with an assumption, on a sheet or in a table."""
