"""Forms: labels down a sheet with their values next to them, for one recommendation or for one in each column."""
