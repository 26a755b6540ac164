"""Parts of the Overview page: counts, matrix, attention and promises."""
