"""The answers of each page to a filter that nobody has used before."""
