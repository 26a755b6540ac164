"""Parts of the Overview page: attention and promises."""
