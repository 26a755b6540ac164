"""Parts of the Present page: its slides, the links between them, and its large type."""
