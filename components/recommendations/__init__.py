"""Parts of the Recommendations page: the list."""
